"""A new roster: a period, and what to start from."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sextant.errors import BadInput
from sextant_web.roster.editing import as_day, said
from sextant_web.roster.models import Roster
from sextant_web.roster.start import bare_facts, copied_facts, file_facts, new_roster, periods, proposed

LARGEST = 2_000_000  # bytes of a file; the reader below refuses more too


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, ward: UUID) -> HttpResponse:
    """Asks when and from what; nothing is written before both are understood."""
    place = request.place
    found = periods(place, timezone.localdate())
    before = Roster.objects.filter(ward=place).order_by("-first", "-made_at").first()
    asked = request.POST
    context = {
        "ward": place,
        "periods": found,
        "chosen": asked.get("period") or proposed(found).value,
        "before": before,
        "origin": asked.get("origin") or ("copy" if before else "bare"),
        "asked": asked,
    }
    if request.method != "POST":
        return render(request, "roster/screens/new.html", context)
    try:
        with transaction.atomic():
            row = new_roster(place, _facts(request, before), request.user)
    except BadInput as error:
        return render(request, "roster/screens/new.html", context | {"wrong": said_whole(error)}, status=422)
    messages.success(
        request, "Le tableau est commencé. Rien n’est visible des internes avant sa publication."
    )
    return redirect("roster:people", place.pk, row.pk)


def said_whole(error: BadInput) -> str:
    """The sentence with the place in the file, when there is one."""
    where = str(error.place)
    return f"{where} : {said(error)}" if where else said(error)


def _facts(request: HttpRequest, before: Roster | None) -> dict[str, object]:
    place, asked = request.place, request.POST
    if asked.get("origin") == "file":
        file = request.FILES.get("file")
        if file is None:
            raise BadInput("choisissez d’abord un fichier")
        if file.size > LARGEST:
            raise BadInput("ce fichier est trop lourd", why="la limite est de 2 Mo")
        facts = file_facts(file.read(), file.name)
        return facts | {"ward": place.name, "hospital": place.hospital.name}
    first, last = _period(asked.get("period", ""), asked.get("first", ""), asked.get("last", ""))
    if asked.get("origin") == "copy" and before is not None:
        return copied_facts(before, first, last)
    return bare_facts(place, first, last)


def _period(chosen: str, first: str, last: str) -> tuple[date, date]:
    start, _, end = (f"{first}/{last}" if chosen == "other" else chosen).partition("/")
    since, until = as_day(start), as_day(end)
    if since is None or until is None:
        raise BadInput("le premier ou le dernier jour n’est pas une date", remedy="Par exemple 2026-11-02.")
    if until < since:
        raise BadInput(f"la période finit le {until:%d/%m/%Y}, avant de commencer le {since:%d/%m/%Y}")
    if (until - since).days >= 27 * 7:
        raise BadInput("la période dépasse 27 semaines", remedy="Un tableau couvre un stage au plus.")
    return since, until
