"""The swaps of a ward, for its head: those that wait, judged today, and those that were decided."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from sextant.errors import BadInput
from sextant.roster.swap import Swap as Judged
from sextant_web.grid.edits import Refused, said_of
from sextant_web.grid.letters import tell
from sextant_web.grid.models import Swap, SwapState
from sextant_web.grid.swaps import approve, judged_today, refuse


@require_safe
def swaps(request: HttpRequest, ward: UUID) -> HttpResponse:
    """Accepted ones first: they wait for the head."""
    rows = Swap.objects.filter(version__roster__ward=request.place).select_related(
        "version__roster", "made", "decided_by"
    )
    waiting = [(row, *_judged(row)) for row in rows.filter(state=SwapState.ACCEPTED)[:20]]
    others = rows.exclude(state=SwapState.ACCEPTED)[:40]
    return render(
        request, "grid/screens/swaps.html", {"ward": request.place, "waiting": waiting, "others": others}
    )


def _judged(row: Swap) -> tuple[Judged | None, str]:
    try:
        return judged_today(row), ""
    except Refused as changed:
        return None, str(changed)
    except BadInput as error:
        return None, said_of(error)


@require_POST
def decide(request: HttpRequest, ward: UUID, swap: UUID) -> HttpResponse:
    """Approves, which makes a new version, or refuses."""
    found = get_object_or_404(
        Swap.objects.select_related("version__roster"), pk=swap, version__roster__ward=request.place
    )
    try:
        if request.POST.get("op") == "approve":
            done = approve(found, request.user)
            messages.success(
                request, "L’échange est approuvé. Faites arrêter et publier la nouvelle version."
            )
        else:
            done = refuse(found, request.user)
            messages.success(request, "L’échange est refusé.")
    except Refused as refused:
        messages.error(request, str(refused))
        found.refresh_from_db()
        if found.state == SwapState.STALE:
            tell(found)
        return redirect("grid:swaps", ward)
    tell(done)
    if done.made is not None:
        return redirect("grid:grid", ward, done.made.roster_id, done.made.pk)
    return redirect("grid:swaps", ward)
