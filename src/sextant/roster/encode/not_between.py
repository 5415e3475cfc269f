"""Times of the week where an activity may not lie: such a candidate is never made."""

from __future__ import annotations

from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.almanac.span import instant
from sextant.law.shapes.not_between import NotBetween
from sextant.roster.encode.variables import Candidate, Seat

# The day of normal service: from 8:30 to 18:30, to 13:00 on a Saturday (the auditor's reading of it).
_OPENS, _CLOSES, _CLOSES_ON_SATURDAY = 8 * 60 + 30, 18 * 60 + 30, 13 * 60


def bars(shape: NotBetween, candidate: Candidate, seat: Seat) -> bool:
    """True when the candidate lies on a time that the rule names."""
    activity = candidate.activity
    if activity.kind not in shape.kinds:
        return False
    weekday, holiday = (activity.day - 1) % 7, is_holiday(activity.day, seat.intern.person.territory)
    zone = seat.problem.zone
    opens = instant(activity.day, _OPENS, zone)
    closes = instant(activity.day, _CLOSES_ON_SATURDAY if weekday == 5 else _CLOSES, zone)
    on = {
        "holiday": holiday,
        "sunday": weekday == 6 and not holiday,
        "saturday-afternoon": weekday == 5 and activity.half_day is HalfDay.AFTERNOON and not holiday,
        "normal-service": weekday < 6 and not holiday and opens <= activity.start < closes,
    }
    return any(on[time] for time in shape.times)
