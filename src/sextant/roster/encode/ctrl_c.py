"""Ctrl-C during a search ends the search; after it, Ctrl-C is Python's again."""

from __future__ import annotations

import signal
import threading


def give_back() -> None:
    """Put back the handler of Python: CP-SAT catches Ctrl-C while it searches, and leaves the system's own after."""
    if threading.current_thread() is threading.main_thread():
        handler = signal.getsignal(signal.SIGINT)
        if handler is not None:
            signal.signal(signal.SIGINT, handler)
