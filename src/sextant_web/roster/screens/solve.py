"""Step 5: ask for the search."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sextant_web.roster.editing import roster_in, show
from sextant_web.roster.models import Purpose
from sextant_web.roster.searches import LIMITS, ask_search, under_way
from sextant_web.roster.steps import wrong_of


@require_http_methods(["GET", "POST"])
def solve(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """Only what can be read is searched; earlier versions stay."""
    row = roster_in(request, roster)
    running = under_way(row)
    if request.method == "POST" and running is None and wrong_of(row) is None:
        asked = request.POST.get("limit", "")
        limit = next((seconds for seconds, _ in LIMITS if str(seconds) == asked), 120)
        running = ask_search(row, limit, request.user)
    if running is not None:
        return redirect("roster:search", ward, roster, running.pk)
    return show(
        request,
        row,
        "roster/screens/solve.html",
        "solve",
        status=422 if request.method == "POST" else 200,
        limits=LIMITS,
        searches=row.searches.filter(purpose=Purpose.ROSTER)
        .select_related("version")
        .defer("facts", "why")[:5],
    )
