"""Impossible is not the last word: the nearest roster, its open duties, and a search gone on from."""

from __future__ import annotations

import threading
from dataclasses import replace
from importlib.resources import files

from benchmarks.wards import Recipe, draw
from sextant.document import parse_document
from sextant.roster.audit import audit
from sextant.roster.bill import bill, total
from sextant.roster.missing import missing
from sextant.roster.nearest import nearest
from sextant.roster.result import Progress, Status
from sextant.roster.solve import solve
from sextant.roster.ward_file import example_ward, problem_of
from tests.sextant.roster.plain import plain_ward


def test_the_nearest_roster_leaves_the_fewest_duties_open_and_breaks_no_law() -> None:
    example = files("sextant.roster") / "demo" / "impossible.yaml"
    problem = problem_of(parse_document(example.read_text(encoding="utf-8"), ""))
    assert solve(problem, seconds=20, workers=1).status is Status.IMPOSSIBLE
    near = nearest(problem, seconds=20, workers=1)
    assert near is not None
    assert near.open
    assert near.fewest
    verdict = audit(near.roster)
    assert verdict.judgement.legal
    assert {fault.code for fault in verdict.faults} == {"P1"}
    assert len(near.open) == len(verdict.faults)


def test_a_line_that_the_law_refuses_is_filled_all_the_same_and_stays_refused() -> None:
    ward = plain_ward(7, 2)
    thin = replace(ward, lines=(replace(ward.lines[0], eligible=ward.lines[0].eligible[:2]),))
    near = nearest(thin, seconds=20, workers=1)
    assert near is not None
    assert near.open
    assert {breach.person for breach in audit(near.roster).judgement.unlawful} <= {ward.lines[0].name}


def test_a_ward_that_has_a_roster_leaves_nothing_open() -> None:
    near = nearest(plain_ward(8, 2), seconds=20, workers=1)
    assert near is not None
    assert (near.open, near.fewest) == ((), True)


def test_a_search_goes_on_from_the_roster_of_before_and_never_gives_less() -> None:
    problem = draw(Recipe(8, 4, thinness=1.2))
    before = solve(problem, seconds=60, workers=1)
    assert before.roster is not None
    stop, told = threading.Event(), list[Progress]()

    def at_once(moment: Progress) -> None:
        told.append(moment)
        stop.set()

    after = solve(problem, seconds=60, workers=1, start=before.roster, progress=at_once, stop=stop)
    assert told[0].best == before.cost
    assert after.cost == before.cost
    assert after.roster is not None
    assert total(bill(after.roster)) == after.cost


def test_a_start_that_the_law_no_longer_accepts_is_mended() -> None:
    problem = draw(Recipe(8, 4))
    before = solve(problem, seconds=20, workers=1).roster
    assert before is not None
    first = problem.interns[0]
    sick = replace(
        first, leaves=(*first.leaves, *draw(Recipe(8, 4, seed=5, leave_rate=0.9)).interns[1].leaves[:1])
    )
    changed = replace(problem, interns=(sick, *problem.interns[1:]))
    found = solve(changed, seconds=20, workers=1, start=before)
    assert found.roster is not None
    assert audit(found.roster).clean


def test_progress_says_in_words_what_is_missing() -> None:
    told = list[Progress]()
    result = solve(draw(Recipe(8, 4, thinness=1.2)), seconds=30, workers=1, progress=told.append)
    assert result.cost
    assert all(moment.missing for moment in told if moment.best is not None)
    assert (
        missing([("wish", 3), ("below_minimum", 1), ("wish", 2)])
        == "1 présence sous le minimum, 5 souhaits refusés"
    )
    assert missing([]) == "rien ne manque"


def test_the_example_ward_is_quickly_a_roster() -> None:
    problem = problem_of(parse_document(example_ward(), ""))
    found = solve(problem, seconds=6, workers=1)
    assert found.roster is not None
    assert found.first_seconds is not None
    assert found.first_seconds < found.seconds
