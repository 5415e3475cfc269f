"""Can the lines be held at all? The law and the lines, without the ward's other aims."""

from __future__ import annotations

from math import ceil

from ortools.sat.python import cp_model

from sextant.errors import Undecided
from sextant.law.library import Library
from sextant.roster.encode import ctrl_c
from sextant.roster.encode.cover import decided_beforehand, hold_lines
from sextant.roster.encode.law import obey
from sextant.roster.encode.policies.every import keep_policies
from sextant.roster.encode.variables import Model, Reason, decode, make_candidates, one_thing_at_a_time
from sextant.roster.problem import Problem
from sextant.roster.roster import Roster


def lines_model(
    problem: Problem, library: Library, *, explaining: bool = False, may_stay_open: bool = False
) -> Model:
    """Candidates, law and lines; with ``explaining`` each reason has its switch."""
    model = Model(problem, explaining=explaining)
    make_candidates(model)
    one_thing_at_a_time(model)
    obey(model, library)
    hold_lines(model, may_stay_open=may_stay_open)
    keep_policies(model)
    decided_beforehand(model)
    return model


def can_hold(problem: Problem, library: Library, seconds: float = 60) -> Roster | None:
    """A roster that holds every required line by law, or None when it is proved that there is none.

    Raises Undecided when ``seconds`` do not suffice to know.
    """
    model = lines_model(problem, library)
    solver = cp_model.CpSolver()
    status = run(solver, model, seconds)
    if status == cp_model.INFEASIBLE:
        return None
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise undecided()
    return decode(model, lambda literal: int(solver.value(literal)))


def least_open(problem: Problem, library: Library, seconds: float) -> int:
    """How many duties of required lines stay open in every legal roster, at least: a bound, proved."""
    model = lines_model(problem, library, may_stay_open=True)
    wanted = {line.id for line in problem.lines if not line.required}
    needed = [
        cost.amount
        for (line, *_), cost in zip(
            model.posts, (c for c in model.costs if c.kind == "uncovered"), strict=True
        )
        if line not in wanted
    ]
    model.cp.minimize(sum(needed))
    solver = cp_model.CpSolver()
    status = run(solver, model, max(seconds, 0.5))
    known = status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN)
    return max(0, ceil(solver.best_objective_bound - 1e-6)) if known else 0


def undecided() -> Undecided:
    """Neither a roster nor a proof in the time given."""
    return Undecided(
        "le temps donné n’a pas suffi pour savoir si un tableau légal existe",
        remedy="Donnez plus de temps, avec --seconds.",
    )


def run(solver: cp_model.CpSolver, model: Model, seconds: float) -> object:
    """Solve with the settings used for proofs."""
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 8
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = 2
    status = solver.solve(model.cp)
    ctrl_c.give_back()
    return status


def fits(model: Model, reasons: frozenset[Reason], solver_seconds: float) -> bool:
    """True when the constraints of these reasons (all others switched off) can hold together."""
    for reason, literal in model.switches.items():
        set_domain(model, literal, int(reason in reasons), int(reason in reasons))
    status = run(cp_model.CpSolver(), model, solver_seconds)
    if status == cp_model.UNKNOWN:
        raise undecided()
    return bool(status != cp_model.INFEASIBLE)


def set_domain(model: Model, literal: cp_model.IntVar, low: int, high: int) -> None:
    """Change the domain of a literal in place: the same model serves for many questions."""
    domain = model.cp.proto.variables[literal.index].domain
    domain[0], domain[1] = low, high
