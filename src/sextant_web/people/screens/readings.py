"""« Qui a lu quoi »: the access log, shown to the person it is about."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

PAGE = 50


@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """Latest first, fifty a page."""
    rows = Paginator(request.user.read_by.all(), PAGE).get_page(request.GET.get("page"))
    return render(request, "people/screens/readings.html", {"rows": rows})
