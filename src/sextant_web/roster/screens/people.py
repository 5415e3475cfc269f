"""Step 1: the interns of the ward over the period."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from sextant_web.roster import sheets
from sextant_web.roster.editing import Edit, roster_in
from sextant_web.roster.fields import Json, Sheet

EDIT = Edit("people", "roster/screens/people.html", sheets.people, "roster:lines")


@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """One line for each."""
    row = roster_in(request, roster)
    return EDIT.answer(request, row, seated=set(row.seats.values_list("name", flat=True)))


def numbered(request: HttpRequest, facts: Json, key: str, *, one_more: bool = False) -> int:
    """The ``?n=`` of the address (the first without it), a place in a list of the facts. Raises Http404."""
    text, length = request.GET.get("n", "0"), len(facts.get(key, []))
    if not text.isascii() or not text.isdigit() or int(text) >= length + one_more:
        raise Http404
    return int(text)


def on(n: int, sheet: object) -> object:
    """A sheet of one row of a list, as a sheet of facts."""

    def sheet_of(facts: Json, posted: object = None) -> Sheet:
        found: Sheet = sheet(facts, n, posted)  # type: ignore[operator]
        return found

    return sheet_of
