"""One aid."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.benefits.amount import in_general
from sextant.benefits.catalogue import CATEGORIES, load
from sextant.benefits.condition import say
from sextant.benefits.contacts import contact_of
from sextant.benefits.steps import all_steps
from sextant_web.benefits.screens.catalogue import status_of


@require_safe
def show_benefit(request: HttpRequest, name: str) -> HttpResponse:
    """One aid as its file says it: conditions, dated amounts, what it binds to, sources."""
    one = load().by_id.get(name)
    if one is None:
        raise Http404
    today = timezone.localdate()
    known = load().by_id
    shown = {
        "one": one,
        "status": status_of(one, today),
        "category": CATEGORIES[one.category],
        "amounts": [in_general(amount, one.parameters, today) for amount in one.amounts],
        "conditions": [say(condition) for condition in one.conditions],
        "incompatible": [known[other] for other in one.incompatible if other in known],
        "cumulable": [known[other] for other in one.cumulable if other in known],
        "contact": contact_of(one.contact, {}, today),
        "steps": [all_steps()[step] for step in one.steps if step in all_steps()],
        "expired": today > one.expires,
    }
    return render(request, "benefits/screens/benefit.html", shown)
