"""A week as it is drawn: seven days of twenty-four hours, what fills them, the rests owed and those broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sextant.almanac.activity import ABSENCES, Activity, Kind
from sextant.almanac.span import Instant, Span, local
from sextant.almanac.timeline import Timeline
from sextant.almanac.week import monday_of
from sextant.law.library import Library
from sextant.law.reading import PRESENCE
from sextant.law.rests import rests
from sextant.law.settings import Settings
from sextant.roster.papers.legend import mark_of


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of one day: ``start`` and ``end`` in minutes of the clock on the wall.

    ``letter`` of the week notation; « R » is a rest owed. ``broken``: presence within a rest owed. ``thin``: being
    reachable, not being there.
    """

    start: int
    end: int
    letter: str
    thin: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True)
class WeekPicture:
    """A week, Monday first. ``outside`` days are not in the period."""

    monday: date
    days: tuple[tuple[Bar, ...], ...]
    outside: tuple[bool, ...]


def week_pictures(timeline: Timeline, library: Library, settings: Settings) -> tuple[WeekPicture, ...]:
    """Every week that the timeline touches, in order."""
    zone = timeline.person.zone
    owed = [rest.span for rest in rests(timeline, library, settings)]
    bars: dict[int, list[Bar]] = {}
    for span in owed:
        for day, start, end in _by_day(span.start, span.end, zone):
            bars.setdefault(day, []).append(Bar(start, end, "R"))
    for activity in timeline.activities:
        for day, bar in _bars(activity, owed, zone):
            bars.setdefault(day, []).append(bar)
    return tuple(_weeks(timeline, bars))


def _weeks(timeline: Timeline, bars: Mapping[int, Sequence[Bar]]) -> Iterator[WeekPicture]:
    monday = monday_of(timeline.first)
    while monday <= timeline.last:
        days = [monday + timedelta(days=n) for n in range(7)]
        yield WeekPicture(
            monday,
            tuple(tuple(bars.get(day.toordinal(), ())) for day in days),
            tuple(not timeline.first <= day <= timeline.last for day in days),
        )
        monday += timedelta(days=7)


def _bars(activity: Activity, owed: Iterable[Span], zone: str) -> Iterator[tuple[int, Bar]]:
    letter = mark_of(activity).letter
    if activity.kind in ABSENCES:
        yield activity.day, Bar(0, 1440, letter, thin=True)
        return
    if activity.kind is Kind.REST:
        return
    thin = activity.kind is Kind.ASTREINTE
    for day, start, end in _by_day(activity.start, activity.end, zone):
        yield day, Bar(start, end, letter, thin=thin)
    stretches = [(call.start, call.end) for call in activity.call_outs]
    for begin, finish in stretches:
        for day, start, end in _by_day(begin, finish, zone):
            yield day, Bar(start, end, letter)
    if activity.kind in PRESENCE:
        stretches.append((activity.start, activity.end))
    for begin, finish in stretches:
        for span in owed:
            cut = max(begin, span.start), min(finish, span.end)
            if cut[0] < cut[1]:
                for day, start, end in _by_day(*cut, zone):
                    yield day, Bar(start, end, letter, broken=True)


def _by_day(start: Instant, end: Instant, zone: str) -> Iterator[tuple[int, int, int]]:
    """(ordinal, first minute, last minute) of each local day that a stretch touches."""
    begin, finish = local(start, zone), local(end, zone)
    for day in range(begin.toordinal(), finish.toordinal() + 1):
        first = begin.hour * 60 + begin.minute if day == begin.toordinal() else 0
        last = finish.hour * 60 + finish.minute if day == finish.toordinal() else 1440
        if first < last:
            yield day, first, last
