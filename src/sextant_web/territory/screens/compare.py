"""Up to four communes side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.territory import travel
from sextant.territory.criteria import criteria
from sextant.territory.sheet import Sheet, sheet
from sextant_web.territory.loaded import territory
from sextant_web.territory.opened import SUPPOSED, opened
from sextant_web.territory.screens.empty import show_empty
from sextant_web.territory.words import RURAL, ZONES, said

MOST_COMPARED = 4


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four communes side by side."""
    known = territory()
    if known is None:
        return show_empty(request)
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
