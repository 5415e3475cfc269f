"""What a roster still lacks, in a few words: « 2 présences sous le minimum, 5 souhaits refusés »."""

from __future__ import annotations

from collections.abc import Iterable

from sextant import wording

_NOUNS = {
    "uncovered": ("garde sans personne", "gardes sans personne"),
    "below_minimum": ("présence sous le minimum", "présences sous le minimum"),
    "above_maximum": ("présence de trop", "présences de trop"),
    "fair_nights": ("nuit mal partagée", "nuits mal partagées"),
    "fair_weekends": ("garde de week-end mal partagée", "gardes de week-end mal partagées"),
    "fair_holidays": ("garde de férié mal partagée", "gardes de férié mal partagées"),
    "fair_astreintes": ("astreinte mal partagée", "astreintes mal partagées"),
    "beyond_normal_service": ("garde au-delà du service normal", "gardes au-delà du service normal"),
    "below_wanted": ("présence sous le souhait", "présences sous le souhait"),
    "wish": ("souhait refusé", "souhaits refusés"),
    "fair_half_day": ("demi-journée de stage mal partagée", "demi-journées de stage mal partagées"),
    "half_day_debt": ("demi-journée de stage d’écart", "demi-journées de stage d’écart"),
    "heavy_week": ("heure de semaine trop chargée", "heures de semaine trop chargée"),
}
_MOST = 4


def missing(amounts: Iterable[tuple[str, int]]) -> str:
    """From kinds of cost and their amounts, gravest first; « rien ne manque » when there is none."""
    counted: dict[str, int] = {}
    for kind, amount in amounts:
        if amount > 0:
            counted[kind] = counted.get(kind, 0) + amount
    said = [wording.say_count(counted[kind], *nouns) for kind, nouns in _NOUNS.items() if kind in counted]
    others = any(kind not in _NOUNS for kind in counted)
    if not said:
        return "des demandes du service" if others else "rien ne manque"
    return ", ".join(said[:_MOST]) + (", et d’autres points" if len(said) > _MOST or others else "")
