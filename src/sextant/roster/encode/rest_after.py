"""Eleven hours after a duty: nothing that bars a rest is chosen with the duty it would follow."""

from __future__ import annotations

from itertools import islice

from sextant.almanac.activity import GARDES, Kind
from sextant.law.reading import PRESENCE
from sextant.law.rule import Rule
from sextant.law.shapes.rest_after import RestAfter
from sextant.roster.encode.in_force import binds_at
from sextant.roster.encode.variables import Candidate, Model, Reason, Seat, alike, by_slot

_JOINING = GARDES | {Kind.DEMI_GARDE}
_BARRED = frozenset(PRESENCE) | {Kind.ASTREINTE, Kind.PERSONAL}


def forbid(model: Model, rule: Rule, shape: RestAfter) -> None:
    """For each duty, and each half-day that its rest touches: the duty or what lies there, not both.

    A garde that touches the duty makes one block with it: the rest is then owed after the block.
    """
    if shape.after == (Kind.CALL_OUT,):
        return  # nobody plans a call-out
    for seat in model.seats:
        _after_last_duty(model, seat, rule, shape)
        places = {id(c): position for position, c in enumerate(seat.candidates)}
        for duties in alike(c for c in seat.candidates if c.activity.kind in shape.after):
            if binds_at(rule, duties[0].activity.end, model.problem.zone):
                _after(model, seat, rule, duties, places[id(duties[0])], round(shape.hours * 60))


def _after(
    model: Model, seat: Seat, rule: Rule, duties: list[Candidate], position: int, minutes: int
) -> None:
    end, reason = duties[0].activity.end, Reason("rule", rule.code, what=rule.id)
    joining: list[Candidate] = []
    touched: list[Candidate] = []
    for other in islice(seat.candidates, position + 1, None):
        gap = other.activity.start - end
        if gap >= minutes:
            break
        if gap >= 0 and other.activity.kind in _BARRED:
            (joining if _joins(other, gap, model) else touched).append(other)
    for together in by_slot(touched).values():
        literals = [*(c.literal for c in duties), *(c.literal for c in together)]
        start = min(c.activity.start for c in together)
        block = [j.literal for j in joining if j.activity.end <= start]
        if block or model.explaining:
            model.require(sum(literals) <= 1 + sum(block), reason)
        else:
            model.cp.add_at_most_one(literals)


def _joins(other: Candidate, gap: int, model: Model) -> bool:
    return other.activity.kind in _JOINING and 0 <= gap < model.problem.settings.run_gap_minutes


def _after_last_duty(model: Model, seat: Seat, rule: Rule, shape: RestAfter) -> None:
    """The rest of a garde held just before the period."""
    last = seat.intern.history.last_duty_end
    if last is None or Kind.GARDE_NUIT not in shape.after or not binds_at(rule, last, model.problem.zone):
        return
    for other in seat.candidates:
        gap = other.activity.start - last
        if gap < shape.hours * 60 and other.activity.kind in _BARRED and not _joins(other, gap, model):
            model.require(other.literal == 0, Reason("rule", rule.code, what=rule.id))
