"""What a device sends: entries, corrections, arrivals, as JSON; read strictly, told in French when it cannot be.

The keys are those of the sealed form (:mod:`sextant.ledger.canonical`), with ``type`` in front.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from sextant.almanac.activity import CallOut, Kind
from sextant.document import Document
from sextant.errors import BadEntry
from sextant.form import YEARS, Form, Text, Whole, YesNo
from sextant.ledger.acceptance import SLACK
from sextant.ledger.canonical import read_local
from sextant.ledger.entry import Correction, Entry, Item, Source

Json = dict[str, Any]


class CallOutForm(Form):
    """A call-out, travel included; ``on_site`` in minutes."""

    since: Text = Field(alias="from")
    until: Text = Field(alias="to")
    on_site: Whole | None = Field(None, ge=0)

    def call_out(self) -> CallOut:
        start, end = moment(self.since), moment(self.until)
        return CallOut(start, end, end - start if self.on_site is None else self.on_site)


class EntryForm(Form):
    """An entry. ``recorded_at`` and ``seen`` (the last hour the host told this device) are ISO, with offset."""

    type: Literal["entry"] = "entry"
    id: Text
    kind: Kind
    since: Text = Field(alias="from")
    until: Text = Field(alias="to")
    recorded_at: Text
    seen: Text = ""
    zone: Text = "Europe/Paris"
    source: Literal["pointage", "saisie", "import", "tableau"] = "saisie"
    by: Text = ""
    half_days: Whole | None = None
    lunch: Whole = 0
    pause: YesNo | None = None
    out_of_care: Whole | None = None
    call_outs: list[CallOutForm] = Field([], max_length=30)
    site: Text = ""
    line: Text = ""
    tags: list[Text] = Field([], max_length=10)
    asked_by: Text = ""
    note: Text = ""
    imposed: YesNo = True
    consent: YesNo = False
    no_senior: YesNo = False

    def entry(self) -> Entry:
        return Entry(
            id=self.id,
            kind=self.kind,
            start=moment(self.since),
            end=moment(self.until),
            recorded_at=noted(self.recorded_at, self.seen),
            zone=self.zone,
            source=Source(self.source),
            half_days=self.half_days,
            lunch=self.lunch,
            pause=self.pause,
            out_of_care=self.out_of_care,
            call_outs=tuple(one.call_out() for one in self.call_outs),
            site=self.site,
            line=self.line,
            tags=tuple(self.tags),
            asked_by=self.asked_by,
            note=self.note,
            imposed=self.imposed,
            consent=self.consent,
            no_senior=self.no_senior,
        )


class CorrectionForm(Form):
    """A correction; ``to`` absent: the entry is withdrawn."""

    type: Literal["correction"]
    id: Text
    corrects: Text
    to: EntryForm | None = None
    reason: Text
    recorded_at: Text
    seen: Text = ""

    def correction(self) -> Correction:
        when = noted(self.recorded_at, self.seen)
        to = self.to.entry() if self.to else None
        return Correction(self.id, self.corrects, to, self.reason.strip(), when)


class OpenCallForm(Form):
    """A call-out of an astreinte that is under way; ``to`` absent: not back yet."""

    since: Text = Field(alias="from")
    until: Text = Field("", alias="to")
    on_site: Whole | None = Field(None, ge=0)


class ArrivalForm(Form):
    """An arrival that waits for its departure."""

    type: Literal["arrival"]
    id: Text = Field(min_length=8, max_length=80)
    kind: Kind
    at: Text
    zone: Text = Field("Europe/Paris", max_length=40)
    calls: list[OpenCallForm] = Field([], max_length=30)
    recorded_at: Text
    seen: Text = ""


class GiveUpForm(Form):
    """An arrival noted by mistake."""

    type: Literal["give-up"]
    id: Text
    recorded_at: Text = ""
    seen: Text = ""


@dataclass(frozen=True)
class Opening:
    """An arrival, read: ``at`` and ``noted_at`` are aware."""

    id: str
    kind: Kind
    at: datetime
    zone: str
    calls: tuple[Json, ...]
    noted_at: datetime


@dataclass(frozen=True)
class GiveUp:
    """The arrival of that id did not take place."""

    id: str


Sent = Item | Opening | GiveUp


def read_sent(data: object) -> Sent:
    """One thing that a device sends. Raises BadInput, in French."""
    kind = data.get("type") if isinstance(data, dict) else None
    document = Document("", data, {})
    if kind == "entry":
        return document.validate(EntryForm).entry()
    if kind == "correction":
        return document.validate(CorrectionForm).correction()
    if kind == "arrival":
        form = document.validate(ArrivalForm)
        if not is_zone(form.zone):
            raise BadEntry(
                f"« {form.zone:.40} » n’est pas un fuseau horaire", remedy="Réglez celui de l’appareil."
            )
        calls = tuple(one.model_dump(by_alias=True, exclude_none=True) for one in form.calls)
        at = datetime.fromtimestamp(moment(form.at) * 60, UTC)
        return Opening(form.id, form.kind, at, form.zone, calls, noted(form.recorded_at, form.seen))
    if kind == "give-up":
        return GiveUp(document.validate(GiveUpForm).id)
    raise BadEntry("cet envoi n’est ni une entrée, ni une correction", remedy="Mettez l’application à jour.")


def moment(text: str) -> int:
    """Minutes UTC of an ISO moment with its offset; seconds are dropped. Raises BadEntry."""
    when = _aware(text)
    if when.year not in YEARS:
        raise BadEntry(
            f"l’année {when.year} n’est pas entre {YEARS[0]} et {YEARS[-1]}", remedy="Vérifiez l’année."
        )
    return read_local(when.isoformat())


def is_zone(name: str) -> bool:
    """True for an IANA name that this machine knows."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def noted(text: str, seen: str) -> datetime:
    """When something was noted. Raises BadEntry when the host had told a later hour before (``seen``)."""
    when = _aware(text)
    if seen and _aware(seen) > when + SLACK:
        raise BadEntry(
            "l’horloge de cet appareil retardait quand cette entrée a été notée",
            why="le site lui avait déjà donné une heure plus tardive",
            remedy="Vérifiez les heures, puis notez-la de nouveau.",
        )
    return when


def _aware(text: str) -> datetime:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        when = None
    if when is None or when.tzinfo is None:
        raise BadEntry(
            f"« {text:.40} » n’est pas un moment", remedy="Écrivez par exemple 2026-11-04T08:30+01:00."
        )
    return when


def is_moment(text: object) -> bool:
    """True for an ISO moment with its offset."""
    try:
        return isinstance(text, str) and _aware(text) is not None
    except BadEntry:
        return False
