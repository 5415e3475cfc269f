"""Entries of Camille, as short as a test wants them: a kind, a day, two clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sextant.almanac.activity import Kind
from sextant.almanac.hours_form import read_clock
from sextant.almanac.person import Person
from sextant.almanac.span import PARIS, instant
from sextant.ledger.entry import Entry, Item
from sextant.ledger.journal import Sealed, beginning, seal
from tests.cast import CAMILLE

CHAIN = "c4m1lle-0000"
NOW = datetime(2026, 12, 1, 19, 15, tzinfo=UTC)
MONDAY = date(2026, 11, 16)  # a week without a public holiday
PERSON = Person(CAMILLE.name)
NIGHT = ("18:30", "08:30")


def at(day: date, clock: str, zone: str = PARIS) -> int:
    return instant(day.toordinal(), read_clock(clock), zone)


def noted(
    kind: Kind | str = Kind.STAGE,
    day: date = MONDAY,
    start: str = "08:30",
    end: str = "13:00",
    *,
    id: str = "",  # noqa: A002 - the name of the fact
    zone: str = PARIS,
    **facts: Any,
) -> Entry:
    """An entry; an end that is not after the start is on the next day."""
    since, until = at(day, start, zone), at(day, end, zone)
    if until <= since:
        until = instant(day.toordinal() + 1, read_clock(end), zone)
    facts.setdefault("recorded_at", NOW)
    return Entry(id or f"{Kind(kind)}-{day}-{start}", Kind(kind), since, until, zone=zone, **facts)


def sealed(*items: Item, chain: str = CHAIN) -> list[Sealed]:
    lines: list[Sealed] = []
    previous = beginning(chain)
    for item in items:
        previous = seal(previous, item, NOW)
        lines.append(previous)
    return lines
