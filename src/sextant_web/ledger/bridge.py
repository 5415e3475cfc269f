"""Between rows and the domain: the only file that knows both."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sextant.almanac.person import Person
from sextant.ledger.acceptance import person_from
from sextant.ledger.canonical import read_canonical
from sextant.ledger.entry import Correction, Entry
from sextant.ledger.journal import Noted, Sealed, beginning, replay
from sextant.ledger.neighbours import Neighbours
from sextant_web.ledger import models as rows
from sextant_web.people.models import User


def chain_of(user: User) -> rows.Chain:
    """The chain of a person, begun at first use."""
    found = rows.Chain.objects.filter(user=user).first()
    if found is not None:
        return found
    chain = rows.Chain(user=user)
    begun, _ = rows.Chain.objects.get_or_create(
        user=user, defaults={"id": chain.id, "seal": beginning(str(chain.id)).seal}
    )
    return begun


def person_of(chain: rows.Chain) -> Person:
    """The person as the law sees one. Raises BadDocument for facts that cannot be."""
    return person_from(chain.person, chain.user.name or "Interne")


def head_of(chain: rows.Chain) -> Sealed:
    """What the next line follows."""
    return Sealed(chain.length, "", chain.seal)


def sealed_of(records: Iterable[rows.Record]) -> list[Sealed]:
    """Rows as lines of a journal, in their order."""
    return [Sealed(record.number, record.text, record.seal) for record in records]


def row_of(chain: rows.Chain, previous: Sealed, line: Sealed) -> rows.Record:
    """The row of a line just sealed. It is not saved here."""
    _, item, sealed_at = read_canonical(line.text)
    return rows.Record(
        chain=chain,
        number=line.number,
        item=item.id,
        about=item.corrects if isinstance(item, Correction) else item.id,
        text=line.text,
        previous=previous.seal,
        seal=line.seal,
        recorded_at=sealed_at,
    )


def entry_of(standing: rows.Standing) -> Entry | None:
    """The entry as it stands, None when it was withdrawn. ``record`` is fetched with it."""
    _, item, _ = read_canonical(standing.record.text)
    if isinstance(item, Correction):
        return item.to
    return item if isinstance(item, Entry) else None


def entries_of(chain: rows.Chain, first: date | None = None, last: date | None = None) -> list[Entry]:
    """What stands, in order of work, of the days ``first`` to ``last``."""
    standing = chain.standing.filter(withdrawn=False).select_related("record")
    if first is not None:
        standing = standing.filter(day__gte=first.toordinal())
    if last is not None:
        standing = standing.filter(day__lte=last.toordinal())
    return [entry for one in standing for entry in [entry_of(one)] if entry is not None]


def first_noted(chain: rows.Chain) -> date | None:
    """The first day of which anything stands."""
    day = chain.standing.filter(withdrawn=False).values_list("day", flat=True).first()
    return None if day is None else date.fromordinal(day)


def latest_of(chain: rows.Chain, count: int, before: date) -> list[Entry]:
    """The last entries up to the day ``before``, the latest first."""
    standing = chain.standing.filter(withdrawn=False, day__lte=before.toordinal() + 1)
    found = [entry_of(one) for one in standing.select_related("record").order_by("-start")[:count]]
    return [entry for entry in found if entry is not None]


def neighbours_of(standing: Iterable[rows.Standing]) -> Neighbours:
    """These entries, ready to take in new ones beside them."""
    around = Neighbours()
    for one in standing:
        entry = entry_of(one)
        around.standing[one.entry] = entry
        if entry is not None:
            around.starts.append((entry.start, entry.id))
    around.starts.sort()
    return around


def history_of(chain: rows.Chain, entry: str) -> Noted | None:
    """One entry with its corrections, in order of arrival."""
    return replay(sealed_of(chain.records.filter(about=entry))).by_id(entry)


def rebuild_standing(chain: rows.Chain) -> None:
    """What the chain says now, worked out again from its records. To be called in a transaction."""
    records = {record.item: record for record in chain.records.all()}
    found = []
    for noted in replay(sealed_of(records.values())).noted:
        last = noted.corrections[-1].id if noted.corrections else noted.first.id
        placed = [noted.first, *(one.to for one in noted.corrections if one.to is not None)][-1]
        found.append(
            rows.Standing(
                chain=chain,
                entry=noted.first.id,
                number=noted.number,
                record=records[last],
                start=placed.start,
                day=placed.day,
                withdrawn=noted.current is None,
                corrections=len(noted.corrections),
            )
        )
    chain.standing.all().delete()
    rows.Standing.objects.bulk_create(found, batch_size=500)
