"""When, at what hours, and who signs."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from sextant_web.roster import sheets
from sextant_web.roster.editing import Edit, roster_in

EDIT = Edit("period", "roster/screens/period.html", sheets.period, "roster:roster")


@require_http_methods(["GET", "POST"])
def period(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """The frame of the roster."""
    return EDIT.answer(request, roster_in(request, roster))
