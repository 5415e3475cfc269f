"""Physician instances: the checker by hand, and that our converted plans satisfy it."""

from dataclasses import replace

import pytest

from benchmarks.mzn import Array, read
from benchmarks.physician import (
    FOLDER,
    Cost,
    Hospital,
    cost,
    faults,
    posts,
    read_instance,
    solve_instance,
    ward,
)
from benchmarks.physician_reference import best
from sextant.roster.result import Status


def each(*values: object) -> Array:
    """Values by person, or by group."""
    return Array((range(1, len(values) + 1),), values)


def small(**changes: object) -> Hospital:
    """Three people, two days, two ordinary stations of one department, one skill; one of the two stays on day 1."""
    arrays = read(
        """
        demand = array4d(0..2, 0..2, 1..2, 0..1, [
            0,0, 0,0,  0,0, 0,0,  0,0, 0,0,
            0,0, 0,0,  0,1, 0,1,  0,0, 0,0,
            0,0, 0,0,  0,1, 0,0,  0,0, 0,0]);
        stays = array2d(1..1, 1..2, [1, 0]);
        likes = array3d(1..3, 0..2, 0..1, [0,4, 4,0, 4,1,  0,4, 4,0, 4,2,  0,4, 4,3, 4,0]);
        departments = array1d(0..2, [0, 1, 1]);
        common = array1d(0..2, [true, false, false]);
        lengths = array1d(0..2, [0, 7, 24]);
        after = array1d(0..2, [{}, {}, {1, 2}]);
        """
    )
    hospital = Hospital(
        name="petit",
        people=3,
        days=2,
        lengths=arrays["lengths"],
        forbidden_after=arrays["after"],
        department=arrays["departments"],
        common=arrays["common"],
        demand=arrays["demand"],
        stay_department=each(1),
        stay_skills=each({1}),
        stay_demand=arrays["stays"],
        preference=arrays["likes"],
        must_work=each(False, False, False),
        at_risk=each(True, False, False),
        week_hours=each(50, 50, 50),
        away=each(frozenset(), frozenset(), frozenset()),
        days_before=each(0, 0, 0),
        station_before=each(1, 1, 2),
        shift_before=each(0, 0, 0),
        weights=(50, 5, 10, 500),
    )
    return replace(hospital, **changes)  # type: ignore[arg-type]


# Day 1: the second person stays 24 hours on station 1, the third works by day on station 2; day 2: the first.
RIGHT = {(2, 1): (2, 1, 1), (3, 1): (1, 2, 1), (1, 2): (1, 1, 1)}


def test_a_right_plan_has_no_fault() -> None:
    assert faults(small(), RIGHT) == []


def test_its_cost_by_hand() -> None:
    # Three people at work; nobody on a post they like less; the first is at risk in department 1; nobody moved.
    assert cost(small(), RIGHT) == Cost(working=150, preferences=0, risk=10, changes=0)


def test_a_change_of_station_is_paid_once() -> None:
    moved = {(2, 1): (2, 1, 1), (1, 1): (1, 2, 1), (1, 2): (1, 1, 1)}  # from 1 to 2, and back
    assert cost(small(), moved) == Cost(working=100, preferences=5, risk=10, changes=1000)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (
            {key: held for key, held in RIGHT.items() if key != (1, 2)},
            "jour 2, station 1, compétence 1 : 0 sur 1",
        ),
        (RIGHT | {(2, 1): (1, 1, 1)}, "jour 1, groupe 1 : 0 restent, sur 1"),
        (RIGHT | {(2, 2): (1, 1, 1)}, "travaille après 24 heures"),
        (RIGHT | {(1, 2): (1, 1, 0)}, "ne tient pas la compétence 0"),
    ],
)
def test_a_wrong_plan_is_refused(plan: dict[tuple[int, int], tuple[int, int, int]], said: str) -> None:
    assert any(said in fault for fault in faults(small(), plan))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"away": each(frozenset({2}), frozenset(), frozenset())}, "personne 1, jour 2 : absente"),
        ({"shift_before": each(0, 2, 0)}, "personne 2, jour 1 : travaille après 24 heures"),
        ({"must_work": each(True, True, True), "people": 3}, ""),
    ],
)
def test_the_people_are_looked_at(changes: dict[str, object], said: str) -> None:
    found = faults(small(**changes), RIGHT)
    assert any(said in fault for fault in found) if said else found == []


def test_who_must_work_and_does_not_is_said() -> None:
    lazy = {(2, 1): (2, 1, 1), (1, 1): (1, 2, 1), (1, 2): (1, 1, 1)}
    assert faults(small(must_work=each(True, True, True)), lazy) == ["personne 3 : devait travailler"]


def test_what_may_be_held_is_a_shift_and_those_who_stay_another() -> None:
    assert {station for station, _, _ in posts(small())} == {1, 2}
    assert {shift for _, _, shift in posts(small())} == {1, 2}


def test_our_plan_is_the_best_of_their_own_model() -> None:
    hospital = small()
    result, plan = solve_instance(hospital, seconds=20, workers=1)
    assert plan is not None
    reference, bound = best(hospital, seconds=10)
    assert reference is not None
    assert faults(hospital, plan) == faults(hospital, reference) == []
    assert result.status is Status.PROVEN_BEST
    assert result.cost == bound == cost(hospital, reference).total == cost(hospital, plan).total


@pytest.mark.shared
def test_every_public_instance_is_read_and_converted() -> None:
    hospitals = [read_instance(file) for file in sorted(FOLDER.glob("*.dzn"))]
    assert len(hospitals) == 5
    for hospital in hospitals:
        problem = ward(hospital)
        assert len(problem.interns) == hospital.people
        assert all(shift.eligible for shift in problem.shifts)


@pytest.mark.shared
def test_the_smallest_one_is_proved_and_checked() -> None:
    hospital = read_instance(FOLDER / "instance03_0.34.dzn")
    result, plan = solve_instance(hospital, seconds=60, workers=2)
    assert plan is not None
    assert faults(hospital, plan) == []
    # Their own best is 1505: someone who works every single day may change department in their definition.
    assert result.status is Status.PROVEN_BEST
    assert result.cost == cost(hospital, plan).total <= 1515
