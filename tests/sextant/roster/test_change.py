"""Cells changed: what they become, what they break, and the same verdict as a whole audit."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.wards import Recipe, draw
from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.errors import BadInput, BadTimeline
from sextant.law.library import load
from sextant.roster.audit import audit
from sextant.roster.change import WRITABLE, Cell, Edit, change, edited
from sextant.roster.problem import Problem
from sextant.roster.roster import Roster
from sextant.roster.solve import solve
from tests.sextant.roster.plain import FEBRUARY, plain_ward

MONDAY = FEBRUARY.toordinal()
MORNING, AFTERNOON, NIGHT = HalfDay.MORNING, HalfDay.AFTERNOON, HalfDay.NIGHT


def empty(problem: Problem | None = None) -> Roster:
    problem = problem or plain_ward(8)
    return Roster(problem, {intern.name: () for intern in problem.interns})


@cache
def solved() -> Roster:
    roster = solve(draw(Recipe(8, 4)), seconds=30, workers=2).roster
    assert roster is not None
    return roster


def write(roster: Roster, name: str, day: int, half_day: HalfDay, letter: str) -> Roster:
    return edited(roster, [Edit(Cell(name, MONDAY + day, half_day), letter)])


def test_a_letter_of_garde_takes_the_hours_and_the_line_of_the_ward() -> None:
    after = write(empty(), "Camille", 1, NIGHT, "N")
    (garde,) = after.activities["Camille"]
    assert (garde.kind, garde.line, garde.minutes) == (Kind.GARDE_NUIT, "gardes", 14 * 60)


def test_a_new_letter_takes_the_place_of_the_old_one() -> None:
    after = write(write(empty(), "Camille", 1, MORNING, "M"), "Camille", 1, MORNING, "p")
    assert [a.kind for a in after.activities["Camille"]] == [Kind.PERSONAL]


def test_a_garde_by_day_takes_the_whole_day() -> None:
    sunday = write(write(empty(), "Camille", 6, AFTERNOON, "A"), "Camille", 6, MORNING, "J")
    assert [a.kind for a in sunday.activities["Camille"]] == [Kind.GARDE_JOUR]
    cleared = write(sunday, "Camille", 6, AFTERNOON, "")
    assert cleared.activities["Camille"] == ()


def test_the_roster_that_is_changed_stays_as_it_was() -> None:
    before = empty()
    write(before, "Camille", 1, NIGHT, "N")
    assert before.activities["Camille"] == ()


def test_work_on_the_morning_after_a_garde_breaks_its_rest_and_taking_it_away_mends_it() -> None:
    garde = write(empty(), "Camille", 1, NIGHT, "N")
    made = change(garde, [Edit(Cell("Camille", MONDAY + 2, MORNING), "M")])
    assert [breach.code for breach in made.unlawful] == ["R1"]
    assert not made.harmless
    undone = change(made.after, [Edit(Cell("Camille", MONDAY + 2, MORNING))])
    assert "R1" in [breach.code for breach in undone.mended]
    assert undone.harmless


def test_a_garde_given_away_to_nobody_leaves_the_line_open() -> None:
    held = write(empty(), "Camille", 1, NIGHT, "N")
    made = change(held, [Edit(Cell("Camille", MONDAY + 1, NIGHT))])
    assert [fault.code for fault in made.faults_made] == ["P1"]
    assert not made.harmless


def test_writing_what_is_there_already_changes_nothing() -> None:
    held = write(empty(), "Camille", 1, NIGHT, "N")
    made = change(held, [Edit(Cell("Camille", MONDAY + 1, NIGHT), "N")])
    assert made.differences == ()
    assert made.after.activities == held.activities


@pytest.mark.parametrize(
    ("half_day", "letter", "said"),
    [
        (MORNING, "N", "la nuit seulement"),
        (NIGHT, "M", "le matin seulement"),
        (NIGHT, "p", "le jour seulement"),
        (MORNING, "R", "le repos de sécurité suit la garde"),
        (MORNING, "c", "se dit avec ses dates"),
        (MORNING, "Z", "n’est pas une lettre"),
        (MORNING, "x", "demande des heures"),
    ],
)
def test_a_letter_that_does_not_fit_is_refused(half_day: HalfDay, letter: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        write(empty(), "Camille", 1, half_day, letter)


def test_a_stranger_a_day_outside_and_an_unknown_line_are_refused() -> None:
    with pytest.raises(BadInput, match="n’est pas un interne"):
        write(empty(), "Personne", 1, NIGHT, "N")
    with pytest.raises(BadInput, match="est hors du tableau"):
        write(empty(), "Camille", 400, NIGHT, "N")
    with pytest.raises(BadInput, match="n’existe pas"):
        edited(empty(), [Edit(Cell("Camille", MONDAY, NIGHT), "N", "autre")])


def test_two_lines_of_one_kind_ask_which() -> None:
    problem = draw(Recipe(8, 4))
    line = problem.lines[0]
    twice = replace(problem, lines=(line, replace(line, id="bis", name="Bis")))
    name, day = problem.interns[0].name, problem.first.toordinal()
    with pytest.raises(BadInput, match="plusieurs lignes") as refused:
        edited(empty(twice), [Edit(Cell(name, day, NIGHT), "N")])
    assert "« Bis »" in refused.value.remedy
    (garde,) = edited(empty(twice), [Edit(Cell(name, day, NIGHT), "N", "bis")]).activities[name]
    assert garde.line == "bis"


def test_two_things_at_once_are_refused() -> None:
    ward = solved().problem
    name, day = ward.interns[0].name, ward.first.toordinal()
    late = edited(empty(ward), [Edit(Cell(name, day, NIGHT), "N")])
    longer = tuple(replace(a, end=a.end + 300) for a in late.activities[name])
    with pytest.raises(BadTimeline, match="se chevauchent"):
        edited(Roster(ward, {**late.activities, name: longer}), [Edit(Cell(name, day + 1, MORNING), "M")])


edits = st.lists(
    st.tuples(
        st.integers(0, 7), st.integers(0, 27), st.sampled_from(HalfDay), st.sampled_from(("", *WRITABLE))
    ),
    min_size=1,
    max_size=6,
)


@given(edits)
@settings(max_examples=60, deadline=None)
def test_judging_only_those_touched_says_what_a_whole_audit_says(
    drawn: list[tuple[int, int, HalfDay, str]],
) -> None:
    roster, library = solved(), load()
    problem = roster.problem
    wanted = [
        Edit(Cell(problem.interns[who].name, problem.first.toordinal() + day, half_day), letter)
        for who, day, half_day, letter in drawn
    ]
    try:
        made = change(roster, wanted, library)
    except BadInput:
        return
    whole = audit(made.after, library)
    assert made.audit == whole
    back = change(made.after, [], library, known=whole)
    assert (back.broken, back.mended, back.faults_made, back.differences) == ((), (), (), ())
