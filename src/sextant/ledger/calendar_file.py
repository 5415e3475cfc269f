"""Reads a calendar (.ics) into entries: what its titles name as work or leave; the rest of a life is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from os import PathLike

from icalendar import Calendar, Event

from sextant.almanac.activity import ABSENCES, Kind
from sextant.almanac.person import Person
from sextant.almanac.span import local
from sextant.document import read_bytes
from sextant.errors import BadFile, BadInput, Place
from sextant.ledger.cells import read_text
from sextant.ledger.entry import Entry, Source, absence
from sextant.ledger.from_activities import content_id
from sextant.ledger.sheet_words import kind_of
from sextant.ledger.wall_clock import wall_clock

MAX_BYTES = 5_000_000
_NOON, _LATE = 12 * 60 + 30, 16 * 60


@dataclass(frozen=True, slots=True)
class Calendared:
    """What a calendar says: entries, titles that name no work (left out), and what could not be read."""

    entries: tuple[Entry, ...]
    left_out: tuple[str, ...]
    refused: tuple[str, ...]


def read_calendar(
    path: str | PathLike[str],
    person: Person,
    recorded_at: datetime,
    kinds: dict[str, Kind] | None = None,
) -> Calendared:
    """The events of a calendar whose title is a known nature of presence, or one of ``kinds``. Raises BadFile."""
    return calendar_of(read_bytes(path, MAX_BYTES), str(path), person, recorded_at, kinds)


def calendar_of(
    content: bytes, name: str, person: Person, recorded_at: datetime, kinds: dict[str, Kind] | None = None
) -> Calendared:
    """The same from bytes. Raises BadFile when they are no calendar."""
    try:
        events = [one for one in Calendar.from_ical(content).walk("VEVENT") if isinstance(one, Event)]
    except (ValueError, IndexError, KeyError, TypeError, AttributeError):
        raise BadFile(
            "ce fichier n’est pas un calendrier",
            place=Place(name),
            remedy="Exportez votre agenda au format .ics.",
        ) from None
    entries: list[Entry] = []
    left_out: dict[str, None] = {}
    refused: list[str] = []
    for event in events:
        title = read_text(event.get("summary") or "")
        kind = _kind(title, kinds or {})
        if kind is None:
            left_out[title or "(sans titre)"] = None
            continue
        try:
            if event.get("rrule") is not None:
                raise BadInput("un événement répété n’est pas lu", remedy="Exportez chaque jour à part.")
            entries += _entries(event, kind, person, recorded_at)
        except BadInput as error:
            refused.append(f"« {title:.60} » : {error}")
    return Calendared(tuple(entries), tuple(left_out), tuple(refused))


def _kind(title: str, kinds: dict[str, Kind]) -> Kind | None:
    """The nature that a title names, whole or by its first words: « Garde de nuit, urgences » is a night garde."""
    if title in kinds:
        return kinds[title]
    head = re.split(r"[,;:(–—|/-]", title)[0]
    words = head.split()
    for length in range(len(words), 0, -1):
        found = kind_of(" ".join(words[:length]))
        if found is not None:
            return found
    return None


def _entries(event: Event, kind: Kind, person: Person, recorded_at: datetime) -> Iterator[Entry]:
    start, end = event.decoded("dtstart", None), event.decoded("dtend", None)
    if not isinstance(start, date):
        raise BadInput("la date manque")
    if not isinstance(start, datetime):
        if kind not in ABSENCES:
            raise BadInput(
                "une présence d’une journée entière ne dit pas ses heures", remedy="Donnez-lui des heures."
            )
        last = end if isinstance(end, date) else start + timedelta(days=1)
        for n in range(min((last - start).days, 366)):
            made = absence(
                "", kind, start.toordinal() + n, recorded_at, zone=person.zone, source=Source.IMPORTED
            )
            yield _with_id(made)
        return
    if not isinstance(end, datetime):
        raise BadInput("la fin manque")
    since, until = _instant(start, person.zone), _instant(end, person.zone)
    if kind in ABSENCES:
        for day in range(
            local(since, person.zone).toordinal(), local(until - 1, person.zone).toordinal() + 1
        ):
            yield _with_id(absence("", kind, day, recorded_at, zone=person.zone, source=Source.IMPORTED))
        return
    begin, finish = local(since, person.zone), local(until, person.zone)
    whole = (
        kind is Kind.STAGE
        and begin.hour * 60 + begin.minute < _NOON
        and (finish.toordinal() - begin.toordinal()) * 1440 + finish.hour * 60 + finish.minute >= _LATE
    )
    half_days = (2 if whole else 1) if kind is Kind.STAGE else None
    yield _with_id(
        Entry("", kind, since, until, recorded_at, person.zone, Source.IMPORTED, half_days=half_days)
    )


def _instant(moment: datetime, zone: str) -> int:
    """An event without a zone is on the person's own clock."""
    if moment.tzinfo is not None:
        return int(moment.timestamp() // 60)
    return wall_clock(moment.date(), moment.hour * 60 + moment.minute, zone)


def _with_id(entry: Entry) -> Entry:
    return replace(entry, id=content_id(entry.kind, entry.start, entry.end, entry.zone))
