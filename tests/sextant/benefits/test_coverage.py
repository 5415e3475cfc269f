"""Coverage is four counts per scale and audience; where nobody looked is not « no aid »."""

from __future__ import annotations

from datetime import date

import pytest

from sextant.benefits.catalogue import load
from sextant.benefits.coverage import AUDIENCES, Looked, freshness, grid, looked_at, recall, uncovered
from tests.sextant.benefits.people import KARIM, SARAH, TODAY, situation

SIZES = {"region": 18, "departement": 101, "epci": 1255, "commune": 34875}


def test_the_four_counts_make_the_whole_country() -> None:
    lines = grid(load(), TODAY)
    assert len(lines) == len(SIZES) * len(AUDIENCES)
    assert all(sum(line.counts.values()) == SIZES[line.scale] for line in lines)


def test_an_aid_that_expired_is_to_look_at_again() -> None:
    assert looked_at(load(), TODAY)["departement", "27", "installation"] is Looked.VERIFIED
    assert looked_at(load(), date(2027, 6, 1))["departement", "27", "installation"] is Looked.EXPIRED


def test_where_nobody_has_looked_is_said_for_what_the_person_plans() -> None:
    found = {(one.scale, one.territory, one.audience) for one in uncovered(situation(SARAH), load(), TODAY)}
    assert ("departement", "72", "installation") in found
    assert not [one for one in found if one[2] == "stage"]
    placed = {(one.scale, one.territory, one.audience) for one in uncovered(situation(KARIM), load(), TODAY)}
    assert ("commune", "53147", "stage") in placed
    assert ("departement", "53", "stage") not in placed, "someone looked there"


def test_weights_follow_the_interns_in_placement() -> None:
    lines = grid(load(), TODAY, {("departement", "27"): 30, ("departement", "75"): 70})
    (line,) = [one for one in lines if (one.scale, one.audience) == ("departement", "stage")]
    assert line.weighted is not None
    assert line.weighted[Looked.VERIFIED] == 30
    assert line.weighted[Looked.NOT_LOOKED] == 70


def test_two_sweeps_tell_how_many_were_missed() -> None:
    found = recall(20, 15, 10)
    assert found.estimate == 29.5
    assert found.low <= found.estimate <= found.high
    assert recall(12, 12, 12).estimate == 12
    with pytest.raises(ValueError, match="ne peut pas dépasser"):
        recall(3, 2, 4)


def test_freshness_counts_readers_honestly() -> None:
    found = freshness(load(), TODAY)
    assert found.files == len(load().benefits)
    assert found.read_twice == 0, "nobody has checked these files a second time yet"
    assert freshness(load(), date(2027, 6, 1)).within_six_months == 0
