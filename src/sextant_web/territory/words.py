"""How zonings are said on the screens."""

from __future__ import annotations

from sextant import wording
from sextant.territory.commune import Fact

ZONES = {
    "ZIP": "zone d’intervention prioritaire (ZIP)",
    "ZAC": "zone d’action complémentaire (ZAC)",
    "ZAR": "zone d’accompagnement régional (ZAR)",
    "HZ": "hors zonage",
}
RURAL = {
    "socle": "France Ruralités Revitalisation (FRR), socle",
    "plus": "France Ruralités Revitalisation plus (FRR+)",
    "beneficiaire": "commune sortante de ZRR qui garde le bénéfice de FRR",
    "partiel": "classée en partie",
    "oui": "zone de revitalisation rurale (ZRR)",
    "non": "non classée",
}


def said(fact: Fact, words: dict[str, str]) -> str:
    """« zone d’intervention prioritaire (ZIP) », or « inconnu » and why."""
    return f"inconnu : {fact.why}" if fact.value is None else words.get(fact.value, str(fact.value))


def dated(fact: Fact) -> str:
    """« ANCT, 10 juillet 2025 »; nothing when no table tells."""
    if fact.origin is None:
        return ""
    return f"{fact.origin.source.producer}, {wording.say_day(fact.origin.vintage)}"
