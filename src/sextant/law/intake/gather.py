"""Puts the days that were read together into one timeline, and says of each what was understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sextant import wording
from sextant.almanac.activity import ABSENCES, Activity, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import NO_HOLIDAY, is_holiday, zone_of
from sextant.almanac.hours import DEFAULT_HOURS
from sextant.almanac.letters import DAY_NAMES, SUNDAY
from sextant.almanac.read_word import Word
from sextant.almanac.span import local
from sextant.almanac.timeline import Timeline, timeline
from sextant.almanac.week import monday_of, ordinary_monday
from sextant.almanac.write_word import write_word
from sextant.errors import BadInput, BadTimeline, Place
from sextant.form import YEARS
from sextant.law import say
from sextant.law.intake.day_head import Dates
from sextant.law.intake.day_text import word_of
from sextant.law.intake.entry import Cell, Entry, Given, Heard, Intake, Unheard
from sextant.law.planning_file import Planning
from sextant.law.planning_form import MAX_WEEKS
from sextant.law.settings import Settings


@dataclass
class _OneDay:
    """Everything written of a day, by one line or by several."""

    day: date
    place: Place
    written: list[str] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)


def gather(
    entries: Sequence[Entry], unheard: Iterable[Unheard], given: Given, notes: Iterable[str] = ()
) -> Intake:
    """The planning of these entries. What cannot be read joins ``unheard``; nothing is raised."""
    refused = list(unheard)
    dates, days = _dated(entries, given, refused)
    undated = dates.undated
    if undated:
        weeks = _weeks_of(days)
        base = ordinary_monday(given.today, weeks, given.person.territory)
        person = replace(given.person, territory=NO_HOLIDAY, zone=zone_of(NO_HOLIDAY))
        given = replace(given, start=base, person=person)
        refused = list(unheard)
        _, days = _dated(entries, given, refused)
    if days and (max(days) - min(days)).days >= MAX_WEEKS * 7:
        first, last = min(days), max(days)
        refused.append(
            Unheard(
                days[last].place,
                " ; ".join(days[last].written),
                f"la période va du {wording.say_day(first)} au {wording.say_day(last)}, plus de {MAX_WEEKS} semaines",
                "Vérifiez les années.",
            )
        )
        days = {}
    heard, activities = _read(days, given, refused)
    first, last = _whole_weeks(days, given)
    said = [*notes, *_assumed(dates, days, first, last)]
    if not heard:
        return Intake(
            None, DEFAULT_HOURS, (), tuple(sorted(refused, key=_order)), tuple(said), undated=undated
        )
    line = _stand_together(heard, activities, first, last, given, refused)
    kept = {activity.day for activity in line.activities}
    lost = {day.toordinal() for day in activities} - kept
    heard = [one for one in heard if one.day.toordinal() not in lost or not activities[one.day]]
    return Intake(
        Planning(line, Settings()),
        DEFAULT_HOURS,
        tuple(heard),
        tuple(sorted(refused, key=_order)),
        tuple(said),
        undated=undated,
    )


def _order(one: Unheard) -> tuple[int, str]:
    return one.place.line or 0, one.place.cell


def _dated(
    entries: Sequence[Entry], given: Given, refused: list[Unheard]
) -> tuple[Dates, dict[date, _OneDay]]:
    """Each day with everything written of it, in order."""
    dates = Dates(given.today, given.start)
    found: dict[date, _OneDay] = {}
    for entry in entries:
        try:
            day = dates.date_of(entry.day)
            if day.year not in YEARS:
                raise BadInput(f"l’année {day.year} n’est pas entre {YEARS[0]} et {YEARS[-1]}")
        except (BadInput, OverflowError) as error:
            what, remedy = (
                (error.what, error.remedy) if isinstance(error, BadInput) else ("date hors du calendrier", "")
            )
            refused.append(Unheard(entry.place, entry.written, what, remedy))
            continue
        one = found.setdefault(day, _OneDay(day, entry.place))
        one.place = entry.place
        one.written.append(entry.written)
        one.cells += entry.cells
    return dates, dict(sorted(found.items()))


def _whole_weeks(days: dict[date, _OneDay], given: Given) -> tuple[date, date]:
    """The period judged: whole weeks, so that five days written are not taken for the pace of seven.

    It starts no sooner than the first day given, when that day falls in the first week.
    """
    if not days:
        return given.today, given.today
    first, last = min(days), max(days)
    monday = monday_of(first)
    begin = given.start if given.start is not None and monday <= given.start <= first else monday
    return begin, monday_of(last) + timedelta(days=6)


def _weeks_of(days: dict[date, _OneDay]) -> int:
    return (max(days) - monday_of(min(days))).days // 7 + 1 if days else 1


def _read(
    days: dict[date, _OneDay], given: Given, refused: list[Unheard]
) -> tuple[list[Heard], dict[date, list[Activity]]]:
    heard: list[Heard] = []
    found: dict[date, list[Activity]] = {}
    person, hours = given.person, DEFAULT_HOURS
    for day, one in days.items():
        holiday = is_holiday(day.toordinal(), person.territory)
        free_day = day.weekday() == SUNDAY or holiday
        written = " ; ".join(dict.fromkeys(one.written))
        try:
            word = word_of(one.cells, day.weekday(), free_day, holiday, hours)
            activities = Word(word, day.toordinal(), hours, person.zone, person.territory).activities()
        except BadInput as error:
            refused.append(Unheard(one.place, written, error.what, error.remedy))
            continue
        found[day] = activities
        word = write_word(activities, Word("", day.toordinal(), hours, person.zone, person.territory))
        heard.append(Heard(one.place, written, day, word, means(activities, person.zone)))
    return heard, found


def _stand_together(
    heard: Sequence[Heard],
    activities: dict[date, list[Activity]],
    first: date,
    last: date,
    given: Given,
    refused: list[Unheard],
) -> Timeline:
    """The timeline of the days that can be true together; the day that cannot is refused."""
    kept: list[Activity] = []
    places = {one.day: one for one in heard}
    for day, of_day in activities.items():
        before = [activity for activity in kept if activity.day >= day.toordinal() - 2]
        try:
            timeline(given.person, first, last, [*before, *of_day])
        except BadTimeline as error:
            one = places[day]
            what = error.what.removeprefix(f"{given.person.name} : ")
            refused.append(Unheard(one.place, one.written, what, error.remedy))
            continue
        kept += of_day
    return timeline(given.person, first, last, kept, given.nature)


def _assumed(dates: Dates, days: dict[date, _OneDay], first: date, last: date) -> list[str]:
    """What was taken for granted."""
    said: list[str] = []
    if dates.year_taken:
        years = wording.join([str(year) for year in sorted(dates.year_taken)])
        said.append(f"Année comprise là où elle n’est pas écrite : {years}.")
    if days:
        every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        missing = [day for day in every if day not in days]
        if missing:
            name = (lambda day: DAY_NAMES[day.weekday()]) if dates.undated else wording.say_day
            told = [name(day) for day in missing[:4]]
            if len(missing) > 4:
                told.append(wording.say_count(len(missing) - 4, "autre"))
            shown = wording.join(told)
            said.append(
                f"{wording.say_count(len(missing), 'jour')} sans ligne {'sont comptés' if len(missing) > 1 else 'est compté'} "
                f"libre{'s' if len(missing) > 1 else ''} : {shown}."
            )
    return said


# -- what was understood, in words --------------------------------------------------------------------


def means(activities: Sequence[Activity], zone: str) -> str:
    """« stage de 8 h 30 à 18 h 30, deux demi-journées ; garde de nuit de 18 h 30 à 8 h 30 »."""
    if not activities:
        return "jour libre"
    parts: list[str] = []
    rest = list(activities)
    while rest:
        one = rest.pop(0)
        if one.kind in ABSENCES:
            parts.append(f"{say.name(one.kind)}, la journée")
        elif one.kind is Kind.STAGE and rest and rest[0].kind is Kind.STAGE:
            other = rest.pop(0)
            through = _hours(replace(one, end=other.end), zone)
            pause = (
                ""
                if one.end == other.start
                else f", coupé de {_clock(one.end, zone)} à {_clock(other.start, zone)}"
            )
            parts.append(f"stage {through}{pause}, deux demi-journées")
        else:
            name = say.name(one.kind)
            if one.kind is Kind.STAGE:
                name = "stage le matin," if one.half_day is HalfDay.MORNING else "stage l’après-midi,"
            calls = "".join(
                f", déplacement de {_clock(call.start, zone)} à {_clock(call.end, zone)}"
                + (
                    f" dont {wording.say_duration(call.on_site)} sur place"
                    if call.on_site != call.end - call.start
                    else ""
                )
                for call in one.call_outs
            )
            parts.append(f"{name} {_hours(one, zone)}{calls}{_flags(one)}")
    return " ; ".join(parts)


def _flags(one: Activity) -> str:
    said = ", pause non donnée" if one.no_pause else ""
    said += ", aucun senior joignable" if one.no_senior else ""
    return said + (", avec accord" if one.consent else "")


def _hours(one: Activity, zone: str) -> str:
    return f"de {_clock(one.start, zone)} à {_clock(one.end, zone)}"


def _clock(at: int, zone: str) -> str:
    when = local(at, zone)
    return wording.say_time(when.hour * 60 + when.minute)


def letters_of(heard: Sequence[Heard], first: date, last: date, undated: bool = False) -> str:
    """The days that were understood, as lines that read back the same: a week a line, a day a line at the edges.

    ``undated`` weeks stay without a date: written with one, they would be read with its public holidays.
    """
    words = {one.day: one.word for one in heard}
    lines: list[str] = []
    day = first
    while day <= last:
        whole = day.weekday() == 0 and day + timedelta(days=6) <= last
        week = " ".join(words.get(day + timedelta(days=n), "..") for n in range(7 if whole else 1))
        if whole:
            lines.append(week if undated else f"semaine du {wording.say_day(day)} : {week}")
        else:
            lines.append(f"{DAY_NAMES[day.weekday()] if undated else wording.say_date(day)} : {week}")
        day += timedelta(days=7 if whole else 1)
    return "\n".join(lines)
