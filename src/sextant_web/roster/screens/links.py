"""Step 4: make the secret addresses, and carry the answers into the roster."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sextant import wording
from sextant_web.roster.editing import as_day, roster_in
from sextant_web.roster.letters import send_links
from sextant_web.roster.wishes import Changed, make_links, take_answers


@require_POST
def links(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """One address per intern, shown once."""
    row = roster_in(request, roster)
    today = timezone.localdate()
    until = as_day(request.POST.get("until", ""))
    if until is None or not today <= until <= today + timedelta(days=180):
        messages.error(request, "Les réponses se donnent jusqu’à un jour à venir, dans les six mois.")
        return redirect("roster:absences", ward, roster)
    tokens = make_links(row, until)
    addresses = {
        name: request.build_absolute_uri(reverse("roster:wish", args=[token]))
        for name, token in tokens.items()
    }
    sent = send_links(row, addresses, until) if request.POST.get("send") else 0
    request.session[f"links-{row.pk}"] = {"links": list(addresses.items()), "sent": sent}
    return redirect("roster:absences", ward, roster)


@require_POST
def take(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """The answers that came since go into the facts; those that cannot are told, and stay."""
    row = roster_in(request, roster)
    revision = request.POST.get("revision", "")
    try:
        taken, refused = take_answers(row, int(revision) if revision.isdigit() else 0, request.user)
    except Changed:
        messages.error(
            request, "Quelqu’un d’autre a enregistré ce tableau entre-temps. Relisez, puis recommencez."
        )
        return redirect("roster:absences", ward, roster)
    said = (
        wording.say_count(taken, "réponse reprise", "réponses reprises")
        if taken
        else "Aucune réponse à reprendre"
    )
    messages.success(request, f"{said}.")
    for one in refused:
        messages.error(request, f"Pas reprise, à voir avec la personne. {one}")
    return redirect("roster:absences", ward, roster)
