"""Every component on one page: what a new screen is made of, and where a change of look is seen first."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sextant.law.audit import judge
from sextant.law.planning_file import planning_from
from sextant.law.rule import Force
from sextant.roster.papers.drawn_week import drawn_weeks
from sextant.roster.papers.legend import MARKS


@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """A week of an imaginary intern, judged, and the pieces that show it."""
    planning = planning_from(
        {"from": date(2026, 11, 2), "weeks": ["MA MAN MA a up .. J"], "person": {"name": "Camille"}}, "motifs"
    )
    judgement = judge([planning.timeline])
    return render(
        request,
        "house/screens/patterns.html",
        {
            "week": drawn_weeks(planning.timeline, judgement.breaches)[0],
            "breach": judgement.unlawful[0],
            "forces": list(Force),
            "letters": list(MARKS),
            "day": planning.timeline.first,
        },
    )
