"""Step 4, one intern: courses, leave, wishes, and what is decided beforehand."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from sextant_web.people.readings import note_reading
from sextant_web.roster import sheets
from sextant_web.roster.editing import Edit, roster_in
from sextant_web.roster.screens.people import numbered, on


@require_http_methods(["GET", "POST"])
def absence(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """Saved whole."""
    row = roster_in(request, roster)
    n = numbered(request, row.facts, "interns")
    if seated := row.seats.select_related("user").filter(name=row.names[n]).first():
        note_reading(request, seated.user, "les congés et les souhaits, pour le tableau")
    edit = Edit("absences", "roster/screens/absence.html", on(n, sheets.absence), "roster:absences")
    return edit.answer(request, row, name=row.names[n], groups=GROUPS)


# Key in the facts, title, what one row is called.
GROUPS = (
    ("courses", "Cours", "Cours"),
    ("leave", "Congés et absences", "Absence"),
    ("personal", "Demi-journée autonome souhaitée", "Souhait"),
    ("avoid", "Gardes à éviter", "Souhait"),
    ("prefer", "Gardes voulues", "Souhait"),
    ("fixed", "Décidé d’avance", "Affectation"),
)
