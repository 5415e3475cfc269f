"""Cases brought against hospitals: the public part of the tracker, with its sources."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.cases.tracker import ACT_NAMES, OUTCOME_NAMES, CaseForm, load_tracker


def shown_acts(one: CaseForm) -> list[dict[str, object]]:
    """The acts of a case with the words of a page."""
    return [
        {"name": ACT_NAMES[act.act], "outcome": OUTCOME_NAMES[act.outcome], "when": act.say_when(), "of": act}
        for act in one.acts
    ]


@require_safe
def list_cases(request: HttpRequest) -> HttpResponse:
    """One row a hospital; ``mots`` keeps those that hold these words."""
    words = request.GET.get("mots", "").strip()[:100]
    found, today = load_tracker().only(words=words), timezone.localdate()
    rows = [{"case": one, "last": shown_acts(one)[-1], "late": one.overdue(today)} for one in found.cases]
    return render(
        request, "rights/screens/cases.html", {"rows": rows, "checked": found.checked, "words": words}
    )
