"""A ward that a table of shifts can say goes to the engine; what comes back is decoded, priced and judged."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from benchmarks.curtois_qu import NO_LAW, ward
from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.errors import Disagreement
from sextant.law.library import load
from sextant.roster import solve as solving
from sextant.roster.policies.cover import Cover
from sextant.roster.policies.number_between import NumberBetween
from sextant.roster.policies.succession import Succession
from sextant.roster.problem import DutyWish, Fixed, Leave, Problem
from sextant.roster.result import Progress, Status
from sextant.roster.search.shift_table import ShiftTable, cost
from sextant.roster.search.ward_table import cells_of, shift_table
from sextant.roster.solve import solve
from tests.benchmarks.test_curtois_qu import TINY

PROBLEM = ward(TINY, "tiny")
GOOD = np.array([[0, 0, 0, 2, 2, 0, 0], [1, 1, 1, 0, 0, 0, 0]], dtype=np.int16)


@dataclass
class Engine:
    """Answers what it was told to, and keeps what it was asked."""

    answer: Any
    table: ShiftTable | None = None
    asked: dict[str, Any] | None = None

    def __call__(self, table: ShiftTable, **asked: Any) -> Any:
        self.table, self.asked = table, asked
        if asked["progress"] is not None:
            asked["progress"](7, 3, 0.5)
        return self.answer


@dataclass
class Answer:
    roster: Any = None
    cost: int | None = None
    bound: int = 0
    proved: bool = False
    impossible: bool = False
    first_seconds: float | None = None


def asked(monkeypatch: pytest.MonkeyPatch, answer: Answer, small: int = 0) -> Engine:
    engine = Engine(answer)
    monkeypatch.setattr(solving, "engine", lambda: engine)
    monkeypatch.setattr(solving, "_SMALL", small)
    return engine


def test_the_roster_of_the_engine_is_decoded_priced_and_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = asked(monkeypatch, Answer(GOOD, 1, 5, first_seconds=0.1))
    told: list[Progress] = []
    result = solve(
        PROBLEM, NO_LAW, seconds=9, workers=2, seed=4, progress=told.append, stop=threading.Event()
    )
    assert engine.table is not None
    assert engine.asked is not None
    assert (engine.asked["workers"], engine.asked["seed"]) == (2, 4)
    assert result.roster is not None
    assert cells_of(result.roster).tolist() == GOOD.tolist()
    assert result.cost == cost(engine.table, GOOD) == sum(line.cost for line in result.costs), (
        "not what it claims"
    )
    assert result.bound == 5
    assert result.status is Status.GOOD
    assert [(one.best, one.bound) for one in told] == [(7, 3)]


def test_a_roster_that_breaks_a_policy_is_never_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = GOOD.copy()
    wrong[0, 1] = 1  # a day off of Ada
    asked(monkeypatch, Answer(wrong, 0, 0, proved=True))
    with pytest.raises(Disagreement, match="Ada"):
        solve(PROBLEM, NO_LAW, seconds=5)


def test_no_roster_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    asked(monkeypatch, Answer(impossible=True))
    assert solve(PROBLEM, NO_LAW, seconds=5).status is Status.IMPOSSIBLE
    asked(monkeypatch, Answer(bound=3))
    late = solve(PROBLEM, NO_LAW, seconds=5)
    assert (late.status, late.bound, late.roster) == (Status.OUT_OF_TIME, 3, None)


def test_what_the_engine_leaves_unproved_on_a_small_table_is_asked_of_the_model(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked(monkeypatch, Answer(GOOD, 1, 5), small=10_000)
    result = solve(PROBLEM, NO_LAW, seconds=20, workers=1)
    assert result.status is Status.PROVEN_BEST
    assert result.cost is not None
    assert result.cost == result.bound
    table = shift_table(PROBLEM, NO_LAW)
    assert table is not None
    assert result.cost < cost(table, GOOD)


def test_the_engine_itself_agrees_with_the_model_on_the_tiny_ward(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "_SMALL", 0)
    by_engine = solve(PROBLEM, NO_LAW, seconds=3, workers=1)
    monkeypatch.setattr(solving, "shift_table", lambda problem, library: None)
    by_model = solve(PROBLEM, NO_LAW, seconds=20, workers=1)
    assert by_model.status is Status.PROVEN_BEST
    assert by_engine.cost is not None
    assert by_model.cost is not None
    assert by_engine.bound <= by_model.cost <= by_engine.cost


def test_it_goes_on_from_a_roster(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = asked(monkeypatch, Answer(GOOD))
    before = solve(PROBLEM, NO_LAW, seconds=5).roster
    solve(PROBLEM, NO_LAW, seconds=5, start=before)
    assert engine.asked is not None
    assert engine.asked["start"].tolist() == GOOD.tolist()


CAMILLE = PROBLEM.interns[0]
FIRST = PROBLEM.first.toordinal()
MORE = {
    "the law": (PROBLEM, load()),
    "normal service": (replace(PROBLEM, normal_service=True), NO_LAW),
    "heavy weeks": (replace(PROBLEM, weights=replace(PROBLEM.weights, heavy_week=1)), NO_LAW),
    "a wish": (
        replace(PROBLEM, interns=(replace(CAMILLE, duty_wishes=(DutyWish(False, frozenset({FIRST})),)),)),
        NO_LAW,
    ),
    "a weighed succession": (
        replace(PROBLEM, policies=(Succession(first=("E",), then=("E",), weight=1),)),
        NO_LAW,
    ),
    "a succession of one": (
        replace(PROBLEM, policies=(Succession(who=("Ada",), first=("E",), then=("E",)),)),
        NO_LAW,
    ),
    "a least number": (replace(PROBLEM, policies=(NumberBetween(posts=("E",), at_least=1),)), NO_LAW),
    "a cover without price": (
        replace(PROBLEM, policies=(Cover(posts=("E",), days=frozenset({FIRST}), needed=1),)),
        NO_LAW,
    ),
    "two covers of one day": (
        replace(PROBLEM, policies=(Cover(posts=("E",), days=frozenset({FIRST}), needed=1, under=1),) * 2),
        NO_LAW,
    ),
}


@pytest.mark.parametrize("case", MORE)
def test_what_a_table_cannot_say_is_left_to_the_model(case: str) -> None:
    problem, library = MORE[case]
    assert shift_table(PROBLEM, NO_LAW) is not None
    assert shift_table(problem, library) is None


def test_leave_and_what_was_decided_beforehand_are_in_the_table() -> None:
    ada, bob = PROBLEM.interns
    first = PROBLEM.first
    changed: Problem = replace(
        PROBLEM,
        interns=(
            replace(ada, leaves=(Leave(Kind.LEAVE, first, first),)),
            replace(bob, fixed=(Fixed(Kind.GARDE_JOUR, FIRST + 1, HalfDay.MORNING, "L"),)),
        ),
    )
    table = shift_table(changed, NO_LAW)
    assert table is not None
    assert table.allowed[0, 0].tolist() == [True, False, False]
    assert table.allowed[1, 1].tolist() == [False, False, True]
    result = solve(changed, NO_LAW, seconds=20, workers=1)
    assert result.roster is not None
    assert cells_of(result.roster)[1, 1] == 2
    assert [a.kind for a in result.roster.activities["Ada"] if a.day == FIRST] == [Kind.LEAVE]
