"""The population that the auditor is measured on."""

from benchmarks.population import population
from sextant.almanac.activity import Kind
from sextant.almanac.timeline import Nature
from sextant.law.audit import judge


def test_the_same_seed_gives_the_same_people() -> None:
    assert population(20, 13, seed=3) == population(20, 13, seed=3)


def test_another_seed_gives_others() -> None:
    assert population(20, 13, seed=3) != population(20, 13, seed=4)


def test_it_has_a_bit_of_everything() -> None:
    people = population(60, 13)
    kinds = {activity.kind for one in people for activity in one.activities}
    assert kinds >= {
        Kind.STAGE,
        Kind.GARDE_NUIT,
        Kind.GARDE_JOUR,
        Kind.ASTREINTE,
        Kind.UNIVERSITY,
        Kind.PERSONAL,
        Kind.REST,
        Kind.LEAVE,
    }
    assert any(activity.call_outs for one in people for activity in one.activities)
    assert {one.nature for one in people} == {Nature.PLANNED, Nature.WORKED}
    assert 10 < sum(len(one.activities) for one in people) / (60 * 13) < 14


def test_it_has_breaches_and_people_without_any() -> None:
    people = population(60, 13)
    found = judge(people)
    broken = {breach.person for breach in found.breaches}
    assert {breach.code for breach in found.breaches} >= {"R1", "R2", "V1"}
    assert broken < {one.person.name for one in people}
