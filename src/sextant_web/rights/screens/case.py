"""One case: its acts, their sources, what was not found. The public part alone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.cases.tracker import load_tracker
from sextant.errors import BadInput
from sextant_web.rights.screens.cases import shown_acts


@require_safe
def show_case(request: HttpRequest, case: str) -> HttpResponse:
    """One case, act by act."""
    tracker = load_tracker()
    try:
        one = tracker.case(case)
    except BadInput:
        raise Http404 from None
    page = {
        "case": one,
        "acts": shown_acts(one),
        "late": one.overdue(timezone.localdate()),
        "checked": tracker.checked,
    }
    return render(request, "rights/screens/case.html", page)
