"""The catalogue of aids, one page an aid, and the grid of where somebody has looked."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.benefits import places
from sextant.benefits.amount import in_general
from sextant.benefits.benefit import Benefit, Status
from sextant.benefits.catalogue import CATEGORIES, concerning, load
from sextant.benefits.condition import say
from sextant.benefits.contacts import contact_of, portal_says
from sextant.benefits.coverage import AUDIENCES, LOCAL_SCALES, Looked, freshness, grid
from sextant.benefits.steps import all_steps
from sextant.territory.commune import plain

_LONGEST = 100
_STATUSES = {
    Status.IN_FORCE: "en vigueur",
    Status.CLOSED: "fermée",
    Status.ANNOUNCED: "annoncée : pas encore un droit",
    Status.TO_VERIFY: "à vérifier avant d’y compter",
    Status.HISTORY: "de l’histoire : n’existe plus",
}


@require_safe
def list_benefits(request: HttpRequest) -> HttpResponse:
    """Every aid, those that hold the words asked, of a category or of a département, by category."""
    words = " ".join(request.GET.get("mots", "").split())[:_LONGEST]
    category = request.GET.get("categorie", "")
    departement = request.GET.get("departement", "")
    today = timezone.localdate()
    wanted = plain(words).split()
    found = [
        one
        for one in load().benefits
        if category in ("", one.category)
        and (departement not in places.departements() or concerning(one, departement))
        and all(word in plain(f"{one.id} {one.name} {one.says} {one.payer.name}") for word in wanted)
    ]
    shown = {
        "themes": [
            (title, [(one, _status(one, today)) for one in found if one.category == key])
            for key, title in CATEGORIES.items()
            if any(one.category == key for one in found)
        ],
        "count": len(found),
        "words": words,
        "category": category,
        "categories": list(CATEGORIES.items()),
        "departement": departement,
        "departements": list(places.departements().items()),
    }
    return render(request, "benefits/screens/catalogue.html", shown)


def _status(one: Benefit, today: date) -> str:
    if one.valid.last_day and one.valid.last_day < today and one.status is not Status.HISTORY:
        return "fermée"
    if one.status is Status.IN_FORCE and today > one.expires:
        return "périmée : à revérifier"
    return _STATUSES[one.status]


@require_safe
def show_benefit(request: HttpRequest, name: str) -> HttpResponse:
    """One aid as its file says it: conditions, dated amounts, what it binds to, sources."""
    one = load().by_id.get(name)
    if one is None:
        raise Http404
    today = timezone.localdate()
    known = load().by_id
    shown = {
        "one": one,
        "status": _status(one, today),
        "category": CATEGORIES[one.category],
        "amounts": [in_general(amount, one.parameters, today) for amount in one.amounts],
        "conditions": [say(condition) for condition in one.conditions],
        "incompatible": [known[other] for other in one.incompatible if other in known],
        "cumulable": [known[other] for other in one.cumulable if other in known],
        "contact": contact_of(one.contact, {}, today),
        "steps": [all_steps()[step] for step in one.steps if step in all_steps()],
        "expired": today > one.expires,
    }
    return render(request, "benefits/screens/benefit.html", shown)


@require_safe
def show_coverage(request: HttpRequest) -> HttpResponse:
    """Where somebody looked for aids, and where nobody did: four counts a line, never one percentage."""
    today = timezone.localdate()
    lines = [
        (LOCAL_SCALES[one.scale], AUDIENCES[one.audience], [one.counts[state] for state in Looked])
        for one in grid(load(), today)
    ]
    shown = {
        "lines": lines,
        "states": [state.value for state in Looked],
        "fresh": freshness(load(), today),
        "portals": [portal_says(region, today) for region in places.regions()],
        "today": today,
    }
    return render(request, "benefits/screens/coverage.html", shown)


@require_safe
def choose_guide(request: HttpRequest) -> HttpResponse:
    """The guide of the département chosen in the form of the catalogue."""
    departement = request.GET.get("departement", "")
    if departement not in places.departements():
        return redirect("benefits:catalogue")
    return redirect("benefits:guide", departement)
