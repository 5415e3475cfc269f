"""The front page: what Sextant does, and how to use it today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Says it in one screen; asks nothing of the domain yet."""
    return render(request, "house/screens/home.html")
