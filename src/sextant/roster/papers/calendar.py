"""One calendar (.ics) per intern, to subscribe to or import: every activity, and the rest after each duty."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from icalendar import Calendar, Event, vText

from sextant.almanac.activity import ABSENCES, Activity, Kind
from sextant.almanac.span import Instant, local
from sextant.law import say
from sextant.law.library import Library, load
from sextant.law.rests import rests
from sextant.roster.papers.legend import mark_of, title
from sextant.roster.problem import Intern
from sextant.roster.roster import Roster

_FREE = frozenset({Kind.REST, Kind.RECOVERY}) | ABSENCES


def write_calendars(
    roster: Roster, folder: Path, *, stamp: datetime, library: Library | None = None
) -> list[Path]:
    """Write one calendar per intern into ``folder`` (made when absent); their paths, in the ward's order.

    ``stamp`` is the DTSTAMP of every event: the same roster and stamp give the same bytes. Identifiers do not
    depend on it, so that a later calendar moves the events of an earlier one instead of doubling them. Times
    are written in UTC; leave as whole days.
    """
    library = library or load()
    calendars = [
        (name, calendar(roster, intern, stamp, library).to_ical())
        for name, intern in zip(file_names(roster.problem.interns), roster.problem.interns, strict=True)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in calendars:
        path = folder / f"{name}.ics"
        path.write_bytes(content)
        paths.append(path)
    return paths


def calendar(roster: Roster, intern: Intern, stamp: datetime, library: Library) -> Calendar:
    """The calendar of one intern."""
    found = Calendar()
    seen: Counter[str] = Counter()
    found.add("prodid", "-//Sextant//Tableau de service//FR")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    title = " ".join(f"{roster.problem.ward} – {intern.name}".split())
    found.add("x-wr-calname", vText(title))
    for uid, event in _events(roster, intern, library):
        seen[uid] += 1  # two things of one kind in one half-day stay two events
        event.add("uid", f"{uid}{f'-{seen[uid]}' if seen[uid] > 1 else ''}@sextant")
        event.add("dtstamp", stamp.astimezone(UTC))
        found.add_component(event)
    return found


def _events(roster: Roster, intern: Intern, library: Library) -> Iterator[tuple[str, Event]]:
    problem = roster.problem
    timeline = roster.timeline(intern)
    owed = rests(timeline, library, problem.settings)
    lines = {line.id: line.name for line in problem.lines}
    for activity in timeline.activities:
        if activity.kind in ABSENCES:
            continue
        if activity.kind is Kind.REST and any(
            rest.span.start <= activity.start < rest.span.end for rest in owed
        ):
            continue  # the rest owed says more than the rest written down
        place = lines.get(activity.line, activity.line) or problem.ward
        event = Event()
        event.add("summary", _summary(activity, place))
        event.add("dtstart", _utc(activity.start))
        event.add("dtend", _utc(activity.end))
        event.add("location", activity.site or problem.hospital or problem.ward)
        event.add("categories", [mark_of(activity).letter])
        if activity.kind in _FREE:
            event.add("transp", "TRANSPARENT")
        yield _uid(problem.ward, intern.name, activity), event
    for rest in owed:
        event = Event()
        event.add("summary", f"Repos de sécurité (après {say.name(rest.after.kind)})")
        says = _capital(rest.rule.says.rstrip("."))
        event.add("description", f"{says} ({rest.rule.article}).")
        event.add("dtstart", _utc(rest.span.start))
        event.add("dtend", _utc(rest.span.end))
        event.add("categories", ["R"])
        event.add("transp", "TRANSPARENT")
        yield _uid(problem.ward, intern.name, rest.after, "repos"), event
    yield from _absences(problem.ward, intern, timeline.activities)


def _absences(ward: str, intern: Intern, activities: Iterable[Activity]) -> Iterator[tuple[str, Event]]:
    """Absences as whole days, days that follow each other in one event."""
    runs: list[list[Activity]] = []
    for activity in sorted((a for a in activities if a.kind in ABSENCES), key=lambda a: (a.kind, a.day)):
        if runs and runs[-1][-1].kind is activity.kind and activity.day - runs[-1][-1].day <= 1:
            runs[-1].append(activity)
        else:
            runs.append([activity])
    for run in sorted(runs, key=lambda run: run[0].day):
        event = Event()
        event.add("summary", title(run[0].kind))
        event.add("dtstart", date.fromordinal(run[0].day))
        event.add("dtend", date.fromordinal(run[-1].day) + timedelta(days=1))
        event.add("categories", [mark_of(run[0]).letter])
        event.add("transp", "TRANSPARENT")
        yield _uid(ward, intern.name, run[0]), event


def file_names(interns: Iterable[Intern]) -> list[str]:
    """A plain file name per intern, without accents or anything a file system minds, never the same twice."""
    found: list[str] = []
    for intern in interns:
        plain = unicodedata.normalize("NFKD", intern.name).encode("ascii", "ignore").decode().lower()
        name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "interne"
        number, free = 2, name
        while free in found:
            free, number = f"{name}-{number}", number + 1
        found.append(free)
    return found


def _uid(ward: str, name: str, activity: Activity, what: str = "") -> str:
    facts = (ward, name, activity.kind.value, activity.day, int(activity.half_day), activity.line, what)
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:32]


def _summary(activity: Activity, place: str) -> str:
    if activity.kind is Kind.STAGE:
        return f"{_capital(say.half_day(activity.half_day))} en stage — {place}"
    if activity.kind in (Kind.UNIVERSITY, Kind.PERSONAL, Kind.REST, Kind.RECOVERY):
        return title(activity.kind)
    return f"{title(activity.kind)} — {place}"


def _utc(at: Instant) -> datetime:
    return local(at, "UTC").astimezone(UTC)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
