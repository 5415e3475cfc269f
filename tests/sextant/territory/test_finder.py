"""The places that fit come first, with their reasons; what is unknown never helps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.errors import BadInput
from sextant.territory.commune import Territory
from sextant.territory.criteria import criteria
from sextant.territory.finder import ZONES, Limits, Search, find, usual_weights
from sextant.territory.source import sources

EMERGENCY = {"emergency": 5}


def codes(search: Search) -> list[str]:
    return [one.code for one in search.found]


def test_the_nearest_to_the_emergency_room_comes_first(country: Territory) -> None:
    assert codes(find(country, EMERGENCY))[:3] == ["49001", "49002", "49003"]


def test_points_go_straight_from_good_to_bad(country: Territory) -> None:
    found = {one.code: one for one in find(country, EMERGENCY).found}
    assert found["49001"].score == 100  # 0 min: within the 15 that are good
    assert found["49003"].score == pytest.approx(100 * (45 - 19.5) / 30, abs=0.05)
    assert found["49003"].reasons[0].said == "20\u202fmin"


def test_what_is_unknown_gives_nothing_and_is_said(country: Territory) -> None:
    found = {one.code: one for one in find(country, EMERGENCY).found}
    assert (found["53001"].score, found["53001"].unknown) == (0, ("Les urgences à portée",))


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (Limits(zones=frozenset({"ZIP"})), {"49002", "49004"}),
        (Limits(rural=True), {"49002", "49003", "49004", "49005"}),
        (Limits(departements=frozenset({"53"})), {"53001"}),
        (Limits(regions=frozenset({"11"})), {"75056"}),  # the city once, not its arrondissements
        (Limits(people_least=1000, people_most=3000), {"49002", "49005"}),
        (Limits(at_most={"emergency": 11}), {"49001", "49002"}),
        (Limits(at_most={"station": 30}), set()),  # not loaded: unknown breaks a limit
        (Limits(near="49001", near_minutes=12), {"49001", "49002"}),
    ],
)
def test_a_limit_is_kept(country: Territory, limits: Limits, expected: set[str]) -> None:
    answer = find(country, EMERGENCY, limits)
    assert set(codes(answer)) == expected
    assert answer.fitting == len(expected)


def test_near_says_how_far(country: Territory) -> None:
    found = {one.code: one.near_min for one in find(country, EMERGENCY, Limits(near="49001")).found}
    assert found["49001"] == 0
    assert found["49002"] == pytest.approx(-4.99 + 0.352 * 5.56 + 7.66 * 1.881, abs=0.1)


@pytest.mark.parametrize(
    ("weights", "limits", "said"),
    [
        ({"gare": 3}, Limits(), "le critère « gare » est inconnu"),
        ({"station": 6}, Limits(), "un poids va de 0 à 5"),
        ({}, Limits(zones=frozenset({"ZRR"})), "la zone « ZRR » est inconnue"),
        ({}, Limits(at_most={"train": 3}), "la limite « train » est inconnue"),
        ({}, Limits(near="00000"), "n’est le code d’aucune commune"),
    ],
)
def test_a_slip_is_told(country: Territory, weights: dict[str, int], limits: Limits, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        find(country, weights, limits)


@given(
    weights=st.dictionaries(st.sampled_from(sorted(criteria())), st.integers(0, 5)),
    zones=st.sets(st.sampled_from(ZONES)),
    most=st.integers(1, 9),
)
def test_the_order_is_that_of_the_scores(
    country: Territory, weights: dict[str, int], zones: set[str], most: int
) -> None:
    answer = find(country, weights, Limits(zones=frozenset(zones)), most)
    scores = [one.score for one in answer.found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    assert len(scores) == min(most, answer.fitting)
    assert all(not zones or one.commune["zone"] in zones for one in answer.found)


def test_each_criterion_names_a_table_and_a_scale() -> None:
    for name, one in criteria().items():
        assert one.table in sources(), name
        assert one.good != one.bad, name
    assert sum(usual_weights().values()) > 0
