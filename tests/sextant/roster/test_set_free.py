"""Parts of a roster set free: always legal, never dearer, the same for a seed, and stopped at once."""

from __future__ import annotations

import threading
import time

from benchmarks.wards import Recipe, draw
from sextant.law.library import load
from sextant.roster.audit import audit
from sextant.roster.bill import bill, total
from sextant.roster.encode.first_roster import first_roster
from sextant.roster.encode.set_free import SetFree
from sextant.roster.encode.variables import Model, decode
from sextant.roster.problem import Problem
from sextant.roster.result import Progress, Status
from sextant.roster.solve import aims, law_and_lines, solve

WARD = draw(Recipe(10, 6, thinness=1.2))


def parts_of(problem: Problem, seed: int = 1) -> tuple[Model, SetFree]:
    model = law_and_lines(problem, load())
    first, _ = first_roster(model, 60, seed)
    assert first is not None
    aims(model, load())
    return model, SetFree(model, first, total(bill(first)), seed)


def test_each_part_leaves_a_legal_roster_that_costs_what_is_said() -> None:
    model, parts = parts_of(WARD)
    before, better = parts.cost, 0
    for _ in range(12):
        better += parts.step(60)
        assert parts.cost <= before
        before = parts.cost
        solver = parts.solver
        assert solver is not None
        roster = decode(model, lambda literal, solver=solver: int(solver.value(literal)))  # type: ignore[misc]
        assert audit(roster).clean
        assert total(bill(roster)) <= parts.cost
    assert better >= 4


def test_the_model_of_the_whole_is_left_as_it_was() -> None:
    model, parts = parts_of(WARD)
    before = str(model.cp.proto)
    parts.step(60)
    assert str(model.cp.proto) == before


def test_the_same_seed_sets_the_same_parts_free() -> None:
    (_, one), (_, two) = parts_of(WARD, 4), parts_of(WARD, 4)
    costs = [(one.step(60), one.cost, two.step(60), two.cost) for _ in range(6)]
    assert all(a == b for _, a, _, b in costs)


def test_a_cheaper_roster_found_elsewhere_is_taken_up() -> None:
    (_, here), (_, there) = parts_of(WARD), parts_of(WARD, 2)
    for _ in range(8):
        there.step(60)
    here.offer(there.cost, there.values)
    here.step(60)
    assert here.cost <= there.cost


def test_parts_end_when_they_bring_nothing_more() -> None:
    _, parts = parts_of(draw(Recipe(7, 2)))
    told: list[int] = []
    parts.run(threading.Event(), lambda: 60.0, lambda solver, cost: told.append(cost))
    assert parts.settled
    assert told == sorted(told, reverse=True)


def test_who_gives_up_begins_no_other_part() -> None:
    _, parts = parts_of(WARD)
    parts.give_up()
    parts.run(threading.Event(), lambda: 60.0, lambda solver, cost: None)
    assert not parts.values
    assert not parts.settled


def test_a_large_ward_that_is_stopped_answers_at_once_with_a_roster() -> None:
    """Half a second on a machine of one's own; the limit here allows for a busy one."""
    stop, asked = threading.Event(), []

    def watch(moment: Progress) -> None:
        if moment.best is not None and moment.seconds > 3 and not stop.is_set():
            asked.append(time.monotonic())
            stop.set()

    result = solve(draw(Recipe(14, 26)), seconds=60, stop=stop, progress=watch)
    assert result.roster is not None
    assert result.status in (Status.GOOD, Status.PROVEN_BEST)
    if asked:
        assert time.monotonic() - asked[0] < 4
