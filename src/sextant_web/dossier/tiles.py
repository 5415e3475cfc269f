"""What a dossier brings to the home page of an intern: the next deadline."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils import timezone

from sextant import wording
from sextant.procedure.progress import progress
from sextant_web.dossier.bridge import facts_of_matter
from sextant_web.dossier.models import SharedDossier
from sextant_web.people.models import Role, RoleKind
from sextant_web.people.tile import Tile


def tiles(request: HttpRequest, role: Role | None) -> Iterator[Tile]:
    """One tile: what is most urgent over all of one's matters."""
    today = timezone.localdate()
    if role is not None and role.kind == RoleKind.UNION:
        shown = SharedDossier.objects.open_on(today).filter(union=role.subdivision_id).count()
        if shown:
            said = wording.say_count(shown, "dossier vous est confié", "dossiers vous sont confiés")
            yield Tile(
                "Dossiers confiés", f"{said} par des internes, pour un temps.", "Voir", "dossier:received"
            )
        return
    if role is None or role.kind != RoleKind.INTERN:
        return
    matters = request.user.matters.prefetch_related("happenings")  # type: ignore[union-attr]
    found = [(one, progress(facts_of_matter(one, today), today)) for one in matters]
    dated = [(step.due, one, step) for one, of in found for step in of.next if step.due is not None]
    if dated:
        due, matter, step = min(dated, key=lambda each: each[0])
        late = "délai passé le" if due < today else "avant le"
        says = wording.typography(
            f"{step.step.says[:1].upper()}{step.step.says[1:]} : {late} {wording.say_date(due)}."
        )
        yield Tile(
            "Mon dossier", says, "Voir l’étape", "dossier:matter", {"matter": matter.pk}, first=due <= today
        )
        return
    says = (
        "Une démarche est en cours. Personne d’autre ne la voit."
        if found
        else "De ce que vous avez noté à la lettre, puis au dossier. Personne d’autre ne le voit."
    )
    yield Tile("Mon dossier", says, "Ouvrir", "dossier:mine")
