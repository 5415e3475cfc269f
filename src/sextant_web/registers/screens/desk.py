"""The registers of a local union: what it wrote, what expired, what others propose and it may confirm, aids to read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant import wording
from sextant.benefits import places
from sextant.territory.register import kinds
from sextant_web.registers.models import Entry, EntryState, ProposedBenefit
from sextant_web.registers.reach import reached
from sextant_web.registers.shown import by_kind, shown


@require_safe
def desk(request: HttpRequest, **names: object) -> HttpResponse:
    """Everything that waits for this local union, and everything that it keeps."""
    place, today = request.place, timezone.localdate()  # type: ignore[attr-defined]
    mine = Entry.objects.filter(subdivision=place, state=EntryState.PUBLISHED)
    proposed = reached(request, list(Entry.objects.filter(state=EntryState.PROPOSED)))
    told = {
        "place": place,
        "departements": wording.join([places.name("departement", one) for one in place.departements]),
        "kinds": kinds().items(),
        "mine": by_kind(mine, today),
        "proposed": [shown(one, today) for one in proposed],
        "benefits": ProposedBenefit.objects.filter(second_read=None, refused=None),
        "user": request.user,
    }
    return render(request, "registers/screens/desk.html", told)
