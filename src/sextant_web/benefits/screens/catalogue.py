"""The catalogue of aids, one page an aid, and the grid of where somebody has looked."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.benefits import places
from sextant.benefits.benefit import Benefit, Status
from sextant.benefits.catalogue import CATEGORIES, concerning, load
from sextant.territory.commune import plain
from sextant_web.registers.models import ProposedBenefit

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
            (title, [(one, status_of(one, today)) for one in found if one.category == key])
            for key, title in CATEGORIES.items()
            if any(one.category == key for one in found)
        ],
        "count": len(found),
        "words": words,
        "category": category,
        "categories": list(CATEGORIES.items()),
        "departement": departement,
        "departements": list(places.departements().items()),
        "reviewed": ProposedBenefit.objects.filter(second_read__isnull=False, refused=None),
    }
    return render(request, "benefits/screens/catalogue.html", shown)


def status_of(one: Benefit, today: date) -> str:
    """Where an aid stands today, in words."""
    if one.valid.last_day and one.valid.last_day < today and one.status is not Status.HISTORY:
        return "fermée"
    if one.status is Status.IN_FORCE and today > one.expires:
        return "périmée : à revérifier"
    return _STATUSES[one.status]


@require_safe
def choose_guide(request: HttpRequest) -> HttpResponse:
    """The guide of the département chosen in the form of the catalogue."""
    departement = request.GET.get("departement", "")
    if departement not in places.departements():
        return redirect("benefits:catalogue")
    return redirect("benefits:guide", departement)
