"""One night a week, one Sunday or holiday a month: a number bounded in each period."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from math import floor

from ortools.sat.python import cp_model

from sextant.almanac.activity import Kind
from sextant.almanac.holidays import is_holiday
from sextant.law import say
from sextant.law.rule import Rule
from sextant.law.shapes.count_at_most import CountAtMost, period_starts
from sextant.roster.encode.in_force import binds
from sextant.roster.encode.variables import Candidate, Cost, Model, Reason, Seat


def forbid(model: Model, rule: Rule, shape: CountAtMost) -> None:
    """At most the number, in each period. A necessity on record makes what lies beyond dear, not forbidden."""
    problem = model.problem
    if shape.only_if_record and not problem.records.get(shape.only_if_record):
        return
    starts = period_starts(shape.per, problem.first.toordinal(), problem.last.toordinal()).tolist()
    lifted = _lifted_lines(model, shape)
    for seat in model.seats:
        for begin, end in itertools.pairwise(starts):
            counted = [
                c
                for c in seat.of(*shape.kinds)
                if begin <= c.activity.day < end and (shape.days == "any" or _is_free(c.activity.day, seat))
            ]
            if not counted or not binds(rule, max(c.activity.day for c in counted)):
                continue
            limit = _limit(shape, (end - begin) // 7, seat)
            bound = [c for c in counted if c.activity.line not in lifted]
            reason = Reason("rule", rule.code, seat.intern.name, rule.id)
            if bound:
                model.require(_tenths(bound, shape) <= floor(10 * limit + 1e-6), reason)
            if len(bound) < len(counted):
                _beyond(model, seat, shape, counted, limit, begin)
            if shape.at_most_per_week is not None and problem.settings.garde_week_strict:
                _each_week(model, shape, bound, reason)


def _lifted_lines(model: Model, shape: CountAtMost) -> set[str]:
    """The lines that a recorded necessity takes out of the number: all, when the whole roster has one.

    Gardes of the other lines stay within it. (The auditor lifts the number of whoever holds such a line.)
    """
    if not shape.unless_record:
        return set()
    lines = model.problem.lines
    whole = bool(model.problem.records.get(shape.unless_record))
    return {line.id for line in lines if whole or line.necessity} | ({""} if whole else set())


def _tenths(counted: Sequence[Candidate], shape: CountAtMost) -> cp_model.LinearExpr | int:
    """Tenths of gardes, so that the halves of demi-gardes stay whole numbers."""
    return sum(
        c.literal * round(10 * (shape.demi_garde_weight if c.activity.kind is Kind.DEMI_GARDE else 1))
        for c in counted
    )


def _beyond(
    model: Model, seat: Seat, shape: CountAtMost, counted: Sequence[Candidate], limit: float, begin: int
) -> None:
    """Each garde beyond the number costs as much as one away from the fair share."""
    most = floor(limit + 1e-6)
    weight = model.problem.weights.fair_night
    if len(counted) <= most or not weight:
        return
    over = model.cp.new_int_var(0, len(counted) - most, "")
    model.cp.add(over >= sum(c.literal for c in counted) - most)
    what = f"{seat.intern.name} : au-delà du service de garde normal, mois de garde du {say.day(begin)}"
    model.costs.append(Cost(weight, over, "beyond_normal_service", what))


def _each_week(model: Model, shape: CountAtMost, bound: Sequence[Candidate], reason: Reason) -> None:
    """The strict reading: one night a week, each week (setting ``garde_week_strict``)."""
    weeks: dict[int, list[Candidate]] = {}
    for c in bound:
        weeks.setdefault(c.activity.day - (c.activity.day - 1) % 7, []).append(c)
    for held in weeks.values():
        model.require(sum(c.literal for c in held) <= floor(shape.at_most_per_week or 0), reason)


def _limit(shape: CountAtMost, weeks: int, seat: Seat) -> float:
    if shape.at_most_setting:
        return float(getattr(seat.problem.settings, shape.at_most_setting))
    return shape.at_most_per_week * weeks if shape.at_most_per_week is not None else shape.at_most or 0.0


def _is_free(day: int, seat: Seat) -> bool:
    return (day - 1) % 7 == 6 or is_holiday(day, seat.intern.person.territory)
