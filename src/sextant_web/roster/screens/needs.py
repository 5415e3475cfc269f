"""Step 3: how many interns the ward needs, by half-day."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from sextant_web.roster import sheets
from sextant_web.roster.editing import Edit, roster_in

EDIT = Edit("needs", "roster/screens/needs.html", sheets.needs, "roster:absences")


@require_http_methods(["GET", "POST"])
def needs(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """One demand a line; a later one replaces an earlier one."""
    row = roster_in(request, roster)
    rules = sum(len(those) for those in (row.facts.get("policies") or {}).values())
    return EDIT.answer(request, row, rules=rules)
