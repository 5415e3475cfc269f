"""The instances as a plain linear model, the same for every peer that takes one.

One binary for a person, a day and a shift; the limits as the format's definition states them; what cover
lacks and what it has too much of are variables. No redundant constraint, no symmetry, no starting roster.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sextant.roster.search.shift_table import NO_LIMIT, ShiftTable

Terms = list[tuple[int, int]]
"""(variable, coefficient)."""


@dataclass
class PlainModel:
    """Minimise ``costs`` within ``rows``; ``upper[v]`` bounds an integer variable from above, 0 from below."""

    upper: list[int] = field(default_factory=list)
    costs: dict[int, int] = field(default_factory=dict)
    rows: list[tuple[Terms, int, int]] = field(default_factory=list)
    constant: int = 0
    given: dict[tuple[int, int, int], int] = field(default_factory=dict)

    def variable(self, upper: int = 1, cost: int = 0) -> int:
        """A new one."""
        self.upper.append(upper)
        if cost:
            self.costs[len(self.upper) - 1] = cost
        return len(self.upper) - 1

    def row(self, terms: Terms, low: int, high: int) -> None:
        """``low`` ≤ the terms ≤ ``high``."""
        self.rows.append((terms, low, high))


def plain_model(table: ShiftTable) -> PlainModel:
    """The model of a table."""
    model = PlainModel(constant=table.fixed_cost)
    kinds, days = range(1, len(table.kinds)), range(table.days)
    for p in range(len(table.people)):
        for d in days:
            rest = int(table.cell_cost[p, d, 0])
            model.constant += rest
            for k in kinds:
                if table.allowed[p, d, k]:
                    model.given[p, d, k] = model.variable(cost=int(table.cell_cost[p, d, k]) - rest)
        for d in days:
            model.row([(v, 1) for _, v in _on(model, table, p, d)], 0, 1)
        _limits(model, table, p)
    for d in days:
        for k in kinds:
            _cover(model, table, d, k)
    return model


def _on(model: PlainModel, table: ShiftTable, p: int, d: int) -> Iterator[tuple[int, int]]:
    for k in range(1, len(table.kinds)):
        if (p, d, k) in model.given:
            yield k, model.given[p, d, k]


def _limits(model: PlainModel, table: ShiftTable, p: int) -> None:
    days = table.days
    work: list[Terms] = [[(v, 1) for _, v in _on(model, table, p, d)] for d in range(days)]

    def span(first: int, last: int, sign: int = 1) -> Terms:
        return [(v, sign) for d in range(first, last + 1) for v, _ in work[d]]

    for d in range(days - 1):
        for k, v in _on(model, table, p, d):
            after = [(w, 1) for b, w in _on(model, table, p, d + 1) if not table.may_follow[k, b]]
            if after:
                model.row([(v, 1), *after], 0, 1)
    for k in range(1, len(table.kinds)):
        if table.max_of_kind[p, k] < days:
            held = [(model.given[p, d, k], 1) for d in range(days) if (p, d, k) in model.given]
            model.row(held, 0, int(table.max_of_kind[p, k]))
    model.row(
        [(v, int(table.minutes[k])) for d in range(days) for k, v in _on(model, table, p, d)],
        int(table.min_minutes[p]),
        min(int(table.max_minutes[p]), NO_LIMIT),
    )
    most = int(table.max_run[p])
    for d in range(days - most):
        model.row(span(d, d + most), 0, most)
    # A run too short: worked (or at rest) for s days exactly, inside the period.
    for s in range(1, int(table.min_run[p])):
        for d in range(days - s - 1):
            model.row([*span(d, d), *span(d + 1, d + s, -1), *span(d + s + 1, d + s + 1)], 1 - s, days)
    for s in range(1, int(table.min_rest_run[p])):
        for d in range(days - s - 1):
            model.row([*span(d, d, -1), *span(d + 1, d + s), *span(d + s + 1, d + s + 1, -1)], -1, days)
    if table.max_weekends[p] < NO_LIMIT:
        _weekends(model, table, p, work)


def _weekends(model: PlainModel, table: ShiftTable, p: int, work: list[Terms]) -> None:
    weekends: dict[int, int] = {}
    for d in range(table.days):
        number = int(table.weekend_of[d])
        if number >= 0:
            weekends.setdefault(number, model.variable())
            model.row([*work[d], (weekends[number], -1)], -1, 0)
    model.row([(v, 1) for v in weekends.values()], 0, int(table.max_weekends[p]))


def _cover(model: PlainModel, table: ShiftTable, d: int, k: int) -> None:
    need, people = int(table.cover_need[d, k]), len(table.people)
    under, over = int(table.cover_under[d, k]), int(table.cover_over[d, k])
    if not under and not over:
        return
    held = [(model.given[p, d, k], 1) for p in range(people) if (p, d, k) in model.given]
    missing, beyond = model.variable(need, under), model.variable(people, over)
    model.row([*held, (missing, 1), (beyond, -1)], need, need)
