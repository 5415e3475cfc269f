"""A file of hours read for one person: what is understood of it, and what would become of each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sextant.almanac.activity import Kind
from sextant.almanac.person import Person
from sextant.ledger.calendar_file import calendar_of
from sextant.ledger.entry import Entry
from sextant.ledger.sheet import Columns, Read, read_sheet, recognise
from sextant.ledger.sheet_table import table_from
from sextant.ledger.sheet_words import Role
from sextant_web.ledger.noting import Answer, note
from sextant_web.people.models import User


@dataclass(frozen=True)
class Understood:
    """``columns`` is None for a calendar. ``refused`` are rows that cannot be read, one sentence each."""

    columns: Columns | None
    read: tuple[Read, ...]
    refused: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def entries(self) -> list[Entry]:
        return [one.entry for one in self.read]


def understand(
    content: bytes,
    name: str,
    person: Person,
    now: datetime,
    roles: Mapping[str, str],
    kinds: Mapping[str, str],
) -> Understood:
    """What a workbook, a text or a calendar says. Raises BadInput when it says nothing that can be read."""
    meant = {word: Kind(kind) for word, kind in kinds.items()}
    if content[:200].lstrip(b"\xef\xbb\xbf\r\n ").upper().startswith(b"BEGIN:VCALENDAR"):
        found = calendar_of(content, name, person, now, meant)
        return Understood(None, tuple(Read(0, one) for one in found.entries), found.refused, found.left_out)
    table = table_from(content, name)
    columns = recognise(table, {title: Role(role) if role else None for title, role in roles.items()}, meant)
    reading = read_sheet(table, columns, person, now)
    return Understood(columns, reading.read, tuple(str(one) for one in reading.refused), columns.left_out)


def tried(user: User, entries: list[Entry], now: datetime) -> list[Answer]:
    """What noting them would answer; nothing is noted."""
    with transaction.atomic():
        answers = note(user, entries, now)
        transaction.set_rollback(True)
    return answers
