"""Column generation: the rows worth knowing, found by asking each person's best row at the master's prices."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from sextant.roster.search.master import Master, Pool
from sextant.roster.search.rows import NOTHING_PROVED, SCALE, Rows

_SAME = 1e-6
_LITTLE = 0.05
_NEAR = 0.02
"""A relaxation this near to its bound is solved: costs are whole numbers."""


@dataclass
class Limits:
    """When a search must end."""

    until: float
    stop: threading.Event

    @property
    def over(self) -> bool:
        """Whether the time is up, or somebody asked to stop."""
        return self.stop.is_set() or time.monotonic() >= self.until

    @property
    def left(self) -> float:
        """Seconds left."""
        return max(0.0, self.until - time.monotonic())


@dataclass(frozen=True)
class Stretch:
    """Only these days are free: on the others, each person keeps the row of ``roster``."""

    roster: NDArray[np.int64]
    days: slice


class Generation:
    """The relaxation over some people, the rows of the others fixed; and ways down from it to whole rosters."""

    def __init__(
        self,
        rows: Rows,
        pool: Pool,
        people: Sequence[int],
        fixed: NDArray[np.int64] | None,
        limits: Limits,
        executor: Executor | None = None,
        stretch: Stretch | None = None,
    ) -> None:
        self.rows = rows
        self.pool = pool
        self.people = list(people)
        self.limits = limits
        self.executor = executor
        self.windows = (
            {p: rows.window(p, stretch.roster[p], stretch.days.start, stretch.days.stop) for p in people}
            if stretch
            else {}
        )
        self.master = Master(pool, people, fixed, stretch.days if stretch else None)
        self.value = float("inf")
        self.bound = float("-inf")
        self.shares: NDArray[np.float64] = np.zeros(0)
        self.price: NDArray[np.float64] = np.zeros(0)
        self.of_person: NDArray[np.float64] = np.zeros(0)
        self.centre: NDArray[np.float64] = np.zeros(0)
        """The prices that proved the bound."""
        self.least: list[int] = []
        """What each person's best row costs at these, in parts."""
        self._least: list[int] = []
        self._days = np.arange(rows.table.days)
        self._under = rows.table.cover_under.astype(np.float64)
        self._over = rows.table.cover_over.astype(np.float64)

    def relax(self) -> None:
        """Solve the master over the rows it knows."""
        self.value, price, self.of_person, self.shares = self.master.relax(self.limits.left)
        self.price = np.clip(price, -self._over, self._under)

    def converge(
        self,
        smooth: float,
        *,
        whole: bool = False,
        enough: float = float("inf"),
        rounds: int = 10_000,
        patience: int | None = None,
    ) -> bool:
        """Take rows in until none would help; True when that point is reached.

        ``smooth``: the share of the best prices so far in the prices asked at. Ends as soon as the bound
        passes ``enough`` (nothing better is to be had here), and after ``rounds``; and, what is under ``enough``
        being what one is after, when ``patience`` rounds brought little more of it.
        """
        centre: NDArray[np.float64] | None = None
        values: list[float] = []
        for _ in range(rounds):
            self.relax()
            if self.limits.over:
                return False
            values.append(self.value)
            if patience is not None and len(values) > patience:
                under = enough - self.value
                if under > 0 and values[-1 - patience] - self.value < _LITTLE * under:
                    return True
            price = self.price if centre is None else smooth * centre + (1 - smooth) * self.price
            new, bound = self.ask(self.people, price, whole=whole)
            if bound > self.bound:
                self.bound, centre = bound, price
                self.centre, self.least = price, self._least
            if self.value > enough and not new:
                return True
            if self.bound > enough or self.value - self.bound < _NEAR:
                return True
            if not self.master.add(new):
                if smooth == 0.0:
                    return True
                smooth = 0.0 if smooth < 0.1 else smooth / 2
        return False

    def ask(
        self, people: Sequence[int], price: NDArray[np.float64], *, whole: bool = False
    ) -> tuple[list[int], float]:
        """The rows that would help, at these cover prices; and a lower bound of the relaxation (these people only)."""
        whole_price = np.rint(price * SCALE).astype(np.int64)

        def best(person: int) -> tuple[NDArray[np.int64] | None, int]:
            if person in self.windows:
                return self.rows.best_within(self.windows[person], -whole_price), NOTHING_PROVED
            return self.rows.best(person, -whole_price, whole=whole)

        found = list(self.executor.map(best, people) if self.executor else map(best, people))
        self._least = [least for _, least in found]
        bound = int((whole_price[self.master.days] * self.master.need).sum()) + sum(self._least)
        new = []
        for person, (row, _) in zip(people, found, strict=True):
            if row is None:
                continue
            number = self.pool.add(person, row)
            gain = self.of_person[self.master.place[person]] + self.price[self._days, row].sum()
            if self.pool.cost[number] < gain - _SAME:
                new.append(number)
        return new, bound / SCALE

    def dive(
        self, rounds: int, rng: np.random.Generator, noise: float = 0.0, sure: float = 0.8, at_once: int = 0
    ) -> list[int] | None:
        """Give people whole rows one after the other, the surest first, new rows asked for in between."""
        given: dict[int, int] = {}
        while len(given) < len(self.people):
            if self.limits.over:
                return self._cut_short(given)
            shares = self.shares + noise * rng.random(len(self.shares)) * (self.shares > 0.02)
            taken = 0
            most = max(1, (len(self.people) - len(given)) // at_once) if at_once else 1
            for place in np.argsort(-shares).tolist():
                number = self.master.columns[place]
                person = self.pool.person[number]
                if person in given:
                    continue
                if taken >= most and shares[place] < sure:
                    break
                if shares[place] <= _SAME:
                    if taken:
                        break
                    return None
                given[person] = number
                self.master.hold(place, 1.0)
                taken += 1
            free = [person for person in self.people if person not in given]
            for _ in range(rounds):
                self.relax()
                if not free or self.limits.over:
                    break
                new, _bound = self.ask(free, self.price)
                if not self.master.add(new):
                    break
            else:
                self.relax()
        return [given[person] for person in self.people]

    def _cut_short(self, given: dict[int, int]) -> list[int] | None:
        """Whole rows for everybody now: those given, and for the others the row of the largest share."""
        chosen = dict(given)
        for place in np.argsort(-self.shares, kind="stable").tolist():
            number = self.master.columns[place]
            chosen.setdefault(self.pool.person[number], number)
        return [chosen[person] for person in self.people] if len(chosen) == len(self.people) else None

    def worth_keeping(self, room: float, most: int) -> list[int]:
        """The master's rows whose reduced price leaves ``room`` for a better roster, the most promising first."""
        columns = self.master.columns
        place = np.array([self.master.place[self.pool.person[n]] for n in columns])
        cost = np.array([self.pool.cost[n] for n in columns], dtype=np.float64)
        earned = np.array([self.price[self._days, self.pool.rows[n]].sum() for n in columns])
        reduced = cost - earned - self.of_person[place]
        order = np.argsort(reduced, kind="stable")[:most]
        return [columns[i] for i in order if reduced[i] <= room]


def whole_bound(bound: float) -> int:
    """The least whole cost that a lower bound allows; rounding errors of the relaxation aside."""
    return max(0, ceil(bound - 1e-4)) if bound > float("-inf") else 0
