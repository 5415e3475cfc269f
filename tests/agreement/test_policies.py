"""Each policy is read alike by the solver, by the roster's reading and, where it can say it, by the table of shifts.

Small wards and rosters are drawn at random. A roster without fault, to the reading, must be possible to the
solver at exactly the cost that is read; with a fault, impossible. The best of all rosters, found by trying
them all, lies between the bound and the cost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random
from types import MappingProxyType

import numpy as np
import pytest
from ortools.sat.python import cp_model

from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.person import Person
from sextant.law.library import Library
from sextant.roster.audit import audit
from sextant.roster.encode.policies.every import KEEP
from sextant.roster.encode.variables import decode
from sextant.roster.kept import missed
from sextant.roster.policies.called import Called
from sextant.roster.policies.cover import Cover
from sextant.roster.policies.minutes_between import MinutesBetween
from sextant.roster.policies.moves import Moves
from sextant.roster.policies.number_between import NumberBetween
from sextant.roster.policies.policy import Policy
from sextant.roster.policies.request import Request
from sextant.roster.policies.rest_run import RestRun
from sextant.roster.policies.spread import Spread
from sextant.roster.policies.succession import Succession
from sextant.roster.policies.weekends_at_most import WeekendsAtMost
from sextant.roster.policies.weekends_running import WeekendsRunning
from sextant.roster.policies.whole_weekends import WholeWeekends
from sextant.roster.policies.work_run import WorkRun
from sextant.roster.problem import Fixed, Intern, Problem, Shift, Weights
from sextant.roster.roster import Roster
from sextant.roster.search.shift_table import cost, faults
from sextant.roster.search.ward_table import cells_of, roster_of, shift_table
from sextant.roster.solve import encode, solve

NO_LAW = Library(())
FRIDAY = date(2027, 1, 8)  # the period cuts no weekend at its start, and one at its end
TEAM = ("Camille", "Yanis", "Inès")
SHARES = {"Camille": 1.0, "Yanis": 0.8, "Inès": 0.5}
IN_A_TABLE = {Cover, MinutesBetween, NumberBetween, Request, RestRun, Succession, WeekendsAtMost, WorkRun}


def ward(
    policies: tuple[Policy, ...],
    days: int,
    names: tuple[str, ...] = TEAM,
    decided: Mapping[str, tuple[Fixed, ...]] = MappingProxyType({}),
) -> Problem:
    """A team, two shifts a day, and these policies."""
    return Problem(
        "Essai",
        FRIDAY,
        FRIDAY + timedelta(days=days - 1),
        tuple(
            Intern(Person(name, territory="sans-ferie", share=SHARES[name]), fixed=decided.get(name, ()))
            for name in names
        ),
        territory="sans-ferie",
        weights=Weights(heavy_week=0),
        shifts=(
            Shift("j", "Jour", Kind.GARDE_JOUR, 480, 960, 480, names),
            Shift("n", "Nuit", Kind.GARDE_NUIT, 21 * 60, 31 * 60, 540, names[:2], HalfDay.NIGHT),
        ),
        policies=policies,
        normal_service=False,
    )


def drawn(shape: type[Policy], random: Random, days: int) -> Policy:
    """A policy of this shape; one in two never gives way."""
    weight = random.choice((None, random.randint(1, 9)))
    who = random.choice(((), ("Camille",), ("Camille", "Inès")))
    posts = random.choice(((), ("j",), ("n",), ("j", "n")))
    first = FRIDAY.toordinal()
    some = frozenset(d for d in range(first, first + days) if random.random() < 0.4)
    low = random.randint(0, 3)
    high = random.choice((None, low + random.randint(0, 2)))
    if shape is Cover:
        under, over = random.choice((None, 0, 5)), random.choice((None, 0, 2))
        return Cover(
            who=who, posts=posts or ("n",), days=some, needed=random.randint(0, 2), under=under, over=over
        )
    if shape is MinutesBetween:
        return MinutesBetween(
            who=who,
            weight=weight,
            at_least=480 * low,
            at_most=None if high is None else 500 * high,
            days=random.choice((frozenset(), some)),
        )
    if shape is NumberBetween:
        only = random.choice((frozenset(), some))
        return NumberBetween(who=who, weight=weight, posts=posts, at_least=low, at_most=high, days=only)
    if shape is Request:
        return Request(who=who, weight=weight, posts=posts, days=some, wanted=random.random() < 0.5)
    if shape is RestRun:
        return RestRun(who=who, weight=weight, posts=posts, at_least=random.randint(1, 4))
    if shape is Called:
        return Called(who=who, weight=weight, posts=posts)
    if shape is Moves:
        groups = random.choice(((("j",), ("n",)), (("n",),), (("j", "n"),)))
        return Moves(who=who, weight=weight, groups=groups, before=random.choice(("", "j", "ailleurs")))
    if shape is Spread:
        return Spread(
            who=who, weight=weight, posts=posts, within=low, days=random.choice((frozenset(), some))
        )
    if shape is Succession:
        then = random.choice((("j",), ("n",), ("j", "n")))
        days_of = random.choice((frozenset(), some))
        after = random.randint(1, 3)
        return Succession(who=who, weight=weight, first=posts or ("n",), then=then, after=after, days=days_of)
    if shape is WeekendsAtMost:
        return WeekendsAtMost(who=who, weight=weight, posts=posts, at_most=random.randint(0, 2))
    if shape is WeekendsRunning:
        return WeekendsRunning(who=who, weight=weight, posts=posts, at_most=random.randint(1, 2))
    if shape is WholeWeekends:
        return WholeWeekends(who=who, weight=weight)
    assert shape is WorkRun
    high = random.choice((None, random.randint(1, 4)))
    return WorkRun(who=who, weight=weight, posts=posts, at_least=random.randint(1, 4), at_most=high)


def a_roster(problem: Problem, random: Random) -> Roster:
    """Anybody does anything they may, one shift a day; nights do not run into the next morning here."""
    cells = np.zeros((len(problem.interns), len(problem.days)), dtype=np.int16)
    busy = random.choice((0.2, 0.5, 0.8))
    for p, intern in enumerate(problem.interns):
        held = [k for k, shift in enumerate(problem.shifts, 1) if intern.name in shift.eligible]
        for day in range(len(problem.days)):
            if random.random() < busy:
                cells[p, day] = random.choice(held)
    return roster_of(problem, cells)


def told(problem: Problem, roster: Roster) -> int | None:
    """What the solver says that this very roster costs; None when it is impossible to it."""
    model = encode(problem, NO_LAW)
    for seat in model.seats:
        held = {(a.day, a.line) for a in roster.activities[seat.intern.name]}
        for candidate in seat.candidates:
            model.cp.add(candidate.literal == ((candidate.activity.day, candidate.activity.line) in held))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model.cp)
    if status == cp_model.INFEASIBLE:
        return None
    assert status == cp_model.OPTIMAL
    assert decode(model, lambda literal: int(solver.value(literal))) == roster
    return round(solver.objective_value)


@pytest.mark.parametrize("shape", sorted(KEEP, key=lambda shape: shape.__name__), ids=lambda s: s.__name__)
def test_the_two_readings_of_a_policy_agree(shape: type[Policy]) -> None:
    random, seen = Random(shape.__name__), set()
    for _ in range(100):
        days = random.randint(8, 17)
        problem = ward((drawn(shape, random, days),), days)
        roster = a_roster(problem, random)
        found = list(missed(roster))
        broken = any(one.cost is None for one in found)
        price = sum(one.cost or 0 for one in found)
        assert told(problem, roster) == (None if broken else price), problem.policies
        assert audit(roster, NO_LAW).clean is not broken
        table = shift_table(problem, NO_LAW)
        if table is not None:
            cells = cells_of(roster)
            assert bool(faults(table, cells)) is broken, (problem.policies, cells)
            assert broken or cost(table, cells) == price
        seen.add((broken, price > 0, table is not None))
    assert {broken for broken, _, _ in seen} == {True, False}, "both verdicts were met"
    assert any(paid for _, paid, _ in seen), "a price was met"
    assert any(said for _, _, said in seen) is (shape in IN_A_TABLE)


@pytest.mark.parametrize("seed", range(12))
def test_the_best_roster_lies_between_the_bound_and_the_cost(seed: int) -> None:
    random = Random(seed)
    shapes = random.sample(sorted(KEEP, key=lambda shape: shape.__name__), 3)
    first = FRIDAY.toordinal()
    needs = Cover(posts=("j",), days=frozenset(range(first, first + 4)), needed=1, under=7, over=1)
    nights = Cover(posts=("n",), days=frozenset(range(first, first + 4)), needed=1, under=9, over=2)
    problem = ward((needs, nights, *(drawn(shape, random, 4) for shape in shapes)), 4, TEAM[:2])
    best = None
    for row in product(range(3), repeat=8):
        roster = roster_of(problem, np.array(row, dtype=np.int16).reshape(2, 4))
        found = list(missed(roster))
        if all(one.cost is not None for one in found):
            price = sum(one.cost or 0 for one in found)
            best = price if best is None else min(best, price)
    result = solve(problem, NO_LAW, seconds=6, workers=1)
    assert result.cost == best
    if best is not None:
        assert result.bound <= best
        assert result.roster is not None
        assert sum(line.cost for line in result.costs) == best
    assert solve(replace(problem, ward="Le même"), NO_LAW, seconds=6, workers=1).cost == best


@pytest.mark.parametrize("shape", [Succession, WorkRun])
def test_what_was_decided_beforehand_is_excused_by_both(shape: type[Policy]) -> None:
    """Two nights running are fixed for Camille: a policy that forbids them lets them be, and nothing more."""
    first = FRIDAY.toordinal()
    night = lambda day: Fixed(Kind.GARDE_NUIT, first + day, HalfDay.NIGHT, "n")  # noqa: E731
    policy = (
        Succession(first=("n",), then=("n",)) if shape is Succession else WorkRun(posts=("n",), at_most=1)
    )
    fixed = {"Camille": (night(1), night(2))}
    for days, broken in (((1, 2), False), ((1, 2, 3), True), ((0, 1, 2), True), ((1, 2, 5), False)):
        problem = ward((policy,), 8, TEAM, fixed)
        cells = np.zeros((3, 8), dtype=np.int16)
        cells[0, list(days)] = 2
        roster = roster_of(problem, cells)
        assert bool(list(missed(roster))) is broken
        assert told(problem, roster) == (None if broken else 0)
        assert shift_table(problem, NO_LAW) is None
        assert told(ward((policy,), 8), replace(roster, problem=ward((policy,), 8))) is None, (
            "not decided: forbidden"
        )
