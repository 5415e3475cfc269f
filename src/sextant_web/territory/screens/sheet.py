"""A commune: its zones on a day, what is near, how it ranks; for an intern who would live there, for its mayor."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from sextant.benefits import places
from sextant.territory import travel
from sextant.territory.commune import plain
from sextant.territory.criteria import criteria
from sextant.territory.sheet import Sheet, sheet
from sextant_web.law.screens.rules import read_day
from sextant_web.territory.loaded import TO_LOAD, territory
from sextant_web.territory.opened import SUPPOSED, elsewhere, frames, opened
from sextant_web.territory.words import RURAL, ZONES, dated, said

MOST_COMPARED = 4


@require_safe
def show_commune(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet of a commune; an old code leads to the commune of today."""
    known = territory()
    if known is None:
        return render(request, "territory/screens/empty.html", {"to_load": TO_LOAD})
    now = known.today(code)
    if now is None:
        raise Http404
    if now != code:
        return redirect("territory:sheet", now)
    today = timezone.localdate()
    written = request.GET.get("jour", "").strip()[:20]
    day, wrong = read_day(written, today)
    page = sheet(known, code, on=day)
    shown = {
        "page": page,
        "place": places.name("departement", page.departement),
        "day": day,
        "today": day == today,
        "written": written,
        "wrong": wrong,
        "zone": said(page.zone, ZONES),
        "zone_dated": dated(page.zone),
        "rural": said(page.rural, RURAL),
        "rural_dated": dated(page.rural),
        "groups": [(title, list(lines)) for title, lines in groupby(page.lines, key=lambda line: line.group)],
        "minutes": travel.SAID,
        "opened": opened(known, code, day),
        "supposed": SUPPOSED,
        "offers": [
            one for one in page.lines if one.value is not None and one.value < 0.5 and one.said == "sur place"
        ],
        "lacks": [one for one in page.lines if one.lacking],
        "frames": frames(page.zone.value),
        "elsewhere": elsewhere(page.departement)[:8],
        "code": code,
    }
    return render(request, "territory/screens/sheet.html", shown)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four communes side by side."""
    known = territory()
    if known is None:
        return render(request, "territory/screens/empty.html", {"to_load": TO_LOAD})
    today = timezone.localdate()
    asked = list(dict.fromkeys(now for code in request.GET.getlist("c") if (now := known.today(code[:5]))))
    chosen = asked[:MOST_COMPARED]
    sheets = [sheet(known, code, on=today) for code in chosen]
    shown = {
        "sheets": sheets,
        "too_many": len(asked) > MOST_COMPARED,
        "most": MOST_COMPARED,
        "zones": [(said(one.zone, ZONES), said(one.rural, RURAL)) for one in sheets],
        "opened": [opened(known, code, today) for code in chosen],
        "rows": _rows(sheets),
        "supposed": SUPPOSED,
        "minutes": travel.SAID,
    }
    return render(request, "territory/screens/compare.html", shown)


def _rows(sheets: list[Sheet]) -> list[tuple[str, list[tuple[str, bool]]]]:
    """One criterion a row: what is said of each place, and whether it is the best of those compared."""
    rows = []
    for lines in zip(*(one.lines for one in sheets), strict=True):
        criterion = criteria()[lines[0].criterion]
        known = {line.value for line in lines if line.value is not None}
        best = (min if criterion.good < criterion.bad else max)(known) if len(known) > 1 else None
        rows.append((lines[0].says, [(line.said, best is not None and line.value == best) for line in lines]))
    return rows


@csrf_exempt  # nothing is changed, and no cookie could carry a token
@require_POST
@never_cache
def find_sheet(request: HttpRequest) -> HttpResponse:
    """The sheet of the commune of that name, or the list of those that it may mean."""
    known = territory()
    if known is None:
        return render(request, "territory/screens/empty.html", {"to_load": TO_LOAD})
    words = " ".join(request.POST.get("commune", "").split())[:80]
    found = known.search(words, most=10)
    same = [one for one in found if one["name"].casefold() == found[0]["name"].casefold()]
    if found and (len(found) == 1 or (len(same) == 1 and plain(found[0]["name"]) == plain(words))):
        return redirect("territory:sheet", found[0]["code"])
    shown = {"words": words, "found": found}
    return render(request, "territory/screens/namesakes.html", shown, status=200 if found else 422)
