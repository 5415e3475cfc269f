"""What the ward decides for itself, beside the law: its policies in sentences, added, changed, removed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sextant.roster.policies.policy import POLICY_NAMES
from sextant_web.roster.editing import roster_in, save, show
from sextant_web.roster.fields import get, take_away
from sextant_web.roster.policies import EXAMPLES, policies_said

MOST = 400
"""Shown on the page; a file may hold thousands of requests, which a file changes better."""


@require_http_methods(["GET", "POST"])
def policies(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """The policies that there are; a button takes one away."""
    row = roster_in(request, roster)
    conflict = False
    if request.method == "POST":
        name = request.POST.get("remove", "")
        changed = take_away(row.facts, name) if name.startswith("policies.") else row.facts
        conflict = request.POST.get("revision") != str(row.revision) or not save(
            row, changed, row.revision, request.user
        )
        if not conflict:
            return redirect(request.get_full_path())
    told = policies_said(row.facts)
    return show(
        request,
        row,
        "roster/screens/policies.html",
        "needs",
        status=409 if conflict else 200,
        policies=told[:MOST],
        more=max(0, len(told) - MOST),
        conflict=conflict,
        shapes=[
            (key, title, EXAMPLES[key], len(get(row.facts, ("policies", key)) or []))
            for key, title in POLICY_NAMES.items()
        ],
    )
