"""The dossier of a period as a PDF, made now from one's own ledger; nothing of it is stored."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

import sextant
from sextant.errors import BadInput
from sextant.evidence.dossier import Dossier
from sextant.evidence.layout import write_dossier
from sextant_web.dossier.bridge import dossier_of, noted_since
from sextant_web.dossier.models import Matter
from sextant_web.dossier.typed import day_typed
from sextant_web.ledger.noting import capital

LONGEST = 400  # days: a year and its edges, made while one waits


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """``du``, ``au``: the days; ``demarche``: one's own matter whose letters are told. Back with a sentence if not."""
    try:
        found = _dossier(request)
    except BadInput as error:
        messages.error(request, capital(f"{error.what}. {error.remedy}".rstrip()))
        return redirect("dossier:mine")
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        path = Path(folder) / "dossier.pdf"
        write_dossier(found, path, version=sextant.__version__)
        response = HttpResponse(path.read_bytes(), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="dossier-{found.first}-{found.last}.pdf"'
    return response


def _dossier(request: HttpRequest) -> Dossier:
    today = timezone.localdate()
    first, last = (
        day_typed(request.GET.get("du", ""), "premier"),
        day_typed(request.GET.get("au", ""), "dernier"),
    )
    if last < first:
        raise BadInput(f"la période finit ({last:%d/%m/%Y}) avant de commencer ({first:%d/%m/%Y})")
    if (last - first).days > LONGEST:
        raise BadInput("cette période dépasse un an", remedy="Faites un dossier par année.")
    if noted_since(request.user) is None:
        raise BadInput(
            "rien n’est encore noté dans votre carnet", remedy="Un dossier commence par un carnet."
        )
    return dossier_of(request.user, first, last, _matter(request), today)


def _matter(request: HttpRequest) -> Matter | None:
    """One's own; any other name is as none."""
    name = request.GET.get("demarche", "")
    try:
        return request.user.matters.filter(pk=name).first() if name else None
    except ValidationError:  # not an identifier at all
        return None
