"""Finds a roster of shifts and proves how good it is: greedy, relaxation, dive, then people set free in turn."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sextant.roster.search.best_row import IMPOSSIBLE
from sextant.roster.search.best_so_far import BestSoFar, Tell
from sextant.roster.search.generation import Generation, Limits, Stretch, whole_bound
from sextant.roster.search.master import Pool, choose
from sextant.roster.search.rows import SCALE, Rows
from sextant.roster.search.shift_table import NO_LIMIT, ShiftTable, faults, weekends_worked

Roster = NDArray[np.int64]

_SWEEPS = 100
"""The relaxation is worth its time when everybody's row can be asked so often (of processor time)."""
_LITTLE = 1e-6
_MANY = 12
"""Beyond so many people set free, whole rows are given by a dive: branch and bound would not end."""
_FOR_NARROWING = 0.1
"""At most this share of the time left goes into trying each cell, and into rows near the best ones."""
_SAMPLES, _ROWS = 60, 4000
_FORTNIGHT = 14
_EVERYBODY = 60
"""At most so many people are set free together on a fortnight."""
_LONG = 4 * _FORTNIGHT
"""Days: what is not longer is all seen from a fortnight and the days around it."""
_FOR_WEEKENDS = 0.7
"""The share of the time left that goes into stretches of days where a weekend costs a little more than a missing person."""
_LITTLE_GAIN = 0.01
"""A pass over the period that gains no more than this share is the last."""


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
    if start is not None:
        best.offer(start.astype(np.int64))
    impossible = search.one_after_the_other()
    if not impossible:
        search.together()
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
        self.joining = threading.Lock()
        self.root: Generation | None = None
        self.sweep = 0.0  # seconds of processor to ask everybody's best row once

    def one_after_the_other(self) -> bool:
        """A first roster: each person's best row, given the rows of those before. True when somebody has none.

        What few of those still to come could take is worth more than what many can.
        """
        table = self.table
        self.rows.best(0, np.zeros((table.days, len(table.kinds)), dtype=np.int64))  # compiled, if it was not
        begun = time.process_time()
        rest = table.cover_need.astype(np.int64).copy()
        cells = np.zeros((len(self.people), table.days), dtype=np.int64)
        whole = True
        able = self.rows.allowed.sum(axis=0)  # who, of those still to come, can take each cell
        for person in self.people:
            if self.limits.over:
                return False
            scarce = np.clip(0.5 + 0.075 * len(self.people) * rest / np.maximum(able, 1), 0.5, 1)
            price = np.where(rest > 0, -table.cover_under * scarce, table.cover_over) * SCALE
            row, least = self._any_row(person, price.astype(np.int64))
            if row is None and least >= 1 << 59:
                return True
            able -= self.rows.allowed[person]
            if row is None:
                whole = False
                continue
            cells[person] = row
            self.pool.add(person, row)
            rest[np.arange(table.days), row] -= 1
        if whole:
            self.best.offer(cells)
        self.sweep = time.process_time() - begun
        return False

    def _any_row(self, person: int, price: NDArray[np.int64]) -> tuple[Roster | None, int]:
        """The person's best row, looked for everywhere when none lies beside an even spread."""
        row, least = self.rows.best(person, price)
        return self.rows.best(person, price, whole=True) if row is None else (row, least)

    def together(self) -> None:
        """The relaxation and dives from it when they fit in the time; then people set free, by every worker."""
        if self.sweep * _SWEEPS < self.limits.left and not self.rows.any_large:
            self.relaxed()
        else:
            self._week_after_week()
        self._by_all(lambda worker: self._set_free(worker) if worker else self._closed_in())

    def _by_all(self, task: Callable[[int], None]) -> None:
        threads = [threading.Thread(target=task, args=(i,)) for i in range(1, self.workers)]
        for thread in threads:
            thread.start()
        try:
            task(0)
        except BaseException:  # the others must not go on by themselves
            self.limits.stop.set()
            raise
        finally:
            for thread in threads:
                thread.join()

    def relaxed(self) -> None:
        """The relaxation of the whole, its bound, and a dive from it by each worker."""
        with ThreadPoolExecutor(self.workers) as executor:
            self.root = root = self._generation(0.5, executor if self.workers > 1 else None)
            root.master.add(range(len(self.pool.rows)))
            root.converge(0.5)
        self.best.prove(whole_bound(root.bound + self.table.fixed_cost))
        if not (self.limits.over or self.best.proved):
            self._by_all(self._dive)

    def _dive(self, worker: int) -> None:
        """A hurried dive, several people given their rows at once; then a careful one, ten times as long, if it fits."""
        assert self.root is not None
        rng = np.random.default_rng((self.seed, worker))
        begun = time.monotonic()
        for rounds, at_once in ((3, 6), (12, 0)):
            long = 10 * (time.monotonic() - begun) > 0.3 * self.limits.left
            if self.limits.over or self.best.proved or (long and not at_once and self.work is None):
                return
            dive = self._generation(0.3)
            dive.master.add(self.root.worth_keeping(float("inf"), 30 * len(self.people)))
            dive.relax()
            chosen = dive.dive(rounds, rng, noise=0.1 if worker else 0.0, at_once=at_once)
            if chosen is not None:
                self.best.offer(self.pool.roster(chosen))

    def _closed_in(self) -> None:
        """Near the relaxation: branch and bound over rows that are nearly best at its prices; then people set free."""
        rng = np.random.default_rng((self.seed, 0, 3))
        root, closed = self.root, None
        while root is not None and root.least and not (self.limits.over or self.best.proved):
            before = self.best.cost
            if before is None or before == closed:
                break
            closed = before
            self._narrowed(root, before)
            self._sampled(root, before, rng)
            self._chosen(root)
        self._set_free(0)

    def _narrowed(self, root: Generation, best: int) -> None:
        """Bar the cells that no better roster has; take in the best row through each other cell.

        The person's best row through a cell, at the prices that proved the bound, in place of the person's best:
        that is a bound of all rosters with the cell.
        """
        long = self.sweep * self.table.days * len(self.table.kinds)
        if self.work is None and long > _FOR_NARROWING * self.limits.left:
            return
        price = -np.rint(root.centre * SCALE).astype(np.int64)
        room = best - 1 - self.table.fixed_cost - root.bound + _LITTLE
        for person in self.people:
            barred = []
            for day, kind in np.argwhere(self.rows.allowed[person]).tolist():
                if self.limits.over:
                    return
                through = price.copy()
                through[day] = IMPOSSIBLE
                through[day, kind] = price[day, kind]
                row, least = self.rows.best(person, through)
                if least >= IMPOSSIBLE or (least - root.least[person]) / SCALE > room:
                    barred.append((day, kind))
                elif row is not None:
                    self.pool.add(person, row)
            for day, kind in barred:
                self.rows.allowed[person, day, kind] = False

    def _sampled(self, root: Generation, best: int, rng: np.random.Generator) -> None:
        """Take in rows that are best at prices a little off those of the relaxation."""
        room = max(2.0, best - 1 - self.table.fixed_cost - root.bound)
        until = time.monotonic() + _FOR_NARROWING * self.limits.left
        for _ in range(_SAMPLES):
            if self.limits.over or (self.work is None and time.monotonic() > until):
                return
            off = rng.random(root.centre.shape) * room * rng.choice([0.1, 0.3, 1.0])
            price = -np.rint((root.centre - off) * SCALE).astype(np.int64)
            for person in self.people:
                row, _least = self.rows.best(person, price)
                if row is not None:
                    self.pool.add(person, row)

    def _chosen(self, root: Generation) -> None:
        """The best choice among the known rows that leave room for a better roster."""
        roster, best = self.best.roster, self.best.cost
        assert roster is not None
        assert best is not None
        days = np.arange(self.table.days)
        open_ = [
            number
            for number, row in enumerate(list(self.pool.rows))
            if self.rows.allowed[self.pool.person[number], days, row].all()
        ]
        root.master.add(open_)
        root.limits = Limits(time.monotonic() + _FOR_NARROWING * self.limits.left, self.limits.stop)
        root.executor = None  # that of the relaxation is closed
        root.converge(0.5)
        self.best.prove(whole_bound(root.bound + self.table.fixed_cost))
        room = best - 1 - self.table.fixed_cost - root.value + _LITTLE
        known = set(open_)
        kept = [number for number in root.worth_keeping(room, _ROWS) if number in known]
        own = [self.pool.add(person, roster[person]) for person in self.people]
        chosen = choose(
            self.pool,
            list(dict.fromkeys([*own, *kept])),
            self.people,
            None,
            own,
            min(8.0, 0.3 * self.limits.left),
            self.limits.stop,
            below=best - self.table.fixed_cost - 0.5,
            nodes=None if self.work is None else 100,
        )
        if chosen is not None:
            self.best.offer(self.pool.roster(chosen))

    def _generation(self, share: float, executor: Executor | None = None) -> Generation:
        """The relaxation of the whole, for a share of the time left."""
        limits = Limits(time.monotonic() + share * self.limits.left, self.limits.stop)
        return Generation(self.rows, self.pool, self.people, None, limits, executor)

    def _set_free(self, worker: int) -> None:
        """Some people at a time are set free, on all days or on a stretch of them; what pays more is done more."""
        rng = np.random.default_rng((self.seed, worker))
        ways = [Way(None, 5.0)] if not self.rows.any_large else []
        many = 40.0 if self.rows.any_large else 5.0
        ways += [Way(d, max(5.0, many * 14 / d)) for d in (14, 28, 42, 84) if d <= 0.7 * self.table.days]
        steps = 0
        while not (self.limits.over or self.best.proved or self.best.roster is None):
            if self.work is not None and steps >= self.work:
                return
            steps += 1
            way = _drawn(ways, rng)
            begun = time.monotonic()
            roster, price = self.best.roster, self.best.cost
            assert price is not None
            days = self._some_days(way.days, rng)
            people = self._some_people(roster, rng, min(len(self.people), round(way.size)), days)
            outcome, gain = self._improve(roster, price, people, days, rng)
            way.learn(outcome, gain, 1.0 if self.work is not None else time.monotonic() - begun)

    def _week_after_week(self) -> None:
        """Fortnights one after the other; first with a price on weekends: none is spent for one missing person, two are worth it.

        A fortnight knows nothing of what a weekend is worth on another: the price says it. What was saved is
        spent at the end, without it.
        """
        roster = self.best.roster
        dear = int(self.table.cover_under[self.table.weekend_of >= 0, 1:].max(initial=0))
        counted = self.table.days > _LONG and (self.table.max_weekends < NO_LIMIT).any()
        for price in (dear + 1, 0) if counted else (0,):
            if roster is not None and not self.limits.over:
                roster = self._at_weekend_price(price, roster)

    def _at_weekend_price(self, price: int, roster: Roster) -> Roster | None:
        """The best roster found from this one when a weekend costs so much; the others met are offered as they are."""

        def tell(_cost: int | None, _bound: int, _at: float) -> None:
            if own.roster is not None:
                self.best.offer(own.roster)

        own = BestSoFar(replace(self.table, weekend_price=price), 0.0, tell)
        own.offer(roster)
        share = _FOR_WEEKENDS if price and self.work is None else 1.0
        limits = Limits(time.monotonic() + share * self.limits.left, self.limits.stop)
        other = _Search(own.table, own, limits, self.seed, self.workers, self.work)
        other._by_all(other._week_by_week)
        if price:
            other._by_all(other._set_free)
        return own.roster

    def _week_by_week(self, worker: int) -> None:
        """Everybody is set free on a fortnight, the next one begins a week later, until a whole pass gains little.

        The first pass is hurried, and shared out: each worker looks at its part of the period.
        """
        last = self.table.days - _FORTNIGHT // 2
        starts = range(-(_FORTNIGHT // 2), last, _FORTNIGHT // 2)
        own = [starts[(i + worker * len(starts) // self.workers) % len(starts)] for i in range(len(starts))]
        rng = np.random.default_rng((self.seed, worker, 2))
        hurried = True
        while self.best.cost is not None:
            begun = self.best.cost
            for start in own[: -(-len(own) // self.workers)] if hurried else own:
                if self.limits.over or self.best.proved:
                    return
                days = slice(max(0, start), min(self.table.days, start + _FORTNIGHT))
                roster, price = self.best.roster, self.best.cost
                assert roster is not None
                assert price is not None
                people = self._some_people(roster, rng, min(len(self.people), _EVERYBODY), days)
                self._improve(roster, price, people, days, rng, hurried=hurried)
            if hurried:
                hurried = False
                continue
            assert self.best.roster is not None
            spent = int(weekends_worked(self.table, self.best.roster).sum()) * self.table.weekend_price
            if begun - self.best.cost < _LITTLE_GAIN * (begun - spent):
                return

    def _some_days(self, count: int | None, rng: np.random.Generator) -> slice:
        if count is None:
            return slice(0, self.table.days)
        first = int(rng.integers(-count // 2, self.table.days - count // 2))
        return slice(max(0, first), min(self.table.days, first + count))

    def _some_people(self, roster: Roster, rng: np.random.Generator, count: int, days: slice) -> list[int]:
        """People to set free: anyone, or whose rows are dear, or who could mend a cell that is badly covered."""
        weight = np.ones(len(self.people))
        must = ~np.take_along_axis(self.rows.allowed, roster[:, :, None], axis=2)[:, :, 0].all(axis=1)
        weight[must] += 1e6  # a better roster gives them another row
        count = min(len(self.people), max(count, int(must.sum()) + 2))
        draw = rng.random()
        if draw < 0.35 and self.root is not None:
            every = np.arange(self.table.days)
            for person in self.people:
                row = roster[person]
                paid = int(self.table.cell_cost[person, every, row].sum()) - self.root.price[every, row].sum()
                weight[person] += max(0.0, paid - self.root.of_person[person])
        elif draw < 0.75:
            given = np.stack([(roster == k).sum(axis=0) for k in range(len(self.table.kinds))], axis=1)
            missing = np.maximum(self.table.cover_need - given, 0) * self.table.cover_under
            missing = missing + np.maximum(given - self.table.cover_need, 0) * self.table.cover_over
            dear = missing[days].reshape(-1).astype(np.float64)
            if dear.sum() > 0:
                cell = int(rng.choice(len(dear), p=dear / dear.sum()))
                day, kind = days.start + cell // len(self.table.kinds), cell % len(self.table.kinds)
                weight[self.table.allowed[:, day, kind]] += 3.0
        weight /= weight.sum()
        return sorted(rng.choice(len(self.people), size=count, replace=False, p=weight).tolist())

    def _improve(
        self,
        roster: Roster,
        price: int,
        people: Sequence[int],
        days: slice,
        rng: np.random.Generator,
        *,
        hurried: bool = False,
    ) -> tuple[str, int]:
        """Look for better rows of these people on these days; what came of it, and what was gained."""
        fixed = np.delete(roster, people, axis=0)
        aside = _aside(self.table, roster, people, days)
        rest = price - aside
        short = days != slice(0, self.table.days)
        stretch = Stretch(roster, days) if short else None
        part = Generation(self.rows, self.pool, people, fixed, self.limits, stretch=stretch)
        own = [self.pool.add(person, roster[person]) for person in people]
        part.master.add(own)
        if not short:
            part.master.add([n for person in people for n in self.pool.of[person][-80:]])
        patience = None if len(people) <= _MANY else 3 if hurried else 6
        part.converge(0.3, enough=rest - 1 + _LITTLE, rounds=60, patience=patience)
        if self.limits.over or part.bound > rest - 1 + _LITTLE or part.value > rest - 1 + _LITTLE:
            return "none", 0
        if len(people) > _MANY:
            chosen = part.dive(1, rng, at_once=3) if hurried else part.dive(2, rng, at_once=6)
        else:
            kept = part.worth_keeping(rest - part.value, 1500)
            chosen = choose(
                self.pool,
                list(dict.fromkeys([*own, *kept])),
                people,
                fixed,
                own,
                min(5.0, self.limits.left),
                self.limits.stop,
                days=days,
                below=rest - 0.5,
                nodes=100,
            )
        before = self.best.cost
        if chosen is None or not self._joined(roster, self.pool.roster(chosen), people, days):
            return "hard", 0
        assert before is not None
        assert self.best.cost is not None
        return "better", max(0, before - self.best.cost)

    def _joined(self, roster: Roster, new: Roster, people: Sequence[int], days: slice) -> bool:
        """Whether the best roster is better with these people's new days, another worker having changed it meanwhile."""
        with self.joining:
            now = self.best.roster
            assert now is not None
            same = [person for person in people if (now[person, days] == roster[person, days]).all()]
            better = now.copy()
            better[same, days] = new[same, days]
            for fault in faults(self.table, better):
                better[fault.person] = now[
                    fault.person
                ]  # two changes do not go together: the older one stays
            return self.best.offer(better)


class Way:
    """One way of setting people free: on how many days (None: all), how many people, and what it paid lately."""

    def __init__(self, days: int | None, size: float) -> None:
        self.days = days
        self.size = size
        self.paid = float("inf")

    def learn(self, outcome: str, gain: int, seconds: float) -> None:
        """More people when nothing was to be found, fewer when it was too hard; remember gain by second."""
        rate = gain / max(seconds, 0.01)
        self.paid = rate if self.paid == float("inf") else 0.85 * self.paid + 0.15 * rate
        if outcome == "none":
            self.size = min(1.05 * self.size, _EVERYBODY)
        elif outcome == "hard":
            self.size = max(3.0, 0.9 * self.size)


def _drawn(ways: Sequence[Way], rng: np.random.Generator) -> Way:
    """An untried way first; then in proportion to what each pays, none forgotten."""
    untried = [way for way in ways if way.paid == float("inf")]
    if untried:
        return untried[0]
    paid = np.array([way.paid for way in ways])
    weight = paid + 0.1 * paid.max() + 1e-9
    return ways[int(rng.choice(len(ways), p=weight / weight.sum()))]


def _aside(table: ShiftTable, roster: Roster, people: Sequence[int], days: slice) -> int:
    """The part of the cost that stays: what others' rows cost by themselves, cover of other days, the fixed cost."""
    given = np.stack([(roster == kind).sum(axis=0) for kind in range(len(table.kinds))], axis=1)
    lack = np.maximum(table.cover_need - given, 0) * table.cover_under.astype(np.int64)
    beyond = np.maximum(given - table.cover_need, 0) * table.cover_over.astype(np.int64)
    cover = lack + beyond
    others = np.delete(np.arange(len(roster)), people)
    cells = np.take_along_axis(table.cell_cost[others], roster[others][:, :, None], axis=2)
    spent = int(weekends_worked(table, roster[others]).sum()) * table.weekend_price
    return int(cover.sum() - cover[days].sum()) + int(cells.sum(dtype=np.int64)) + spent + table.fixed_cost
