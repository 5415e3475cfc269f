"""Where somebody has looked for aids."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.benefits import places
from sextant.benefits.catalogue import load
from sextant.benefits.contacts import portal_says
from sextant.benefits.coverage import AUDIENCES, LOCAL_SCALES, Looked, freshness, grid


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
