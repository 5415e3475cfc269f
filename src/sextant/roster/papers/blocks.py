"""The four blocks that the arrêté of 30 June 2015, art. 1, asks for in the table of an intern, in French words.

1. day duty in placement; 2. gardes and astreintes with the rests attached to them; 3. half-days out of placement,
those of the coordinator apart from the personal ones; 4. leave and justified absences.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sextant import wording
from sextant.almanac.activity import Activity, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.almanac.span import local
from sextant.almanac.timeline import Timeline
from sextant.law import say
from sextant.law.account import Account
from sextant.law.counting import CODE, load_counting
from sextant.law.leave import leave_days, leave_runs
from sextant.law.library import Library
from sextant.law.reading import Reading
from sextant.law.rests import Rest, rests
from sextant.roster.papers.legend import mark_of, title
from sextant.roster.papers.short_dates import clock, moment, short_day
from sextant.roster.problem import Intern, Problem
from sextant.roster.roster import Roster

TITLES = (
    "Service de jour en stage",
    "Gardes et astreintes, avec les repos qui s’y attachent",
    "Demi-journées hors stage",
    "Congés et absences justifiées",
)
ON_DUTY = (
    Kind.GARDE_NUIT,
    Kind.GARDE_JOUR,
    Kind.DEMI_GARDE,
    Kind.CONTINUITE,
    Kind.ASTREINTE,
    Kind.PDSA,
    Kind.EXCEPTIONAL,
)


@dataclass(frozen=True, slots=True)
class PlacementWeek:
    """Block 1, one week: letters of each day, stage half-days by day, then those and the hours of everything."""

    monday: date
    letters: tuple[str, ...]
    shaded: tuple[bool, ...]
    day_half_days: float
    half_days: float
    hours: str


@dataclass(frozen=True, slots=True)
class DutyRow:
    """Block 2, one duty and the rest attached to it."""

    letter: str
    day: str
    says: str
    line: str
    start: str
    end: str
    half_days: float
    rest: str


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """Block 4, one run of days: what, from when to when, how many days counted."""

    letter: str
    says: str
    span: str
    length: str


@dataclass(frozen=True, slots=True)
class Blocks:
    """What the table of one intern says."""

    weeks: tuple[PlacementWeek, ...]
    other_hours: tuple[str, ...]  # half-days of block 1 at other hours than the ward's
    duties: tuple[DutyRow, ...]
    university: tuple[str, ...]
    personal: tuple[str, ...]
    absences: tuple[AbsenceRow, ...]


def blocks(roster: Roster, intern: Intern, account: Account, library: Library) -> Blocks:
    """The four blocks of one intern. Raises BadTimeline when the activities cannot be true together."""
    timeline = roster.timeline(intern)
    owed = rests(timeline, library, roster.problem.settings)
    return Blocks(
        weeks=_weeks(timeline, account, roster.problem),
        other_hours=_other_hours(timeline, roster.problem),
        duties=_duties(timeline, owed, roster.problem, library),
        university=_half_days(timeline, Kind.UNIVERSITY),
        personal=_half_days(timeline, Kind.PERSONAL),
        absences=_absences(timeline, roster.problem),
    )


def _weeks(timeline: Timeline, account: Account, problem: Problem) -> tuple[PlacementWeek, ...]:
    stage = [activity for activity in timeline.activities if activity.kind is Kind.STAGE]
    credit = float(load_counting().stage_half_days[CODE[Kind.STAGE]])
    totals = {week.monday: week for week in account.weeks}
    found = []
    for monday in problem.mondays:
        first = monday.toordinal()
        letters = [""] * 7
        for activity in stage:
            if first <= activity.day < first + 7:
                letters[activity.day - first] += mark_of(activity).letter
        total = totals.get(monday)
        found.append(
            PlacementWeek(
                monday=monday,
                letters=tuple(letters),
                shaded=tuple(
                    weekday >= 5 or is_holiday(first + weekday, problem.territory) for weekday in range(7)
                ),
                day_half_days=credit * sum(map(len, letters)),
                half_days=total.stage_half_days if total else 0.0,
                hours=wording.say_duration(total.minutes if total else 0),
            )
        )
    return tuple(found)


def _other_hours(timeline: Timeline, problem: Problem) -> tuple[str, ...]:
    """« matin 9 h – 13 h : lun. 2 nov., lun. 9 nov. », one entry per pair of hours."""
    usual = {HalfDay.MORNING: problem.hours.morning, HalfDay.AFTERNOON: problem.hours.afternoon}
    zone = timeline.person.zone
    found: dict[str, list[str]] = {}
    for activity in timeline.activities:
        expected = usual.get(activity.half_day)
        hours = f"{clock(activity.start, zone)} – {clock(activity.end, zone)}"
        if activity.kind is Kind.STAGE and hours != _hours(expected):
            found.setdefault(f"{say.half_day(activity.half_day)} {hours}", []).append(short_day(activity.day))
    return tuple(f"{hours}{wording.NARROW}: {', '.join(days)}" for hours, days in found.items())


def _hours(clocks: tuple[int, int] | None) -> str:
    return "" if clocks is None else " – ".join(wording.say_time(at % 1440) for at in clocks)


def _duties(
    timeline: Timeline, owed: Iterable[Rest], problem: Problem, library: Library
) -> tuple[DutyRow, ...]:
    names = {line.id: line.name for line in problem.lines}
    counting = load_counting()
    zone = timeline.person.zone
    rest_after = {(rest.after.kind, rest.after.start): rest for rest in owed}
    found = []
    on_duty = [activity for activity in timeline.activities if activity.kind in ON_DUTY]
    for activity in on_duty:
        rest = rest_after.get((activity.kind, activity.start))
        found.append(
            DutyRow(
                letter=mark_of(activity).letter,
                day=short_day(activity.day),
                says=title(activity.kind),
                line=names.get(activity.line, activity.line),
                start=moment(activity.start, zone),
                end=moment(activity.end, zone),
                half_days=float(counting.stage_half_days[CODE[activity.kind]]),
                rest=_rest(activity, rest, on_duty, rest_after, zone),
            )
        )
    for activity in timeline.activities:
        covered = any(rest.span.start <= activity.start < rest.span.end for rest in owed)
        if activity.kind is Kind.REST and not covered:
            found.append(
                DutyRow(
                    "R", short_day(activity.day), "Repos inscrit", "",
                    moment(activity.start, zone), moment(activity.end, zone), 0.0, "",
                )
            )  # fmt: skip
    return tuple(found)


def _rest(
    activity: Activity,
    rest: Rest | None,
    on_duty: list[Activity],
    rest_after: dict[tuple[Kind, int], Rest],
    zone: str,
) -> str:
    """From when to when the intern rests after this duty."""
    if rest is not None:
        begin, end = local(rest.span.start, zone), local(rest.span.end, zone)
        if begin.date() == end.date():
            day = short_day(begin.date().toordinal())
            return f"{day}, {clock(rest.span.start, zone)} → {clock(rest.span.end, zone)}"
        return f"{moment(rest.span.start, zone)} → {moment(rest.span.end, zone)}"
    if activity.kind is Kind.ASTREINTE:
        return "dès le dernier déplacement"
    later = [other for other in on_duty if other.start >= activity.end]
    reached = activity.end
    for other in later:  # gardes that touch are one block: the rest follows the last of them
        if other.start - reached >= 15:
            break
        reached = other.end
        if (other.kind, other.start) in rest_after:
            return f"à la fin du bloc, {moment(reached, zone)}"
    return "–"


def _half_days(timeline: Timeline, kind: Kind) -> tuple[str, ...]:
    return tuple(
        f"{short_day(activity.day)} {say.half_day(activity.half_day)}"
        for activity in timeline.activities
        if activity.kind is kind
    )


def _absences(timeline: Timeline, problem: Problem) -> tuple[AbsenceRow, ...]:
    found: list[tuple[int, AbsenceRow]] = []
    reading = Reading([timeline], problem.settings)
    unit = problem.settings.leave_unit
    for first, last, length in leave_runs(reading, 0, leave_days(reading, 0), unit):
        said = wording.say_count(length, "jour ouvrable" if unit == "ouvrables" else "jour ouvré",
                                 "jours ouvrables" if unit == "ouvrables" else "jours ouvrés")  # fmt: skip
        found.append((first, AbsenceRow("c", "Congé annuel", _span(first, last), said)))
    for kind in (Kind.SICKNESS, Kind.UNION_TRAINING):
        days = sorted({activity.day for activity in timeline.activities if activity.kind is kind})
        for first, last in _runs(days):
            length = last - first + 1
            letter = "m" if kind is Kind.SICKNESS else "f"
            found.append(
                (
                    first,
                    AbsenceRow(letter, title(kind), _span(first, last), wording.say_count(length, "jour")),
                )
            )
    for activity in timeline.activities:
        if activity.kind is Kind.RECOVERY:
            span = f"{short_day(activity.day)} {say.half_day(activity.half_day)}"
            found.append((activity.day, AbsenceRow("r", "Récupération", span, "1 demi-journée")))
    return tuple(row for _, row in sorted(found, key=lambda item: item[0]))


def _runs(days: list[int]) -> list[tuple[int, int]]:
    """First and last of each run of consecutive days."""
    found: list[tuple[int, int]] = []
    for day in days:
        if found and day == found[-1][1] + 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def _span(first: int, last: int) -> str:
    return short_day(first) if first == last else f"{short_day(first)} – {short_day(last)}"
