"""The e-mails of a swap: to whom it is proposed, to who proposed it, to the heads of the ward."""

from __future__ import annotations

from django.urls import reverse

from sextant_web.grid.models import Swap, SwapState
from sextant_web.people.models import RoleKind, User
from sextant_web.roster.letters import send, site


def tell(swap: Swap) -> int:
    """Writes to whoever must know where the swap stands; how many letters left."""
    ward = swap.version.roster.ward
    address = site() + reverse("grid:swap", args=[swap.pk])
    if swap.state == SwapState.PROPOSED:
        return _to(
            [swap.to],
            f"{swap.name} vous propose un échange",
            f"{swap.said}. Voyez s’il vous va, et répondez :",
            address,
        )
    if swap.state == SwapState.ACCEPTED:
        heads = [role.user for role in ward.roles.filter(kind=RoleKind.WARD_HEAD).select_related("user")]
        sent = _to(
            [swap.by],
            f"{swap.other} accepte l’échange",
            "Le responsable du service doit encore l’approuver.",
            address,
        )
        there = site() + reverse("grid:swaps", args=[ward.pk])
        return sent + _to(
            heads, "Un échange attend votre accord", f"{swap.said}. Il est légal aujourd’hui :", there
        )
    if swap.state in (SwapState.APPROVED, SwapState.REFUSED, SwapState.STALE):
        says = {
            SwapState.APPROVED: "Le service approuve l’échange. Il vaudra dès que la nouvelle version sera publiée.",
            SwapState.REFUSED: "Le service refuse l’échange. Le tableau ne change pas.",
            SwapState.STALE: "Le tableau a changé entre-temps : l’échange est caduc.",
        }[SwapState(swap.state)]
        return _to([swap.by, swap.to], f"Échange {swap.get_state_display()}", says, address)
    if swap.state == SwapState.DECLINED:
        return _to([swap.by], f"{swap.other} refuse l’échange", "Le tableau ne change pas.", address)
    return _to([swap.to], f"{swap.name} retire l’échange proposé", "Vous n’avez rien à faire.", address)


def _to(users: list[User | None], subject: str, *paragraphs: str) -> int:
    return sum(send(user, subject, f"Bonjour {user},", *paragraphs) for user in users if user is not None)
