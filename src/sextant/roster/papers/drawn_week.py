"""One person's weeks as they are drawn, on a page or on paper: three letters a day, what is broken, said aloud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sextant import wording
from sextant.almanac.holidays import is_holiday
from sextant.almanac.hours import DEFAULT_HOURS, Hours
from sextant.almanac.span import local
from sextant.almanac.timeline import Timeline
from sextant.almanac.week import monday_of
from sextant.law.breach import Breach
from sextant.law.library import Library, load
from sextant.law.rests import rests
from sextant.law.settings import Settings
from sextant.roster.papers.bands import EMPTY, Bands, bands_of
from sextant.roster.papers.legend import MARKS
from sextant.roster.papers.short_dates import WEEKDAYS, day_number

_SHOWN_IN_A_DAY = 2 * 1440
"""A breach that spans more minutes is of a mean, and marks no day."""
_SLOTS = ("matin", "après-midi", "nuit")


@dataclass(frozen=True, slots=True)
class DrawnDay:
    """A day of a drawn week. ``label`` is « lun. 2 »; ``outside``: not in the period that was given."""

    day: date
    label: str
    bands: Bands
    shaded: bool
    holiday: bool
    outside: bool
    breaches: tuple[Breach, ...] = ()

    @property
    def broken(self) -> bool:
        """True when a rule of law is broken on this day."""
        return any(breach.rule.force.value == "loi" for breach in self.breaches)

    @property
    def says(self) -> str:
        """What fills the day, in words, for who does not see the letters."""
        said = [f"{slot} : {_name(band)}" for slot, band in zip(_SLOTS, self.bands, strict=True) if band]
        codes = wording.join([breach.code for breach in self.breaches])
        return " ; ".join(
            [
                *(["férié"] if self.holiday else []),
                *(said or ["hors période" if self.outside else "rien"]),
                *([f"règle non respectée : {codes}"] if codes else []),
            ]
        )


@dataclass(frozen=True, slots=True)
class DrawnWeek:
    """Monday to Sunday."""

    monday: date
    days: tuple[DrawnDay, ...]

    @property
    def span(self) -> str:
        """« du 2 au 8 novembre 2026 »."""
        return wording.say_span(self.monday, self.monday + timedelta(days=6))

    @property
    def letters(self) -> set[str]:
        """The letters that the week shows."""
        return {letter for day in self.days for band in day.bands for letter in band}


def drawn_weeks(
    timeline: Timeline,
    breaches: Sequence[Breach] = (),
    *,
    hours: Hours = DEFAULT_HOURS,
    settings: Settings | None = None,
    library: Library | None = None,
) -> list[DrawnWeek]:
    """The weeks of a timeline, rests drawn where the law puts them, each breach on the day where it happens."""
    person = timeline.person
    owed = rests(timeline, library or load(), settings)
    letters = bands_of(timeline.activities, owed, hours, person.zone, timeline.last)
    marked: dict[int, list[Breach]] = {}
    for breach in breaches:
        if breach.end - breach.start <= _SHOWN_IN_A_DAY:
            marked.setdefault(local(breach.start, breach.zone).toordinal(), []).append(breach)
    monday = monday_of(timeline.first)
    found: list[DrawnWeek] = []
    while monday <= timeline.last:
        days = tuple(
            DrawnDay(
                day=day,
                label=f"{WEEKDAYS[number][:3]} {day_number(day)}",
                bands=letters.get(day.toordinal(), EMPTY),
                shaded=number >= 5 or is_holiday(day.toordinal(), person.territory),
                holiday=is_holiday(day.toordinal(), person.territory),
                outside=not timeline.first <= day <= timeline.last,
                breaches=tuple(marked.get(day.toordinal(), ())),
            )
            for number in range(7)
            for day in [monday + timedelta(days=number)]
        )
        found.append(DrawnWeek(monday, days))
        monday += timedelta(weeks=1)
    return found


def legend_of(weeks: Sequence[DrawnWeek]) -> list[str]:
    """The letters to explain under these weeks, in the order of the notation."""
    used = {letter for week in weeks for letter in week.letters}
    return [letter for letter in MARKS if letter in used]


def _name(band: str) -> str:
    return wording.join([MARKS[letter].says for letter in band])
