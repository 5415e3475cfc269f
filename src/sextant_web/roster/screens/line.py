"""Step 2, one line: its posts, who may hold it, with whom it is shared; and, as one types, how many it needs."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from sextant_web.roster import sheets
from sextant_web.roster.editing import Edit, roster_in
from sextant_web.roster.fields import typed
from sextant_web.roster.needed import needed
from sextant_web.roster.screens.people import numbered, on
from sextant_web.roster.short_words import with_short_words


@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """Saved whole; its short word is made from its kind when none is given."""
    row = roster_in(request, roster)
    n = numbered(request, row.facts, "lines", one_more=True)
    edit = Edit("lines", "roster/screens/line.html", on(n, sheets.line), "roster:lines", with_short_words)
    return edit.answer(request, row, n=n, fresh=n == len(row.facts.get("lines", [])))


@require_POST
def headcount(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """How many interns the line needs, as it is typed; nothing is saved."""
    row = roster_in(request, roster)
    n = numbered(request, row.facts, "lines", one_more=True)
    facts = with_short_words(typed(row.facts, sheets.line(row.facts, n, request.POST), request.POST))
    return render(request, "roster/screens/_headcount.html", {"needs": needed(facts, n)})
