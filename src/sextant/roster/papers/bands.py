"""The grid of a ward: for each intern and each day, what fills the morning, the afternoon and the night."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sextant.almanac.activity import Activity, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.almanac.hours import Hours
from sextant.almanac.span import Span, instant, local
from sextant.law.audit import Judgement
from sextant.law.library import Library
from sextant.law.rests import Rest, rests
from sextant.roster.papers.legend import mark_of
from sextant.roster.problem import Problem
from sextant.roster.roster import Roster

Bands = tuple[str, str, str]
"""Letters of the morning, the afternoon and the night; an empty string where nothing is planned."""

EMPTY: Bands = ("", "", "")
_DAYTIME = (HalfDay.MORNING, HalfDay.AFTERNOON)


@dataclass(frozen=True, slots=True)
class Day:
    """A column of the grid. ``off``: a Sunday or a public holiday; ``outside``: not in the roster's period."""

    ordinal: int
    weekday: int
    off: bool
    holiday: bool
    outside: bool

    @property
    def shaded(self) -> bool:
        """True on Saturdays, Sundays and public holidays."""
        return self.off or self.weekday == 5


def weeks(problem: Problem) -> list[tuple[Day, ...]]:
    """The weeks that the period touches, Monday to Sunday."""
    period = range(problem.first.toordinal(), problem.last.toordinal() + 1)
    found = []
    for monday in problem.mondays:
        days = range(monday.toordinal(), monday.toordinal() + 7)
        holidays = [is_holiday(day, problem.territory) for day in days]
        found.append(
            tuple(
                Day(day, i, i == 6 or holidays[i], holidays[i], day not in period)
                for i, day in enumerate(days)
            )
        )
    return found


def sheaves(problem: Problem, most: int = 5) -> list[list[tuple[Day, ...]]]:
    """The weeks cut into pages of at most ``most``, as even as can be: thirteen give five, four, four."""
    every = weeks(problem)
    pages = -(-len(every) // most)
    short, longer = divmod(len(every), pages)
    found, begin = [], 0
    for page in range(pages):
        end = begin + short + (page < longer)
        found.append(every[begin:end])
        begin = end
    return found


def bands(roster: Roster, library: Library) -> dict[str, dict[int, Bands]]:
    """For each intern, by name, the letters of each day that holds any. Rests are derived and shown as R."""
    problem = roster.problem
    return {
        intern.name: bands_of(
            roster.activities.get(intern.name, ()),
            rests(roster.timeline(intern), library, problem.settings),
            problem.hours,
            problem.zone,
            problem.last,
        )
        for intern in problem.interns
    }


def flagged(judgement: Judgement) -> dict[str, set[int]]:
    """For each person, the days on which a rule of law is broken; a mean over weeks flags no day."""
    found: dict[str, set[int]] = {}
    for breach in judgement.unlawful:
        if breach.person and breach.end - breach.start <= 2 * 1440:
            found.setdefault(breach.person, set()).add(local(breach.start, breach.zone).toordinal())
    return found


def bands_of(
    activities: Iterable[Activity], owed: Iterable[Rest], hours: Hours, zone: str, last: date
) -> dict[int, Bands]:
    """The letters of one person's days, rests included, up to ``last``; days that hold nothing are left out."""
    found: dict[int, list[str]] = {}
    for activity in activities:
        day = found.setdefault(activity.day, ["", "", ""])
        for half_day in activity.fills:
            letter = mark_of(activity).letter
            if letter not in day[half_day]:
                day[half_day] += letter  # two things in one half-day are both shown
    for rest in owed:
        for ordinal in range(rest.after.day, rest.after.day + 3):
            day = found.get(ordinal, ["", "", ""])
            for half_day in _DAYTIME:
                if not day[half_day] and _mostly_in(half_day, ordinal, rest.span, hours, zone):
                    day[half_day] = "R"
                    found[ordinal] = day
    return {
        ordinal: (day[0], day[1], day[2])
        for ordinal, day in sorted(found.items())
        if ordinal <= last.toordinal()
    }


def _mostly_in(half_day: HalfDay, ordinal: int, rest: Span, hours: Hours, zone: str) -> bool:
    """True when the rest takes more than half of the half-day's usual hours."""
    start, end = hours.morning if half_day is HalfDay.MORNING else hours.afternoon
    begin, finish = instant(ordinal, start, zone), instant(ordinal, end, zone)
    return 2 * (min(finish, rest.end) - max(begin, rest.start)) > finish - begin


@dataclass(frozen=True, slots=True)
class Staffing:
    """Interns present on a half-day, surnombre left out, and the least that the ward asks for."""

    present: int
    minimum: int

    @property
    def short(self) -> bool:
        """True when the ward asked for more."""
        return self.present < self.minimum


def staffing(roster: Roster) -> dict[tuple[int, HalfDay], Staffing]:
    """Who is counted on, by day and half-day, over the period. Nobody counts on an intern in surnombre."""
    problem = roster.problem
    counted: dict[tuple[int, HalfDay], int] = {}
    for intern in problem.interns:
        if intern.person.surnombre:
            continue
        for activity in roster.activities.get(intern.name, ()):
            if activity.kind is Kind.STAGE:
                key = (activity.day, activity.half_day)
                counted[key] = counted.get(key, 0) + 1
    needs = {(need.day, need.half_day): need.minimum for need in problem.presence}
    return {key: Staffing(counted.get(key, 0), needs.get(key, 0)) for key in sorted({*counted, *needs})}


def holders(roster: Roster) -> Mapping[str, dict[int, Bands]]:
    """For each duty line, by id, the letters of its duties by day; ``!`` where nobody holds the duty."""
    held = {
        (activity.line, activity.kind, activity.day, activity.half_day)
        for activities in roster.activities.values()
        for activity in activities
        if activity.line
    }
    found: dict[str, dict[int, Bands]] = {}
    for line in roster.problem.lines:
        days: dict[int, list[str]] = {}
        for duty in line.duties:
            sample = Activity(duty.kind, 0, duty.half_day, 0, 1)
            for ordinal in duty.days:
                day = days.setdefault(ordinal, ["", "", ""])
                sign = mark_of(sample).letter if (line.id, duty.kind, ordinal, duty.half_day) in held else "!"
                for half_day in sample.fills:
                    if sign not in day[half_day]:
                        day[half_day] += sign
        found[line.id] = {ordinal: (day[0], day[1], day[2]) for ordinal, day in sorted(days.items())}
    return found
