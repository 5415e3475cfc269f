"""A search that hears « stop »: asked again until it has ended."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def ends_when(stop: threading.Event | None, end: Callable[[], None], patience: float = 0.0) -> Iterator[None]:
    """Call ``end`` once ``stop`` is set, and again, as long as the block lasts: a search not begun yet does not hear.

    ``patience``: seconds that the search still has when it is stopped.
    """
    over = threading.Event()

    def listen() -> None:
        while stop is not None and not over.wait(0.05):
            if stop.is_set() and not over.wait(patience):
                end()

    if stop is not None:
        threading.Thread(target=listen, daemon=True).start()
    try:
        yield
    finally:
        over.set()
