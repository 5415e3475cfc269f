"""Entries of our tests, in one line each."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sextant.almanac.activity import Kind
from sextant.almanac.span import instant
from sextant.ledger.entry import Correction, Entry, Source

MONDAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def stage(day: int, start: int = 8 * 60 + 30, end: int = 18 * 60 + 30, **facts: object) -> Entry:
    """A day of stage, ``day`` days after Monday 2 November 2026; its id says which."""
    name = str(facts.pop("id", f"entree-{day:04d}"))
    return _entry(name, Kind.STAGE, day, start, end, **{"half_days": 2, **facts})


def night(day: int, **facts: object) -> Entry:
    """A night garde, 18:30 to 8:30."""
    return _entry(f"garde-{day:04d}", Kind.GARDE_NUIT, day, 18 * 60 + 30, 32 * 60 + 30, **facts)


def correction(entry: Entry, to: Entry | None, minutes: int = 0, name: str = "correction-1") -> Correction:
    """A correction noted ``minutes`` after 20 November, noon."""
    when = datetime(2026, 11, 20, 12, 0, tzinfo=UTC) + timedelta(minutes=minutes)
    return Correction(name, entry.id, to, "heure de fin oubliée", when)


def _entry(name: str, kind: Kind, day: int, start: int, end: int, **facts: object) -> Entry:
    when = MONDAY.toordinal() + day
    fields = {
        "recorded_at": datetime.fromordinal(when + 1).replace(hour=12, tzinfo=UTC),
        "source": Source.TAP,
    }
    return Entry(name, kind, instant(when, start), instant(when, end), **{**fields, **facts})  # type: ignore[arg-type]
