"""How the auditor speaks of days, hours and amounts, on top of :mod:`sextant.wording`."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from sextant import wording
from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.span import Instant, instant, local

if TYPE_CHECKING:
    from sextant.law.reading import Reading

_NAMES = {
    Kind.STAGE: "demi-journée de stage",
    Kind.GARDE_NUIT: "garde de nuit",
    Kind.GARDE_JOUR: "garde de jour",
    Kind.DEMI_GARDE: "demi-garde",
    Kind.CONTINUITE: "continuité de service",
    Kind.ASTREINTE: "astreinte",
    Kind.CALL_OUT: "déplacement d’astreinte",
    Kind.PDSA: "effection de PDSA",
    Kind.EXCEPTIONAL: "appel exceptionnel",
    Kind.UNIVERSITY: "demi-journée universitaire",
    Kind.PERSONAL: "demi-journée autonome",
    Kind.REST: "repos de sécurité",
    Kind.RECOVERY: "récupération",
    Kind.LEAVE: "congé annuel",
    Kind.SICKNESS: "absence justifiée",
    Kind.UNION_TRAINING: "formation syndicale",
}


def name(kind: Kind) -> str:
    """French name of a kind of activity."""
    return _NAMES[kind]


def midnight(reading: Reading, who: int, day: int) -> Instant:
    """Local midnight of ``day`` for a person."""
    return instant(day, 0, reading.timelines[who].person.zone)


def day(ordinal: int) -> str:
    """« mercredi 4 novembre 2026 »."""
    return wording.say_date(date.fromordinal(ordinal))


def clock(minutes: int) -> str:
    """« 8 h 30 »."""
    return wording.say_time(minutes)


@lru_cache(maxsize=65536)  # duties of a whole hospital end at the same hours
def moment(at: Instant, zone: str, after: Instant | None = None) -> str:
    """« mercredi 4 novembre 2026 à 8 h 30 »; only the time when on the same day as ``after``."""
    when = local(at, zone)
    said = wording.say_time(when.hour * 60 + when.minute)
    if after is not None and local(after, zone).date() == when.date():
        return said
    return f"{wording.say_date(when.date())} à {said}"


def period(first: int, last: int) -> str:
    """« du 2 novembre 2026 au 31 janvier 2027 »."""
    return wording.say_span(date.fromordinal(first), date.fromordinal(last))


@lru_cache(maxsize=4096)
def duration(minutes: float) -> str:
    """« 5 h 20 », rounded to the minute."""
    return wording.say_duration(round(minutes))


def number(value: float) -> str:
    """« 8,62 »."""
    return wording.say_number(value)


def count(value: float, noun: str, nouns: str = "") -> str:
    """« 3 internes »."""
    return wording.say_count(value, noun, nouns or f"{noun}s")


def half_days(value: float) -> str:
    """« 8,62 demi-journées »."""
    return wording.say_count(value, "demi-journée", "demi-journées")


def half_day(slot: HalfDay) -> str:
    """« matin », « après-midi », « nuit »."""
    return ("matin", "après-midi", "nuit")[slot]
