"""The breaches of a hospital in figures, as a PDF for its union."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

import sextant
from sextant.conditions.paper import site_paper
from sextant.errors import BadInput
from sextant_web.conditions.bridge import made_releases
from sextant_web.ledger.noting import capital


@require_safe
def paper(request: HttpRequest, hospital: UUID) -> HttpResponse:
    """Every trimester that is released, on one paper."""
    releases = [release for _, release in made_releases()]
    try:
        if not releases:
            raise BadInput("aucune livraison n’est faite", remedy="Demandez celle d’un trimestre fini.")
        content = site_paper(releases, str(hospital), timezone.localdate(), sextant.__version__)
    except BadInput as error:
        messages.error(request, capital(str(error)))
        return redirect("conditions:hospital_sheet", hospital=hospital)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="conditions-de-travail.pdf"'
    return response
