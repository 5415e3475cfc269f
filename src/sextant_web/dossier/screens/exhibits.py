"""« Mes pièces »: photographs and PDF put in one's own bundle, numbered, taken out again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sextant.errors import BadInput
from sextant.evidence.exhibit import MOST_HANDED_IN
from sextant_web.dossier.filing import file_exhibit
from sextant_web.dossier.models import Exhibit, Matter, Sort
from sextant_web.dossier.typed import day_typed
from sextant_web.ledger.noting import capital

KINDS = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


@require_http_methods(["GET", "HEAD", "POST"])
def exhibits(request: HttpRequest) -> HttpResponse:
    """The list, and the form of one more; what cannot be one is told and nothing is kept."""
    trouble, fields = "", {"sort": Sort.PIECE}
    if request.method == "POST":
        fields = request.POST.dict()
        try:
            kept = _file(request, fields)
            messages.success(request, f"Versée : pièce n° {kept.number}, « {kept.title} ».")
            return redirect("dossier:exhibits")
        except BadInput as error:
            trouble = capital(str(error))
    page = {
        "exhibits": request.user.exhibits.defer("content").select_related("matter"),
        "sorts": Sort.choices,
        "matters": request.user.matters.all(),
        "fields": fields,
        "trouble": trouble,
        "most": MOST_HANDED_IN // 1_000_000,
    }
    return render(request, "dossier/screens/exhibits.html", page, status=422 if trouble else 200)


@never_cache
def exhibit(request: HttpRequest, exhibit: UUID) -> HttpResponse:
    """One's own exhibit as a file; POST takes it out of the bundle."""
    found = get_object_or_404(Exhibit, pk=exhibit, user=request.user)
    if request.method == "POST":
        found.delete()
        messages.success(request, f"La pièce n° {found.number} est retirée.")
        return redirect("dossier:exhibits")
    content = bytes(found.content)
    response = HttpResponse(content, content_type=KINDS[found.name.rpartition(".")[2]])
    response["Content-Disposition"] = (
        f'attachment; filename="piece-{found.number}.{found.name.rpartition(".")[2]}"'
    )
    return response


def _file(request: HttpRequest, fields: dict[str, str]) -> Exhibit:
    given = request.FILES.get("file")
    if given is None:
        raise BadInput("aucun fichier n’est choisi", remedy="Choisissez une photo ou un PDF.")
    if given.size is not None and given.size > MOST_HANDED_IN:  # not read in memory at all
        raise BadInput(
            f"ce fichier dépasse {MOST_HANDED_IN // 1_000_000} Mo",
            remedy="Prenez la photo moins grande, ou coupez le PDF.",
        )
    day = fields.get("day", "").strip()
    sort = fields.get("sort", "")
    return file_exhibit(
        request.user,
        given.read(),
        given.name or "",
        title=fields.get("title", ""),
        sort=Sort(sort) if sort in Sort.values else Sort.PIECE,
        day=day_typed(day, "document, le") if day else None,
        matter=own_matter(request, fields.get("matter", "")),
    )


def own_matter(request: HttpRequest, name: str) -> Matter | None:
    """One's own; any other name is as none."""
    try:
        return request.user.matters.filter(pk=name).first() if name else None
    except ValidationError:  # not an identifier at all
        return None
