"""The front page: a week, what breaks in it, and four doors."""

from datetime import date
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sextant.law.intake import Given, read_pasted
from sextant.roster.papers.check import Check, check

_WEEK = "MA MAN M Mu MA .. .."  # back on the ward at 8:30 after a night: seen every week, and unlawful
_ANY_DAY = date(2026, 11, 25)  # the week is undated: the day only has to exist


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The picture is a real answer, made by the auditor."""
    return render(request, "house/screens/home.html", {"checked": _picture(), "letters": _WEEK})


@cache
def _picture() -> Check:
    found = check(read_pasted(_WEEK, Given(_ANY_DAY)))
    assert found is not None
    return found
