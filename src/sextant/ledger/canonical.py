"""The one way in which an item of a ledger is written to be sealed, and read back.

JSON in UTF-8, keys sorted, no blank, absent keys for what was not said; local times with their offset, to
the minute (``2026-11-04T18:30+01:00``), moments of noting in UTC, to the second. The page
docs/explanation/how-the-ledger-is-sealed.md publishes it with a test vector.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sextant.almanac.activity import CallOut, Kind
from sextant.almanac.span import PARIS, Instant, local
from sextant.errors import BadEntry
from sextant.ledger.entry import Correction, Entry, Item, Source

_write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def canonical(number: int, item: Item, sealed_at: datetime) -> str:
    """The text that is sealed: the item, its number in the chain (from 1), when it arrived."""
    key = "entry" if isinstance(item, Entry) else "correction"
    return _write({"at": write_moment(sealed_at), key: item_data(item), "n": number})


def read_canonical(text: str) -> tuple[int, Item, datetime]:
    """The inverse of :func:`canonical`. Raises BadEntry when the text has another form."""
    try:
        data = json.loads(text)
        item: Item = _entry(data["entry"]) if "entry" in data else _correction(data["correction"])
        return int(data["n"]), item, read_moment(data["at"])
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
        raise BadEntry(
            "une ligne du carnet n’a pas la forme attendue",
            remedy="Vérifiez le carnet : sextant ledger verify.",
        ) from None


def item_data(item: Item) -> dict[str, Any]:
    """An item as plain values, what was not said left out."""
    return _entry_data(item) if isinstance(item, Entry) else _correction_data(item)


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
