"""The on-call instances told to CP-SAT directly, in their own terms: what our converted rosters are measured against.

It shares nothing with our solver or with the checker but the instance; see :mod:`benchmarks.oncall` for
the definition.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

from ortools.sat.python import cp_model

from benchmarks.oncall import OnCall


def best(instance: OnCall, seconds: float) -> tuple[list[int] | None, int]:
    """The best roster found (None: none in time) and a proved bound on their cost."""
    cp = cp_model.CpModel()
    days, people, fixed = range(1, instance.days + 1), instance.people, instance.fixed_holder
    weekends = set(instance.weekends)
    on = {(who, day): cp.new_bool_var("") for who in people for day in days}
    for day in days:
        cp.add_exactly_one(on[who, day] for who in people)
    for who in people:
        for day in instance.unavailable[who - 1]:
            if day in days:
                cp.add(on[who, day] == 0)
    for day, who in fixed.items():
        cp.add(on[who, day] == 1)

    def never(*run: int) -> None:
        """Nobody holds all of these days, unless all were fixed in advance."""
        if all(day in days for day in run) and not all(day in fixed for day in run):
            for who in people:
                cp.add_bool_or(~on[who, day] for day in run)

    for day in days:
        never(day, day + 1, day + 2)
    for day in weekends:
        beside = instance.neighbours(day)
        if not all(d in fixed for d in (day, *beside)):
            for other in beside:
                for who in people:
                    cp.add_bool_or(~on[who, day], ~on[who, other])
        never(day, day + 5)

    def both(first: int, second: int) -> cp_model.IntVar:
        """One when a person holds both days."""
        found = cp.new_bool_var("")
        for who in people:
            cp.add_bool_or(found, ~on[who, first], ~on[who, second])
        return found

    costs: list[Any] = [instance.adjacent_cost * both(day, day + 1) for day in days[:-2]]
    costs += [instance.wednesday_cost * both(day, day - 2) for day in weekends if day > 2]
    for group in (weekends, set(days) - weekends):
        spread = cp.new_int_var(0, instance.days, "")
        held = {who: sum(on[who, day] for day in group) for who in people}
        for a, b in combinations(people, 2):
            gap = instance.loads[a - 1] * held[b] - instance.loads[b - 1] * held[a]
            cp.add(gap <= 100 * spread)
            cp.add(-gap <= 100 * spread)
        costs.append(spread)
    cp.minimize(sum(costs))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 8
    status = solver.solve(cp)
    bound = max(0, round(solver.best_objective_bound))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, bound
    return [next(who for who in people if solver.value(on[who, day])) for day in days], bound
