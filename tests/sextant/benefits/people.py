"""Situations of our tests: one plain person of each kind, and a way to change one fact."""

from __future__ import annotations

from datetime import date
from typing import Any

from sextant.benefits.situation import Situation, situation_from
from sextant.document import Document

TODAY = date(2026, 11, 22)

SARAH: dict[str, Any] = {  # first practice, everything said
    "personne": {"statut": "remplacant_these", "deja_installe_liberal": False, "aides_recues": []},
    "projet": {
        "role": "principal",
        "date": date(2027, 3, 1),
        "commune": "72269",
        "secteur": "1",
        "pdsa": True,
    },
    "territoire": {"zone_mg": "ZIP", "frr": "plus"},
    "fiscal": {"regime": "reel", "salaries": 0, "benefice_annuel": 85000},
}
KARIM: dict[str, Any] = {  # intern in placement, a second rent
    "personne": {"statut": "interne"},
    "stage": {
        "type": "saspas",
        "debut": date(2026, 11, 2),
        "commune": "53147",
        "zone": "ZIP",
        "km_chu": 80,
        "km_domicile": 75,
        "second_logement": True,
        "loge_par_collectivite": False,
        "autre_aide_transport": False,
    },
    "projet": {"role": "aucun"},
}


def situation(data: dict[str, Any], **changes: Any) -> Situation:
    """The situation of those facts; ``projet__secteur="2"`` changes one, None takes it away."""
    facts = {group: dict(content) for group, content in data.items()}
    for key, value in changes.items():
        group, _, name = key.partition("__")
        facts.setdefault(group, {})[name] = value
    return situation_from(Document("situation.yaml", facts, {}))
