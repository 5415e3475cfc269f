"""Dates as narrow columns take them: « jeu. 5 nov. », « 5 nov. 18 h 30 »."""

from __future__ import annotations

from datetime import date

from sextant import wording
from sextant.almanac.span import Instant, local

WEEKDAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
_NO_BREAK = "\u00a0"


def short_day(ordinal: int) -> str:
    """« jeu. 5 nov. », the first of a month as « dim. 1er nov. »."""
    day = date.fromordinal(ordinal)
    return _NO_BREAK.join((WEEKDAYS[day.weekday()], day_number(day), MONTHS[day.month - 1]))


def day_number(day: date) -> str:
    """« 5 », and « 1er » on the first."""
    return "1er" if day.day == 1 else str(day.day)


def clock(at: Instant, zone: str) -> str:
    """« 18 h 30 », local."""
    when = local(at, zone)
    return wording.say_time(when.hour * 60 + when.minute)


def moment(at: Instant, zone: str) -> str:
    """« ven. 6 nov. 8 h 30 », local."""
    return f"{short_day(local(at, zone).date().toordinal())}{_NO_BREAK}{clock(at, zone)}"
