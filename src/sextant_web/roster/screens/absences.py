"""Step 4: courses, leave and wishes, typed here or asked of the interns by a secret address."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant_web.roster.editing import roster_in, show
from sextant_web.roster.wishes import answers_told


@require_safe
def absences(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """Each intern, what is known of them, and whether they answered."""
    row = roster_in(request, roster)
    return show(
        request,
        row,
        "roster/screens/absences.html",
        "absences",
        interns=answers_told(row),
        fresh_links=request.session.pop(f"links-{row.pk}", None),
        until=row.wishes_until or timezone.localdate() + timedelta(days=10),
    )
