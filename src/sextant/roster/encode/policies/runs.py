"""Runs of days, told to the solver: what work and rest have in common."""

from __future__ import annotations

from collections.abc import Sequence

from ortools.sat.python import cp_model

from sextant.roster.encode.policies.posts import Posts
from sextant.roster.encode.variables import Literal
from sextant.roster.policies.policy import Policy


def no_longer(
    posts: Posts,
    policy: Policy,
    name: str,
    worked: Sequence[Literal | cp_model.LinearExpr],
    at_most: int,
    kinds: Sequence[str],
    what: str,
) -> None:
    """Of each ``at_most`` + 1 days running, one is not worked: a run pays once for each day beyond."""
    for start in range(len(worked) - at_most):
        days = worked[start : start + at_most + 1]
        ordinals = posts.days[start : start + at_most + 1]
        if sum(not (isinstance(x, int) and x == 0) for x in days) <= at_most:
            continue
        if posts.all_decided(policy, name, ordinals, kinds):
            continue
        posts.bound(policy, sum(days), at_most, len(days), name, what)


def no_shorter(
    posts: Posts,
    policy: Policy,
    name: str,
    worked: Sequence[Literal | cp_model.LinearExpr],
    at_least: int,
    what: str,
) -> None:
    """No run of fewer days between two others: a run pays for each day that it lacks. Edges are left alone."""
    for length in range(1, at_least):
        weight = None if policy.weight is None else policy.weight * (at_least - length)
        for start in range(1, len(worked) - length):
            run = worked[start : start + length]
            apart = sum(run) - worked[start - 1] - worked[start + length]
            posts.bound_at(weight, apart, length - 1, length, name, what)
