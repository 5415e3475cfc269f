"""CP-SAT, default search, on the plain model. ``workers`` 8 on two cores is fairer to it than 2: see the facts."""

from __future__ import annotations

import time

from ortools.sat.python import cp_model

from benchmarks.peers.answer import Answer
from benchmarks.peers.plain_model import plain_model
from sextant.roster.search.shift_table import ShiftTable


class _First(cp_model.CpSolverSolutionCallback):
    def __init__(self, started: float) -> None:
        super().__init__()
        self.started = started
        self.seconds: float | None = None

    def on_solution_callback(self) -> None:
        if self.seconds is None:
            self.seconds = time.monotonic() - self.started


def solve(table: ShiftTable, seconds: float, seed: int, started: float, workers: int) -> Answer:
    """Until ``seconds`` after ``started``."""
    plain = plain_model(table)
    model = cp_model.CpModel()
    variables = [model.new_int_var(0, upper, "") for upper in plain.upper]
    for terms, low, high in plain.rows:
        expression = cp_model.LinearExpr.weighted_sum([variables[v] for v, _ in terms], [c for _, c in terms])
        model.add_linear_constraint(expression, low, high)
    model.minimize(
        plain.constant
        + cp_model.LinearExpr.weighted_sum([variables[v] for v in plain.costs], list(plain.costs.values()))
    )
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.1, seconds - (time.monotonic() - started))
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    watch = _First(started)
    status = solver.solve(model, watch)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    given = {cell for cell, v in plain.given.items() if solver.value(variables[v])} if found else None
    bound = solver.best_objective_bound
    return Answer.of(table, given, bound, status == cp_model.OPTIMAL, watch.seconds)
