"""From the clock on the wall to an instant, without guessing on the two nights when clocks change."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sextant import wording
from sextant.almanac.hours import Clock
from sextant.almanac.hours_form import read_moment
from sextant.almanac.span import Instant, instant
from sextant.errors import BadEntry
from sextant.ledger.canonical import read_local

_OFFSET = re.compile(r"(.*\d)\s*([+-]\d{2}:\d{2}|Z)\Z", re.DOTALL)


def wall_clock(day: date, clock: Clock, zone: str, *, second: bool = False) -> Instant:
    """The instant at ``clock`` of ``day``; ``second``: of a time that comes twice, the later one.

    Raises BadEntry for a time that does not exist, on the night when clocks go forward.
    """
    extra, minutes = divmod(clock, 1440)
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001  (what the clock on the wall says)
    wanted = midnight + timedelta(days=extra, minutes=minutes)
    aware = wanted.replace(tzinfo=ZoneInfo(zone), fold=int(second))
    again = datetime.fromtimestamp(aware.timestamp(), ZoneInfo(zone)).replace(tzinfo=None)
    if again != wanted:
        raise BadEntry(
            f"{wording.say_time(clock)} n’existe pas le {wording.say_date(wanted.date())}",
            why="les horloges avancent d’une heure cette nuit-là",
            remedy=f"Écrivez l’heure lue après le changement, {wording.say_time(again.hour * 60 + again.minute)}.",
        )
    return int(aware.timestamp() // 60)


def is_twice(day: date, clock: Clock, zone: str) -> bool:
    """True for a time that comes twice, on the night when clocks go back: which one must be asked."""
    return wall_clock(day, clock, zone) != wall_clock(day, clock, zone, second=True)


def read_wall(text: str, zone: str) -> Instant:
    """``2026-11-04 18:30``, in ``zone``, or with its offset (``2026-10-25 02:30+01:00``). Raises BadEntry.

    A time that comes twice is refused without its offset: an hour of work is at stake.
    """
    found = _OFFSET.match(text.strip())
    try:
        if found:
            day, clock = read_moment(found[1])
            offset = "+00:00" if found[2] == "Z" else found[2]
            return read_local(f"{day}T{clock // 60:02d}:{clock % 60:02d}{offset}")
        day, clock = read_moment(text)
    except ValueError as error:
        what, _, remedy = str(error).partition(" : écrivez ")
        raise BadEntry(what, remedy=f"Écrivez {remedy}." if remedy else "") from None
    if is_twice(day, clock, zone):
        early, late = (wall_clock(day, clock, zone, second=second) for second in (False, True))
        shown = [
            f"{day} {clock // 60:02d}:{clock % 60:02d}{_offset(moment, day, clock)}"
            for moment in (early, late)
        ]
        raise BadEntry(
            f"{wording.say_time(clock)} vient deux fois le {wording.say_date(day)}",
            why="les horloges reculent d’une heure cette nuit-là",
            remedy=f"Écrivez « {shown[0]} » pour la première fois, « {shown[1]} » pour la seconde.",
        )
    return wall_clock(day, clock, zone)


def _offset(moment: Instant, day: date, clock: Clock) -> str:
    shift = instant(day.toordinal(), clock, "UTC") - moment
    sign = "-" if shift < 0 else "+"
    return f"{sign}{abs(shift) // 60:02d}:{abs(shift) % 60:02d}"
