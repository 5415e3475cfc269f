"""The engine against trying everything, and what it promises whoever waits for it."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from sextant.roster.search.find import find
from sextant.roster.search.rows import SCALE, Rows
from sextant.roster.search.shift_table import NO_LIMIT, ShiftTable, cost, faults
from tests.sextant.roster.search.small_tables import best_cost, drawn, legal_rows


@pytest.mark.parametrize("seed", range(8))
def test_a_row_is_the_best_one_at_any_prices(seed: int) -> None:
    table = drawn(seed, people=2, days=6)
    rows = Rows(table)
    rng = np.random.default_rng(seed)
    days = np.arange(table.days)
    for person in range(2):
        legal = legal_rows(table, person)
        for _ in range(5):
            price = rng.integers(-20, 20, (table.days, len(table.kinds))) * SCALE
            price[:, 0] = 0
            own = table.cell_cost[person] * SCALE + price
            row, least = rows.best(person, price, whole=True)
            if not legal:
                assert row is None
                continue
            best = min(int(own[days, one].sum()) for one in legal)
            assert row is not None
            assert any((row == one).all() for one in legal)
            assert least <= best <= int(own[days, row].sum())


@pytest.mark.parametrize("seed", range(30))
def test_what_changes_in_a_window_keeps_every_limit_of_the_whole_row(seed: int) -> None:
    table = drawn(seed, people=1, days=7)
    if seed % 2:
        table.max_of_kind[:] = NO_LIMIT  # nothing to price: the row is the best there is
    legal = legal_rows(table, 0)
    rows = Rows(table)
    rng = np.random.default_rng(seed)
    days = np.arange(table.days)
    for _ in range(6 if legal else 0):
        kept = legal[int(rng.integers(len(legal)))]
        first = int(rng.integers(0, 6))
        end = int(rng.integers(first + 1, 8))
        price = rng.integers(-20, 20, (table.days, len(table.kinds))) * SCALE
        price[:, 0] = 0
        own = table.cell_cost[0] * SCALE + price
        row = rows.best_within(rows.window(0, kept, first, end), price)
        outside = np.r_[0:first, end : table.days]
        same = [one for one in legal if (one[outside] == kept[outside]).all()]
        best = min(int(own[days, one].sum()) for one in same)
        if row is None:  # several limits at once: no price was found that keeps them
            assert not seed % 2
            continue
        assert any((row == one).all() for one in same)
        if seed % 2:
            assert int(own[days, row].sum()) == best


@pytest.mark.parametrize("seed", range(20))
def test_the_bound_is_below_the_best_and_the_best_below_the_cost(seed: int) -> None:
    table = drawn(seed, people=2, days=5) if seed % 4 else drawn(seed, people=3, days=4)
    best = best_cost(table)
    found = find(table, seconds=20, workers=1, seed=seed, work=15)
    if best is None:
        assert found.impossible
        assert found.roster is None
        return
    assert found.roster is not None
    assert found.cost is not None
    assert not faults(table, found.roster)
    assert found.cost == cost(table, found.roster)
    assert found.bound <= best <= found.cost
    if found.proved:
        assert found.cost == best


def ward(seed: int = 5) -> ShiftTable:
    """Ten people over four weeks: more than can be proved at once."""
    table = drawn(seed, people=10, days=28, kinds=3)
    table.allowed[:, :, 0] = True
    table.max_weekends[:] = 3
    table.max_of_kind[:, 1:] = 12
    table.min_minutes[:] = 4000
    table.max_minutes[:] = 9000
    table.max_run[:] = 5
    return table


def test_the_same_seed_and_work_give_the_same_roster() -> None:
    table = ward()
    first, second = (find(table, seconds=60, workers=1, seed=3, work=4) for _ in range(2))
    assert first.roster is not None
    assert second.roster is not None
    assert (first.roster == second.roster).all()
    assert first.bound == second.bound


def test_stopping_is_heard_at_once_and_keeps_the_best_so_far() -> None:
    table = ward()
    stop = threading.Event()
    told: list[tuple[int | None, int, float]] = []

    def progress(best: int | None, bound: int, seconds: float) -> None:
        told.append((best, bound, seconds))
        if best is not None:
            stop.set()

    begun = time.monotonic()
    found = find(table, seconds=60, workers=2, seed=1, progress=progress, stop=stop)
    asked = begun + told[0][2]
    assert time.monotonic() - asked < 2
    assert found.cost == told[-1][0]


def test_a_roster_to_begin_from_is_never_made_worse() -> None:
    table = ward()
    good = find(table, seconds=60, workers=1, seed=3, work=4)
    assert good.roster is not None
    again = find(table, seconds=0.05, workers=1, seed=8, start=good.roster)
    assert again.cost is not None
    assert good.cost is not None
    assert again.cost <= good.cost
