"""How many interns a line needs, with the proof that one fewer does not do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sextant.almanac.person import Pregnancy
from sextant.law.library import load
from sextant.roster.audit import audit
from sextant.roster.encode.lines_only import can_hold
from sextant.roster.headcount import headcount, with_interns
from tests.sextant.roster.plain import FEBRUARY, changed, plain_ward


@pytest.mark.parametrize(
    ("weeks", "first"),
    [(4, FEBRUARY), (5, date(2026, 11, 2)), (13, date(2026, 11, 2))],
    ids=["4 weeks", "5 weeks", "13 weeks"],
)
def test_the_plain_line_needs_seven_interns(weeks: int, first: date) -> None:
    problem = plain_ward(8, weeks, first)
    found = headcount(problem)
    assert found.needed == 7
    assert found.roster is not None
    assert audit(found.roster).clean
    assert len(found.roster.problem.interns) == 7
    assert can_hold(with_interns(problem, 6), load()) is None


def test_the_proof_is_a_count_when_there_is_one() -> None:
    found = headcount(plain_ward(8))
    assert "28 nuits et 4 dimanches ou fériés de jour font 32 gardes" in found.proof
    assert "6 internes en donnent au plus 30" in found.proof
    assert "règle G1" in found.proof


def test_a_recorded_necessity_leaves_the_five_of_the_law() -> None:
    found = headcount(plain_ward(8, line={"necessity": "Poste non pourvu."}))
    assert found.needed == 5
    assert "G6" in found.proof


def test_with_a_senior_roster_the_count_is_not_the_law_of_five() -> None:
    found = headcount(plain_ward(8, line={"necessity": "Poste non pourvu.", "senior_roster": True}))
    assert found.needed is not None
    assert found.needed < 5
    assert "recherche complète" in found.proof


def test_an_exempted_intern_is_not_counted_on() -> None:
    problem = changed(plain_ward(8), "Camille", person={"pregnancy": Pregnancy(date(2027, 1, 4))})
    assert headcount(problem).needed == 8


def test_interns_are_added_to_a_ward_that_has_too_few() -> None:
    found = headcount(plain_ward(3))
    assert (found.present, found.needed) == (3, 7)
    assert found.roster is not None
    assert [i.name for i in found.roster.problem.interns][3:] == [
        f"Interne supplémentaire {n}" for n in range(1, 5)
    ]


def test_a_ward_without_lines_needs_nobody_more() -> None:
    assert headcount(replace(plain_ward(2), lines=())).needed == 1
