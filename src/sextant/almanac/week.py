"""Weeks, garde months, semesters and trimesters of placement, leave years, and days counted two ways."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, timedelta

from sextant.almanac.holidays import is_holiday
from sextant.almanac.hours import Clock

CHANGE: Clock = 8 * 60 + 30
"""A garde month starts and ends on a first Monday at 08:30 (arrêté of 10 September 2002, art. 4 IV)."""


def monday_of(day: date) -> date:
    """The Monday of the week of ``day``::

    >>> monday_of(date(2026, 11, 8))
    datetime.date(2026, 11, 2)
    """
    return day - timedelta(days=day.weekday())


def first_monday(year: int, month: int) -> date:
    """First Monday of a month::

    >>> first_monday(2026, 11)
    datetime.date(2026, 11, 2)
    """
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


@dataclass(frozen=True, slots=True)
class GardeMonth:
    """From a first Monday at 08:30 (``first``) to the next one (``after``, excluded).

    Arrêté of 10 September 2002, art. 4 IV. A garde belongs to the month of the day it starts on.
    """

    first: date
    after: date

    @property
    def weeks(self) -> int:
        """Four or five."""
        return (self.after - self.first).days // 7


def garde_month(day: date, clock: Clock = CHANGE) -> GardeMonth:
    """The garde month that ``clock`` (minutes after midnight) of ``day`` falls in.

    Without a clock, the month of a duty that starts on that day; before 08:30 on a first Monday, the
    month before goes on::

        >>> garde_month(date(2026, 11, 1)).first, garde_month(date(2026, 11, 30)).weeks
        (datetime.date(2026, 10, 5), 5)
        >>> garde_month(date(2026, 11, 2)).first, garde_month(date(2026, 11, 2), 8 * 60).first
        (datetime.date(2026, 11, 2), datetime.date(2026, 10, 5))
    """
    first = first_monday(day.year, day.month)
    if day < first or (day == first and clock < CHANGE):
        before = months_later(day.replace(day=1), -1)
        first = first_monday(before.year, before.month)
    following = months_later(first.replace(day=1), 1)
    return GardeMonth(first, first_monday(following.year, following.month))


def garde_months(first: date, last: date) -> list[GardeMonth]:
    """The garde months that the duties of a period fall in, in order.

    >>> [month.weeks for month in garde_months(date(2026, 11, 2), date(2027, 1, 31))]
    [5, 4, 4]
    """
    found = [garde_month(first)]
    while found[-1].after <= last:
        found.append(garde_month(found[-1].after))
    return found


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last day of a month that is too short::

    >>> months_later(date(2027, 1, 31), 1)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for back in range(4):
        try:
            return date(year, month + 1, day.day - back)
        except ValueError:
            continue
    raise AssertionError("every month has at least 28 days")


@dataclass(frozen=True, slots=True)
class Semester:
    """A six-month placement: first and last day, both included."""

    first: date
    last: date


def placement_semester(day: date, territory: str = "metropole") -> Semester:
    """The semester of placement that ``day`` falls in: from the first working day of November or May.

    >>> placement_semester(date(2026, 12, 25))
    Semester(first=datetime.date(2026, 11, 2), last=datetime.date(2027, 5, 2))
    """
    starts = [
        _first_working_day(year, month, territory)
        for year in range(day.year - 1, day.year + 2)
        for month in (5, 11)
    ]
    for start, following in itertools.pairwise(starts):
        if start <= day < following:
            return Semester(start, following - timedelta(days=1))
    raise AssertionError("three years hold every day")


def _first_working_day(year: int, month: int, territory: str) -> date:
    day = date(year, month, 1)
    while day.weekday() >= 5 or is_holiday(day.toordinal(), territory):
        day += timedelta(days=1)
    return day


def trimesters(first: date, last: date, *, whole_weeks: bool = True) -> list[tuple[date, date]]:
    """The two halves of a semester: three months from its start, then the rest.

    Code de la santé publique, R6153-2; arrêté of 30 June 2015, art. 1. The cut falls on the Monday
    nearest to three calendar months, so that no week is split between two means (``whole_weeks``)::

    >>> trimesters(date(2026, 11, 2), date(2027, 5, 2))[0][1]
    datetime.date(2027, 1, 31)
    """
    exact = months_later(first, 3)
    middle = monday_of(exact + timedelta(days=3)) if whole_weeks else exact
    if middle > last:
        return [(first, last)]
    return [(first, middle - timedelta(days=1)), (middle, last)]


def leave_year(day: date) -> tuple[date, date]:
    """First and last day of the leave year: from the first Monday of November (décret 2023-71)::

    >>> leave_year(date(2026, 11, 1))[0], leave_year(date(2026, 11, 2))[0]
    (datetime.date(2025, 11, 3), datetime.date(2026, 11, 2))
    """
    start = first_monday(day.year, 11)
    if day < start:
        start = first_monday(day.year - 1, 11)
    return start, first_monday(start.year + 1, 11) - timedelta(days=1)


def jours_ouvrables(first: date, last: date, territory: str = "metropole") -> int:
    """Days from Monday to Saturday, public holidays left out::

    >>> jours_ouvrables(date(2026, 11, 9), date(2026, 11, 15))
    5
    """
    return _count(first, last, territory, {6})


def jours_ouvres(first: date, last: date, territory: str = "metropole") -> int:
    """Days from Monday to Friday, public holidays left out::

    >>> jours_ouvres(date(2026, 11, 9), date(2026, 11, 15))
    4
    """
    return _count(first, last, territory, {5, 6})


def _count(first: date, last: date, territory: str, off: set[int]) -> int:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(1 for day in days if day.weekday() not in off and not is_holiday(day.toordinal(), territory))


def ordinary_monday(near: date, weeks: int, territory: str = "metropole") -> date:
    """The latest Monday on or before ``near`` from which ``weeks`` weeks hold no public holiday.

    More than eight weeks may always hold one: the first Monday of a placement semester is given instead,
    the latest on or before ``near``, to be read in the territory ``sans-ferie``::

        >>> ordinary_monday(date(2026, 11, 22), 1), ordinary_monday(date(2026, 11, 22), 13)
        (datetime.date(2026, 11, 16), datetime.date(2026, 11, 2))
    """
    if weeks > 8:
        semester = placement_semester(near, territory)
        if monday_of(semester.first + timedelta(days=6)) > near:
            semester = placement_semester(semester.first - timedelta(days=1), territory)
        return monday_of(semester.first + timedelta(days=6))
    monday = monday_of(near)
    while any(is_holiday(monday.toordinal() + n, territory) for n in range(7 * weeks)):
        monday -= timedelta(days=7)
    return monday
