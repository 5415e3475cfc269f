"""A daily rest between two days of work, when a reading makes it a duty (setting ``eu_rest_level``)."""

from __future__ import annotations

from sextant.almanac.activity import GARDES, Kind
from sextant.law.reading import PRESENCE
from sextant.law.rule import Rule
from sextant.law.shapes.rest_between import RestBetween
from sextant.roster.encode.in_force import binds_at
from sextant.roster.encode.variables import Model, Reason, Seat

_DUTIES = GARDES | {Kind.DEMI_GARDE}


def forbid(model: Model, rule: Rule, shape: RestBetween) -> None:
    """Two works of different days too near each other are not chosen together, unless another lies between."""
    for seat in model.seats:
        if not shape.placements or seat.intern.person.placement.value in shape.placements:
            _each(model, seat, rule, round(shape.hours * 60))


def _each(model: Model, seat: Seat, rule: Rule, minutes: int) -> None:
    present = [c for c in seat.candidates if c.activity.kind in PRESENCE]
    for position, first in enumerate(present):
        end = first.activity.end
        if first.activity.kind in _DUTIES or not binds_at(rule, end, model.problem.zone):
            continue
        for second in present[position + 1 :]:
            start = second.activity.start
            if start - end >= minutes:
                break
            if start < end or second.activity.day == first.activity.day or second.activity.kind in _DUTIES:
                continue
            between = [c.literal for c in present if end <= c.activity.start and c.activity.end <= start]
            model.require(
                first.literal + second.literal <= 1 + sum(between), Reason("rule", rule.code, what=rule.id)
            )
