"""One row at a time: what each person's best row is at given prices, every limit kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sextant.roster.search.best_row import IMPOSSIBLE, RowRules, best_row, row_rules
from sextant.roster.search.shift_table import ShiftTable
from sextant.roster.search.window import Band, Window
from sextant.roster.search.window import window as window_of

SCALE = 1 << 14
"""Prices are counted in this part of a cost."""
NOTHING_PROVED = -(1 << 58)
_STATES = 2_000_000
_TRIES = 12
_FEW_TRIES = 4
_EFFORT = 1_500_000
_BESIDE = 4
_WEEKENDS = 2
_AROUND = 14
"""Days."""
_PACE = 0.93
"""No week is planned nearer than this to the longest runs of work and the shortest rests."""

Row = NDArray[np.int64]
Prices = NDArray[np.int64]


def _shared(wanted: NDArray[np.float64], total: float, most: float) -> NDArray[np.float64]:
    """``total`` shared out over days as they want it, no day above ``most`` unless all are (then as it comes)."""
    low, high = 0.0, total / max(1e-9, wanted[wanted > 0].min(initial=1.0))
    for _ in range(40):
        rate = (low + high) / 2
        low, high = (rate, high) if np.minimum(rate * wanted, most).sum() < total else (low, rate)
    shared = np.minimum(high * wanted, most)
    shared = shared * (total / shared.sum()) if shared.sum() else shared
    return np.asarray(shared, dtype=np.float64)


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
        self.weekend_price = table.weekend_price * SCALE
        self._days = np.arange(days)
        # the need of a month around each day: people work as much in busy weeks, no more than weeks allow
        need = np.pad(table.cover_need.sum(axis=1) + 1e-3, _AROUND, mode="edge")
        self.wanted = np.convolve(need, np.ones(2 * _AROUND + 1), mode="valid")
        self.whole = [
            Band(r.floor, r.ceiling, np.zeros(days, dtype=np.int64), max(r.weekends, 0) + 1)
            for r in self.rules
        ]
        self.large = [self._effort(person) > _EFFORT for person in range(people)]
        self.beside: list[Band | None] = [
            self.band(person) if self.large[person] else None for person in range(people)
        ]

    @property
    def any_large(self) -> bool:
        """Whether some paths are too long to be found again and again in full."""
        return any(self.large)

    def _effort(self, person: int) -> int:
        rules = self.rules[person]
        states = rules.min_rest + rules.runs * (len(rules.length) - 1)
        return states * self.whole[person].size() * self.table.days

    def band(self, person: int) -> Band:
        """A band beside the share of minutes and weekends that the need of each day, when free, calls for."""
        rules, table = self.rules[person], self.table
        slack = _BESIDE * int(rules.length.max(initial=0))
        free = self.allowed[person][:, 1:].any(axis=1)
        wanted = free * self.wanted
        pace = _PACE * rules.max_run / (rules.max_run + rules.min_rest) * float(rules.length.max(initial=0))
        line = np.cumsum(_shared(wanted, (rules.least + rules.most) / 2, pace))
        floor = np.clip(line.astype(np.int64) - slack, rules.floor, rules.ceiling)
        ceiling = np.clip(line.astype(np.int64) + slack, rules.floor, rules.ceiling)
        if rules.weekends < 0:
            return Band(floor, ceiling, np.zeros(table.days, dtype=np.int64), 1)
        weekends = np.cumsum(_shared(np.where(table.weekend_of >= 0, wanted, 0), rules.weekends, 0.5 * _PACE))
        wide = min(rules.weekends + 1, 2 * _WEEKENDS + 1)
        lowest = np.clip(weekends.astype(np.int64) - _WEEKENDS, 0, rules.weekends + 1 - wide)
        return Band(floor, ceiling, lowest, wide)

    def window(self, person: int, row: Row, first: int, end: int) -> Window:
        """The rows that differ from ``row`` only on days ``first`` to ``end`` (not included)."""
        return window_of(self.table, self.rules[person], person, row, first, end)

    def best_within(self, window: Window, price: Prices) -> Row | None:
        """The best legal row found in the window, at the prices of the whole period."""
        person, frame, part = window.person, window.frame, slice(window.first, window.end)
        full = window.kept.copy()
        full[part.start - frame.start : part.stop - frame.start] = np.where(
            self.allowed[person, part], price[part] + self.cost[person, part] * SCALE, IMPOSSIBLE
        )
        path = Path(
            window.rules, self.weekday[frame], full, 0, window.band, window.penalty, self.weekend_price
        )
        found, _ = path.best()
        if found is not None and path.over(found):
            found, _ = path.priced(NOTHING_PROVED, _FEW_TRIES)
        if found is None:
            return None
        row = window.row.copy()
        row[frame] = found
        return row

    def best(self, person: int, price: Prices, *, whole: bool = False) -> tuple[Row | None, int]:
        """The best legal row found at these prices (None: none was), and a proved least price of any legal row.

        ``price[d, k]`` in parts (:data:`SCALE`), the person's own costs not included. The least price is the row's own
        price unless several limits on kinds bind at once. Long paths are only looked for in a band unless
        ``whole``: nothing is then proved, the least price is below everything.
        """
        full = np.where(self.allowed[person], price + self.cost[person] * SCALE, IMPOSSIBLE)
        band = None if whole else self.beside[person]
        path = Path(
            self.rules[person],
            self.weekday,
            full,
            self.counted[person],
            band or self.whole[person],
            self.penalty[person],
            self.weekend_price,
        )
        row, least = path.best()
        if row is not None:
            over = path.over(row)
            if over and not path.counted and self._affordable(person, over, path.band):
                self.counted[person] = path.counted = over
                row, value = path.best()
                least = max(least, value)
                over = path.over(row) if row is not None else 0
            if over:
                row, least = path.priced(least, _TRIES if band is None else _FEW_TRIES)
        return row, NOTHING_PROVED if band is not None else least

    def _affordable(self, person: int, kind: int, band: Band) -> bool:
        rules = self.rules[person]
        states = rules.min_rest + rules.runs * (len(rules.length) - 1)
        deep = int(rules.max_of_kind[kind]) + 1
        return states * band.size() * deep * self.table.days < _STATES


@dataclass
class Path:
    """One search of a row: the rules, the days, their prices, and the kind of which the number is counted (0: none)."""

    rules: RowRules
    weekday: Row
    full: Prices
    counted: int
    band: Band
    penalty: Row
    """What each kind was last priced beyond its limit; changed by :meth:`priced`, where the next search begins."""
    weekend_price: int = 0

    def best(self, full: Prices | None = None) -> tuple[Row | None, int]:
        """The cheapest row, the limits on kinds that are not counted forgotten; and its price."""
        rules, band = self.rules, self.band
        row = np.zeros(len(self.weekday), dtype=np.int64)
        value = best_row(
            self.full if full is None else full,
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
            self.counted,
            int(rules.max_of_kind[self.counted]) if self.counted else 0,
            rules.group,
            rules.before,
            rules.may_start,
            rules.may_end,
            band.floor,
            band.ceiling,
            self.weekend_price,
            row,
        )
        return (None, int(IMPOSSIBLE)) if value >= IMPOSSIBLE else (row, int(value))

    def over(self, row: Row) -> int:
        """The kind most beyond its limit; 0 when none is."""
        limits = self.rules.max_of_kind
        excess = np.bincount(row, minlength=len(limits)) - limits
        excess[0] = 0
        kind = int(excess.argmax())
        return kind if excess[kind] > 0 else 0

    def priced(self, least: int, tries: int) -> tuple[Row | None, int]:
        """Limits that are not counted are given a price, raised while they are passed (a Lagrangian bound)."""
        full, limits = self.full, self.rules.max_of_kind
        kept: Row | None = None
        kept_price = int(IMPOSSIBLE)
        penalty = self.penalty.copy()
        step = float(max(1, np.abs(full[full < IMPOSSIBLE]).max(initial=1)))
        for _ in range(tries):
            row, value = self.best(np.where(full < IMPOSSIBLE, full + penalty, full))
            if row is None:
                break
            least = max(least, value - int(penalty @ limits))
            excess = np.bincount(row, minlength=len(limits)) - limits
            excess[[0, self.counted]] = 0
            if (excess <= 0).all():
                price = value - int(penalty @ np.bincount(row, minlength=len(limits)))
                if price < kept_price:
                    kept, kept_price = row, price
                self.penalty[:] = penalty
                if price <= least:
                    break
            step *= 0.6
            pull = np.sign(excess) * step * (1 + 0.2 * np.abs(excess))
            penalty = np.maximum(0, penalty + pull.astype(np.int64))
        return kept if kept is not None else self._barred(), least

    def _barred(self) -> Row | None:
        """A legal row for want of a good one: a kind given too often keeps only its dearest-to-lose days."""
        full = self.full.copy()
        limits = self.rules.max_of_kind
        for _ in range(len(limits)):
            row, _value = self.best(full)
            kind = self.over(row) if row is not None else 0
            if row is None or not kind:
                return row
            held = np.flatnonzero(row == kind)
            kept = held[np.argsort(full[held, kind], kind="stable")][: limits[kind]]
            barred = np.ones(len(row), dtype=bool)
            barred[kept] = False
            full[barred, kind] = IMPOSSIBLE
        return None
