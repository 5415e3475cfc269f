"""The letters of the week notation: what each stands for, where it sits in the day, its usual hours."""

from __future__ import annotations

from dataclasses import dataclass

from sextant.almanac.activity import ABSENCES, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.hours import Clock, Hours

DAY_NAMES = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SATURDAY, SUNDAY = 5, 6
MORNING, AFTERNOON, NIGHT = HalfDay.MORNING, HalfDay.AFTERNOON, HalfDay.NIGHT
PLACES = ("le matin", "l’après-midi", "la nuit")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the notation: the kind it stands for, its French name, its place in the day if fixed."""

    kind: Kind
    name: str
    slot: HalfDay | None = None


LETTERS: dict[str, Letter] = {
    "M": Letter(Kind.STAGE, "matin en stage", MORNING),
    "A": Letter(Kind.STAGE, "après-midi en stage", AFTERNOON),
    "N": Letter(Kind.GARDE_NUIT, "garde de nuit", NIGHT),
    "J": Letter(Kind.GARDE_JOUR, "garde de jour (dimanche, férié)", MORNING),
    "D": Letter(Kind.DEMI_GARDE, "demi-garde", NIGHT),
    "S": Letter(Kind.CONTINUITE, "continuité de service"),
    "a": Letter(Kind.ASTREINTE, "astreinte de nuit", NIGHT),
    "b": Letter(Kind.ASTREINTE, "astreinte de jour", MORNING),
    "u": Letter(Kind.UNIVERSITY, "demi-journée universitaire"),
    "p": Letter(Kind.PERSONAL, "demi-journée autonome"),
    "R": Letter(Kind.REST, "repos de sécurité"),
    "r": Letter(Kind.RECOVERY, "récupération"),
    "c": Letter(Kind.LEAVE, "congé annuel", MORNING),
    "m": Letter(Kind.SICKNESS, "maladie, absence justifiée", MORNING),
    "f": Letter(Kind.UNION_TRAINING, "formation syndicale", MORNING),
    "e": Letter(Kind.PDSA, "effection de PDSA", NIGHT),
    "x": Letter(Kind.EXCEPTIONAL, "appel exceptionnel (prélèvement, greffe)"),
}
"""``G`` (a garde of 24 hours) and ``.`` (nothing) stand for no kind: the reader knows them."""

ABSENT = frozenset(letter for letter, sense in LETTERS.items() if sense.kind in ABSENCES)
DAYTIME = ABSENT | {"J", "b"}  # they fill the morning and the afternoon
FLOATING = frozenset("upRrS")  # they take the first free half-day
DUTIES = frozenset("NJDSabex")  # they may be held for a line, agreed to, left without a senior
PAUSED = frozenset("MA")  # the half-days with a pause of a quarter of an hour (CSP R6153-2)

_SHIFT = (20 * 60, 24 * 60)  # PDSA on a weekday evening (CSP R6315-1), the first half of the night


def usual_hours(letter: str, slot: HalfDay, hours: Hours) -> tuple[Clock, Clock] | None:
    """Start and end of a letter without times in a half-day; None when times must be written."""
    if letter == "x":
        return None
    if letter in DAYTIME:
        return hours.day_duty
    if slot is NIGHT:
        return {"N": hours.night, "D": hours.demi_garde, "a": hours.night, "e": _SHIFT}.get(letter)
    start, end = (hours.morning, hours.afternoon)[slot]
    return (start, start + hours.university_minutes) if letter == "u" else (start, end)


def is_saturday_garde(kinds: dict[HalfDay, Kind], weekday: int, free_day: bool) -> bool:
    """True for a morning, an afternoon on site and a night of one Saturday: a garde of 24 hours.

    Its afternoon starts where its morning ends, without the midday break of ordinary days: such a garde
    counts 24 hours and 4 half-days (facts on working time, conversion table).
    """
    whole = {MORNING: Kind.STAGE, AFTERNOON: Kind.CONTINUITE, NIGHT: Kind.GARDE_NUIT}
    return weekday == SATURDAY and not free_day and kinds == whole
