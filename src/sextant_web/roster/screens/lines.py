"""Step 2: the lines of garde and astreinte, and the shifts."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sextant_web.roster.editing import roster_in, save, show
from sextant_web.roster.fields import take_away
from sextant_web.roster.needed import lines_told, shifts_told


@require_http_methods(["GET", "POST"])
def lines(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """The lines and the shifts that there are; a button takes one away."""
    row = roster_in(request, roster)
    conflict = False
    if request.method == "POST":
        name = request.POST.get("remove", "")
        changed = take_away(row.facts, name) if name.startswith(("lines.", "shifts.")) else row.facts
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
        shifts=shifts_told(row.facts),
        covers=len(row.facts.get("policies", {}).get("cover", [])),
        conflict=conflict,
    )
