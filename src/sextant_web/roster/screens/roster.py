"""One roster: how far it is, its versions, and what to do next."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sextant_web.roster.editing import roster_in, show
from sextant_web.roster.models import Purpose
from sextant_web.roster.versions import versions_of


@require_safe
def roster(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """The rail and the versions, newest first."""
    row = roster_in(request, roster)
    return show(
        request,
        row,
        "roster/screens/roster.html",
        "versions",
        versions=versions_of(row),
        searches=row.searches.filter(purpose=Purpose.ROSTER).select_related("version").defer("facts")[:5],
    )
