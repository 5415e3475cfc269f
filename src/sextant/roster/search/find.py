"""Finds a roster of shifts and proves how good it is: greedy, relaxation, dive, then people set free in turn."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sextant.roster.search.best_so_far import BestSoFar, Tell
from sextant.roster.search.generation import Generation, Limits, whole_bound
from sextant.roster.search.master import Pool, choose
from sextant.roster.search.rows import SCALE, Rows
from sextant.roster.search.shift_table import ShiftTable

Roster = NDArray[np.int64]


@dataclass(frozen=True)
class Found:
    """What the search brought back: the best roster (None: none was met), the proved bound, and how sure it is."""

    roster: Roster | None
    cost: int | None
    bound: int
    proved: bool
    impossible: bool
    first_seconds: float | None


def find(
    table: ShiftTable,
    *,
    seconds: float = 60,
    workers: int = 2,
    seed: int = 1,
    progress: Tell | None = None,
    stop: threading.Event | None = None,
    start: NDArray[np.integer] | None = None,
    work: int | None = None,
) -> Found:
    """The best roster met within ``seconds`` (or ``work`` steps of the last phase).

    ``progress`` is called with cost, bound and seconds at each change; setting ``stop`` ends the search, the
    best so far is kept. ``start``: a roster to begin from, if it is legal. With ``workers`` = 1 and a limit of work
    that is reached before the time, the same seed gives the same roster.
    """
    started = time.monotonic()
    limits = Limits(started + seconds, stop or threading.Event())
    best = BestSoFar(table, started, progress)
    search = _Search(table, best, limits, seed, max(1, min(workers, os.cpu_count() or 1)), work)
    impossible = False
    try:
        if start is not None:
            best.offer(start.astype(np.int64))
        impossible = search.one_after_the_other()
        if not impossible:
            search.relaxed()
            search.set_free()
    finally:
        search.close()
    return Found(
        best.roster,
        best.cost,
        best.bound,
        proved=best.proved or impossible,
        impossible=impossible,
        first_seconds=best.first_seconds,
    )


class _Search:
    """The phases, on what they share: rows, pool, best so far."""

    def __init__(
        self, table: ShiftTable, best: BestSoFar, limits: Limits, seed: int, workers: int, work: int | None
    ) -> None:
        self.table = table
        self.best = best
        self.limits = limits
        self.seed = seed
        self.workers = workers
        self.work = work
        self.rows = Rows(table)
        self.pool = Pool(table)
        self.people = list(range(len(table.people)))
        self.executor = ThreadPoolExecutor(workers) if workers > 1 else None
        self.root: Generation | None = None

    def close(self) -> None:
        """Give the threads back."""
        if self.executor is not None:
            self.executor.shutdown(wait=True, cancel_futures=True)

    def one_after_the_other(self) -> bool:
        """A first roster: each person's best row, given the rows of those before. True when somebody has none."""
        table = self.table
        rest = table.cover_need.astype(np.int64).copy()
        cells = np.zeros((len(self.people), table.days), dtype=np.int64)
        whole = True
        for person in self.people:
            if self.limits.over:
                return False
            price = np.where(rest > 0, -table.cover_under, table.cover_over).astype(np.int64) * SCALE
            row, least = self.rows.best(person, price)
            if row is None:
                row, least = self.rows.best(person, price, whole=True)
                if row is None and least >= 1 << 59:
                    return True
            if row is None:
                whole = False
                continue
            cells[person] = row
            self.pool.add(person, row)
            rest[np.arange(table.days), row] -= 1
        if whole:
            self.best.offer(cells)
        return False

    def relaxed(self) -> None:
        """The relaxation of the whole, its bound, and a dive from it."""
        self.root = root = Generation(self.rows, self.pool, self.people, None, self.limits, self.executor)
        root.master.add(range(len(self.pool.rows)))
        root.converge(0.5)
        self.best.prove(whole_bound(root.bound + self.table.fixed_cost))
        if self.limits.over or self.best.proved:
            return
        dive = Generation(self.rows, self.pool, self.people, None, self.limits, self.executor)
        dive.master.add(root.master.columns)
        dive.relax()
        chosen = dive.dive(6, np.random.default_rng(self.seed))
        if chosen is not None:
            self.best.offer(self.pool.roster(chosen))

    def set_free(self) -> None:
        """Some people at a time are set free, the others kept: each worker on its own."""
        threads = [threading.Thread(target=self._set_free, args=(i,)) for i in range(1, self.workers)]
        for thread in threads:
            thread.start()
        self._set_free(0)
        for thread in threads:
            thread.join()

    def _set_free(self, worker: int) -> None:
        rng = np.random.default_rng((self.seed, worker))
        size = 5.0
        steps = 0
        while not (self.limits.over or self.best.proved or self.best.roster is None):
            if self.work is not None and steps >= self.work:
                return
            steps += 1
            roster, price = self.best.roster, self.best.cost
            assert price is not None
            people = self._some_people(roster, rng, min(len(self.people), round(size)))
            outcome = self._improve(roster, price, people)
            if outcome == "none":
                size = min(size + 0.25, len(self.people), 30)
            elif outcome == "hard":
                size = max(3.0, size - 0.5)

    def _some_people(self, roster: Roster, rng: np.random.Generator, count: int) -> list[int]:
        """People to set free: those whose rows cost more than the relaxation says they should, more often."""
        weight = np.ones(len(self.people))
        if self.root is not None and len(self.root.price):
            days = np.arange(self.table.days)
            for person in self.people:
                row = roster[person]
                paid = int(self.table.cell_cost[person, days, row].sum()) - self.root.price[days, row].sum()
                weight[person] += max(0.0, paid - self.root.of_person[person])
        if rng.random() < 0.3:
            weight[:] = 1
        weight /= weight.sum()
        return sorted(rng.choice(len(self.people), size=count, replace=False, p=weight).tolist())

    def _improve(self, roster: Roster, price: int, people: Sequence[int]) -> str:
        fixed = np.delete(roster, people, axis=0)
        rest = price - self.table.fixed_cost - _cells(self.table, roster, people)
        part = Generation(self.rows, self.pool, people, fixed, self.limits)
        own = [self.pool.add(person, roster[person]) for person in people]
        part.master.add(own)
        part.master.add(n for person in people for n in self.pool.of[person][-80:])
        part.converge(0.3, enough=rest - 1 + 1e-6, rounds=40)
        if self.limits.over or part.bound > rest - 1 + 1e-6 or part.value > rest - 1 + 1e-6:
            return "none"
        kept = part.worth_keeping(rest - part.value, 1500)
        chosen = choose(
            self.pool,
            list(dict.fromkeys([*own, *kept])),
            people,
            fixed,
            own,
            min(5.0, self.limits.left),
            self.limits.stop,
            below=rest - 0.5,
            nodes=100,
        )
        if chosen is None:
            return "hard"
        better = roster.copy()
        for number in chosen:
            better[self.pool.person[number]] = self.pool.rows[number]
        return "better" if self.best.offer(better) else "hard"


def _cells(table: ShiftTable, roster: Roster, people: Sequence[int]) -> int:
    """What the rows of everybody else cost by themselves."""
    others = np.delete(np.arange(len(roster)), people)
    cells = np.take_along_axis(table.cell_cost[others], roster[others][:, :, None], axis=2)
    return int(cells.sum(dtype=np.int64))
