"""What a place opens: the aids of an ordinary project there, and the frames in which its council may pay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sextant.benefits import places
from sextant.benefits.answer import Answer, answer
from sextant.benefits.assess import Assessment, State, assess
from sextant.benefits.benefit import Benefit, Status
from sextant.benefits.catalogue import load
from sextant.benefits.here import placed
from sextant.benefits.situation import situation_of
from sextant.territory.commune import Territory

SUPPOSED = "une première installation en cabinet principal, secteur 1, sans autre aide reçue, ce jour"
"""The project that is judged to compare places: said beside every answer."""
_FACTS = {
    "personne.statut": "remplacant_these", "personne.deja_installe_liberal": False, "personne.aides_recues": (),
    "personne.contrats_engagement": frozenset(), "projet.role": "principal", "projet.secteur": "1",
    "stage.type": "aucun",
}  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """The aids of the supposed project in a commune: rights, what someone must still grant, the firm total in euros."""

    rights: tuple[Answer, ...]
    reserved: tuple[Answer, ...]
    firm: float


def opened(territory: Territory, code: str, on: date) -> Opened:
    """What the supposed project gets in that commune."""
    found = _assessed(territory, code, on)
    return Opened(
        tuple(answer(found, one) for one in found.of(State.DROIT) if one.benefit.category != "information"),
        tuple(answer(found, one) for one in found.of(State.SOUS_RESERVE)),
        found.totals.firm,
    )


def _assessed(territory: Territory, code: str, on: date) -> Assessment:
    told = situation_of({**_FACTS, "projet.commune": code, "projet.date": on})
    return assess(placed(told, territory, on).situation, on)


@dataclass(frozen=True)
class Frame:
    """What the law lets a council vote, and whether the zone of the commune allows it (None when it is not known)."""

    benefit: Benefit
    allowed: bool | None


def frames(zone: str | None) -> tuple[Frame, ...]:
    """The legal frames of the catalogue, against the zone of a commune."""
    return tuple(
        Frame(one, None if zone is None else zone in ("ZIP", "ZAC"))
        for one in load().benefits
        if one.category == "collectivite" and one.status is Status.IN_FORCE
    )


def elsewhere(departement: str) -> tuple[Benefit, ...]:
    """What other councils offer: the local aids of the same région first, then of the others; none of them closed."""
    region = places.region_of(departement)
    local = [
        one
        for one in load().benefits
        if one.payer.local
        and one.payer.scale != "region"
        and one.status not in (Status.CLOSED, Status.HISTORY)
    ]
    return tuple(sorted(local, key=lambda one: (_region(one) != region, one.payer.territory)))


def _region(one: Benefit) -> str | None:
    code = one.payer.territory
    return places.region_of(code if one.payer.scale == "departement" else places.departement_of(code) or "")
