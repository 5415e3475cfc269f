"""Small tables drawn at random, and their best roster by trying every one."""

from __future__ import annotations

from itertools import product

import numpy as np

from sextant.roster.search.shift_table import NO_LIMIT, ShiftTable, cost, faults


def drawn(seed: int, people: int = 3, days: int = 6, kinds: int = 2) -> ShiftTable:
    """A table of ``kinds`` kinds besides rest, every limit drawn; some have no roster at all."""
    rng = np.random.default_rng(seed)
    k = kinds + 1
    allowed = rng.random((people, days, k)) < 0.9
    allowed[:, :, 0] |= ~allowed.any(axis=2)
    may_follow = rng.random((k, k)) < 0.8
    may_follow[0] = may_follow[:, 0] = True
    minutes = np.concatenate(([0], rng.choice([480, 600, 720], kinds)))
    need = rng.integers(0, 3, (days, k))
    under = rng.integers(1, 30, (days, k))
    over = rng.integers(0, 6, (days, k))
    for cover in (need, under, over):
        cover[:, 0] = 0
    most = rng.choice([NO_LIMIT, 1500, 2400], people)
    as_table = {
        name: value.astype(np.int32)
        for name, value in {
            "minutes": minutes,
            "cell_cost": rng.integers(0, 4, (people, days, k)) * (rng.random((people, days, k)) < 0.4),
            "min_minutes": rng.choice([0, 900], people),
            "max_minutes": most,
            "max_run": rng.choice([2, 3, NO_LIMIT], people),
            "min_run": rng.integers(1, 3, people),
            "min_rest_run": rng.integers(1, 3, people),
            "max_weekends": rng.choice([0, 1, NO_LIMIT], people),
            "max_of_kind": rng.choice([1, 2, 3, NO_LIMIT], (people, k)),
            "cover_need": need,
            "cover_under": under,
            "cover_over": over,
        }.items()
    }
    as_table["max_of_kind"][:, 0] = NO_LIMIT
    return ShiftTable(
        people=tuple(f"p{i}" for i in range(people)),
        kinds=("", *(f"k{i}" for i in range(kinds))),
        days=days,
        first_weekday=int(rng.integers(0, 7)),
        allowed=allowed,
        may_follow=may_follow,
        fixed_cost=int(rng.integers(0, 9)),
        weekend_price=5 * (seed % 3),
        **as_table,
    )


def legal_rows(table: ShiftTable, person: int) -> list[np.ndarray]:
    """Every legal row of a person."""
    resting = np.zeros((len(table.people), table.days), dtype=np.int64)
    found = []
    for row in product(range(len(table.kinds)), repeat=table.days):
        resting[person] = row
        if not any(fault.person == person for fault in faults(table, resting)):
            found.append(np.array(row))
    return found


def best_cost(table: ShiftTable) -> int | None:
    """The cost of the best roster, by trying every choice of rows; None when there is none."""
    rows = [legal_rows(table, person) for person in range(len(table.people))]
    costs = [cost(table, np.array(choice)) for choice in product(*rows)]
    return min(costs, default=None)
