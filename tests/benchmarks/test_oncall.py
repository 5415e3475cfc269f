"""On-call instances: the checker by hand, and that our converted rosters satisfy it."""

from dataclasses import replace

import pytest

from benchmarks.oncall import (
    FOLDER,
    LADDER,
    Cost,
    OnCall,
    Strictness,
    cost,
    faults,
    holders_of,
    implied,
    read_instance,
    real_day,
    rules,
    solve_instance,
    ward,
)
from benchmarks.oncall_reference import best
from sextant.roster.result import Status
from sextant.roster.solve import solve

NONE: frozenset[int] = frozenset()
# Ten roster days from a Wednesday: weekends are days 3 and 8. The third person works half as much.
THREE = OnCall(
    "trois", (100, 100, 50), 10, 2, (NONE, NONE, frozenset({1})), (frozenset({1}), NONE, NONE), 1, 1
)
#       Wed Thu W-E Mon Tue Wed Thu W-E Mon Tue
RIGHT = [1, 2, 3, 2, 1, 1, 3, 2, 1, 2]


def test_a_right_roster_has_no_fault() -> None:
    assert faults(THREE, RIGHT) == []


def test_its_cost_by_hand() -> None:
    # Weekdays: 4, 3 and 1 for loads 100, 100 and 50; the widest pair is |100 × 1 − 50 × 4| = 100: one duty.
    # Weekends: 0, 1 and 1; the widest is |100 × 1 − 50 × 0| = 100: one. Tuesday and Wednesday run for 1.
    # Nobody holds the Wednesday before their weekend.
    assert cost(THREE, RIGHT) == Cost(weekday_spread=1, weekend_spread=1, adjacent=1, wednesday=0)
    assert cost(THREE, RIGHT).total == 3


def test_the_last_two_days_are_not_looked_at() -> None:
    assert cost(THREE, [*RIGHT[:8], 1, 1]).adjacent == cost(THREE, RIGHT).adjacent


def test_a_wednesday_before_ones_weekend_is_paid() -> None:
    assert cost(THREE, [1, 2, 3, 2, 1, 2, 3, 2, 1, 3]).wednesday == 1


@pytest.mark.parametrize(
    ("holders", "said"),
    [
        (RIGHT[:9], "chaque jour est tenu"),
        ([4, *RIGHT[1:]], "chaque jour est tenu"),
        ([3, *RIGHT[1:]], "jour 1 : 3 est indisponible"),
        ([2, 1, *RIGHT[2:]], "jour 1 : fixé pour 1"),
        ([1, 2, 3, 1, 1, 1, 3, 2, 1, 2], "jours 4 à 6 : 1 trois jours de suite"),
        ([1, 3, 3, 2, 1, 1, 3, 2, 1, 2], "week-end 3 : 3 tient aussi le jour 2"),
        ([1, 2, 3, 3, 1, 1, 3, 2, 1, 2], "week-end 3 : 3 tient aussi le jour 4"),
        ([1, 2, 3, 2, 1, 1, 2, 3, 1, 2], "week-ends 3 et 8 : 3 deux de suite"),
    ],
)
def test_a_wrong_roster_is_refused(holders: list[int], said: str) -> None:
    assert any(said in fault for fault in faults(THREE, holders))


def test_days_all_fixed_in_advance_are_excused() -> None:
    decided = replace(THREE, fixed=(frozenset({4, 5, 6}), NONE, NONE))
    assert faults(decided, [1, 2, 3, 1, 1, 1, 3, 2, 1, 2]) == []


def test_a_weekend_is_three_days_of_the_calendar() -> None:
    days = [real_day(THREE, day) for day in range(1, 11)]
    assert [(day - 1) % 7 for day in days] == [2, 3, 4, 0, 1, 2, 3, 4, 0, 1]
    assert (days[2] - days[1], days[3] - days[2]) == (1, 3)


def test_a_fixed_weekend_closes_the_days_beside_it_to_its_holder() -> None:
    decided = replace(THREE, fixed=(NONE, frozenset({3}), NONE))
    assert {(2, 2), (2, 4), (2, 8)} <= implied(decided, LADDER[-1])


@pytest.mark.parametrize("strictness", LADDER)
def test_our_model_never_gives_the_days_beside_ones_weekend(strictness: Strictness) -> None:
    four = replace(THREE, loads=(100,) * 4, unavailable=(NONE,) * 4, fixed=(NONE,) * 4)
    result = solve(ward(four, strictness), rules(strictness), seconds=5, workers=1)
    assert result.status is Status.PROVEN_BEST
    assert result.roster is not None
    holders = holders_of(four, result.roster)
    assert [fault for fault in faults(four, holders) if "deux de suite" not in fault] == []
    assert not (strictness.adjacent and cost(four, holders).adjacent)
    assert not (strictness.wednesday and cost(four, holders).wednesday)


def test_a_converted_roster_costs_no_less_than_the_best() -> None:
    four = replace(THREE, loads=(100,) * 4, unavailable=(NONE,) * 4, fixed=(NONE,) * 4)
    found = solve_instance(four, seconds=2)
    reference, bound = best(four, seconds=5)
    assert found.holders is not None
    assert reference is not None
    assert faults(four, found.holders) == faults(four, reference) == []
    assert bound == cost(four, reference).total <= cost(four, found.holders).total


@pytest.mark.shared
def test_every_public_instance_is_read_and_converted() -> None:
    instances = [read_instance(file) for file in sorted(FOLDER.glob("*.dzn"))]
    assert len(instances) == 10
    for instance in instances:
        problem = ward(instance, LADDER[0])
        assert len(problem.interns) == len(instance.loads) >= 2
        assert sum(len(duty.days) for line in problem.lines for duty in line.duties) == instance.days


@pytest.mark.shared
def test_the_smallest_one_is_solved_and_checked() -> None:
    instance = read_instance(FOLDER / "4s-10d.dzn")
    found = solve_instance(instance, seconds=3)
    assert found.holders is not None
    assert faults(instance, found.holders) == []
    assert cost(instance, found.holders).total == 1
