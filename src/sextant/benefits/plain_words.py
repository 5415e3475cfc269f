"""From what a town hall or a local union knows how to say to the file of an aid, with two examples worked out.

Nobody is asked for a condition language: a place, for whom, how much, against what, where it is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sextant.benefits import places
from sextant.benefits.proposal import Draft, Proposal, draft
from sextant.benefits.vocabulary import vocabulary

Scale = Literal["region", "departement", "epci", "commune"]

AUDIENCES: Mapping[str, str] = {
    "stage": "un interne, un externe ou un docteur junior pendant un stage",
    "etudes": "un étudiant ou un interne qui s’engage pour plus tard",
    "installation": "un médecin qui s’installe",
}
RHYTHMS: Mapping[str, str] = {
    "once": "une seule fois",
    "month": "par mois",
    "semester": "par semestre",
    "placement": "par stage",
    "year": "par an",
}
_EVENTS = {"stage": "stage.debut", "etudes": "demande.date", "installation": "projet.date"}
_LETTERS = {"region": "r", "departement": "d", "epci": "e", "commune": "c"}
_ROLES = {"region": "region", "departement": "departement", "epci": "epci", "commune": "mairie"}
_ELSEWHERE = {"region": "94", "departement": "2A", "epci": "200000000", "commune": "59350"}


@dataclass(frozen=True)
class Said:
    """What was typed. ``zones`` empty: the place is not asked to be in a zone; ``statuses`` empty: anybody."""

    scale: Scale
    territory: str
    payer: str
    name: str
    says: str
    audience: str
    amount: float | None
    every: str
    up_to: bool
    writer: str
    title: str
    checked: date
    url: str = ""
    deliberation: bool = False
    zones: Sequence[str] = ()
    statuses: Sequence[str] = ()
    first_day: date | None = None
    last_day: date | None = None
    months: int | None = None
    commitment: str = ""
    clawback: str = ""
    reserve: str = ""


def told_draft(said: Said) -> Draft:
    """The file, its sentences, and what does not hold in it. What the council must still decide is a reserve."""
    return draft(_proposal(said))


def _proposal(said: Said) -> Proposal:
    confidence = "B" if said.deliberation else "C"
    return Proposal(
        id=f"{_LETTERS[said.scale]}{said.territory.lower()}-{_short(said.name)}",
        name=said.name,
        says=said.says,
        category=said.audience,
        payer={"name": said.payer, "scale": said.scale, "territory": said.territory},
        contact=_ROLES[said.scale],
        event=_EVENTS[said.audience],
        amount=said.amount,
        every=said.every,
        up_to=said.up_to,
        conditions=list(_conditions(said)),
        source=_source(said),
        writer=said.writer,
        checked=said.checked,
        examples=_examples(said, confidence),
        first_day=said.first_day,
        last_day=said.last_day,
        confidence=confidence,
        commitment=said.commitment,
        commitment_months=said.months,
        clawback=said.clawback,
        to_confirm=_to_confirm(said),
        doubt=""
        if said.deliberation
        else "sans délibération ni convention citée : à vérifier avant d’y compter",
    )


def _to_confirm(said: Said) -> list[dict[str, str]]:
    if not said.reserve:
        return []
    ask = f"{said.reserve[:1].upper()}{said.reserve[1:]} : comment cela se passe-t-il ?"
    return [{"says": said.reserve, "kind": "reserve", "ask": ask}]


def _short(name: str) -> str:
    """A short name for the file, without accents: « aide-kerlann »."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("œ", "oe"))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    return "-".join([word for word in words if len(word) > 3][:3] or words[:3] or ["aide"])


def _source(said: Said) -> Mapping[str, Any]:
    kind = "texte" if said.deliberation else "secondaire"
    return {"title": said.title, "kind": kind} | ({"url": said.url} if said.url else {})


def _fact(said: Said, name: str) -> str:
    """The fact of the vocabulary that the place of this aid is about."""
    if said.audience == "stage":
        return "stage.zone" if name == "zone" else f"stage.{name}"
    if name == "zone":
        return "territoire.zone_mg"
    return "projet.commune" if name == "commune" else f"territoire.{name}"


def _conditions(said: Said) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{"fact": _fact(said, said.scale), "is": said.territory}]
    if said.zones:
        found.append({"fact": _fact(said, "zone"), "in": list(said.zones)})
    if said.statuses:
        found.append({"fact": "personne.statut", "in": list(said.statuses)})
    if said.audience == "installation":
        found.append({"fact": "projet.role", "is": "principal"})
    return found


def _examples(said: Said, confidence: str) -> list[dict[str, Any]]:
    """Somebody who fulfils everything, and the same elsewhere."""
    told = {_fact(said, said.scale): said.territory, _EVENTS[said.audience]: _day(said)}
    if said.zones:
        told[_fact(said, "zone")] = said.zones[0]
    if said.statuses:
        told["personne.statut"] = said.statuses[0]
    if said.audience == "installation":
        told["projet.role"] = "principal"
    state = "A_VERIFIER" if confidence == "C" else "SOUS_RESERVE" if said.reserve else "DROIT"
    outside = {**told, _fact(said, said.scale): _ELSEWHERE[said.scale]}
    where = places.name(said.scale, said.territory)
    return [
        {"situation": _grouped(told), "state": state, "because": f"toutes les conditions, {where}"},
        {"situation": _grouped(outside), "state": "NON", "because": "un autre territoire"},
    ]


def _day(said: Said) -> date:
    return said.first_day or min(said.checked, said.last_day or said.checked)


def _grouped(told: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    groups: dict[str, dict[str, Any]] = {}
    for name, value in told.items():
        group, _, key = name.partition(".")
        groups.setdefault(group, {})[key] = value
    return groups


def statuses() -> Mapping[str, str]:
    """Who an aid may be for, in the words of the questions."""
    return vocabulary()["personne.statut"].choices


def zone_words() -> Mapping[str, str]:
    """The zones, in the words of the questions."""
    return {
        key: label
        for key, label in vocabulary()["territoire.zone_mg"].choices.items()
        if key in ("ZIP", "ZAC")
    }
