"""A window on one person's row: some days may change, the others stay, and only the days around it are looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sextant.roster.search.best_row import IMPOSSIBLE, RowRules
from sextant.roster.search.shift_table import ShiftTable

Row = NDArray[np.int64]

_BESIDE = 5
"""How many of the longest shifts the minutes may run ahead of, or behind, those of the row as it is."""


@dataclass(frozen=True)
class Band:
    """What a path may have counted after each day: steps of minutes, weekends."""

    floor: Row
    ceiling: Row
    weekend_floor: Row
    wide: int

    def size(self) -> int:
        """Counters kept after a day, at most."""
        return int((self.ceiling - self.floor).max() + 1) * self.wide


@dataclass(frozen=True)
class Window:
    """The days ``first`` to ``end`` of ``row`` may change; a path over ``frame`` tells all that follows from it.

    The frame begins with a whole run (of work or of rest) that stays, and ends on the first day of another:
    the run that the change touches is inside, so its length is judged, and nothing further on can tell the
    difference. ``rules`` are what the days outside the frame leave of the person's limits.
    """

    person: int
    row: Row
    first: int
    end: int
    frame: slice
    rules: RowRules
    band: Band
    kept: Row
    """Prices of the frame's days: 0 for what stays, :data:`IMPOSSIBLE` for all else (the free days are set later)."""
    penalty: Row


def window(table: ShiftTable, rules: RowRules, person: int, row: Row, first: int, end: int) -> Window:
    """The window of these days on a legal row."""
    work = row > 0
    turns = np.flatnonzero(work[1:] != work[:-1]) + 1
    earlier, later = turns[turns < first], turns[turns > end]
    frame = slice(int(earlier[-2]) if len(earlier) > 1 else 0, int(later[0]) + 1 if len(later) else len(row))
    weekday = (np.arange(len(row)) + table.first_weekday) % 7
    inside = row[frame]
    weekends = _weekends_begun(row, weekday)
    spent = int(weekends.sum() - _weekends_begun(inside, weekday[frame]).sum())
    left = -1 if rules.weekends < 0 else max(0, rules.weekends - spent)
    if left >= int((weekday[frame] >= 5).sum()):
        left = -1
    outside = int(rules.length[row].sum() - rules.length[inside].sum())
    kinds = len(rules.length)
    held = np.bincount(row, minlength=kinds) - np.bincount(inside, minlength=kinds)
    own = replace(
        rules,
        least=rules.least - outside,
        most=rules.most - outside,
        weekends=left,
        max_of_kind=rules.max_of_kind - held,
    )
    days = len(inside)
    kept = np.full((days, kinds), IMPOSSIBLE, dtype=np.int64)
    kept[np.arange(days), inside] = 0
    return Window(
        person,
        row,
        first,
        end,
        frame,
        own,
        Band(*_minutes(own, inside, first - frame.start, end - frame.start), _none(days), max(left, 0) + 1),
        kept,
        np.zeros(kinds, dtype=np.int64),
    )


def _weekends_begun(row: Row, weekday: Row) -> NDArray[np.bool_]:
    """The days on which a worked weekend is counted: its Saturday, or its Sunday after a Saturday off."""
    work = row > 0
    off_before = np.concatenate(([True], ~work[:-1]))
    begun: NDArray[np.bool_] = work & ((weekday == 5) | ((weekday == 6) & off_before))
    return begun


def _minutes(rules: RowRules, row: Row, first: int, end: int) -> tuple[Row, Row]:
    """The least and most minutes (in steps) after each day of the frame: as now before, owed and left after."""
    line = np.cumsum(rules.length[row])
    slack = _BESIDE * int(rules.length.max(initial=0))
    floor, ceiling = np.maximum(line - slack, 0), line + slack
    floor[:first] = ceiling[:first] = line[:first]
    rest = line[-1] - line[end - 1 :]
    floor[end - 1 :] = np.maximum(floor[end - 1 :], rules.least - rest)
    ceiling[end - 1 :] = np.minimum(ceiling[end - 1 :], rules.most - rest)
    return floor, np.maximum(floor, ceiling)


def _none(days: int) -> Row:
    return np.zeros(days, dtype=np.int64)
