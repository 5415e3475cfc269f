"""By what one counts: day, week, garde month, month, trimester, semester, leave year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sextant import wording
from sextant.almanac.person import Person
from sextant.almanac.week import garde_months, leave_year, monday_of, months_later, placement_semester
from sextant.law.settings import Settings
from sextant.law.windows import windows


class By(StrEnum):
    """A way of cutting time. The value is what one types."""

    DAY = "jour"
    WEEK = "semaine"
    GARDE_MONTH = "mois-de-garde"
    MONTH = "mois"
    TRIMESTER = "trimestre"
    SEMESTER = "semestre"
    LEAVE_YEAR = "annee-de-conge"
    WHOLE = "tout"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days as far as it is covered, and whether that is all of it."""

    by: By
    first: date
    last: date
    complete: bool

    @property
    def says(self) -> str:
        """« novembre 2026 », « semaine du 2 au 8 novembre 2026 », « du 2 novembre 2026 au 31 janvier 2027 »."""
        if self.by is By.DAY:
            return wording.say_date(self.first)
        span = wording.say_span(self.first, self.last)
        if self.by is By.MONTH and self.complete:
            return wording.say_day(self.first).split(" ", 1)[1]
        return f"semaine {span}" if self.by is By.WEEK else span


def periods(by: By, first: date, last: date, person: Person, settings: Settings) -> list[Period]:
    """The periods of that kind that the days ``first`` to ``last`` touch, in order, cut to those days."""
    if by is By.WHOLE:
        return [Period(by, first, last, True)]
    if by is By.TRIMESTER:
        whole = settings.trimester_cut == "semaines-entieres"
        return [
            Period(by, date.fromordinal(one.first), date.fromordinal(one.last), one.closed)
            for one in windows(person, first, last, whole_weeks=whole)
        ]
    return [
        Period(by, max(begin, first), min(end, last), first <= begin and end <= last)
        for begin, end in _whole(by, first, last, person)
    ]


def _whole(by: By, first: date, last: date, person: Person) -> Iterator[tuple[date, date]]:
    if by is By.GARDE_MONTH:
        yield from ((month.first, month.after - timedelta(days=1)) for month in garde_months(first, last))
        return
    day = first
    while day <= last:
        begin, end = _around(by, day, person)
        yield begin, end
        day = end + timedelta(days=1)


def _around(by: By, day: date, person: Person) -> tuple[date, date]:
    """First and last day of the period that holds ``day``."""
    if by is By.WEEK:
        return monday_of(day), monday_of(day) + timedelta(days=6)
    if by is By.MONTH:
        return day.replace(day=1), months_later(day.replace(day=1), 1) - timedelta(days=1)
    if by is By.LEAVE_YEAR:
        return leave_year(day)
    if by is By.SEMESTER:
        start = person.placement_start
        if start is not None and start <= day < months_later(start, 6):
            return start, months_later(start, 6) - timedelta(days=1)
        semester = placement_semester(day, person.territory)
        return semester.first, semester.last
    return day, day
