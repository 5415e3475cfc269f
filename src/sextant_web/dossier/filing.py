"""Puts an exhibit in a person's bundle: numbered, weighed, kept as it is printed."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max, Sum

from sextant.errors import BadInput
from sextant.evidence.exhibit import exhibit_from
from sextant_web.dossier.models import Exhibit, Matter, Sort
from sextant_web.people.models import User

MOST, HEAVIEST = 60, 80_000_000


def file_exhibit(
    user: User,
    content: bytes,
    name: str,
    *,
    title: str = "",
    sort: Sort = Sort.PIECE,
    day: date | None = None,
    matter: Matter | None = None,
) -> Exhibit:
    """The exhibit kept. Raises BadInput: not a photograph nor a PDF, too heavy, one too many."""
    found = exhibit_from(content, name, " ".join(title.split())[:120], 1)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # two uploads at once take turns
        kept = user.exhibits.aggregate(last=Max("number"), weight=Sum("weight"))
        if user.exhibits.count() >= MOST:
            raise BadInput(
                f"votre dossier a déjà {MOST} pièces", remedy="Retirez-en une, ou réunissez-en dans un PDF."
            )
        if (kept["weight"] or 0) + len(found.content) > HEAVIEST:
            raise BadInput(
                f"vos pièces pèseraient plus de {HEAVIEST // 1_000_000} Mo",
                remedy="Retirez-en une, ou allégez celle-ci.",
            )
        return Exhibit.objects.create(
            user=user,
            matter=matter,
            number=(kept["last"] or 0) + 1,
            sort=sort,
            title=found.title[:120],
            name=found.name,
            day=day,
            content=found.content,
            weight=len(found.content),
            sha256=found.digest,
        )
