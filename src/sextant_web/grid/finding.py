"""Where the address leads: the version of a roster of the ward, for whom may see it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from sextant.almanac.half_day import HalfDay
from sextant.errors import BadInput
from sextant.roster.change import Cell
from sextant.roster.problem import Problem
from sextant_web.people.rights import may
from sextant_web.roster.models import Status, Version


def version_in(request: HttpRequest, roster: UUID, version: UUID) -> Version:
    """The version, inside the place of the address. Raises Http404."""
    found: Version = get_object_or_404(
        Version.objects.select_related("roster__ward__hospital", "made_by", "published_by"),
        pk=version,
        roster=roster,
        roster__ward=request.place,
    )
    return found


def not_yet(request: HttpRequest, version: Version) -> HttpResponse | None:
    """What an intern sees of a version that is not published: that it is not."""
    if version.status == Status.PUBLISHED or may(request, "roster:roster", request.place):
        return None
    return render(request, "grid/screens/_not_yet.html", {"version": version})


def cell_of(problem: Problem, given: dict[str, str]) -> Cell:
    """The cell that a form names: ``who`` (row number), ``day`` (days from the first), ``half``. Raises BadInput."""
    try:
        who, day, half = int(given.get("who", "")), int(given.get("day", "")), int(given.get("half", ""))
        name, half_day = problem.interns[who].name, HalfDay(half)
        ordinal = problem.first.toordinal() + day
    except (ValueError, IndexError):
        raise BadInput("cette case n’existe pas", remedy="Rechargez la page.") from None
    if who < 0 or day < 0 or ordinal > problem.last.toordinal():
        raise BadInput("cette case n’existe pas", remedy="Rechargez la page.")
    return Cell(name, ordinal, half_day)


def revision_of(given: dict[str, str]) -> int:
    """The revision that a form was shown with; 0, which is never one, when it says nothing."""
    text = given.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0
