"""The procedural facts that rules know of (``records.yaml``): a misspelt one would change a verdict in silence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from sextant.document import Document, read_document
from sextant.form import KeyPath, did_you_mean, to_day

FILE = Path(__file__).parent / "records.yaml"


@dataclass(frozen=True, slots=True)
class Record:
    """A procedural fact: its name in files, what it says, of what, and its type (oui-non, date, texte)."""

    name: str
    says: str
    subject: str
    type: str


@lru_cache(maxsize=1)
def known_records() -> dict[str, Record]:
    """Every record, by name."""
    return {entry["name"]: Record(**entry) for entry in read_document(FILE).data["records"]}


def say_record(name: str) -> str:
    """What a record means, in French: « le directeur a arrêté le tableau »."""
    known = known_records()
    return known[name].says if name in known else name.replace("_", " ")


def read_records(document: Document, path: KeyPath, written: dict[str, Any]) -> dict[str, object]:
    """The records written at ``path``. Raises an error with their place for a name or a value that is not known."""
    known = known_records()
    found: dict[str, object] = {}
    for name, value in written.items():
        here = (*path, name)
        if name not in known:
            raise document.bad(
                here, f"le fait « {name:.60} » est inconnu", remedy=did_you_mean(name, list(known))
            )
        try:
            found[name] = _value(known[name], value)
        except ValueError as error:
            raise document.bad(here, str(error), why=known[name].says) from None
    return found


def _value(record: Record, value: object) -> date | bool | str:
    if record.type == "date":
        day = to_day(value)
        assert isinstance(day, date)
        return day
    if isinstance(value, bool):
        return value
    if record.type == "oui-non":
        raise ValueError("true (oui) ou false (non) est attendu")
    if isinstance(value, str) and value.strip():
        return value
    raise ValueError("du texte est attendu")
