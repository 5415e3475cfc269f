"""The two readings of the ward's aims: what the solver counts and what the bill reads on the roster alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from benchmarks.services.draw import Recipe, service
from benchmarks.wards import Recipe as Ward
from benchmarks.wards import draw
from sextant.document import parse_document
from sextant.law.library import load
from sextant.roster.audit import audit
from sextant.roster.bill import bill, total
from sextant.roster.encode.first_roster import first_roster
from sextant.roster.result import Status
from sextant.roster.roster import Roster
from sextant.roster.solve import aims, encode, law_and_lines, solve
from sextant.roster.ward_file import problem_of
from sextant.roster.ward_text import dump
from tests.sextant.roster.plain import plain_ward


def drawn(kind: str, seed: int) -> Recipe:
    return Recipe(f"t{seed}", 6 + seed, 3, 1.2, 0.15, kind, past=seed % 2 == 0, first=date(2026, 12, 14))


@pytest.mark.parametrize(
    ("kind", "seed"), [("alone", 1), ("astreintes", 2), ("shared", 1), ("two", 4), ("astreintes", 5)]
)
def test_the_best_roster_costs_what_the_solver_says(kind: str, seed: int) -> None:
    problem = problem_of(parse_document(dump(service(drawn(kind, seed))), ""))
    result = solve(problem, seconds=60, workers=1)
    assert result.status is Status.PROVEN_BEST
    assert result.roster is not None
    assert total(bill(result.roster)) == result.bound


def test_no_roster_costs_less_than_the_bound() -> None:
    problem = draw(Ward(8, 4, thinness=1.2))
    proved = solve(problem, seconds=60, workers=1)
    model = law_and_lines(problem, load())
    first, impossible = first_roster(model, 20, 1)
    assert first is not None
    assert not impossible
    assert audit(first).clean
    assert total(bill(first)) >= proved.bound == proved.cost


def test_an_empty_roster_pays_for_every_duty_and_every_absent() -> None:
    problem = plain_ward(7)
    nobody = Roster(problem, {intern.name: () for intern in problem.interns})
    kinds = {line.kind for line in bill(nobody)}
    duties = sum(len(duty.days) for line in problem.lines for duty in line.duties)
    assert "uncovered" in kinds
    assert sum(line.amount for line in bill(nobody) if line.kind == "uncovered") == duties


def test_a_weight_of_nothing_costs_nothing() -> None:
    problem = draw(Ward(8, 2))
    weights = replace(problem.weights, **dict.fromkeys(problem.weights.__dataclass_fields__, 0))
    free = replace(problem, weights=replace(weights, heavy_week_hours=60))
    assert bill(Roster(free, {intern.name: () for intern in free.interns})) == ()


def test_the_whole_model_is_law_and_lines_then_aims() -> None:
    problem, library = draw(Ward(7, 2)), load()
    apart = law_and_lines(problem, library)
    aims(apart, library)
    assert str(apart.cp.proto) == str(encode(problem, library).cp.proto)
