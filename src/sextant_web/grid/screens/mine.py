"""My roster: my next duty, my weeks, my swaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.almanac.activity import Activity
from sextant.law.account import Account
from sextant.law.library import load
from sextant.roster.audit import judge_interns
from sextant.roster.papers.drawn_week import DrawnWeek, drawn_weeks, legend_of
from sextant_web.grid.models import Swap
from sextant_web.grid.swaps import duties_of, published
from sextant_web.roster.bridge import roster_of_version
from sextant_web.roster.models import Seat, Version


@dataclass(frozen=True)
class Mine:
    """What one published roster says of me."""

    seat: Seat
    version: Version
    duties: list[Activity]
    weeks: list[DrawnWeek]
    past: list[DrawnWeek]
    letters: list[str]
    account: Account


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Every roster of today or to come in which I sit."""
    today = timezone.localdate()
    seats = (
        request.user.seats.filter(roster__last__gte=today)
        .select_related("roster__ward")
        .order_by("roster__first")
    )
    found = [one for seat in seats if (one := _mine(seat, today)) is not None]
    upcoming = sorted((a for one in found for a in one.duties), key=lambda a: a.start)
    swaps = Swap.objects.filter(by=request.user) | Swap.objects.filter(to=request.user)
    return render(
        request,
        "grid/screens/mine.html",
        {
            "rosters": found,
            "next": upcoming[0] if upcoming else None,
            "swaps": swaps.distinct()[:10],
            "today": today,
        },
    )


def _mine(seat: Seat, today: date) -> Mine | None:
    version = published(seat.roster)
    if version is None:
        return None
    planned = roster_of_version(version)
    intern = next((one for one in planned.problem.interns if one.name == seat.name), None)
    if intern is None:
        return None
    library = load()
    judged = judge_interns(planned, [intern], library)
    weeks = drawn_weeks(
        planned.timeline(intern),
        judged.unlawful,
        hours=planned.problem.hours,
        settings=planned.problem.settings,
        library=library,
    )
    ahead = [week for week in weeks if (today - week.monday).days < 7]
    return Mine(
        seat,
        version,
        duties_of(planned, seat.name, today),
        ahead,
        [week for week in weeks if week not in ahead],
        legend_of(weeks),
        judged.accounts[0],
    )
