"""How an entry, a plan and an arrival are told in French, on the site and on the phone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sextant import wording
from sextant.almanac.activity import ABSENCES, Activity, Kind
from sextant.almanac.span import Instant, local
from sextant.law import say
from sextant.ledger.canonical import item_data
from sextant.ledger.entry import Entry, activities_of
from sextant.roster.papers.legend import mark_of

TAPPED = {
    Kind.STAGE: "Stage",
    Kind.GARDE_NUIT: "Garde de nuit",
    Kind.GARDE_JOUR: "Garde de jour",
    Kind.DEMI_GARDE: "Demi-garde",
    Kind.CONTINUITE: "Continuité de service",
    Kind.ASTREINTE: "Astreinte",
    Kind.UNIVERSITY: "Cours, université",
    Kind.PDSA: "Effection de PDSA",
}
"""What one gesture may start, in the order in which it is offered."""

TYPED = {
    **TAPPED,
    Kind.PERSONAL: "Demi-journée autonome",
    Kind.EXCEPTIONAL: "Appel exceptionnel (prélèvement, greffe)",
    Kind.RECOVERY: "Récupération",
    Kind.LEAVE: "Congé annuel",
    Kind.SICKNESS: "Absence justifiée",
    Kind.UNION_TRAINING: "Formation syndicale",
}
"""What may be written afterwards."""


@dataclass(frozen=True)
class Told:
    """An entry in words. ``letters`` are those of the week; ``data`` the facts that a phone keeps."""

    id: str
    letters: str
    title: str
    day: str
    when: str
    details: tuple[str, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)


def told(entry: Entry) -> Told:
    """« Journée de stage », « mercredi 4 novembre 2026 », « de 8 h 27 à 18 h 42, 10 h 15 »."""
    when = "toute la journée"
    if entry.kind not in ABSENCES:
        ends = f"de {clock(entry.start, entry.zone)} à {clock(entry.end, entry.zone)}"
        when = f"{ends}, {wording.say_duration(entry.minutes)}"
    letters = "".join(mark_of(one).letter for one in activities_of(entry))
    start = local(entry.start, entry.zone).date()
    return Told(
        entry.id, letters, title(entry), wording.say_date(start), when, _details(entry), item_data(entry)
    )


def title(entry: Entry) -> str:
    """« Journée de stage », « Garde de nuit »."""
    if entry.kind is Kind.STAGE:
        return "Journée de stage" if entry.half_days == 2 else "Demi-journée de stage"
    return TYPED.get(entry.kind) or wording.typography(say.name(entry.kind)).capitalize()


def _details(entry: Entry) -> tuple[str, ...]:
    found = []
    if entry.lunch:
        found.append(f"coupure de {wording.say_duration(entry.lunch)}")
    if entry.call_outs:
        spent = sum(call.end - call.start for call in entry.call_outs)
        many = wording.say_count(len(entry.call_outs), "déplacement")
        found.append(f"{many}, {wording.say_duration(spent)} trajet compris")
    if entry.pause is not None:
        found.append("pause prise" if entry.pause else "pause non donnée")
    if entry.out_of_care:
        found.append(f"{wording.say_duration(entry.out_of_care)} hors du soin")
    if entry.no_senior:
        found.append("aucun senior joignable")
    return (*found, *entry.tags, *([entry.note] if entry.note else []))


def told_plan(activities: list[Activity], zone: str) -> list[dict[str, str]]:
    """Each planned activity: its letter, what it is, its hours."""
    return [
        {
            "letter": mark_of(one).letter,
            "title": say.name(one.kind)[:1].upper() + say.name(one.kind)[1:],
            "when": "toute la journée"
            if one.kind in ABSENCES
            else f"de {clock(one.start, zone)} à {clock(one.end, zone)}",
        }
        for one in activities
    ]


def clock(moment: Instant, zone: str) -> str:
    """« 8 h 27 », on the clock on the wall."""
    when = local(moment, zone)
    return wording.say_time(when.hour * 60 + when.minute)


def say_moment(when: datetime, zone: str) -> str:
    """« lundi 2 novembre 2026 à 8 h 27 »."""
    return say.moment(int(when.timestamp() // 60), zone)
