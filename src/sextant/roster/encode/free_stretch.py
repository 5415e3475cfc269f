"""A long enough free stretch in each whole week, when a reading makes it a duty (setting ``eu_rest_level``)."""

from __future__ import annotations

from sextant.almanac.span import instant
from sextant.law.reading import PRESENCE
from sextant.law.rule import Rule
from sextant.law.shapes.free_stretch import FreeStretch
from sextant.roster.encode.in_force import binds
from sextant.roster.encode.variables import Model, Reason, Seat


def forbid(model: Model, rule: Rule, shape: FreeStretch) -> None:
    """In each whole week, one stretch is chosen, and nothing that would lie in it."""
    first, last = model.problem.first.toordinal(), model.problem.last.toordinal()
    for seat in model.seats:
        for monday in range(first + (1 - first) % 7, last - 5, 7):
            if binds(rule, monday):
                _one_week(model, seat, rule, monday, round(shape.hours * 60))


def _one_week(model: Model, seat: Seat, rule: Rule, monday: int, minutes: int) -> None:
    """A free stretch starts with the week, or at the end of something."""
    zone = model.problem.zone
    begin, end = instant(monday, 0, zone), instant(monday + 7, 0, zone)
    near = [
        c
        for c in seat.candidates
        if c.activity.kind in PRESENCE and c.activity.end > begin and c.activity.start < end
    ]
    starts = sorted({begin, *(c.activity.end for c in near if c.activity.end <= end - minutes)})
    stretches = []
    for start in starts:
        free = model.cp.new_bool_var("")
        stretches.append(free)
        for c in near:
            if c.activity.start < start + minutes and c.activity.end > start:
                model.cp.add(free + c.literal <= 1)
    model.require(sum(stretches) >= 1, Reason("rule", rule.code, seat.intern.name, rule.id))
