"""Step 2, one shift: a post that several people may hold on one day."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from sextant_web.roster import sheets
from sextant_web.roster.editing import Edit, roster_in
from sextant_web.roster.screens.people import numbered, on
from sextant_web.roster.short_words import with_short_words


@require_http_methods(["GET", "POST"])
def shift(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """Saved whole; its short word is made from its name when none is given."""
    row = roster_in(request, roster)
    n = numbered(request, row.facts, "shifts", one_more=True)
    edit = Edit("lines", "roster/screens/shift.html", on(n, sheets.shift), "roster:lines", with_short_words)
    return edit.answer(request, row, fresh=n == len(row.facts.get("shifts", [])))
