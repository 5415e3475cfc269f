"""The hours that a duty must keep: a candidate outside them is never made."""

from __future__ import annotations

from sextant.almanac.span import instant
from sextant.law.shapes.hours_within import HoursWithin, minutes_of
from sextant.roster.encode.variables import Candidate, Seat


def bars(shape: HoursWithin, candidate: Candidate, seat: Seat) -> bool:
    """True when the duty starts before its hour, or ends before it."""
    activity, problem = candidate.activity, seat.problem
    if activity.kind not in shape.kinds:
        return False
    if shape.unless_record and problem.records.get(shape.unless_record):
        return False
    starts, ends = minutes_of(shape.starts_from), minutes_of(shape.ends_from)
    next_day = activity.day + (1 if ends <= starts else 0)
    return activity.start < instant(activity.day, starts, problem.zone) or activity.end < instant(
        next_day, ends, problem.zone
    )
