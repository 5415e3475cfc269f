"""Step 2, one shift: a post that several people may hold on one day."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from sextant_web.roster import sheets
from sextant_web.roster.editing import Edit, roster_in
from sextant_web.roster.fields import Json
from sextant_web.roster.screens.people import numbered, on


@require_http_methods(["GET", "POST"])
def shift(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """Saved whole; its short word is made from its name when none is given."""
    row = roster_in(request, roster)
    n = numbered(request, row.facts, "shifts", one_more=True)
    edit = Edit("lines", "roster/screens/shift.html", on(n, sheets.shift), "roster:lines", with_ids)
    return edit.answer(request, row, fresh=n == len(row.facts.get("shifts", [])))


def with_ids(facts: Json) -> Json:
    """A shift without a short word takes that of its name: soir, soir-2…"""
    shifts = facts.get("shifts", [])
    taken = {str(one.get("id", "")) for one in [*facts.get("lines", []), *shifts]}
    for one in shifts:
        word = slugify(str(one.get("name", "")))[:26].strip("-_") or "poste"
        words = (word.replace("_", "-"), *(f"{word}-{n}" for n in range(2, 99)))
        if not one.get("id"):
            one["id"] = next(word for word in words if word not in taken)
            taken.add(one["id"])
    return facts
