"""Where could I live and work: sliders, hard limits, near a place; the ranked list and its map side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sextant.benefits import places
from sextant.errors import BadInput
from sextant.territory import travel
from sextant.territory.finder import Found, Search, find
from sextant_web.territory.drawn_map import drawn_map
from sextant_web.territory.loaded import folder, territory
from sextant_web.territory.screens.empty import show_empty
from sextant_web.territory.wanted import Slider, read_wanted
from sextant_web.territory.words import ZONES

SHOWN = 20


# Public and stateless: what matters to a person is never in an address, hence in no log.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@never_cache
def find_place(request: HttpRequest) -> HttpResponse:
    """The finder, with the answer to the usual weights or to what was asked; the answer alone when htmx asks."""
    known = territory()
    if known is None:
        return show_empty(request)
    wanted = read_wanted(request.POST, known)
    wrong = list(wanted.wrong)
    search = Search((), 0, 0)
    if not wrong:
        try:
            search = find(known, wanted.weights, wanted.limits, SHOWN)
        except BadInput as error:
            wrong.append(str(error))
    shown = {
        "wanted": wanted, "groups": _groups(wanted.sliders), "wrong": wrong, "search": search,
        "ranked": [_said(rank, one) for rank, one in enumerate(search.found, 1)],
        "map": drawn_map(search.found, folder()),
        "zones": ZONES, "departements": list(places.departements().items()), "minutes": travel.SAID,
        "vintages": _vintages(),
        "today": timezone.localdate(),
    }  # fmt: skip
    quick = bool(request.htmx)  # type: ignore[attr-defined]
    page = "territory/screens/_ranked.html" if quick else "territory/screens/finder.html"
    return render(request, page, shown, status=422 if wrong and not quick else 200)


def _groups(sliders: tuple[Slider, ...]) -> list[tuple[str, list[Slider]]]:
    found: dict[str, list[Slider]] = {}
    for one in sliders:
        found.setdefault(one.criterion.group, []).append(one)
    return list(found.items())


def _said(rank: int, one: Found) -> dict[str, Any]:
    """A place of the list: what speaks for it, what against, what is not known."""
    return {
        "rank": rank,
        "code": one.code,
        "name": one.commune["name"],
        "departement": one.commune["departement"],
        "population": one.commune["population"],
        "score": one.score,
        "zone": one.commune.get("zone") or "zone inconnue",
        "near": one.near_min,
        "best": [r for r in one.reasons if (r.points or 0) >= 0.5][:3],
        "worst": [r for r in reversed(one.reasons) if r.points is not None and r.points < 0.5][:2],
        "unknown": one.unknown,
        "more_unknown": max(0, len(one.unknown) - 3),
    }


def _vintages() -> list[dict[str, Any]]:
    """The age of every table shown."""
    known = territory()
    today = timezone.localdate()
    if known is None:
        return []
    origins = [origin for name in known.state if (origin := known.origin(name)) is not None]
    return [
        {
            "title": one.source.title,
            "producer": one.source.producer,
            "vintage": one.vintage,
            "old": one.is_old(today),
        }
        for one in origins
    ]
