"""« Mon dossier »: what the ledger shows, where each matter stands, and the bundle of a period."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sextant.errors import BadInput
from sextant.law.audit import judge
from sextant.law.breach import Breach
from sextant.procedure.progress import progress
from sextant.procedure.steps import load_procedures
from sextant_web.dossier.bridge import facts_of_matter, noted_since, source_of, trimester_of, usual_period
from sextant_web.dossier.models import Matter
from sextant_web.ledger.noting import capital

SHOWN = 12
"""Breaches told one by one; the others are in the trimester's page and in the dossier."""


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The page, or a matter begun."""
    today = timezone.localdate()
    first, last = usual_period(request.user, today)
    if request.method == "POST":
        name = request.POST.get("procedure", "")
        if name in load_procedures():
            return redirect("dossier:matter", matter=_open(request, name, first, last).pk)
    breaches, reasons, trouble = _found(request, first, last)
    codes = {breach.code for breach in (*breaches, *reasons)}
    matters = request.user.matters.prefetch_related("happenings")
    page = {
        "first": first,
        "last": last,
        "today": today,
        "breaches": breaches[:SHOWN],
        "more": max(0, len(breaches) - SHOWN),
        "surplus": [one for one in reasons if one.code == "V10"],
        "trouble": trouble,
        "fitting": [one for one in load_procedures().values() if codes & set(one.codes)],
        "others": [one for one in load_procedures().values() if not codes & set(one.codes)],
        "matters": [(one, progress(facts_of_matter(one, today), today)) for one in matters],
    }
    return render(request, "dossier/screens/mine.html", page)


def _found(
    request: HttpRequest, first: date, last: date
) -> tuple[tuple[Breach, ...], tuple[Breach, ...], str]:
    """Breaches of law, what is told without being one yet (a surplus), and what prevents from knowing."""
    if noted_since(request.user) is None:
        return (), (), "Rien n’est encore noté : un dossier commence par un carnet."
    try:
        source = source_of(request.user, first, last)
    except BadInput as error:
        return (), (), capital(str(error.what))
    found = judge([source.timeline], settings=source.settings)
    return tuple(found.unlawful), tuple(found.notes), ""


def _open(request: HttpRequest, name: str, first: date, last: date) -> Matter:
    """A matter about the usual period; the end of its trimester is known."""
    dates = {}
    if "trimestre_finit" in load_procedures()[name].dates:
        dates["trimestre_finit"] = trimester_of(request.user, last)[1].isoformat()
    return Matter.objects.create(user=request.user, procedure=name, first=first, last=last, dates=dates)
