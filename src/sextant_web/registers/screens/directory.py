"""A register as anybody reads it: housing with its charter, contacts, welcome, life, portals; expired ones say so."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.benefits import places
from sextant.benefits.contacts import portal_says
from sextant.territory.register import kinds
from sextant_web.registers.shown import by_kind, of_departement


@require_safe
def show_directory(request: HttpRequest, kind: str) -> HttpResponse:
    """Every confirmed entry of a kind, those of a département when one is chosen."""
    if kind not in kinds():
        raise Http404
    today = timezone.localdate()
    departement = request.GET.get("departement", "")
    departement = departement if departement in places.departements() else ""
    grouped = by_kind(of_departement(kind, departement), today)
    entries = grouped[0][1] if grouped else []
    shown = {
        "name": kind,
        "kind": kinds()[kind],
        "kinds": kinds().items(),
        "entries": entries,
        "stale": sum(1 for one in entries if one.stale),
        "departement": departement,
        "departements": list(places.departements().items()),
        "portals": [portal_says(region, today) for region in places.regions()] if kind == "portal" else [],
    }
    return render(request, "registers/screens/directory.html", shown)
