"""What the registers bring to the home page of the federation: letters without an answer."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils import timezone

from sextant import wording
from sextant_web.defence.models import UnionLetter
from sextant_web.people.models import Role, RoleKind
from sextant_web.people.tile import Tile


def tiles(request: HttpRequest, role: Role | None) -> Iterator[Tile]:
    """One tile: how many answers are overdue."""
    if role is None or role.kind != RoleKind.FEDERATION:
        return
    late = UnionLetter.objects.filter(answered=None, due__lt=timezone.localdate()).count()
    says = (
        f"{wording.say_count(late, 'réponse en retard', 'réponses en retard')}."
        if late
        else "Ce qui est écrit aux institutions, et ce qui attend une réponse."
    )
    yield Tile("Courriers", says, "Voir le registre", "defence:letters", first=bool(late))
