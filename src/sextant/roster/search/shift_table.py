"""A roster problem of one shift a day, as arrays: what the anytime engine searches, and how it is counted.

Conventions at the edges of the period, those of the benchmarks of Curtois and Qu (2014):

- the day before the first and the day after the last are days off where a run of work is *too long*
  (``max_run``), and complete any run of work or of rest that would be *too short* (``min_run``,
  ``min_rest_run``): a run that touches the first or the last day is never too short;
- a weekend is worked when its Saturday or its Sunday is; a period that begins on a Sunday or ends on a
  Saturday counts that day as a weekend of its own;
- nothing forbids what follows the unknown day before the period: see ``allowed`` for a known one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Ints = NDArray[np.int32]
Cells = NDArray[np.integer]
"""``[person, day]``: the number of the kind given on that day, 0 for rest."""

NO_LIMIT = 1_000_000
"""A limit that nothing reaches: largest number of a kind, of weekends, of days, of minutes."""


class Broken(StrEnum):
    """What a table forbids."""

    ALLOWED = "allowed"
    MAY_FOLLOW = "may_follow"
    MIN_MINUTES = "min_minutes"
    MAX_MINUTES = "max_minutes"
    MAX_RUN = "max_run"
    MIN_RUN = "min_run"
    MIN_REST_RUN = "min_rest_run"
    MAX_WEEKENDS = "max_weekends"
    MAX_OF_KIND = "max_of_kind"


@dataclass(frozen=True, slots=True)
class TableFault:
    """One limit broken by one person: on which ``day`` it ends or begins (-1: the whole period), by how much."""

    broken: Broken
    person: int
    day: int
    kind: int
    by: int


@dataclass(frozen=True)
class ShiftTable:
    """People, days and kinds of shift; kind 0 is rest. Minutes and costs are integers, nothing is negative.

    ``allowed[p, d, k]``; ``cell_cost[p, d, k]`` is what giving that kind costs (requests folded in: an unmet
    request *on* costs on every other kind); ``may_follow[a, b]``: b on the day after a. Per person:
    ``min_minutes``, ``max_minutes``, ``max_run`` (days worked running), ``min_run``, ``min_rest_run``,
    ``max_weekends``, ``max_of_kind[p, k]`` (column 0 without limit). ``cover_need[d, k]`` people wanted, each one missing
    costs ``cover_under[d, k]`` and each one beyond ``cover_over[d, k]``; column 0 is zero. ``fixed_cost`` is
    paid by every roster, ``weekend_price`` for each weekend that somebody works.
    """

    people: tuple[str, ...]
    kinds: tuple[str, ...]
    days: int
    first_weekday: int
    minutes: Ints
    allowed: Bools
    cell_cost: Ints
    may_follow: Bools
    min_minutes: Ints
    max_minutes: Ints
    max_run: Ints
    min_run: Ints
    min_rest_run: Ints
    max_weekends: Ints
    max_of_kind: Ints
    cover_need: Ints
    cover_under: Ints
    cover_over: Ints
    fixed_cost: int = 0
    weekend_price: int = 0

    @cached_property
    def weekend_of(self) -> Ints:
        """``[day]``: the number of the weekend a Saturday or Sunday lies in; -1 on other days."""
        days = np.arange(self.days, dtype=np.int32) + self.first_weekday
        return np.where(days % 7 >= 5, days // 7, -1).astype(np.int32)


def small_table() -> ShiftTable:
    """Three people, nine days, two kinds of shift: enough to wake every loop of a search."""
    people, days, kinds = 3, 9, 3
    each = np.ones(people, dtype=np.int32)
    need = np.zeros((days, kinds), dtype=np.int32)
    need[:, 1:] = 1
    return ShiftTable(
        people=("A", "B", "C"),
        kinds=("", "j", "n"),
        days=days,
        first_weekday=0,
        minutes=np.array([0, 480, 600], dtype=np.int32),
        allowed=np.ones((people, days, kinds), dtype=np.bool_),
        cell_cost=np.zeros((people, days, kinds), dtype=np.int32),
        may_follow=np.array([[1, 1, 1], [1, 1, 1], [1, 0, 1]], dtype=np.bool_),
        min_minutes=480 * each,
        max_minutes=3000 * each,
        max_run=4 * each,
        min_run=2 * each,
        min_rest_run=2 * each,
        max_weekends=each,
        max_of_kind=np.full((people, kinds), 5, dtype=np.int32),
        cover_need=need,
        cover_under=100 * need,
        cover_over=need.copy(),
    )


def cost(table: ShiftTable, roster: Cells) -> int:
    """What a roster costs, faults aside."""
    cells = np.take_along_axis(table.cell_cost, roster[:, :, None].astype(np.int64), axis=2).sum(
        dtype=np.int64
    )
    given = np.stack([(roster == kind).sum(axis=0) for kind in range(len(table.kinds))], axis=1)
    missing = np.maximum(table.cover_need - given, 0) * table.cover_under.astype(np.int64)
    beyond = np.maximum(given - table.cover_need, 0) * table.cover_over.astype(np.int64)
    spent = table.weekend_price * int(weekends_worked(table, roster).sum()) if table.weekend_price else 0
    return int(cells + missing.sum() + beyond.sum()) + spent + table.fixed_cost


def faults(table: ShiftTable, roster: Cells) -> list[TableFault]:
    """Every limit that the roster breaks, person by person in the order of :class:`Broken`; empty when it is legal."""
    return list(_faults(table, roster))


def _faults(table: ShiftTable, roster: Cells) -> Iterator[TableFault]:
    cells = roster.astype(np.int64)
    for p, d in np.argwhere(~np.take_along_axis(table.allowed, cells[:, :, None], axis=2)[:, :, 0]).tolist():
        yield TableFault(Broken.ALLOWED, p, d, int(cells[p, d]), 1)
    for p, d in np.argwhere(~table.may_follow[cells[:, :-1], cells[:, 1:]]).tolist():
        yield TableFault(Broken.MAY_FOLLOW, p, d + 1, int(cells[p, d + 1]), 1)
    minutes = table.minutes.astype(np.int64)[cells].sum(axis=1)
    yield from _beyond(Broken.MIN_MINUTES, table.min_minutes - minutes)
    yield from _beyond(Broken.MAX_MINUTES, minutes - table.max_minutes)
    worked = cells > 0
    yield from _runs(Broken.MAX_RUN, worked, table.max_run, longest=True)
    yield from _runs(Broken.MIN_RUN, worked, table.min_run, longest=False)
    yield from _runs(Broken.MIN_REST_RUN, ~worked, table.min_rest_run, longest=False)
    yield from _beyond(Broken.MAX_WEEKENDS, weekends_worked(table, cells) - table.max_weekends)
    for kind in range(1, len(table.kinds)):
        yield from _beyond(Broken.MAX_OF_KIND, (cells == kind).sum(axis=1) - table.max_of_kind[:, kind], kind)


def weekends_worked(table: ShiftTable, roster: Cells) -> NDArray[np.int64]:
    """``[person]``: weekends of which the Saturday or the Sunday is worked."""
    days = np.flatnonzero(table.weekend_of >= 0)
    if not len(days):
        return np.zeros(len(roster), dtype=np.int64)
    begins = np.flatnonzero(np.diff(table.weekend_of[days], prepend=-1))
    worked = np.logical_or.reduceat(roster[:, days] > 0, begins, axis=1)
    count: NDArray[np.int64] = worked.sum(axis=1, dtype=np.int64)
    return count


def _beyond(broken: Broken, by: NDArray[np.int64], kind: int = -1) -> Iterator[TableFault]:
    for person in np.flatnonzero(by > 0).tolist():
        yield TableFault(broken, person, -1, kind, int(by[person]))


def _runs(broken: Broken, held: Bools, limit: Ints, *, longest: bool) -> Iterator[TableFault]:
    """Runs of ``held`` days that are too long, or too short without touching an edge of the period."""
    edge = np.zeros((len(held), 1), dtype=np.int8)
    turn = np.diff(held.astype(np.int8), axis=1, prepend=edge, append=edge)
    people, begins = np.nonzero(turn == 1)
    ends = np.nonzero(turn == -1)[1]
    length = ends - begins
    by = length - limit[people] if longest else limit[people] - length
    inside = np.ones(len(by), dtype=bool) if longest else (begins > 0) & (ends < held.shape[1])
    for i in np.flatnonzero((by > 0) & inside).tolist():
        yield TableFault(broken, int(people[i]), int(begins[i]), -1, int(by[i]))
