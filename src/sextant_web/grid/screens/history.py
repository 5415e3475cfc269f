"""Who changed what in a version, and when."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sextant_web.grid.finding import version_in


@require_safe
def history(request: HttpRequest, ward: UUID, roster: UUID, version: UUID) -> HttpResponse:
    """Every edit, undone ones included, newest first."""
    found = version_in(request, roster, version)
    page = Paginator(found.edits.select_related("by").defer("before", "after"), 100)
    return render(
        request,
        "grid/screens/history.html",
        {
            "version": found,
            "roster": found.roster,
            "ward": found.roster.ward,
            "page": page.get_page(request.GET.get("page")),
        },
    )
