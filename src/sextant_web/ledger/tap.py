"""From two taps to an entry: what an arrival and a departure say together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sextant import wording
from sextant.almanac.activity import CallOut, Kind
from sextant.almanac.hours import DEFAULT_HOURS
from sextant.almanac.span import local
from sextant.errors import BadEntry
from sextant.ledger.entry import Entry, Source
from sextant_web.ledger.device_form import moment
from sextant_web.ledger.telling import TAPPED

_NOON, _LATE, _EVENING = 12 * 60 + 30, 16 * 60, 17 * 60
LONGEST_STAGE = 14 * 60
"""A stage that lasted longer was most likely a stage, then a garde: the person says which."""


@dataclass(frozen=True)
class Leaving:
    """What a departure adds. ``garde_from``: the garde that followed the stage on, from then; minutes UTC."""

    end: datetime
    lunch: int = 0
    pause: bool | None = None
    out_of_care: int | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    garde_from: int | None = None


def entries_from(
    entry_id: str, kind: Kind, at: datetime, zone: str, calls: Sequence[dict[str, Any]], leaving: Leaving
) -> list[Entry]:
    """The entry of an arrival and a departure; two when a garde followed the stage. Raises BadEntry."""
    start, end = int(at.timestamp() // 60), int(leaving.end.timestamp() // 60)
    stage_end = end if leaving.garde_from is None else leaving.garde_from
    if kind is Kind.STAGE and stage_end - start > LONGEST_STAGE:
        raise BadEntry(
            f"ce stage aurait duré {wording.say_duration(stage_end - start)}",
            why="une garde se note à part : elle a son propre repos",
            remedy="Dites à quelle heure la garde a commencé, ou corrigez l’heure de départ.",
        )
    half_days = half_days_of(start, stage_end, zone) if kind is Kind.STAGE else None
    first = Entry(
        id=entry_id,
        kind=kind,
        start=start,
        end=stage_end,
        recorded_at=leaving.end,
        zone=zone,
        source=Source.TAP,
        half_days=half_days,
        lunch=leaving.lunch if half_days == 2 else 0,
        pause=leaving.pause,
        out_of_care=leaving.out_of_care,
        call_outs=_call_outs(calls, end) if kind is Kind.ASTREINTE else (),
        tags=leaving.tags,
        note=leaving.note,
    )
    if leaving.garde_from is None:
        return [first]
    garde = Entry(f"{entry_id}-g", Kind.GARDE_NUIT, stage_end, end, leaving.end, zone, Source.TAP)
    return [first, garde]


def half_days_of(start: int, end: int, zone: str) -> int | None:
    """Two for a stage from the morning to the evening; what is shorter says it by its hours."""
    begin, over = local(start, zone), local(end, zone)
    begin_clock = begin.hour * 60 + begin.minute
    over_clock = (over.toordinal() - begin.toordinal()) * 1440 + over.hour * 60 + over.minute
    return 2 if begin_clock < _NOON and over_clock >= _LATE else None


def _call_outs(calls: Sequence[dict[str, Any]], end: int) -> tuple[CallOut, ...]:
    found = []
    for call in calls:
        start = moment(call["from"])
        back = moment(call["to"]) if call.get("to") else end
        found.append(CallOut(start, back, call.get("on_site", back - start)))
    return tuple(found)


def likely_kind(planned: Sequence[Kind], now: datetime) -> Kind:
    """What an arrival at that hour most likely starts: what is planned, else the stage, else the night's garde."""
    clock = now.hour * 60 + now.minute
    by_night = clock >= _EVENING or clock < 4 * 60
    nights = (Kind.GARDE_NUIT, Kind.DEMI_GARDE, Kind.ASTREINTE)
    for kind in planned:
        if kind in TAPPED and (kind in nights) == by_night:
            return kind
    return Kind.GARDE_NUIT if by_night else Kind.STAGE


def usual_garde_start(at: datetime, zone: str) -> datetime:
    """When a garde usually starts, on the day of an arrival."""
    day = at.astimezone(local(0, zone).tzinfo).replace(hour=0, minute=0, second=0, microsecond=0)
    return day + timedelta(minutes=DEFAULT_HOURS.night[0])
