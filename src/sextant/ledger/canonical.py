"""The one way in which an item of a ledger is written to be sealed, and read back.

JSON in UTF-8, keys sorted, no blank, absent keys for what was not said; local times with their offset, to
the minute (``2026-11-04T18:30+01:00``), moments of noting in UTC, to the second. The page
docs/explanation/how-the-ledger-is-sealed.md publishes it with a test vector.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sextant.almanac.activity import CallOut, Kind
from sextant.almanac.span import PARIS, Instant, local
from sextant.errors import BadEntry
from sextant.ledger.entry import Correction, Entry, Item, PersonFacts, Source

_write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def canonical(number: int, item: Item, sealed_at: datetime) -> str:
    """The text that is sealed: the item, its number in the chain (from 1), when it arrived."""
    key = "entry" if isinstance(item, Entry) else "correction" if isinstance(item, Correction) else "facts"
    return _write({"at": write_moment(sealed_at), key: item_data(item), "n": number})


def read_canonical(text: str) -> tuple[int, Item, datetime]:
    """The inverse of :func:`canonical`. Raises BadEntry when the text has another form."""
    try:
        data = json.loads(text)
        item: Item
        if "entry" in data:
            item = _entry(data["entry"])
        elif "correction" in data:
            item = _correction(data["correction"])
        else:
            item = _facts(data["facts"])
        return int(data["n"]), item, read_moment(data["at"])
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
        raise BadEntry(
            "une ligne du carnet n’a pas la forme attendue",
            remedy="Vérifiez le carnet : sextant ledger verify.",
        ) from None


def item_data(item: Item) -> dict[str, Any]:
    """An item as plain values, what was not said left out."""
    if isinstance(item, Entry):
        return _entry_data(item)
    return _correction_data(item) if isinstance(item, Correction) else _facts_data(item)


def _entry_data(entry: Entry) -> dict[str, Any]:
    zone = entry.zone
    said: dict[str, Any] = {
        "from": write_local(entry.start, zone),
        "id": entry.id,
        "kind": entry.kind.value,
        "recorded_at": write_moment(entry.recorded_at),
        "source": entry.source.value,
        "to": write_local(entry.end, zone),
    }
    if zone != PARIS:
        said["zone"] = zone
    for name in ("by", "site", "line", "asked_by", "note", "half_days", "lunch", "consent", "no_senior"):
        value = getattr(entry, name)
        if value:
            said[name] = value
    for name in ("pause", "out_of_care"):
        value = getattr(entry, name)
        if value is not None:
            said[name] = value
    if not entry.imposed:
        said["imposed"] = False
    if entry.tags:
        said["tags"] = list(entry.tags)
    if entry.call_outs:
        said["call_outs"] = [
            {
                "from": write_local(call.start, zone),
                "on_site": call.on_site,
                "to": write_local(call.end, zone),
            }
            for call in entry.call_outs
        ]
    return said


def _entry(data: dict[str, Any]) -> Entry:
    plain = {
        name: data[name]
        for name in (
            "id", "zone", "by", "site", "line", "asked_by", "note", "half_days", "lunch", "consent",
            "no_senior", "pause", "out_of_care", "imposed",
        )
        if name in data
    }  # fmt: skip
    return Entry(
        kind=Kind(data["kind"]),
        start=read_local(data["from"]),
        end=read_local(data["to"]),
        recorded_at=read_moment(data["recorded_at"]),
        source=Source(data["source"]),
        tags=tuple(data.get("tags", ())),
        call_outs=tuple(
            CallOut(read_local(call["from"]), read_local(call["to"]), call["on_site"])
            for call in data.get("call_outs", ())
        ),
        **plain,
    )


def _correction_data(correction: Correction) -> dict[str, Any]:
    said: dict[str, Any] = {
        "corrects": correction.corrects,
        "id": correction.id,
        "reason": correction.reason,
        "recorded_at": write_moment(correction.recorded_at),
    }
    if correction.by:
        said["by"] = correction.by
    if correction.to is not None:
        said["to"] = _entry_data(correction.to)
    return said


def _correction(data: dict[str, Any]) -> Correction:
    return Correction(
        id=data["id"],
        corrects=data["corrects"],
        to=_entry(data["to"]) if "to" in data else None,
        reason=data["reason"],
        recorded_at=read_moment(data["recorded_at"]),
        by=data.get("by", ""),
    )


def _facts_data(facts: PersonFacts) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": facts.id,
        "person": _without_fractions(dict(facts.person)),
        "recorded_at": write_moment(facts.recorded_at),
    }
    if facts.by:
        said["by"] = facts.by
    return said


def _facts(data: dict[str, Any]) -> PersonFacts:
    person = {key: _number(key, value) for key, value in data["person"].items()}
    return PersonFacts(data["id"], person, read_moment(data["recorded_at"]), data.get("by", ""))


def _without_fractions(value: Any) -> Any:
    """Numbers that are not whole as text, days as ISO text: what every language writes in one way."""
    if isinstance(value, dict):
        return {key: _without_fractions(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_without_fractions(one) for one in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() else repr(value)
    return value.isoformat() if isinstance(value, date) else value


def _number(key: str, value: Any) -> Any:
    """The inverse for the two facts that are measured."""
    return float(value) if key in ("share", "leave_taken") else value


# -- moments ------------------------------------------------------------------------------------------


def write_local(moment: Instant, zone: str) -> str:
    """``2026-11-04T18:30+01:00``: the clock on the wall, and its offset."""
    return local(moment, zone).isoformat(timespec="minutes")


def read_local(text: str) -> Instant:
    """The inverse of :func:`write_local`; the offset decides. Raises ValueError."""
    return (datetime.fromisoformat(text) - _EPOCH) // _MINUTE


def write_moment(moment: datetime) -> str:
    """``2026-11-25T03:10:07Z``. The moment is aware; its part below the second is left out."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_moment(text: str) -> datetime:
    """The inverse of :func:`write_moment`. Raises ValueError."""
    if not text.endswith("Z"):
        raise ValueError(f"« {text:.40} » ne finit pas par Z")
    return datetime.fromisoformat(text)
