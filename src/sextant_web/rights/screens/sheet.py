"""A sheet on a right: what is known, from where, and what nobody found."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sextant.errors import BadInput
from sextant.rights.topics import topic as sheet_named
from sextant_web.rights.calculators import CALCULATORS


@require_safe
@never_cache  # which right somebody reads about is their own business
def show_sheet(request: HttpRequest, topic: str) -> HttpResponse:
    """The sheet, whole."""
    try:
        found = sheet_named(topic)
    except BadInput:
        raise Http404 from None
    return render(
        request, "rights/screens/sheet.html", {"sheet": found, "calculator": CALCULATORS.get(topic)}
    )
