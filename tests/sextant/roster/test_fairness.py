"""Fairness is counted against what each one could hold, and an unfair roster is not fair."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.person import Pregnancy
from sextant.law.library import load
from sextant.roster.fairness import Post, fair_shares, fairness
from sextant.roster.problem import DutyWish, History, Leave, PersonalWish, Problem
from sextant.roster.roster import Roster
from sextant.roster.solve import solve
from tests.sextant.roster.plain import FEBRUARY, changed, plain_ward

MONDAY = FEBRUARY.toordinal()


def solved(problem: Problem) -> Roster:
    roster = solve(problem).roster
    assert roster is not None
    return roster


def nights(problem: Problem) -> list[Post]:
    return [Post("gardes", Kind.GARDE_NUIT, day) for day in problem.days]


def shares_of(problem: Problem) -> dict[str, float]:
    fair = fair_shares(problem, load(), nights(problem), "nights")
    return {i.name: round(share, 6) for i, share in zip(problem.interns, fair, strict=True)}


def test_a_solved_ward_is_fair_to_within_a_duty() -> None:
    found = fairness(solved(plain_ward(7)))
    assert {share.nights for share in found.shares} == {4}
    assert found.worst <= 1
    assert found.spread == 0


def test_an_unfair_roster_is_not_fair() -> None:
    roster = solved(plain_ward(7))
    everything = dict(roster.activities)
    given_away = [a for a in everything["Camille"] if a.kind is Kind.GARDE_NUIT]
    everything["Camille"] = tuple(a for a in everything["Camille"] if a.kind is not Kind.GARDE_NUIT)
    everything["Yanis"] = tuple(
        a for a in everything["Yanis"] if all(a.day not in (n.day, n.day + 1) for n in given_away)
    ) + tuple(given_away)
    found = fairness(Roster(roster.problem, everything))
    assert found.worst >= 3
    assert found.spread >= 4


def test_a_half_timer_owes_half() -> None:
    fair = shares_of(changed(plain_ward(8), "Théo", person={"share": 0.5}))
    assert fair["Théo"] * 2 == pytest.approx(fair["Camille"], abs=1e-5)


def test_nights_of_the_days_away_are_shared_by_the_others() -> None:
    leave = Leave(Kind.LEAVE, date(2027, 2, 8), date(2027, 2, 14))
    fair = shares_of(changed(plain_ward(7), "Camille", leaves=(leave,)))
    assert fair["Camille"] == 3
    assert fair["Yanis"] == round(3 + 7 / 6, 6)


def test_from_the_third_month_she_owes_no_garde() -> None:
    fair = shares_of(changed(plain_ward(7), "Inès", person={"pregnancy": Pregnancy(date(2027, 2, 15))}))
    assert fair["Inès"] == 2
    away = shares_of(changed(plain_ward(7), "Inès", person={"pregnancy": Pregnancy(date(2027, 1, 4))}))
    assert away["Inès"] == 0


def test_what_was_held_before_is_made_up_for() -> None:
    problem = plain_ward(8)
    for intern in problem.interns:
        problem = changed(problem, intern.name, history=History(nights=10 + 2 * (intern.name == "Camille")))
    fair = shares_of(problem)
    assert fair["Yanis"] - fair["Camille"] == pytest.approx(2)
    roster = solved(problem)
    held = {share.name: share.nights for share in fairness(roster).shares}
    assert held["Camille"] < min(count for name, count in held.items() if name != "Camille")


def test_who_held_more_than_all_of_it_owes_nothing_and_the_others_share_the_rest() -> None:
    problem = plain_ward(7)
    for intern in problem.interns:
        problem = changed(
            problem, intern.name, history=History(nights=100 if intern.name == "Camille" else 1)
        )
    fair = shares_of(problem)
    assert fair["Camille"] == 0
    assert fair["Yanis"] == round(28 / 6, 6)


def test_a_newcomer_owes_no_past() -> None:
    problem = plain_ward(7)
    for intern in problem.interns[1:]:
        problem = changed(problem, intern.name, history=History(nights=12))
    assert set(shares_of(problem).values()) == {4}
    assert shares_of(changed(problem, "Camille", person={"share": 0.5}))["Camille"] == round(28 / 13, 6)


def test_refused_wishes_are_counted() -> None:
    wishes = (DutyWish(True, frozenset({MONDAY}), 1), DutyWish(False, frozenset({MONDAY + 9}), 1))
    problem = changed(
        plain_ward(7), "Jade", duty_wishes=wishes, personal_wishes=(PersonalWish(1, HalfDay.MORNING),)
    )
    roster = solved(problem)
    everything = dict(roster.activities)
    everything["Jade"] = tuple(
        a for a in everything["Jade"] if a.day != MONDAY or a.kind not in (Kind.GARDE_NUIT, Kind.STAGE)
    )
    refused = {share.name: share.refused for share in fairness(Roster(problem, everything)).shares}
    assert refused["Jade"] >= 1
    assert refused["Camille"] == 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from([0.5, 0.8, 1.0])), min_size=2, max_size=9))
def test_fair_shares_add_up_to_what_there_is(people: list[tuple[int, float]]) -> None:
    problem = plain_ward(len(people))
    for intern, (held, share) in zip(problem.interns, people, strict=True):
        problem = changed(problem, intern.name, history=History(nights=held), person={"share": share})
    fair = fair_shares(problem, load(), nights(problem), "nights")
    assert min(fair) >= 0
    assert abs(sum(fair) - 28) < 1e-6


def test_a_line_without_posts_is_fair() -> None:
    roster = Roster(replace(plain_ward(3), lines=()), {})
    assert fairness(roster).worst == 0
