"""What an import would change, before anything is noted: what is new, what is there already, what is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sextant.errors import AlreadyNoted, BadInput
from sextant.ledger.entry import Entry
from sextant.ledger.journal import Replayed
from sextant.ledger.neighbours import Neighbours


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """``new`` entries can be noted together. ``known`` are in the ledger, as they are or corrected since."""

    new: tuple[Entry, ...]
    known: tuple[Entry, ...]
    refused: tuple[BadInput, ...]


def plan_import(replayed: Replayed, entries: Iterable[Entry], now: datetime) -> ImportPlan:
    """Sort the entries of an import. An entry once imported is never imported again, even corrected or withdrawn."""
    around = Neighbours(replayed)
    new: list[Entry] = []
    known: list[Entry] = []
    refused: list[BadInput] = []
    for entry in entries:
        if entry.id in around.standing:
            known.append(entry)
            continue
        try:
            around.take(entry, now)
        except AlreadyNoted:
            known.append(entry)
        except BadInput as error:
            refused.append(error)
        else:
            new.append(entry)
    return ImportPlan(tuple(new), tuple(known), tuple(refused))
