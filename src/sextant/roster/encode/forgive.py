"""What the fixed cells already break is not asked again: a constraint they pass is left where they left it.

A repair keeps the past and the pinned cells as they are, even where they break a rule. Without this, one night
too many in November would make every repair of December impossible. What is still to choose may not make it worse.
"""

from __future__ import annotations

from typing import Any

from ortools.sat.python import cp_model


def forgive(model: cp_model.CpModel) -> None:
    """Relax, in place, each linear, « at most one » and « one at least » constraint that fixed variables break alone."""
    domains = [(v.domain[0], v.domain[len(v.domain) - 1]) for v in model.proto.variables]
    for constraint in model.proto.constraints:
        if constraint.has_linear():
            _linear(constraint.linear, domains)
        elif constraint.has_at_most_one():
            _at_most_one(model, constraint, domains)
        elif constraint.has_bool_or() and not any(_may_be(x, domains) for x in constraint.bool_or.literals):
            constraint.clear_bool_or()


def _linear(linear: Any, domains: list[tuple[int, int]]) -> None:
    least = most = 0
    for variable, factor in zip(linear.vars, linear.coeffs, strict=True):
        low, high = domains[variable] if variable >= 0 else domains[-variable - 1][::-1]
        if variable < 0:
            low, high = 1 - low, 1 - high
        least += factor * (low if factor > 0 else high)
        most += factor * (high if factor > 0 else low)
    end = len(linear.domain) - 1
    if least > linear.domain[end]:
        linear.domain[end] = least
    if most < linear.domain[0]:
        linear.domain[0] = most


def _at_most_one(model: cp_model.CpModel, constraint: Any, domains: list[tuple[int, int]]) -> None:
    literals = list(constraint.at_most_one.literals)
    if sum(_is_fixed_true(x, domains) for x in literals) < 2:
        return
    for x in literals:
        if x >= 0 and domains[x] == (0, 1):
            domain = model.proto.variables[x].domain
            domain[0] = domain[1] = 0
            domains[x] = (0, 0)
    constraint.clear_at_most_one()


def _is_fixed_true(literal: int, domains: list[tuple[int, int]]) -> bool:
    low, high = domains[literal if literal >= 0 else -literal - 1]
    return low == high == (1 if literal >= 0 else 0)


def _may_be(literal: int, domains: list[tuple[int, int]]) -> bool:
    low, high = domains[literal if literal >= 0 else -literal - 1]
    return high == 1 if literal >= 0 else low == 0
