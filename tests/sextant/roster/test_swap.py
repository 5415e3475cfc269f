"""Duties handed over and swapped: with their rests, legal or not, fair or not; and why one rather than another."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from benchmarks.wards import Recipe, draw
from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.person import Pregnancy
from sextant.errors import BadInput, BadTimeline
from sextant.law.library import load
from sextant.roster.audit import audit
from sextant.roster.change import Cell, Edit, edited
from sextant.roster.compare import compare
from sextant.roster.fairness import fairness
from sextant.roster.handed import Hand, hand_over
from sextant.roster.problem import Leave
from sextant.roster.roster import Roster
from sextant.roster.solve import solve
from sextant.roster.swap import judge_swap
from sextant.roster.why import why
from tests.sextant.roster.plain import FEBRUARY, changed, plain_ward

MONDAY = FEBRUARY.toordinal()
MORNING, AFTERNOON, NIGHT = HalfDay.MORNING, HalfDay.AFTERNOON, HalfDay.NIGHT


@cache
def solved() -> Roster:
    roster = solve(draw(Recipe(10, 6)), seconds=30, workers=2).roster
    assert roster is not None
    return roster


def nights(roster: Roster) -> dict[int, str]:
    return {a.day: n for n, held in roster.activities.items() for a in held if a.kind is Kind.GARDE_NUIT}


def by_hand(*cells: tuple[str, int, HalfDay, str]) -> Roster:
    problem = plain_ward(8)
    empty = Roster(problem, {intern.name: () for intern in problem.interns})
    return edited(empty, [Edit(Cell(name, MONDAY + day, half), letter) for name, day, half, letter in cells])


def word(roster: Roster, name: str, day: int) -> list[str]:
    return [a.kind.value for a in roster.activities[name] if a.day == MONDAY + day]


def test_a_garde_goes_with_the_day_of_rest_that_follows() -> None:
    before = by_hand(("Camille", 1, NIGHT, "N"), ("Yanis", 2, MORNING, "M"), ("Yanis", 2, AFTERNOON, "A"))
    after = hand_over(before, [Hand("Camille", "Yanis", MONDAY + 1, NIGHT)], load())
    assert word(after, "Yanis", 1) == ["garde-nuit"]
    assert word(after, "Yanis", 2) == []
    assert word(after, "Camille", 2) == ["stage", "stage"]


def test_what_the_giver_does_in_her_own_rest_stays_hers() -> None:
    before = by_hand(("Camille", 1, NIGHT, "N"), ("Camille", 2, MORNING, "M"), ("Yanis", 2, MORNING, "M"))
    after = hand_over(before, [Hand("Camille", "Yanis", MONDAY + 1, NIGHT)], load())
    assert word(after, "Camille", 2) == ["stage"]
    assert word(after, "Yanis", 2) == []


def test_a_course_stays_with_whom_it_belongs_to() -> None:
    before = by_hand(("Camille", 1, NIGHT, "N"), ("Yanis", 2, AFTERNOON, "u"))
    after = hand_over(before, [Hand("Camille", "Yanis", MONDAY + 1, NIGHT)], load())
    assert word(after, "Yanis", 2) == ["universitaire"]
    swap = judge_swap(before, [Hand("Camille", "Yanis", MONDAY + 1, NIGHT)])
    assert not swap.legal
    assert "demi-journée universitaire" in swap.reasons[0]


def test_what_is_not_held_cannot_be_given() -> None:
    with pytest.raises(BadInput, match="ne tient pas de garde"):
        judge_swap(by_hand(), [Hand("Camille", "Yanis", MONDAY, NIGHT)])
    with pytest.raises(BadInput, match="avec soi-même"):
        judge_swap(by_hand(("Camille", 1, NIGHT, "N")), [Hand("Camille", "Camille", MONDAY + 1, NIGHT)])
    with pytest.raises(BadInput, match="n’est pas un interne"):
        judge_swap(by_hand(), [Hand("Camille", "Personne", MONDAY, NIGHT)])


def test_two_nights_in_a_row_are_refused_with_the_article() -> None:
    before = by_hand(("Camille", 1, NIGHT, "N"), ("Yanis", 2, NIGHT, "N"))
    swap = judge_swap(before, [Hand("Camille", "Yanis", MONDAY + 1, NIGHT)])
    assert not swap.legal
    assert "R. 6153-2" in swap.reasons[0]
    assert swap.reasons[0].startswith("Yanis : garde de nuit finie")


def test_every_swap_said_legal_leaves_a_clean_roster() -> None:
    roster, library = solved(), load()
    known, share = audit(roster, library), fairness(roster, library)
    held = nights(roster)
    first = roster.problem.first.toordinal() + 10
    legal = 0
    for other in range(first + 2, first + 20):
        if held[first] == held[other]:
            continue
        hands = [Hand(held[first], held[other], first, NIGHT), Hand(held[other], held[first], other, NIGHT)]
        try:
            swap = judge_swap(roster, hands, library, known=known, share=share)
        except BadTimeline:  # one of them is on an astreinte of that night
            continue
        assert swap.legal == audit(swap.roster, library).clean
        assert swap.legal or swap.reasons
        legal += swap.legal
        if swap.legal:
            whole = {s.name: s for s in fairness(swap.roster, library).shares}
            for shift in swap.shifts:
                if shift.what != "minutes":
                    assert shift.now == getattr(whole[shift.name], shift.what)
    assert legal


def test_a_swap_frees_what_the_mean_wants_back_and_says_it() -> None:
    roster = solved()
    held = nights(roster)
    first = roster.problem.first.toordinal() + 10
    one_way = []
    for other in roster.problem.interns:
        with suppress(BadInput):
            one_way.append(judge_swap(roster, [Hand(held[first], other.name, first, NIGHT)]))
    freed = [swap for swap in one_way if swap.given_back]
    assert all(audit(swap.roster).judgement.legal for swap in freed)
    assert all("n’est plus attendu en stage" in said for swap in freed for said in swap.given_back)


def test_why_not_him_names_the_rule() -> None:
    before = by_hand(("Camille", 1, NIGHT, "N"), ("Yanis", 2, NIGHT, "N"))
    answer = why(before, "Camille", MONDAY + 1, NIGHT, "Yanis")
    (one,) = answer.others
    assert not one.possible
    assert one.sentence.startswith("Yanis ne peut pas : garde de nuit finie")
    assert "la garde de nuit du mardi 2 février 2027" in answer.sentence


def test_why_not_him_says_what_it_would_cost_and_whom() -> None:
    before = by_hand(("Camille", 1, NIGHT, "N"), ("Yanis", 8, NIGHT, "N"), ("Yanis", 15, NIGHT, "N"))
    (one,) = why(before, "Camille", MONDAY + 1, NIGHT, "Yanis").others
    assert one.possible
    assert any("Yanis : 3 nuits au lieu de 2" in cost for cost in one.costs)


def test_who_is_away_or_not_on_the_line_is_told_as_such() -> None:
    roster = by_hand(("Camille", 1, NIGHT, "N"))
    line = replace(roster.problem.lines[0], eligible=("Camille", "Inès"))
    roster = Roster(replace(roster.problem, lines=(line,)), roster.activities)
    answers = {one.name: one for one in why(roster, "Camille", MONDAY + 1, NIGHT).others}
    assert "ne l’admet pas" in answers["Yanis"].sentence
    assert answers["Inès"].possible
    away = changed(roster.problem, "Inès", leaves=(Leave(Kind.LEAVE, date(2027, 2, 1), date(2027, 2, 6)),))
    answer = why(Roster(away, roster.activities), "Camille", MONDAY + 1, NIGHT)
    assert "personne d’autre ne le peut" in answer.sentence


def test_two_versions_compared_cell_by_cell() -> None:
    before = by_hand(("Camille", 1, NIGHT, "N"))
    after = by_hand(("Yanis", 1, NIGHT, "N"), ("Camille", 3, MORNING, "M"))
    found = compare(before, after)
    assert [(d.cell.name, d.cell.day - MONDAY) for d in found.differences] == [
        ("Camille", 1),
        ("Yanis", 1),
        ("Camille", 3),
    ]
    assert found.people == ("Camille", "Yanis")
    gained = {(s.name, s.what): s.by for s in found.shifts}
    assert (gained["Camille", "nights"], gained["Yanis", "nights"]) == (-1, 1)
    assert compare(after, after).differences == ()


def test_a_colleague_does_not_read_why_somebody_is_exempted() -> None:
    before = by_hand(("Camille", 1, NIGHT, "N"))
    pregnant = changed(before.problem, "Inès", person={"pregnancy": Pregnancy(date(2026, 12, 1))})
    swap = judge_swap(Roster(pregnant, before.activities), [Hand("Camille", "Inès", MONDAY + 1, NIGHT)])
    assert not swap.legal
    assert "mois de grossesse" in swap.reasons[0]
    assert swap.discreet == ("Inès : ne peut pas tenir cette garde.",)
