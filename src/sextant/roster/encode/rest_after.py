"""Eleven hours after a duty: nothing that bars a rest is chosen with the duty it would follow."""

from __future__ import annotations

from sextant.almanac.activity import GARDES, Kind
from sextant.law.reading import PRESENCE
from sextant.law.rule import Rule
from sextant.law.shapes.rest_after import RestAfter
from sextant.roster.encode.variables import Model, Reason, Seat, by_slot

_JOINING = GARDES | {Kind.DEMI_GARDE}
_BARRED = frozenset(PRESENCE) | {Kind.ASTREINTE, Kind.PERSONAL}


def forbid(model: Model, rule: Rule, shape: RestAfter) -> None:
    """For each duty, and each half-day that its rest touches: the duty or what lies there, not both."""
    if shape.after == (Kind.CALL_OUT,):
        return  # nobody plans a call-out
    for seat in model.seats:
        _after_last_duty(model, seat, rule, shape)
        for position, duty in enumerate(seat.candidates):
            if duty.activity.kind not in shape.after:
                continue
            end = duty.activity.end
            touched = []
            for other in seat.candidates[position + 1 :]:
                gap = other.activity.start - end
                if gap >= shape.hours * 60:
                    break
                joins = other.activity.kind in _JOINING and 0 <= gap < model.problem.settings.run_gap_minutes
                if gap >= 0 and other.activity.kind in _BARRED and not joins:
                    touched.append(other)
            for together in by_slot(touched).values():
                literals = [duty.literal, *(c.literal for c in together)]
                model.add(model.cp.add_at_most_one(literals) if not model.explaining
                          else model.cp.add(sum(literals) <= 1), Reason("rule", rule.code, what=rule.id))  # fmt: skip


def _after_last_duty(model: Model, seat: Seat, rule: Rule, shape: RestAfter) -> None:
    """The rest of a garde held just before the period."""
    last = seat.intern.history.last_duty_end
    if last is None or Kind.GARDE_NUIT not in shape.after:
        return
    for other in seat.candidates:
        gap = other.activity.start - last
        joins = other.activity.kind in _JOINING and 0 <= gap < model.problem.settings.run_gap_minutes
        if gap < shape.hours * 60 and other.activity.kind in _BARRED and not joins:
            model.require(other.literal == 0, Reason("rule", rule.code, what=rule.id))
