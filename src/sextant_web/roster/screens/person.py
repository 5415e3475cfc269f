"""Step 1, one intern: what exempts from duties, what was held before, and which account it is."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from sextant_web.people.readings import note_reading
from sextant_web.roster import sheets
from sextant_web.roster.editing import Edit, roster_in
from sextant_web.roster.models import Roster, Seat
from sextant_web.roster.screens.people import numbered, on
from sextant_web.roster.start import interns_of


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """Only what the law needs to know of somebody."""
    row = roster_in(request, roster)
    n = numbered(request, row.facts, "interns")
    name = row.names[n]
    accounts = interns_of(row.ward, row.first, row.last)
    edit = Edit("people", "roster/screens/person.html", on(n, sheets.person), "roster:people")
    seated = row.seats.select_related("user").filter(name=name).first()
    if seated is not None:
        note_reading(request, seated.user, "les dispenses et le passé, pour le tableau")
    answer = edit.answer(request, row, name=name, accounts=accounts, seat=seated, n=n)
    if request.method == "POST" and answer.status_code == 302:
        seat(
            row, name, next((user for user in accounts if str(user.pk) == request.POST.get("account")), None)
        )
    return answer


def seat(row: Roster, name: str, user: object) -> None:
    """That name is that account, and no other; None: no account."""
    with transaction.atomic():
        row.seats.filter(name=name).delete()
        if user is not None:
            row.seats.filter(user=user).delete()
            Seat.objects.create(roster=row, name=name, user=user)
