"""What the grid keeps of people: who changed what, swaps, the secret address of a calendar."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from sextant_web.grid.models import Edit, Subscription, Swap
from sextant_web.people.models import User
from sextant_web.people.privacy import INTEREST
from sextant_web.people.retention import Declaration, of


def swaps_of(user: User) -> QuerySet[Swap]:
    """Those proposed by that person, or to them."""
    return Swap.objects.filter(Q(by=user) | Q(to=user))


def own_edits(user: User) -> list[dict[str, Any]]:
    """When and where; what was changed names others."""
    edits = Edit.objects.filter(by=user).select_related("version__roster__ward")
    return [{"tableau": str(e.version.roster), "version": e.version.number, "le": e.at} for e in edits]


def own_swaps(user: User) -> list[dict[str, Any]]:
    """That person's part of each swap; the colleague is not named."""
    found = swaps_of(user).select_related("version__roster__ward")
    return [
        {
            "tableau": str(swap.version.roster),
            "vous l’avez": "proposé" if swap.by_id == user.pk else "reçu",
            "état": swap.get_state_display(),
            "proposé le": swap.at,
            "répondu le": swap.answered_at,
            "décidé le": swap.decided_at,
        }
        for swap in found
    ]


DECLARATIONS = [
    Declaration(
        model=Edit,
        title="Changements d’un tableau",
        purpose="savoir qui a changé quoi dans une version, et pouvoir l’annuler",
        basis=INTEREST,
        whose="les responsables du service ; les internes, par leur nom au tableau",
        readers="les responsables du service et la direction",
        kept="avec le tableau",
        at_erasure="le changement reste, sans le compte de qui l’a fait",
        rows=of("by")(Edit),
        keep=True,
        tell=own_edits,
    ),
    Declaration(
        model=Swap,
        title="Échanges de gardes",
        purpose="proposer, accepter et approuver un échange, et en garder la trace",
        basis=INTEREST,
        whose="les deux internes, le responsable qui décide",
        readers="les deux internes, les responsables du service",
        kept="avec le tableau",
        at_erasure="l’échange reste avec le tableau, sans le compte",
        rows=swaps_of,
        keep=True,
        tell=own_swaps,
    ),
    Declaration(
        model=Subscription,
        title="Adresse secrète de votre calendrier",
        purpose="mettre votre tableau dans votre téléphone",
        basis="votre demande",
        whose="qui s’abonne",
        readers="personne : seule une empreinte de l’adresse est gardée",
        kept="jusqu’à ce que vous la révoquiez",
        at_erasure="effacée",
        rows=of("user")(Subscription),
        secret=frozenset({"secret_hash"}),
        words={"user": "compte", "made_at": "faite le", "read_on": "lue le"},
    ),
]  # fmt: skip
