"""The personal half-days that are owed over each closed averaging window."""

from __future__ import annotations

from math import floor

from sextant.almanac.activity import Kind
from sextant.law.rule import Rule
from sextant.law.shapes.mean_at_least import MeanAtLeast
from sextant.roster.encode.in_force import binds
from sextant.roster.encode.variables import Model, Reason


def forbid(model: Model, rule: Rule, shape: MeanAtLeast) -> None:
    """At least the whole half-days owed. University half-days are given, not chosen: nothing to say."""
    if shape.quantity != "personal_half_days":
        return
    for seat in model.seats:
        _, firsts, lasts, closed, _ = seat.reading.window_rows
        weeks = seat.reading.window_weeks()
        for window in range(len(firsts)):
            if closed[window] and binds(rule, int(lasts[window])):
                owed = floor(shape.at_least * seat.intern.person.share * float(weeks[window]) + 1e-9)
                taken = [
                    c.literal
                    for c in seat.of(Kind.PERSONAL)
                    if firsts[window] <= c.activity.day <= lasts[window]
                ]
                model.require(sum(taken) >= owed, Reason("rule", rule.code, seat.intern.name, rule.id))
