"""HiGHS says its name on standard output when a process first uses it, whatever its options: nobody must hear it.

A command that prints JSON, or a table, prints nothing else.
"""

from __future__ import annotations

import os
from functools import lru_cache


@lru_cache(maxsize=1)
def first_highs() -> None:
    """Use HiGHS once, its words thrown away: it says them once a process."""
    import highspy  # a quarter of a second to load: only where it serves

    try:
        heard = os.dup(1)
    except OSError:  # no standard output at all
        highspy.Highs()  # type: ignore[no-untyped-call]
        return
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        highspy.Highs()  # type: ignore[no-untyped-call]
    finally:
        os.dup2(heard, 1)
        os.close(heard)
