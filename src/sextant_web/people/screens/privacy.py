"""What Sextant keeps of whom: for anybody, before they open an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sextant_web.people.retention import declarations


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What Sextant keeps of whom, before anybody opens an account."""
    return render(request, "people/screens/privacy.html", {"declarations": declarations()[::-1]})
