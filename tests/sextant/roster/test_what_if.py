"""What one change would give, and how gardes are shared: by time, equally, by seniority."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from benchmarks.wards import Recipe, draw
from sextant.document import parse_document
from sextant.law.library import load
from sextant.roster.bill import bill, total
from sextant.roster.fairness import Post, fair_shares, fairness
from sextant.roster.problem import History, Problem, Sharing
from sextant.roster.result import Status
from sextant.roster.solve import solve
from sextant.roster.ward_file import problem_of
from sextant.roster.ward_text import ward_text
from sextant.roster.what_if import AS_IT_IS, MORE, WISH, changes, what_if
from tests.sextant.roster.plain import plain_ward


def mixed(sharing: Sharing) -> Problem:
    """Eight interns: the first half-time, the last in their ninth semester, nobody with a past."""
    ward = plain_ward(8, 4)
    interns = [replace(i, semester=1, history=History()) for i in ward.interns]
    interns[0] = replace(interns[0], person=replace(interns[0].person, share=0.5))
    interns[-1] = replace(interns[-1], semester=9)
    return replace(ward, interns=tuple(interns), sharing=sharing)


@pytest.mark.parametrize(
    ("sharing", "half_time", "senior"),
    [(Sharing.TIME, 0.5, 1.0), (Sharing.EQUAL, 1.0, 1.0), (Sharing.SENIORITY, 0.5, 0.6)],
)
def test_gardes_are_shared_as_the_ward_chose(sharing: Sharing, half_time: float, senior: float) -> None:
    problem = mixed(sharing)
    line = problem.lines[0]
    nights = [Post(line.id, duty.kind, day) for duty in line.duties for day in duty.days]
    shares = fair_shares(problem, load(), nights)
    assert sum(shares) == pytest.approx(len(nights))
    assert shares[0] == pytest.approx(half_time * shares[1])
    assert shares[-1] == pytest.approx(senior * shares[1])


@pytest.mark.parametrize("sharing", list(Sharing))
def test_the_choice_is_written_read_and_counted_alike(sharing: Sharing) -> None:
    problem = mixed(sharing)
    assert problem_of(parse_document(ward_text(problem), "")).sharing is sharing
    found = solve(problem, seconds=60, workers=1)
    assert found.status is Status.PROVEN_BEST
    assert found.roster is not None
    assert total(bill(found.roster)) == found.bound
    assert fairness(found.roster).worst < 3


def test_one_thing_more_or_less_is_tried_and_told() -> None:
    found = {one.what: one for one in what_if(draw(Recipe(8, 3, thinness=1.2)), seconds=10)}
    base, more = found["Tel quel"], found["Un interne de plus"]
    assert base.cost is not None
    assert more.cost is not None
    assert more.cost <= base.cost
    assert more.nights <= base.nights
    assert found["Sans la ligne « Astreintes »"].cost is not None
    fairer = found["Sans chercher l’équité (coûts comptés hors équité)"]
    assert fairer.cost is not None
    assert fairer.was is not None
    assert fairer.cost <= fairer.was <= base.cost


def test_a_wish_of_somebody_is_tried_alone_and_who_it_touches_is_told() -> None:
    problem = draw(Recipe(8, 3, thinness=1.2))
    name, days = problem.interns[2].name, frozenset(d for d in problem.days if (d - 1) % 7 == 5)
    base, wish = what_if(problem, seconds=10, only=[WISH], wish=(name, days), workers=1)
    assert (base.key, wish.key) == (AS_IT_IS, WISH)
    assert wish.what == f"Un souhait de plus : {name} évite {len(days)} jours"
    assert all(" au lieu de " in one for one in wish.who)
    assert "coût" in wish.verdict


def test_a_stop_ends_with_the_tries_already_made() -> None:
    stop, told = threading.Event(), list[tuple[int, int, str]]()

    def at_the_second(done: int, of: int, what: str) -> None:
        told.append((done, of, what))
        if done == 1:
            stop.set()

    found = what_if(plain_ward(8, 2), seconds=5, workers=1, progress=at_the_second, stop=stop)
    assert told[0] == (0, 5, "Tel quel")
    assert [one.key for one in found][:1] == [AS_IT_IS]
    assert len(found) <= 2


def test_one_intern_more_owes_what_the_others_owe() -> None:
    problem = draw(Recipe(8, 3, thinness=1.2))
    more = next(one.problem for one in changes(problem) if one.key == MORE).interns[-1]
    assert more.university in {one.university for one in problem.interns}
    assert more.history.nights in {one.history.nights for one in problem.interns}
    assert more.history.last_duty_end is None


def test_a_ward_without_a_roster_says_what_would_give_one() -> None:
    found = {one.what: one for one in what_if(plain_ward(6, 4), seconds=10)}
    assert found["Tel quel"].lacks == "aucun tableau légal"
    assert found["Un interne de plus"].was is None
    assert "Sans chercher l’équité (coûts comptés hors équité)" not in found
