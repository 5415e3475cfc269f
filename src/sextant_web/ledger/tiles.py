"""What hours bring to the home page of an intern, and of whoever was shown a trimester."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils import timezone

from sextant_web.ledger.models import Arrival, Share
from sextant_web.people.models import Role, RoleKind
from sextant_web.people.tile import Tile


def tiles(request: HttpRequest, role: Role | None) -> Iterator[Tile]:
    """The day first: it is what an intern opens the phone for."""
    if role is None:
        open_now = Share.objects.open_on(timezone.localdate())
        for share in open_now.filter(to_email__iexact=request.user.email).select_related("user")[:20]:
            says = f"{share.user} vous montre son temps de travail, jusqu’au {share.until:%d/%m/%Y}."
            yield Tile("Un trimestre partagé", says, "Regarder", "ledger:received", {"received": share.pk})
        return
    if role.kind != RoleKind.INTERN:
        return
    arrived = Arrival.objects.filter(user=request.user).exists()
    says = (
        "Votre arrivée est notée : notez votre départ."
        if arrived
        else "Notez vos heures d’un geste, même sans réseau."
    )
    yield Tile("Ma journée", says, "Je pars" if arrived else "J’arrive", "ledger:day", first=True)
    says = "Vos heures face aux 48 h, vos repos, vos congés. Personne d’autre ne les voit."
    yield Tile("Mon trimestre", says, "Voir où j’en suis", "ledger:trimester")
