"""What the law reads of a line: who counts, on its worst day, and why the others do not."""

from __future__ import annotations

from dataclasses import replace

from sextant.almanac.activity import Kind
from sextant.almanac.person import Pregnancy, Restriction
from sextant.law.audit import judge
from sextant.roster.audit import line_facts
from sextant.roster.problem import Problem
from tests.sextant.roster.plain import FEBRUARY, plain_ward


def with_first(ward: Problem, **facts: object) -> Problem:
    first, *others = ward.interns
    return replace(ward, interns=(replace(first, person=replace(first.person, **facts)), *others))  # type: ignore[arg-type]


def test_an_intern_in_surnombre_does_not_count() -> None:
    facts = line_facts(with_first(plain_ward(5, 4), surnombre=True))[0]
    assert facts.interns == 4
    assert facts.left_out[0].endswith("en surnombre")


def test_a_pregnant_intern_counts_until_she_is_exempted() -> None:
    ward = plain_ward(5, 4)
    before = with_first(ward, pregnancy=Pregnancy(ward.last.replace(year=ward.last.year + 1)))
    assert line_facts(before)[0].interns == 5
    assert line_facts(with_first(ward, pregnancy=Pregnancy(FEBRUARY)))[0].interns == 4


def test_the_refusal_names_who_does_not_count() -> None:
    limit = Restriction(FEBRUARY, FEBRUARY, frozenset({Kind.GARDE_NUIT}))
    ward = with_first(plain_ward(5, 4), restrictions=(limit,))
    refusal = judge([], lines=line_facts(ward), codes=["G6"]).breaches[0].sentence
    assert f"sans compter {ward.interns[0].name}, sous dispense" in refusal


def test_an_intern_on_leave_still_counts() -> None:
    assert line_facts(plain_ward(5, 4))[0].interns == 5
