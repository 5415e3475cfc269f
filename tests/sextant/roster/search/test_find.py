"""The engine against trying everything, and what it promises whoever waits for it."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from sextant.roster.search import find as engine
from sextant.roster.search.best_so_far import BestSoFar
from sextant.roster.search.find import _Search, find
from sextant.roster.search.generation import Limits
from sextant.roster.search.rows import SCALE, Rows
from sextant.roster.search.shift_table import NO_LIMIT, ShiftTable, cost, faults
from tests.sextant.roster.search.small_tables import best_cost, drawn, legal_rows


def of_weekends(table: ShiftTable, row: np.ndarray) -> int:
    """What its weekends cost, in parts."""
    worked = {weekend for day, weekend in enumerate(table.weekend_of) if weekend >= 0 and row[day]}
    return table.weekend_price * len(worked) * SCALE


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
            own = table.cell_cost[person].astype(np.int64) * SCALE + price
            row, least = rows.best(person, price, whole=True)
            if not legal:
                assert row is None
                continue
            paid = lambda one: int(own[days, one].sum()) + of_weekends(table, one)  # noqa: B023, E731
            assert row is not None
            assert any((row == one).all() for one in legal)
            assert least <= min(map(paid, legal)) <= paid(row)


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
        own = table.cell_cost[0].astype(np.int64) * SCALE + price
        paid = lambda one: int(own[days, one].sum()) + of_weekends(table, one)  # noqa: B023, E731
        row = rows.best_within(rows.window(0, kept, first, end), price)
        outside = np.r_[0:first, end : table.days]
        same = [one for one in legal if (one[outside] == kept[outside]).all()]
        if row is None:  # several limits at once: no price was found that keeps them
            assert not seed % 2
            continue
        assert any((row == one).all() for one in same)
        if seed % 2:
            assert paid(row) == min(map(paid, same))


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


@pytest.mark.parametrize("seed", range(6))
def test_weeks_after_weeks_give_a_legal_roster_that_costs_what_is_said(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_SWEEPS", float("inf"))  # no time for the relaxation of the whole
    table = ward(seed, days=70)
    found = find(table, seconds=60, workers=1, seed=seed, work=2)
    assert found.roster is not None
    assert found.cost is not None
    assert not faults(table, found.roster)
    assert found.cost == cost(table, found.roster)
    assert found.bound <= found.cost


def test_no_weekend_is_spent_on_one_missing_person_when_two_are_missing_elsewhere() -> None:
    table = two_weekends_of_ten()
    spent = np.zeros((1, 70), dtype=np.int64)
    spent[0, [5, 12]] = 1  # the first two Saturdays
    best = BestSoFar(table, 0.0, None)
    assert best.offer(spent)
    limits = Limits(time.monotonic() + 60, threading.Event())
    _Search(table, best, limits, seed=1, workers=1, work=3)._week_after_week()
    assert (
        best.cost == 8 * 100
    )  # one person is missing on eight Saturdays, nobody on the two weekends worked whole


def two_weekends_of_ten() -> ShiftTable:
    """One person, two weekends to work; ten weekends, of which the last two want somebody on both days."""
    days = 70
    need, zeros = np.zeros((days, 2), dtype=np.int32), np.zeros((1, days, 2), dtype=np.int32)
    need[5::7, 1] = 1
    need[[62, 69], 1] = 1
    each = np.ones(1, dtype=np.int32)
    return ShiftTable(
        people=("A",),
        kinds=("", "j"),
        days=days,
        first_weekday=0,
        minutes=np.array([0, 480], dtype=np.int32),
        allowed=np.ones((1, days, 2), dtype=np.bool_),
        cell_cost=zeros,
        may_follow=np.ones((2, 2), dtype=np.bool_),
        min_minutes=0 * each,
        max_minutes=NO_LIMIT * each,
        max_run=5 * each,
        min_run=each,
        min_rest_run=2 * each,
        max_weekends=2 * each,
        max_of_kind=np.full((1, 2), NO_LIMIT, dtype=np.int32),
        cover_need=need,
        cover_under=100 * need,
        cover_over=np.array([[0, 1]] * days, dtype=np.int32),
    )


def ward(seed: int = 5, days: int = 28) -> ShiftTable:
    """Ten people over four weeks: more than can be proved at once."""
    table = drawn(seed, people=10, days=days, kinds=3)
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
