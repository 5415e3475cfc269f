"""One policy of the ward: what its shape asks, of whom, and at what price it gives way."""

from __future__ import annotations

from copy import deepcopy
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from sextant.roster.policies.policy import POLICY_NAMES
from sextant_web.roster.editing import Edit, roster_in
from sextant_web.roster.fields import Json, Sheet, get, put
from sextant_web.roster.policies import EXAMPLES, policies_said, policy_sheet, posts_of, read_never
from sextant_web.roster.sheets import Posted


@require_http_methods(["GET", "POST"])
def policy(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """One policy: ``?sorte=numbers&n=0``; ``n`` one past the last, or none, is a new one. Saved whole.

    ``&poste=soir`` has that post ticked in a new one.
    """
    row = roster_in(request, roster)
    key, number = request.GET.get("sorte", "numbers"), request.GET.get("n", "")
    there = len(get(row.facts, ("policies", key)) or []) if key in POLICY_NAMES else -1
    n = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else there
    if not 0 <= n <= there:
        raise Http404

    def complete(facts: Json) -> Json:
        those = facts.setdefault("policies", {}).setdefault(key, [])
        while len(those) <= n:
            those.append({})
        return read_never(facts)

    def sheet_of(facts: Json, posted: Posted | None = None) -> Sheet:
        post = request.GET.get("poste", "")
        if posted is None and n == there and post in posts_of(facts):
            facts = deepcopy(facts)
            put(facts, ("policies", key, n, "posts"), [post])
        return policy_sheet(facts, key, n, posted)

    edit = Edit(
        "needs",
        "roster/screens/policy.html",
        sheet_of,
        "roster:policies",
        complete,
    )
    return edit.answer(
        request,
        row,
        title=POLICY_NAMES[key],
        example=EXAMPLES[key],
        fresh=n == there,
        said=next((one for one in policies_said(row.facts) if (one.key, one.n) == (key, n)), None),
    )
