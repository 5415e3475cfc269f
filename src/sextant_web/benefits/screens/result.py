"""The answer: what one gets, would get, cannot get, what nobody knows; the steps."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables

from sextant.benefits.assess import assess
from sextant.benefits.steps import JOURNEYS
from sextant.territory.commune import Territory
from sextant_web.benefits.answers import Answers
from sextant_web.benefits.outcome import outcome, read_journey
from sextant_web.territory.loaded import TO_LOAD


@sensitive_variables()
def show_result(
    request: HttpRequest, answers: Answers, places: Territory | None, today: date
) -> HttpResponse:
    """Every aid judged, in the words of a colleague, and what to do first."""
    situation, remarks = answers.situation(places, today)
    facts = situation.facts
    shown = {
        "answers": answers,
        "told": answers.told(places),
        "outcome": outcome(assess(situation, today), places, journey=read_journey(request.POST)),
        "remarks": remarks,
        "departement": next((facts[name] for name in _DEPARTEMENTS if facts.get(name)), ""),
        "journeys": JOURNEYS.items(),
        "loaded": places is not None,
        "to_load": TO_LOAD,
    }
    return render(request, "benefits/screens/result.html", shown)


_DEPARTEMENTS = ("territoire.departement", "stage.departement")
"""Whose contacts are shown: those of the project, else of the placement."""
