"""Propose a swap: legality and fairness are shown before anything is sent."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sextant.almanac.activity import Activity
from sextant.almanac.half_day import HalfDay
from sextant.errors import BadInput
from sextant.roster.handed import duty_of
from sextant.roster.roster import Roster as Planned
from sextant.roster.swap import judge_swap
from sextant_web.grid.edits import Refused, said_of
from sextant_web.grid.letters import tell
from sextant_web.grid.swaps import duties_of, hands_of, offers, published
from sextant_web.grid.swaps import propose as proposed
from sextant_web.roster.bridge import roster_of_version
from sextant_web.roster.models import Seat


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """One of my duties (``tableau``, ``jour``, ``demi``) against one of a colleague's (``avec``: row|day|half, or row)."""
    given = (request.POST if request.method == "POST" else request.GET).dict()
    if "tableau" not in given:
        return redirect("grid:mine")
    seat = _seat(request, given.get("tableau", ""))
    version = published(seat.roster)
    if version is None:
        raise Http404
    planned, today = roster_of_version(version), timezone.localdate()
    context: dict[str, Any] = {"seat": seat, "roster": seat.roster, "given": given, "own": seat.name}
    status = 200
    try:
        duty = _duty(planned, seat.name, given)
        accounts = set(seat.roster.seats.exclude(pk=seat.pk).values_list("name", flat=True))
        others = [i.name for i in planned.problem.interns if i.name in accounts]
        context |= {
            "duty": duty,
            "all": [
                (planned.problem.interns.index(i), i.name, duties_of(planned, i.name, today))
                for i in planned.problem.interns
                if i.name in others
            ],
        }
        if given.get("avec"):
            other, back = _other(planned, given["avec"], others)
            hands = hands_of(seat.name, duty, other, back)
            if given.get("op") == "send" and request.method == "POST":
                swap = proposed(seat.roster, request.user, seat.name, hands, given.get("note", ""), today)
                tell(swap)
                messages.success(request, f"L’échange est proposé à {other}.")
                return redirect("grid:swap", swap.pk)
            context |= {"other": other, "back": back, "swap": judge_swap(planned, hands)}
        else:
            context["offers"] = offers(planned, seat.name, duty, today, others)
    except Refused as refused:
        context["refused"], status = str(refused), 422
    except BadInput as error:
        context["refused"], status = said_of(error), 422
    return render(request, "grid/screens/propose.html", context, status=status)


def _seat(request: HttpRequest, pk: str) -> Seat:
    try:
        UUID(pk)
    except ValueError:
        raise Http404 from None
    found: Seat | None = request.user.seats.filter(roster=pk).select_related("roster__ward").first()
    if found is None:
        raise Http404
    return found


def _duty(planned: Planned, name: str, given: dict[str, str]) -> Activity:
    try:
        day, half = date.fromisoformat(given.get("jour", "")), HalfDay(int(given.get("demi", "")))
    except ValueError:
        raise BadInput("cette garde n’existe pas", remedy="Choisissez-la sur votre tableau.") from None
    return duty_of(planned, name, day.toordinal(), half)


def _other(planned: Planned, text: str, others: list[str]) -> tuple[str, Activity | None]:
    """A colleague, and the duty that they would give. Raises BadInput."""
    parts = text.split("|")
    try:
        name = planned.problem.interns[int(parts[0])].name
        if name not in others:
            raise ValueError(name)
        if len(parts) == 1:
            return name, None
        return name, duty_of(planned, name, int(parts[1]), HalfDay(int(parts[2])))
    except (ValueError, IndexError):
        raise BadInput("ce collègue ou cette garde n’existe pas") from None
