"""What the grid brings to the home page: my roster, and the swaps that wait."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest

from sextant import wording
from sextant_web.grid.models import Swap, SwapState
from sextant_web.people.models import Role, RoleKind
from sextant_web.people.tile import Tile


def tiles(request: HttpRequest, role: Role | None) -> Iterator[Tile]:
    """One tile for an intern, one for a head when a swap waits."""
    if role is None:
        return
    if role.kind == RoleKind.INTERN:
        waiting = Swap.objects.filter(to=request.user, state=SwapState.PROPOSED).count()
        says = "Vos jours, votre prochaine garde, vos échanges, votre calendrier."
        if waiting:
            says = f"{wording.say_count(waiting, 'échange attend', 'échanges attendent')} votre réponse."
        yield Tile("Mon tableau", says, "Voir mon tableau", "grid:mine", {}, bool(waiting))
    elif role.kind == RoleKind.WARD_HEAD:
        waiting = Swap.objects.filter(version__roster__ward=role.ward_id, state=SwapState.ACCEPTED).count()
        if waiting:
            said = wording.say_count(waiting, "échange attend", "échanges attendent")
            yield Tile(
                "Échanges",
                f"{said} votre accord.",
                "Voir les échanges",
                "grid:swaps",
                {"ward": role.ward_id},
                True,
            )
