"""What one thing more or less would change: what to try, then, on the page of the search, what came of it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sextant.errors import BadInput
from sextant.roster.what_if import MORE, UNFAIR, WISH
from sextant_web.roster.bridge import problem_of_facts
from sextant_web.roster.editing import roster_in, said, show
from sextant_web.roster.fields import Json
from sextant_web.roster.models import Purpose, Roster
from sextant_web.roster.searches import EACH, ask_search, under_way
from sextant_web.roster.steps import wrong_of


@require_http_methods(["GET", "POST"])
def what_if(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """Nothing that is prepared changes: each try is a ward of its own."""
    row = roster_in(request, roster)
    running = under_way(row, Purpose.WHAT_IF)
    refused = ""
    if request.method == "POST" and running is None and wrong_of(row) is None:
        try:
            asked = _asked(row, request)
        except BadInput as error:
            refused = said(error)
        else:
            each = request.POST.get("each", "")
            limit = next((seconds for seconds, _ in EACH if str(seconds) == each), 20)
            running = ask_search(row, limit, request.user, purpose=Purpose.WHAT_IF, asked=asked)
    if running is not None:
        return redirect("roster:search", ward, roster, running.pk)
    posted = request.method == "POST"
    return show(
        request,
        row,
        "roster/screens/what_if.html",
        "solve",
        status=422 if posted else 200,
        tries=[
            (key, says, not posted or key in request.POST.getlist("try")) for key, says in _tries(row.facts)
        ],
        names=[str(one.get("name", "")) for one in row.facts.get("interns", [])],
        given={name: request.POST.get(name, "") for name in ("name", "days")},
        each=EACH,
        refused_because=refused,
        searches=row.searches.filter(purpose=Purpose.WHAT_IF).defer("facts", "why")[:5],
    )


def _tries(facts: Json) -> list[tuple[str, str]]:
    """What may be tried, as boxes to tick; the wish has fields of its own."""
    lines = [
        (f"without-{one.get('id', '')}", f"sans la ligne « {one.get('name') or one.get('id', '')} »")
        for one in facts.get("lines", [])
    ]
    return [(MORE, "un interne de plus"), *lines, (UNFAIR, "sans chercher l’équité : ce qu’elle coûte")]


def _asked(row: Roster, request: HttpRequest) -> dict[str, Any]:
    """What the form asks to try. Raises BadInput for a wish that says nothing, or when nothing is asked."""
    known = {key for key, _ in _tries(row.facts)}
    only = [key for key in request.POST.getlist("try") if key in known]
    name, days = request.POST.get("name", ""), request.POST.get("days", "").strip()
    if not name:
        if days:
            raise BadInput("il manque qui souhaite éviter ces jours", remedy="Choisissez un interne.")
        if not only:
            raise BadInput("rien n’est à essayer", remedy="Cochez au moins une chose.")
        return {"only": only}
    if not days:
        raise BadInput(f"il manque les jours que {name} souhaite éviter", remedy="Par exemple « samedi ».")
    return {"only": [*only, WISH], "wish": {"name": name, "days": _days(row.facts, name, days)}}


def _days(facts: Json, name: str, days: str) -> list[int]:
    """The days that the words of a wish mean in this period. Raises BadInput."""
    changed = deepcopy(facts)
    for one in changed.get("interns", []):
        if one.get("name") == name:
            phrases = [part.strip() for part in days.replace(";", ",").split(",") if part.strip()]
            one["wishes"] = {"avoid": [{"days": phrases}]}
            intern = problem_of_facts(changed).intern(name)
            if not intern.duty_wishes or not intern.duty_wishes[0].days:
                raise BadInput("ces jours ne sont pas dans la période du tableau")
            return sorted(intern.duty_wishes[0].days)
    raise BadInput(f"« {name} » n’est pas un interne de ce tableau")
