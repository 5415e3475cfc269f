"""On-call instances: the checker by hand, and that our converted rosters satisfy it."""

from dataclasses import replace
from random import Random

import pytest

from benchmarks.oncall import (
    FOLDER,
    NO_LAW,
    Cost,
    OnCall,
    cost,
    faults,
    read_instance,
    real_day,
    solve_instance,
    ward,
)
from benchmarks.oncall_reference import best
from sextant.almanac.activity import Activity
from sextant.almanac.span import instant
from sextant.roster.audit import audit
from sextant.roster.kept import missed
from sextant.roster.result import Status
from sextant.roster.roster import Roster

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


FOUR = replace(THREE, loads=(100,) * 4, unavailable=(NONE,) * 4, fixed=(NONE,) * 4)


def test_our_policies_find_what_their_definition_finds() -> None:
    """Any roster: the same verdict and the same cost, by our reading and by theirs."""
    problem = ward(THREE)
    random, verdicts = Random(1), set()
    for _ in range(3000):
        holders = [random.choice(THREE.people) for _ in range(THREE.days)]
        holders[0] = random.choice((1, 1, 1, 2))
        found = list(missed(as_roster(THREE, holders)))
        broken = any(one.cost is None for one in found) or holders[0] != 1
        assert broken is bool(faults(THREE, holders)), holders
        assert sum(one.cost or 0 for one in found) == cost(THREE, holders).total
        verdicts.add(broken)
    assert verdicts == {True, False}
    assert audit(as_roster(THREE, RIGHT), NO_LAW).clean
    assert not audit(as_roster(THREE, [2, *RIGHT[1:]]), NO_LAW).clean, "the fixed day is held by another"
    assert problem.policies == as_roster(THREE, RIGHT).problem.policies


def as_roster(instance: OnCall, holders: list[int]) -> Roster:
    """A roster of ours with these holders."""
    problem = ward(instance)
    held: dict[str, list[Activity]] = {intern.name: [] for intern in problem.interns}
    for line in problem.lines:
        for duty in line.duties:
            for day, who in enumerate(holders, start=1):
                if (ordinal := real_day(instance, day)) in duty.days:
                    times = instant(ordinal, duty.start), instant(ordinal, duty.end)
                    name = problem.interns[who - 1].name
                    held[name].append(Activity(duty.kind, ordinal, duty.half_day, *times, line=line.id))
    return Roster(problem, {name: tuple(sorted(own, key=lambda a: a.start)) for name, own in held.items()})


@pytest.mark.parametrize("instance", [THREE, FOUR], ids=["three", "four"])
def test_our_best_is_the_best_of_their_own_model(instance: OnCall) -> None:
    found = solve_instance(instance, seconds=20, workers=1)
    reference, bound = best(instance, seconds=20)
    assert found.holders is not None
    assert reference is not None
    assert faults(instance, found.holders) == faults(instance, reference) == []
    assert found.status is Status.PROVEN_BEST
    assert found.bound == bound == cost(instance, reference).total == cost(instance, found.holders).total


def test_days_fixed_in_advance_are_excused_in_ours_too() -> None:
    decided = replace(THREE, fixed=(frozenset({4, 5, 6}), NONE, NONE))
    found = solve_instance(decided, seconds=20, workers=1)
    assert found.holders is not None
    assert found.holders[3:6] == [1, 1, 1]
    assert faults(decided, found.holders) == []


@pytest.mark.shared
def test_every_public_instance_is_read_and_converted() -> None:
    instances = [read_instance(file) for file in sorted(FOLDER.glob("*.dzn"))]
    assert len(instances) == 10
    for instance in instances:
        problem = ward(instance)
        assert len(problem.interns) == len(instance.loads) >= 2
        assert sum(len(duty.days) for line in problem.lines for duty in line.duties) == instance.days


@pytest.mark.shared
def test_the_smallest_one_is_solved_and_checked() -> None:
    instance = read_instance(FOLDER / "4s-10d.dzn")
    found = solve_instance(instance, seconds=10, workers=1)
    assert found.holders is not None
    assert faults(instance, found.holders) == []
    assert cost(instance, found.holders).total == 1
