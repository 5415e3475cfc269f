"""Step 2: the lines of garde and astreinte, and how many interns each needs."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sextant_web.roster.editing import roster_in, save, show
from sextant_web.roster.fields import take_away
from sextant_web.roster.needed import lines_told


@require_http_methods(["GET", "POST"])
def lines(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """The lines that there are; a button takes one away."""
    row = roster_in(request, roster)
    conflict = False
    if request.method == "POST":
        changed = take_away(row.facts, request.POST.get("remove", "lines.x"))
        conflict = request.POST.get("revision") != str(row.revision) or not save(
            row, changed, row.revision, request.user
        )
        if not conflict:
            return redirect(request.get_full_path())
    return show(
        request,
        row,
        "roster/screens/lines.html",
        "lines",
        status=409 if conflict else 200,
        lines=lines_told(row.facts),
        conflict=conflict,
    )
