"""From a filled form to entries: what is written afterwards, by hand, with or without a script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sextant import wording
from sextant.almanac.activity import ABSENCES, CallOut, Kind
from sextant.almanac.holidays import is_holiday
from sextant.almanac.hours_form import DAY, read_clock, read_length
from sextant.almanac.span import local
from sextant.errors import BadEntry, BadInput
from sextant.form import to_day
from sextant.ledger.entry import NIGHT_DUTIES, Entry, Source, absence
from sextant.ledger.wall_clock import is_twice, wall_clock
from sextant_web.ledger.device_form import is_zone
from sextant_web.ledger.tap import half_days_of
from sextant_web.ledger.telling import TYPED

CALLS = 4
"""Rows of call-outs on the form."""

_LONGEST_ABSENCE = 190
Fields = Mapping[str, str]


class Twice(BadEntry):
    """A time that comes twice that night: the form asks which."""


def read_entries(
    fields: Fields, now: datetime, territory: str, *, source: Source = Source.TYPED
) -> list[Entry]:
    """The entries of a form; several days for an absence. Raises BadInput, one sentence for the first trouble."""
    kind = _kind(fields)
    zone = fields.get("zone") or "Europe/Paris"
    if not is_zone(zone):
        raise BadEntry(
            f"« {zone:.40} » n’est pas un fuseau horaire", remedy="Écrivez par exemple Indian/Reunion."
        )
    day = _day(fields, "day", "le jour")
    if kind in ABSENCES:
        return _absences(fields, kind, day, zone, now, territory, source)
    start, end = _ends(fields, day, kind, zone)
    half_days = _half_days(fields, kind, start, end, zone)
    return [
        Entry(
            id=fields["id"],
            kind=kind,
            start=start,
            end=end,
            recorded_at=now,
            zone=zone,
            source=source,
            half_days=half_days,
            lunch=_length(fields, "lunch", "la coupure") or 0 if half_days == 2 else 0,
            pause={"oui": True, "non": False}.get(fields.get("pause", "")),
            out_of_care=_length(fields, "out_of_care", "le temps hors du soin"),
            call_outs=_call_outs(fields, day, zone, start) if kind is Kind.ASTREINTE else (),
            tags=_tags(fields),
            asked_by=fields.get("asked_by", "").strip(),
            note=fields.get("note", "").strip(),
            consent=bool(fields.get("consent")),
            no_senior=bool(fields.get("no_senior")),
        )
    ]


def correct(entry: Entry, fields: Fields, now: datetime, territory: str) -> Entry:
    """The entry as it should have been noted: what the form does not ask is kept."""
    if entry.kind in ABSENCES or _kind(fields) in ABSENCES:
        found = read_entries({**fields, "id": entry.id, "until": ""}, now, territory)[0]
        return replace(found, id=entry.id, source=entry.source)
    found = read_entries({**fields, "id": entry.id}, now, territory, source=entry.source)[0]
    return replace(
        found,
        by=entry.by,
        site=entry.site,
        line=entry.line,
        imposed=entry.imposed,
        recorded_at=entry.recorded_at,
    )


def _kind(fields: Fields) -> Kind:
    try:
        kind = Kind(fields.get("kind", ""))
    except ValueError:
        kind = Kind.CALL_OUT
    if kind not in TYPED:
        raise BadEntry("dites ce que c’était", remedy="Choisissez dans la liste : stage, garde, astreinte…")
    return kind


def _day(fields: Fields, name: str, said: str) -> date:
    try:
        day = to_day(fields.get(name, ""))
    except ValueError as error:
        raise BadInput(f"{said} : {error}") from None
    assert isinstance(day, date)
    return day


def _ends(fields: Fields, day: date, kind: Kind, zone: str) -> tuple[int, int]:
    """An end that is not after the start is on the next day; a night may start after midnight."""
    start, end = _clock(fields, "start", "l’heure de début"), _clock(fields, "end", "l’heure de fin")
    if kind in NIGHT_DUTIES and start < 12 * 60:
        start += DAY
    while end <= start:
        end += DAY
    return _instant(fields, day, start, zone, "start"), _instant(fields, day, end, zone, "end")


def _clock(fields: Fields, name: str, said: str) -> int:
    text = fields.get(name, "").strip()
    if not text:
        raise BadInput(f"{said} manque", remedy="Écrivez par exemple 08:30.")
    try:
        return read_clock(text[:5] if text.count(":") == 2 else text)
    except ValueError as error:
        raise BadInput(f"{said} : {error}") from None


def _instant(fields: Fields, day: date, clock: int, zone: str, name: str) -> int:
    which = fields.get(f"{name}_which", "")
    if is_twice(day, clock, zone) and which not in ("1", "2"):
        when = day + timedelta(days=clock // DAY)
        raise Twice(
            f"{wording.say_time(clock)} vient deux fois le {wording.say_date(when)}",
            why="les horloges reculent d’une heure cette nuit-là",
            remedy="Dites si c’est la première ou la seconde.",
        )
    return wall_clock(day, clock, zone, second=which == "2")


def _length(fields: Fields, name: str, said: str) -> int | None:
    text = fields.get(name, "").strip()
    if not text:
        return None
    try:
        return int(text) if text.isdecimal() and len(text) < 5 else read_length(text)
    except ValueError as error:
        raise BadInput(f"{said} : {error}") from None


def _half_days(fields: Fields, kind: Kind, start: int, end: int, zone: str) -> int | None:
    if kind is not Kind.STAGE:
        return None
    said = fields.get("half_days", "")
    return int(said) if said in ("1", "2") else half_days_of(start, end, zone)


def _tags(fields: Fields) -> tuple[str, ...]:
    return tuple(tag.strip() for tag in fields.get("tags", "").split(",") if tag.strip())


def _call_outs(fields: Fields, day: date, zone: str, start: int) -> tuple[CallOut, ...]:
    """Each call-out in the order written; a time before the start of the astreinte is of the next day."""
    found = []
    for row in range(1, CALLS + 1):
        left, back = fields.get(f"left{row}", "").strip(), fields.get(f"back{row}", "").strip()
        if not left and not back:
            continue
        named = {"left": left, "back": back}
        out, home = (
            _clock(named, "left", f"déplacement {row}, départ"),
            _clock(named, "back", f"déplacement {row}, retour"),
        )
        if wall_clock(day, out, zone) < start:
            out += DAY
        while home <= out:
            home += DAY
        begin, end = wall_clock(day, out, zone), wall_clock(day, home, zone)
        on_site = _length(fields, f"on_site{row}", f"déplacement {row}, temps sur place")
        found.append(CallOut(begin, end, end - begin if on_site is None else on_site))
    return tuple(found)


def _absences(
    fields: Fields, kind: Kind, first: date, zone: str, now: datetime, territory: str, source: Source
) -> list[Entry]:
    """One entry a day, Sundays and public holidays left out of several days."""
    last = _day(fields, "until", "le dernier jour") if fields.get("until", "").strip() else first
    if last < first:
        raise BadInput("le dernier jour est avant le premier", remedy="Corrigez l’un des deux.")
    if (last - first).days > _LONGEST_ABSENCE:
        raise BadInput(
            f"une absence de plus de {_LONGEST_ABSENCE} jours", remedy="Notez-la en plusieurs fois."
        )
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    kept = [day for day in days if day.weekday() < 6 and not is_holiday(day.toordinal(), territory)]
    return [
        replace(
            absence(f"{fields['id']}-{number}", kind, day.toordinal(), now, zone=zone, source=source),
            note=fields.get("note", "").strip(),
        )
        for number, day in enumerate(kept if len(days) > 1 else days, 1)
    ]


def fields_of(entry: Entry) -> dict[str, str]:
    """An entry as the fields of its form."""

    def at(moment: int) -> str:
        return local(moment, entry.zone).strftime("%H:%M")

    found = {
        "kind": entry.kind.value,
        "day": date.fromordinal(entry.day).isoformat(),
        "start": at(entry.start),
        "end": at(entry.end),
        "zone": entry.zone,
        "half_days": str(entry.half_days or ""),
        "lunch": str(entry.lunch or ""),
        "pause": {True: "oui", False: "non"}.get(entry.pause, ""),
        "out_of_care": "" if entry.out_of_care is None else str(entry.out_of_care),
        "tags": ", ".join(entry.tags),
        "asked_by": entry.asked_by,
        "note": entry.note,
        "consent": "on" if entry.consent else "",
        "no_senior": "on" if entry.no_senior else "",
    }
    for row, call in enumerate(entry.call_outs[:CALLS], 1):
        found |= {
            f"left{row}": at(call.start),
            f"back{row}": at(call.end),
            f"on_site{row}": str(call.on_site),
        }
    for name, moment in (("start", entry.start), ("end", entry.end)):
        when = local(moment, entry.zone)
        if is_twice(when.date(), when.hour * 60 + when.minute, entry.zone):
            early = wall_clock(when.date(), when.hour * 60 + when.minute, entry.zone)
            found[f"{name}_which"] = "1" if early == moment else "2"
    return found


def now_utc(now: datetime) -> datetime:
    """To the second: the sealed form keeps no more."""
    return now.astimezone(UTC).replace(microsecond=0)
