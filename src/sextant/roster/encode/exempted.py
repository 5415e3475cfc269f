"""What may not be asked of someone, or at some time: those candidates are never chosen."""

from __future__ import annotations

from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.almanac.span import instant
from sextant.law.rule import Rule
from sextant.law.shapes.exempted import Exempted
from sextant.law.shapes.hours_within import HoursWithin, minutes_of
from sextant.law.shapes.not_between import NotBetween
from sextant.roster.encode.variables import Candidate, Model, Reason, Seat


def forbid(model: Model, rule: Rule, shape: Exempted | NotBetween | HoursWithin) -> None:
    """Set to zero each candidate that the rule bars by itself."""
    for seat in model.seats:
        for candidate in seat.candidates:
            if not candidate.given and _bars(shape, candidate, seat):
                kind = "exemption" if isinstance(shape, Exempted) else "rule"
                model.require(candidate.literal == 0, Reason(kind, rule.code, seat.intern.name, rule.id))


def _bars(shape: Exempted | NotBetween | HoursWithin, candidate: Candidate, seat: Seat) -> bool:
    activity, problem = candidate.activity, seat.problem
    if isinstance(shape, Exempted):
        return bool(shape.why(seat.intern.person, problem.records, activity, activity.kind))
    if activity.kind not in shape.kinds:
        return False
    clock = activity.start - instant(activity.day, 0, problem.zone)
    if isinstance(shape, HoursWithin):
        if shape.unless_record and problem.records.get(shape.unless_record):
            return False
        starts, ends = minutes_of(shape.starts_from), minutes_of(shape.ends_from)
        end = activity.end - instant(activity.day + (1 if ends <= starts else 0), 0, problem.zone)
        return clock < starts or end < ends
    weekday, holiday = (activity.day - 1) % 7, is_holiday(activity.day, seat.intern.person.territory)
    on = {
        "holiday": holiday,
        "sunday": weekday == 6 and not holiday,
        "saturday-afternoon": weekday == 5 and activity.half_day is HalfDay.AFTERNOON and not holiday,
        "normal-service": weekday < 6
        and not holiday
        and 8 * 60 + 30 <= clock < (13 * 60 if weekday == 5 else 18 * 60 + 30),
    }
    return any(on[time] for time in shape.times)
