"""In the attacker's shoes: everything told, release after release, added and subtracted to see one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from sextant.conditions import disclosure
from sextant.conditions.disclosure import Guard, Key, Past, Voice, broken_classes, published
from sextant.conditions.site import Sites
from tests.sextant.conditions.places import FIVE, country, remembered, shown

Told = list[set[Key]]


def bounds(told: Told, values: Mapping[Key, float], target: set[Key]) -> tuple[float, float]:
    """The least and the most that the sum of ``target`` may be, everything told being exact: worse than the truth.

    The attacker knows that every value lies between 0 and 100.
    """
    keys = sorted(values)
    at = {key: n for n, key in enumerate(keys)}
    rows = np.zeros((len(told), len(keys)))
    for n, people in enumerate(told):
        rows[n, [at[key] for key in people]] = 1
    right = np.array([sum(values[key] for key in people) for people in told])
    aim = np.zeros(len(keys))
    aim[[at[key] for key in target]] = 1
    found = []
    for sign in (1, -1):
        answer = linprog(
            sign * aim,
            A_eq=rows if told else None,
            b_eq=right if told else None,
            bounds=(0, 100),
            method="highs",
        )
        assert answer.status == 0, answer.message
        found.append(sign * answer.fun)
    return found[0], found[1]


def pinned(told: Told, values: Mapping[Key, float], target: set[Key]) -> bool:
    low, high = bounds(told, values, target)
    return high - low < 1e-3


def values_of(keys: Sequence[Key], seed: int = 1) -> dict[Key, float]:
    """Hours strictly between what one knows beforehand, the same in every trimester: the attacker's dream."""
    draw = Random(seed)
    return {key: draw.uniform(20, 80) for key in sorted(keys)}


def seen(
    told: Told, values: Mapping[Key, float], wards: Mapping[str, set[Key]], least: int
) -> list[set[Key]]:
    """The persons, and the groups of one ward below the threshold, that the attacker pins down.

    People told in the same places have the same bounds: one of each is asked.
    """
    alike = {
        frozenset(n for n, people in enumerate(told) if key in people): {key}
        for key in sorted(values, reverse=True)
    }
    targets = list(alike.values())
    targets += [people for people in wards.values() if 1 < len(people) < least]
    return [target for target in targets if pinned(told, values, target)]


def by_ward(keys: Sequence[Key]) -> dict[str, set[Key]]:
    return {ward: {key for key in keys if key[1] == ward} for _, ward in keys}


def test_a_ward_of_too_few_is_not_told() -> None:
    sites, voices = country({"CHU": {"med": 6, "urg": 7, "ped": 4}})
    assert "ped" not in shown(voices, sites)


def test_a_hidden_ward_is_not_found_by_subtraction() -> None:
    """13 + 4 told, 7 and 6 told: the 4 would be known. The smallest neighbour is hidden with them."""
    sites, voices = country({"CHU": {"med": 6, "urg": 7, "ped": 4}})
    places = shown(voices, sites)
    assert places.keys() == {"france", "Angers", "CHU", "urg"}
    values = values_of([one.key for one in voices])
    assert seen(list(places.values()), values, by_ward(list(values)), 5) == []


def test_the_attacker_of_these_tests_is_a_real_one() -> None:
    """Told everything, it finds the hidden ward: a test that cannot fail proves nothing."""
    _, voices = country({"CHU": {"med": 6, "urg": 7, "ped": 4}})
    keys = [one.key for one in voices]
    wards = by_ward(keys)
    told = [set(keys), wards["med"], wards["urg"]]
    assert seen(told, values_of(keys), wards, 5) == [wards["ped"]]


def test_two_small_neighbours_are_told_together_only_when_they_are_enough() -> None:
    sites, voices = country({"CHU": {"a": 2, "b": 2}})
    assert shown(voices, sites) == {}
    sites, voices = country({"CHU": {"a": 2, "b": 3}})
    assert shown(voices, sites).keys() == {"CHU", "Angers", "france"}


def test_a_small_hospital_does_not_hide_its_neighbour() -> None:
    """The subdivision does without its two people, who are not found by subtraction either."""
    sites, voices = country({"CHU": {"med": 6, "urg": 7}, "CH": {"med2": 2}})
    places = shown(voices, sites)
    assert places.keys() == {"med", "urg", "CHU", "Angers", "france"}
    assert len(places["Angers"]) == 13


def test_one_who_makes_most_of_the_figure_hides_it() -> None:
    """Five people, but the garde is nearly always hers."""
    sites, voices = country({"CHU": {"med": 5}})
    assert "med" in shown(voices, sites)
    heavy = [Voice(one.key, 60.0 if one.key[0] == "med-0" else 1.0) for one in voices]
    assert shown(heavy, sites) == {}


def test_the_only_one_with_an_attribute_is_not_told() -> None:
    """An indicator counts those it concerns: the only intern who held demi-gardes is alone in it."""
    sites, voices = country({"CHU": {"med": 9}})
    assert shown([voices[0]], sites) == {}


def test_a_sensitive_indicator_asks_for_more() -> None:
    sites, voices = country({"CHU": {"med": 10, "urg": 11}})
    assert shown(voices, sites, Guard(11, 0.5)).keys() == {"CHU", "Angers", "france"}  # urg would give med


