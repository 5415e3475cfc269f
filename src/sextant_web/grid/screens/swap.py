"""One swap, for the two whom it concerns: what it gives today, and the answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from sextant.errors import BadInput
from sextant_web.grid.edits import Refused, said_of
from sextant_web.grid.letters import tell
from sextant_web.grid.models import Swap, SwapState
from sextant_web.grid.swaps import answer, judged_today

_OF_THE_OTHER = {"accept": SwapState.ACCEPTED, "decline": SwapState.DECLINED}


@require_http_methods(["GET", "HEAD", "POST"])
def swap(request: HttpRequest, swap: UUID) -> HttpResponse:
    """Shown to both; the one it is proposed to accepts or declines, the other may withdraw."""
    mine = Q(by=request.user) | Q(to=request.user)
    found = get_object_or_404(Swap.objects.select_related("version__roster__ward").filter(mine), pk=swap)
    context: dict[str, Any] = {"row": found, "receives": found.to_id == request.user.pk}
    context["own"] = found.other if context["receives"] else found.name
    status = 200
    if request.method == "POST":
        try:
            changed = _act(found, request.POST.get("op", ""), receives=context["receives"])
        except Refused as refused:
            context["refused"], status = str(refused), 409
        else:
            tell(changed)
            messages.success(request, f"Échange {changed.get_state_display()}.")
            return redirect("grid:swap", found.pk)
    if found.state in (SwapState.PROPOSED, SwapState.ACCEPTED):
        try:
            context["swap"] = judged_today(found)
        except Refused as changed_since:
            context["refused"] = str(changed_since)
        except BadInput as error:
            context["refused"] = said_of(error)
    return render(request, "grid/screens/swap.html", context, status=status)


def _act(found: Swap, op: str, *, receives: bool) -> Swap:
    if receives and op in _OF_THE_OTHER:
        return answer(found, _OF_THE_OTHER[op], SwapState.PROPOSED)
    if not receives and op == "withdraw":
        waits = found.state if found.state == SwapState.ACCEPTED else SwapState.PROPOSED
        return answer(found, SwapState.WITHDRAWN, SwapState(waits))
    raise Refused("Ce geste n’est pas le vôtre.")
