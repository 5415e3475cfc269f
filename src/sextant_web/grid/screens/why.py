"""Why she is on duty here, why not him."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sextant.errors import BadInput
from sextant.roster.why import why as answer
from sextant_web.grid.edits import said_of
from sextant_web.grid.finding import cell_of, version_in
from sextant_web.roster.bridge import roster_of_version


@require_safe
def why(request: HttpRequest, ward: UUID, roster: UUID, version: UUID) -> HttpResponse:
    """The answer for one cell; a fragment when a script asks."""
    found = version_in(request, roster, version)
    planned = roster_of_version(found)
    context = {"version": found, "roster": found.roster, "ward": found.roster.ward}
    try:
        cell = cell_of(planned.problem, request.GET.dict())
        context["why"] = answer(planned, cell.name, cell.day, cell.half_day)
    except BadInput as error:
        context["refused"] = said_of(error)
    whole = request.headers.get("X-Requested-With") != "grid"
    return render(request, "grid/screens/why.html" if whole else "grid/screens/_why.html", context)
