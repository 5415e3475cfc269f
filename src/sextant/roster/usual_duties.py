"""What a line holds when its file does not say: the service of gardes of the arrêté of 10 September 2002.

Nights, Sundays and public holidays by day, and the Saturday afternoon, which is no normal service (art. 1).
"""

from __future__ import annotations

from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.hours import Clock, Hours
from sextant.roster.ward_form import LineKind

_AFTERNOON, _EVENING = 12 * 60, 17 * 60


def usual_duties(line: LineKind, hours: Hours) -> list[tuple[Kind, tuple[str, ...], tuple[Clock, Clock]]]:
    """Kind, days (as said in files) and hours of each usual duty of a line."""
    if line is LineKind.DEMI_GARDE:
        return [(Kind.DEMI_GARDE, ("tous",), hours.demi_garde)]
    if line is LineKind.ASTREINTE:
        return [
            (Kind.ASTREINTE, ("tous",), hours.night),
            (Kind.ASTREINTE, ("dimanche", "férié"), hours.day_duty),
        ]
    return [
        (Kind.GARDE_NUIT, ("tous",), hours.night),
        (Kind.CONTINUITE, ("samedi hors férié",), hours.afternoon),
        (Kind.GARDE_JOUR, ("dimanche", "férié"), hours.day_duty),
    ]


def usual_hours(kind: Kind, hours: Hours) -> tuple[Clock, Clock]:
    """Hours of a duty whose file says only its kind."""
    return {
        Kind.GARDE_JOUR: hours.day_duty,
        Kind.DEMI_GARDE: hours.demi_garde,
        Kind.CONTINUITE: hours.afternoon,
    }.get(kind, hours.night)


def duty_half_day(kind: Kind, start: Clock) -> HalfDay:
    """The half-day that a duty starts in."""
    if kind in (Kind.GARDE_NUIT, Kind.DEMI_GARDE):
        return HalfDay.NIGHT
    if kind is Kind.ASTREINTE:
        return HalfDay.NIGHT if start >= _EVENING else HalfDay.MORNING  # letters a and b
    return HalfDay.MORNING if kind is Kind.GARDE_JOUR or start < _AFTERNOON else HalfDay.AFTERNOON
