"""Repair around this: an absence is said with its dates; what would change is shown before it is written."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sextant.errors import BadInput, Undecided
from sextant_web.grid.edits import Refused, said_of
from sextant_web.grid.finding import revision_of, version_in
from sextant_web.grid.repairs import KINDS, Asked, applied, tried
from sextant_web.roster.models import Version

_SAYS = {
    "maladie": "maladie ou absence justifiée",
    "conge": "congé",
    "formation-syndicale": "formation syndicale",
}


@require_http_methods(["GET", "HEAD", "POST"])
def repair(request: HttpRequest, ward: UUID, roster: UUID, version: UUID) -> HttpResponse:
    """The form; then the repair as it would be; then the roster repaired."""
    found = version_in(request, roster, version)
    given = (request.POST if request.method == "POST" else request.GET).dict()
    context: dict[str, Any] = {
        "version": found,
        "roster": found.roster,
        "ward": found.roster.ward,
        "names": [one["name"] for one in found.facts.get("interns", [])],
        "kinds": _SAYS,
        "given": _shown(found, given),
    }
    status = 200
    if request.method == "POST":
        try:
            asked, today = _asked(found, given), timezone.localdate()
            if given.get("write"):
                made = applied(found, asked, revision_of(given), request.user, today)
                messages.success(request, f"{asked.said}.")
                return redirect("grid:grid", ward, roster, made.pk)
            context |= {"repair": tried(found, asked, today), "asked": asked}
        except Refused as refused:
            context["refused"], status = f"{refused} Relancez la réparation.", 409
        except (BadInput, Undecided) as error:
            context["refused"], status = said_of(error), 422
    return render(request, "grid/screens/repair.html", context, status=status)


def _asked(version: Version, given: dict[str, str]) -> Asked:
    """The absence that the form says. Raises BadInput."""
    name, row = given.get("name", ""), version.roster
    if not name:
        return Asked("", row.first, row.last, "maladie")
    try:
        first = date.fromisoformat(given.get("first", ""))
        last = date.fromisoformat(given.get("last", "") or given.get("first", ""))
    except ValueError:
        raise BadInput(
            "il manque une date", remedy="Dites le premier et le dernier jour de l’absence."
        ) from None
    kind = given.get("kind", "maladie")
    if kind not in KINDS:
        raise BadInput("cette sorte d’absence n’existe pas")
    return Asked(name, first, last, kind)


def _shown(version: Version, given: dict[str, str]) -> dict[str, str]:
    """What the form shows: what was typed, else the person and the day that the grid leads from."""
    names = [one["name"] for one in version.facts.get("interns", [])]
    if given.get("who", "").isdecimal() and int(given["who"]) < len(names):
        given.setdefault("name", names[int(given["who"])])
    if given.get("day", "").isdecimal() and len(given["day"]) < 5:
        day = date.fromordinal(version.roster.first.toordinal() + int(given["day"])).isoformat()
        given.setdefault("first", day)
        given.setdefault("last", day)
    return given
