"""The index of rights: calculators, then sheets."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sextant.rights.topics import topics
from sextant_web.rights.calculators import CALCULATORS


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What can be worked out, and what can be read."""
    page = {"calculators": CALCULATORS.values(), "sheets": topics()}
    return render(request, "rights/screens/index.html", page)
