"""One row at a time: what each person's best row is at given prices, every limit kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sextant.roster.search.best_row import IMPOSSIBLE, best_row, row_rules
from sextant.roster.search.shift_table import ShiftTable

SCALE = 1 << 14
"""Prices are counted in this part of a cost."""
NOTHING_PROVED = -(1 << 58)
_STATES = 2_000_000
_TRIES = 12
_FEW_TRIES = 4
_EFFORT = 1_500_000
_BESIDE = 4
_WEEKENDS = 2

Row = NDArray[np.int64]
Prices = NDArray[np.int64]


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


class Rows:
    """The rows of a table. One limit on a kind is counted exactly; several are first priced, then counted."""

    def __init__(self, table: ShiftTable) -> None:
        self.table = table
        people, days = len(table.people), table.days
        self.rules = [row_rules(table, person) for person in range(people)]
        self.weekday = (np.arange(days, dtype=np.int64) + table.first_weekday) % 7
        self.allowed = table.allowed & (table.max_of_kind > 0)[:, None, :]
        self.cost = table.cell_cost.astype(np.int64)
        self.counted = [0] * people
        self.penalty = np.zeros((people, len(table.kinds)), dtype=np.int64)
        self._days = np.arange(days)
        self.whole = [
            Band(r.floor, r.ceiling, np.zeros(days, dtype=np.int64), max(r.weekends, 0) + 1)
            for r in self.rules
        ]
        self.large = [self._effort(person) > _EFFORT for person in range(people)]
        self.beside: list[Band | None] = [
            self.band(person, None) if self.large[person] else None for person in range(people)
        ]

    @property
    def any_large(self) -> bool:
        """Whether some paths are too long to be found again and again in full."""
        return any(self.large)

    def _effort(self, person: int) -> int:
        rules = self.rules[person]
        states = rules.min_rest + rules.runs * (len(rules.length) - 1)
        return states * self.whole[person].size() * self.table.days

    def band(self, person: int, row: Row | None) -> Band:
        """A band beside a row, or beside an even spread of the minutes owed and half the weekends allowed."""
        rules = self.rules[person]
        days = self.table.days
        slack = _BESIDE * int(rules.length.max(initial=0))
        weekend = self.table.weekend_of
        if row is None:
            free = np.cumsum(self.allowed[person][:, 1:].any(axis=1))
            line = (rules.least + rules.most) / 2 * free / max(1, int(free[-1]))
            weekends = max(rules.weekends, 0) * free / max(1, int(free[-1]))
        else:
            line = np.cumsum(rules.length[row]).astype(np.float64)
            worked = np.zeros(days)
            for number in range(int(weekend.max(initial=-1)) + 1):
                held = np.flatnonzero((weekend == number) & (row > 0))
                if len(held):
                    worked[held[0]] = 1
            weekends = np.cumsum(worked)
        floor = np.clip(line.astype(np.int64) - slack, rules.floor, rules.ceiling)
        ceiling = np.clip(line.astype(np.int64) + slack, rules.floor, rules.ceiling)
        if rules.weekends < 0:
            return Band(floor, ceiling, np.zeros(days, dtype=np.int64), 1)
        wide = min(rules.weekends + 1, 2 * _WEEKENDS + 1)
        lowest = np.clip(weekends.astype(np.int64) - _WEEKENDS, 0, rules.weekends + 1 - wide)
        return Band(floor, ceiling, lowest, wide)

    def stretch(self, person: int, row: Row, first: int, end: int) -> Band:
        """The band of the rows that differ from ``row`` only on days ``first`` to ``end`` (not included)."""
        rules = self.rules[person]
        line = np.cumsum(rules.length[row])
        free = self.band(person, row)
        floor, ceiling = free.floor.copy(), free.ceiling.copy()
        floor[:first] = ceiling[:first] = line[:first]
        floor[end - 1 :] = np.maximum(
            line[end - 1 :] + min(0, rules.least - int(line[-1])), rules.floor[end - 1 :]
        )
        ceiling[end - 1 :] = np.minimum(
            line[end - 1 :] + rules.most - int(line[-1]), rules.ceiling[end - 1 :]
        )
        return Band(floor, np.maximum(floor, ceiling), free.weekend_floor, free.wide)

    def best_within(self, person: int, price: Prices, row: Row, first: int, end: int) -> Row | None:
        """The best legal row found that differs from ``row`` only on days ``first`` to ``end`` (not included)."""
        full = np.full_like(price, IMPOSSIBLE)
        full[self._days, row] = 0
        part = slice(first, end)
        full[part] = np.where(
            self.allowed[person, part], price[part] + self.cost[person, part] * SCALE, IMPOSSIBLE
        )
        band = self.stretch(person, row, first, end)
        found, _ = self._path(person, full, 0, band)
        if found is not None and self._over(self.rules[person].max_of_kind, found, 0):
            found, _ = self._priced(person, full, 0, NOTHING_PROVED, band)
        return found

    def best(self, person: int, price: Prices, *, whole: bool = False) -> tuple[Row | None, int]:
        """The best legal row found at these prices (None: none was), and a proved least price of any legal row.

        ``price[d, k]`` in parts (:data:`SCALE`), the person's own costs not included. The least price is the row's own
        price unless several limits on kinds bind at once. Long paths are only looked for in a band unless
        ``whole``: nothing is then proved, the least price is below everything.
        """
        rules = self.rules[person]
        full = np.where(self.allowed[person], price + self.cost[person] * SCALE, IMPOSSIBLE)
        band = None if whole else self.beside[person]
        counted = self.counted[person]
        row, least = self._path(person, full, counted, band)
        if row is not None:
            over = self._over(rules.max_of_kind, row, counted)
            if over and not counted and self._affordable(person, over, band):
                self.counted[person] = counted = over
                row, value = self._path(person, full, counted, band)
                least = max(least, value)
                over = self._over(rules.max_of_kind, row, counted) if row is not None else 0
            if over:
                row, least = self._priced(person, full, counted, least, band)
        return row, NOTHING_PROVED if band is not None else least

    def _priced(
        self, person: int, full: Prices, counted: int, least: int, band: Band | None
    ) -> tuple[Row | None, int]:
        """Limits that are not counted are given a price, raised while they are passed (a Lagrangian bound)."""
        limits = self.rules[person].max_of_kind
        kept: Row | None = None
        kept_price = int(IMPOSSIBLE)
        penalty = self.penalty[person].copy()
        step = float(max(1, np.abs(full[full < IMPOSSIBLE]).max(initial=1)))
        for _ in range(_TRIES if band is None else _FEW_TRIES):
            row, value = self._path(person, np.where(full < IMPOSSIBLE, full + penalty, full), counted, band)
            if row is None:
                break
            least = max(least, value - int(penalty @ limits))
            excess = np.bincount(row, minlength=len(limits)) - limits
            excess[[0, counted]] = 0
            if (excess <= 0).all():
                price = int(full[self._days, row].sum())
                if price < kept_price:
                    kept, kept_price = row, price
                self.penalty[person] = penalty
                if price <= least:
                    break
            step *= 0.6
            pull = np.sign(excess) * step * (1 + 0.2 * np.abs(excess))
            penalty = np.maximum(0, penalty + pull.astype(np.int64))
        return kept if kept is not None else self._barred(person, full, counted, band), least

    def _barred(self, person: int, full: Prices, counted: int, band: Band | None) -> Row | None:
        """A legal row for want of a good one: a kind given too often keeps only its dearest-to-lose days."""
        full = full.copy()
        limits = self.rules[person].max_of_kind
        for _ in range(len(limits)):
            row, _value = self._path(person, full, counted, band)
            kind = self._over(limits, row, counted) if row is not None else 0
            if row is None or not kind:
                return row
            held = np.flatnonzero(row == kind)
            kept = held[np.argsort(full[held, kind], kind="stable")][: limits[kind]]
            barred = np.ones(len(row), dtype=bool)
            barred[kept] = False
            full[barred, kind] = IMPOSSIBLE
        return None

    def _affordable(self, person: int, kind: int, band: Band | None) -> bool:
        rules = self.rules[person]
        states = rules.min_rest + rules.runs * (len(rules.length) - 1)
        deep = int(rules.max_of_kind[kind]) + 1
        return states * (band or self.whole[person]).size() * deep * self.table.days < _STATES

    @staticmethod
    def _over(limits: Row, row: Row, counted: int) -> int:
        """The kind most beyond its limit; 0 when none is."""
        excess = np.bincount(row, minlength=len(limits)) - limits
        excess[0] = 0
        kind = int(excess.argmax())
        return kind if excess[kind] > 0 else 0

    def _path(
        self, person: int, full: Prices, counted: int, band: Band | None = None
    ) -> tuple[Row | None, int]:
        rules = self.rules[person]
        band = band or self.whole[person]
        row = np.zeros(self.table.days, dtype=np.int64)
        value = best_row(
            full,
            self.weekday,
            rules.length,
            rules.least,
            rules.runs,
            rules.endless,
            rules.min_run,
            rules.min_rest,
            rules.weekends,
            band.weekend_floor,
            band.wide,
            counted,
            int(rules.max_of_kind[counted]) if counted else 0,
            rules.group,
            rules.before,
            rules.may_start,
            rules.may_end,
            band.floor,
            band.ceiling,
            row,
        )
        return (None, int(IMPOSSIBLE)) if value >= IMPOSSIBLE else (row, int(value))
