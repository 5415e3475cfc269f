"""No table is loaded: what to run, and nothing invented."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sextant_web.territory.loaded import TO_LOAD


def show_empty(request: HttpRequest) -> HttpResponse:
    """What every page of places says until somebody loads the tables."""
    return render(request, "territory/screens/empty.html", {"to_load": TO_LOAD})
