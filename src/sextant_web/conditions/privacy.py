"""What is kept of those who let their ledger count."""

from __future__ import annotations

from typing import Any

from sextant.conditions.indicator import plan
from sextant_web.conditions.models import Consent, Counted, Publication, Release
from sextant_web.people.models import User, Ward
from sextant_web.people.privacy import INTEREST
from sextant_web.people.retention import Declaration, of

CONSENT = "le consentement, repris en un geste (RGPD, art. 6.1.a)"


def counted_said(user: User) -> list[dict[str, Any]]:
    """Where and when one was counted, in words."""
    wards = {ward.pk: str(ward) for ward in Ward.objects.all()}
    names = {one.id: one.says for one in plan().indicators}
    return [
        {
            "trimestre du": one.release.first,
            "service": wards.get(one.ward, "service disparu"),
            "chiffres": [names.get(name, name) for name in one.indicators],
        }
        for one in Counted.objects.filter(user=user).select_related("release")
    ]


DECLARATIONS = [
    Declaration(
        model=Consent,
        title="Accord pour compter",
        purpose="savoir quels carnets peuvent entrer dans les chiffres d’un terrain, et lesquels non",
        basis=CONSENT,
        whose="l’interne qui tient un carnet",
        readers="la personne",
        kept="comme le compte ; l’accord repris ne vaut plus pour aucune livraison à venir",
        at_erasure="effacé",
        rows=of("user")(Consent),
        secret=frozenset({"who"}),
        words={"user": "compte"},
    ),
    Declaration(
        model=Counted,
        title="Livraisons où l’on a compté",
        purpose="empêcher que deux livraisons soustraites montrent qui est parti entre les deux",
        basis=CONSENT,
        whose="l’interne qui a accepté de compter",
        readers="la personne ; personne d’autre, et aucun écran",
        kept="comme la livraison",
        at_erasure="la ligne reste, sans le compte et sans rien qui y mène : elle ne dit que « quelqu’un a compté ici »",
        rows=of("user")(Counted),
        keep=True,
        secret=frozenset({"who"}),
        tell=counted_said,
    ),
    Declaration(
        model=Release,
        title="Livraisons demandées",
        purpose="dire qui a demandé les chiffres d’un trimestre ; la livraison elle-même ne contient aucune ligne sur personne",
        basis=INTEREST,
        whose="qui demande une livraison",
        readers="la structure locale et la fédération",
        kept="sans limite : une livraison ne se refait pas",
        at_erasure="la livraison reste, sans le nom de qui l’a demandée",
        rows=of("asked_by")(Release),
        keep=True,
        words={"asked_by": "par", "asked_at": "demandée le", "content": "texte scellé", "seal": "sceau"},
    ),
    Declaration(
        model=Publication,
        title="Fiches de terrain publiées",
        purpose="dire qui a décidé de rendre une fiche publique",
        basis=INTEREST,
        whose="qui publie au nom d’une structure",
        readers="la structure locale et la fédération ; la page publique ne dit pas qui",
        kept="comme la livraison",
        at_erasure="la publication reste, sans le nom de qui l’a faite",
        rows=of("by")(Publication),
        keep=True,
        words={"release": "livraison", "site": "terrain", "by": "par"},
    ),
]
