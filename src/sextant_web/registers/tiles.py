"""What registers bring to the home page of a local union: what waits for it, what expired."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils import timezone

from sextant import wording
from sextant_web.people.models import Role, RoleKind
from sextant_web.people.tile import Tile
from sextant_web.registers.models import Entry, EntryState, ProposedBenefit
from sextant_web.registers.reach import covers


def tiles(request: HttpRequest, role: Role | None) -> Iterator[Tile]:
    """One tile a local union: its registers, and what waits to be read."""
    if role is None or role.kind != RoleKind.UNION:
        return
    today = timezone.localdate()
    mine = Entry.objects.filter(subdivision=role.subdivision, state=EntryState.PUBLISHED)
    stale = sum(1 for one in mine if one.is_stale(today))
    proposed = Entry.objects.filter(state=EntryState.PROPOSED)
    waiting = sum(1 for one in proposed if covers(role.subdivision, one.scale, one.territory))
    waiting += ProposedBenefit.objects.filter(second_read=None, refused=None).count()
    said = [
        wording.say_count(waiting, "proposition à lire", "propositions à lire") if waiting else "",
        wording.say_count(stale, "entrée périmée", "entrées périmées") if stale else "",
    ]
    says = f"{wording.join([one for one in said if one])}." if waiting or stale else (
        "Qui appeler, où loger, comment on est accueilli ; les aides à relire à deux."
    )  # fmt: skip
    names = {"subdivision": role.subdivision_id}
    yield Tile("Registres du territoire", says, "Ouvrir les registres", "registers:desk", names)
