"""Step 5: a search as it goes, then what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from sextant import wording
from sextant.roster.what_if import Outcome
from sextant_web.queue.ask import stop as stop_job
from sextant_web.queue.models import Job
from sextant_web.roster.bridge import roster_of_cells, version_from_roster
from sextant_web.roster.editing import roster_in, save, show
from sextant_web.roster.held_lines import held_lines
from sextant_web.roster.models import Purpose, Roster, Search, Source
from sextant_web.roster.searches import LIMITS, ask_search, followed, say_outcome, way_facts
from sextant_web.roster.versions import grid_of


@require_safe
def search(request: HttpRequest, ward: UUID, roster: UUID, search: UUID) -> HttpResponse:
    """The whole page; the part that moves is :func:`moving`."""
    row = roster_in(request, roster)
    found = search_of(row, search)
    context = told(row, found)
    return show(request, row, "roster/screens/search.html", "solve", **context)


@require_safe
def moving(request: HttpRequest, ward: UUID, roster: UUID, search: UUID) -> HttpResponse:
    """The part that moves, asked again every second or two while the search lasts."""
    row = roster_in(request, roster)
    context = told(row, search_of(row, search))
    answer = render(request, "roster/screens/_search.html", {"roster": row, "ward": row.ward, **context})
    if context["now"].over:
        answer["HX-Refresh"] = "true"  # the rail has changed too
    return answer


@require_POST
def stop(request: HttpRequest, ward: UUID, roster: UUID, search: UUID) -> HttpResponse:
    """Ends the search with its best so far."""
    found = search_of(roster_in(request, roster), search)
    for job in Job.objects.unfinished().filter(kind=found.purpose, subject=found.pk):
        stop_job(job)
    return redirect("roster:search", ward, roster, search)


@require_POST
def go_on(request: HttpRequest, ward: UUID, roster: UUID, search: UUID) -> HttpResponse:
    """Searches on from what this search found, with its facts."""
    row = roster_in(request, roster)
    found = search_of(row, search)
    asked = request.POST.get("limit", "")
    limit = next((seconds for seconds, _ in LIMITS if str(seconds) == asked), found.limit)
    made = ask_search(row, limit, request.user, found.facts, begin=found.version)
    return redirect("roster:search", ward, roster, made.pk)


@require_POST
def keep_nearest(request: HttpRequest, ward: UUID, roster: UUID, search: UUID) -> HttpResponse:
    """The nearest roster becomes a draft, once: its open duties are shown on the grid, and keep it from publication."""
    row = roster_in(request, roster)
    with transaction.atomic():
        found = get_object_or_404(Search.objects.select_for_update(), pk=search, roster=row)
        near = found.why.get("nearest")
        if not near:
            messages.error(request, "Ce calcul n’a pas de tableau le plus proche. Relancez-le.")
            return redirect("roster:search", ward, roster, search)
        made = row.versions.filter(pk=near.get("version")).first()
        if made is None:
            planned = roster_of_cells(found.facts, near["cells"])
            made = version_from_roster(
                row, planned, found.facts, Source.SOLVE, made_by=request.user,
                note=f"Le plus proche : {wording.say_count(len(near['open']), 'garde sans personne', 'gardes sans personne')}.",
            )  # fmt: skip
            near["version"] = str(made.pk)
            found.save(update_fields=["why"])
    return redirect(grid_of(row, made))


@require_POST
def attempt(request: HttpRequest, ward: UUID, roster: UUID, search: UUID) -> HttpResponse:
    """Searches again with one way out; what was prepared does not change."""
    row = roster_in(request, roster)
    found = search_of(row, search)
    number = request.POST.get("way", "")
    facts = way_facts(found, int(number)) if number.isascii() and number.isdigit() else None
    if facts is None:
        messages.error(request, "Cette issue n’existe plus. Relancez le calcul.")
        return redirect("roster:search", ward, roster, search)
    return redirect("roster:search", ward, roster, ask_search(row, found.limit, request.user, facts).pk)


@require_POST
def adopt(request: HttpRequest, ward: UUID, roster: UUID, search: UUID) -> HttpResponse:
    """What was tried becomes what is prepared, unless somebody changed it since."""
    row = roster_in(request, roster)
    found = search_of(row, search)
    revision = request.POST.get("revision", "")
    if not save(row, found.facts, int(revision) if revision.isdigit() else 0, request.user):
        messages.error(
            request, "Quelqu’un d’autre a enregistré ce tableau entre-temps. Relisez, puis recommencez."
        )
        return redirect("roster:search", ward, roster, search)
    messages.success(request, "Ce changement est maintenant dans la préparation du tableau.")
    return redirect("roster:roster", ward, roster)


def search_of(row: Roster, pk: UUID) -> Search:
    """A search of that roster. Raises Http404."""
    return get_object_or_404(Search.objects.select_related("version"), pk=pk, roster=row)


def told(row: Roster, found: Search) -> dict[str, Any]:
    """What both templates show."""
    near = found.why.get("nearest")
    return {
        "search": found,
        "trying": found.purpose == Purpose.WHAT_IF,
        "outcomes": [Outcome(**one) for one in found.why.get("outcomes", [])],
        "now": followed(found),
        "limits": LIMITS,
        "outcome": say_outcome(found),
        "grid": grid_of(row, found.version) if found.version else "",
        "near": near,
        "held": held_lines(found.facts, near["cells"]) if near else [],
        "tried": bool(found.outcome) and found.facts != row.facts,
    }
