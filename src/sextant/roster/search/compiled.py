"""Compiles the inner loops of the search, and keeps what was compiled between two runs when it may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Loop = TypeVar("Loop", bound=Callable[..., Any])


def compiled(loop: Loop) -> Loop:
    """The loop, compiled at its first call; it lets other threads run meanwhile.

    What was compiled is kept next to the source, or in the user's own cache folder when the source is read-only;
    where neither can be written, it is compiled again at each start.
    """
    try:
        return cast(Loop, numba.njit(cache=True, nogil=True)(loop))
    except RuntimeError:  # numba found no folder to write to
        return cast(Loop, numba.njit(nogil=True)(loop))
