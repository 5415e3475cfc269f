"""The best roster so far and the proved bound, shared by the searches that go on together."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sextant.roster.search.shift_table import ShiftTable, cost, faults

Tell = Callable[[int | None, int, float], None]


class BestSoFar:
    """Keeps the cheapest legal roster offered and the highest bound; tells each change."""

    def __init__(self, table: ShiftTable, started: float, tell: Tell | None) -> None:
        self.table = table
        self.roster: NDArray[np.int64] | None = None
        self.cost: int | None = None
        self.bound = table.fixed_cost
        self.first_seconds: float | None = None
        self.version = 0
        self._started = started
        self._tell = tell
        self._lock = threading.Lock()

    def offer(self, roster: NDArray[np.int64]) -> bool:
        """Keep the roster if it is legal and cheaper; whether it was."""
        price = cost(self.table, roster)
        if self.cost is not None and price >= self.cost:
            return False
        if faults(self.table, roster):
            return False
        with self._lock:
            if self.cost is not None and price >= self.cost:
                return False
            self.roster, self.cost = roster.copy(), price
            self.version += 1
            if self.first_seconds is None:
                self.first_seconds = time.monotonic() - self._started
            self._say()
        return True

    def prove(self, bound: int) -> None:
        """Nothing cheaper than ``bound`` exists."""
        with self._lock:
            if bound > self.bound:
                self.bound = bound if self.cost is None else min(bound, self.cost)
                self._say()

    @property
    def proved(self) -> bool:
        """Whether the best roster so far is proved best."""
        return self.cost is not None and self.bound >= self.cost

    def _say(self) -> None:
        if self._tell is not None:
            self._tell(self.cost, self.bound, time.monotonic() - self._started)
