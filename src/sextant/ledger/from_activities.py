"""Activities, planned or read from a file, as entries of a ledger: the same facts, each with its id."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from sextant.almanac.activity import Activity, Kind
from sextant.almanac.half_day import HalfDay
from sextant.ledger.entry import Entry, Source


def entries_from(
    activities: Iterable[Activity], zone: str, source: Source, recorded_at: datetime, *, by: str = ""
) -> list[Entry]:
    """One entry for each activity; a morning and an afternoon of stage that touch stay two."""
    return [
        Entry(
            id=content_id(activity.kind, activity.start, activity.end, zone),
            kind=activity.kind,
            start=activity.start,
            end=activity.end,
            recorded_at=recorded_at,
            zone=zone,
            source=source,
            by=by,
            half_days=1 if activity.kind is Kind.STAGE and activity.half_day is not HalfDay.NIGHT else None,
            pause=False if activity.no_pause else None,
            call_outs=activity.call_outs,
            site=activity.site,
            line=activity.line,
            imposed=activity.imposed,
            consent=activity.consent,
            no_senior=activity.no_senior,
        )
        for activity in activities
    ]


def content_id(kind: Kind, start: int, end: int, zone: str) -> str:
    """An id made of the content: the same presence read twice has the same id."""
    return "c-" + sha256(f"{kind.value} {start} {end} {zone}".encode()).hexdigest()[:24]