def test_one_who_leaves_between_two_releases_is_not_found() -> None:
    sites, voices = country({"CHU": {"med": 12, "urg": 12}})
    first = shown(voices, sites)
    before = remembered("T1", first)
    second = shown([one for one in voices if one.key[0] != "med-0"], sites, before=before)
    assert "CHU" in second  # the release is still of use
    values = values_of([one.key for one in voices])
    assert seen([*first.values(), *second.values()], values, by_ward(list(values)), 5) == []
    naive = {key for key in first["med"] if key[0] != "med-0"}
    assert seen([*first.values(), naive], values, {}, 5) == [{("med-0", "med")}]


def test_one_who_joins_between_two_releases_waits() -> None:
    sites, voices = country({"CHU": {"med": 12, "urg": 12}})
    first = shown(voices, sites)
    late = [*voices, Voice(("new", "med"), 13.0)]
    second = shown(late, sites, before=remembered("T1", first))
    assert all(("new", "med") not in people for people in second.values())
    assert len(second["med"]) == 12  # the others are told all the same
    many = [*voices, *(Voice((f"new-{n}", "med"), 13.0) for n in range(5))]
    assert len(shown(many, sites, before=remembered("T1", first))["med"]) == 17


def test_a_hidden_ward_that_grows_does_not_betray_who_was_there() -> None:
    """Four hidden with six at first; in the second trimester the six could be told, and the four with them."""
    sites, voices = country({"CHU": {"med": 6, "ped": 4}})
    first = shown(voices, sites)
    assert first.keys() == {"CHU", "Angers", "france"}
    grown = [*voices, *(Voice((f"new-{n}", "ped"), 13.0) for n in range(5))]
    second = shown(grown, sites, before=remembered("T1", first))
    assert len(second["CHU"]) == 15  # the hospital is still told
    values = values_of([one.key for one in grown])
    assert seen([*first.values(), *second.values()], values, by_ward([one.key for one in voices]), 5) == []


WARDS = st.lists(st.integers(0, 9), min_size=1, max_size=4)
HOSPITALS = st.lists(WARDS, min_size=1, max_size=3)


def drawn_country(sizes: list[list[int]]) -> tuple[Sites, list[Voice]]:
    return country(
        {f"H{h}": {f"H{h}W{w}": people for w, people in enumerate(wards)} for h, wards in enumerate(sizes)}
    )


@settings(max_examples=60, deadline=None)
@given(HOSPITALS, st.integers(0, 10_000), st.sampled_from([3, 5]))
def test_no_arithmetic_on_a_release_shows_fewer_than_the_threshold(
    sizes: list[list[int]], seed: int, least: int
) -> None:
    sites, voices = drawn_country(sizes)
    places = shown(voices, sites, Guard(least, 0.9))
    if not voices:
        return
    values = values_of([one.key for one in voices], seed)
    assert seen(list(places.values()), values, by_ward(list(values)), least) == []


@settings(max_examples=60, deadline=None)
@given(HOSPITALS, st.integers(0, 10_000))
def test_no_arithmetic_on_three_releases_shows_fewer_than_the_threshold(
    sizes: list[list[int]], seed: int
) -> None:
    """People leave, come, and come back; the attacker keeps everything."""
    sites, everybody = drawn_country(sizes)
    draw, before, told = Random(seed), {}, []  # type: Random, dict[Key, Past], Told
    for release in ("T1", "T2", "T3"):
        there = [one for one in everybody if draw.random() < 0.85]
        places = shown(there, sites, Guard(3, 0.9), before, release)
        told += places.values()
        before = remembered(release, places, before)
    if not everybody:
        return
    values = values_of([one.key for one in everybody], seed)
    assert seen(told, values, by_ward(list(values)), 3) == []


@settings(max_examples=300, deadline=None)
@given(HOSPITALS, st.integers(0, 10_000))
def test_every_class_holds_the_threshold(sizes: list[list[int]], seed: int) -> None:
    """The sentence that is proved, on more countries than linear programs have time for."""
    sites, everybody = drawn_country(sizes)
    draw, before = Random(seed), {}  # type: Random, dict[Key, Past]
    for release in ("T1", "T2", "T3", "T4"):
        there = [one for one in everybody if draw.random() < 0.9]
        places = shown(there, sites, Guard(5, 0.9), before, release)
        before = remembered(release, places, before)
    parts: dict[Past, int] = {}
    for past in before.values():
        parts[past] = parts.get(past, 0) + 1
    assert [count for past, count in parts.items() if past and count < 5] == []


def test_choices_never_look_at_what_people_worked() -> None:
    """A release is made from counts and ids: other weights, same places (while nobody outweighs the others)."""
    sites, voices = country({"CHU": {"med": 6, "urg": 7, "ped": 4}, "CH": {"a": 5, "b": 1}})
    other = [Voice(one.key, 10.0 + n % 3) for n, one in enumerate(voices)]
    assert shown(voices, sites) == shown(other, sites)


def test_the_last_check_refuses_what_the_climb_lets_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard seen from outside works alone: with the climb's own rule taken away, nothing small is told."""
    sites, voices = country({"CHU": {"med": 6, "ped": 4}})
    first = shown(voices, sites)
    before = remembered("T1", first)
    monkeypatch.setattr(disclosure._Climb, "_holds", lambda self, adds: True)
    found = published(voices, sites, FIVE, before, "T2")
    assert broken_classes(found, before, FIVE) == set()
    assert "ped" not in found
