"""The personal half-days that are owed over each closed averaging window, and no more than those."""

from __future__ import annotations

from math import ceil, floor

from sextant.almanac.activity import Kind
from sextant.law.rule import Rule
from sextant.law.shapes.mean_at_least import MeanAtLeast
from sextant.roster.encode.variables import Model, Reason


def forbid(model: Model, rule: Rule, shape: MeanAtLeast) -> None:
    """At least the whole half-days owed. University half-days are given, not chosen: nothing to say."""
    if shape.quantity != "personal_half_days":
        return
    for seat in model.seats:
        _, firsts, lasts, closed, _ = seat.reading.window_rows
        weeks = seat.reading.window_weeks()
        for window in range(len(firsts)):
            owed = shape.at_least * seat.intern.person.share * float(weeks[window])
            taken = [c.literal for c in seat.of(Kind.PERSONAL) if firsts[window] <= c.activity.day <= lasts[window]]
            if closed[window]:
                model.require(sum(taken) >= floor(owed + 1e-9), Reason("rule", rule.code, seat.intern.name, rule.id))
            if taken and not model.explaining:  # beyond what is owed a free half-day is simply free
                model.cp.add(sum(taken) <= max(ceil(owed - 1e-9), 0))
