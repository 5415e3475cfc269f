"""A commune: its zones on a day, what is near, how it ranks; for an intern who would live there, for its mayor."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.benefits import places
from sextant.territory import travel
from sextant.territory.register import kinds
from sextant.territory.sheet import sheet
from sextant_web.law.screens.rules import read_day
from sextant_web.registers.shown import around
from sextant_web.territory.loaded import territory
from sextant_web.territory.opened import SUPPOSED, elsewhere, frames, opened
from sextant_web.territory.screens.empty import show_empty
from sextant_web.territory.words import RURAL, ZONES, dated, said


@require_safe
def show_commune(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet of a commune; an old code leads to the commune of today."""
    known = territory()
    if known is None:
        return show_empty(request)
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
        "written_here": around(code, known.commune(code)["epci"], today),
        "registers": [(name, kind) for name, kind in kinds().items() if "commune" in kind.scales],
    }
    return render(request, "territory/screens/sheet.html", shown)
