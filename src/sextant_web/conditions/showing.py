"""What the pages of a site share: its rows, its pictures, its series, where it lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from sextant.conditions import release as pure
from sextant.conditions.register import not_observed, series
from sextant.conditions.release import Told
from sextant.conditions.site import NATION, Rank
from sextant.conditions.table import NOT_MEASURED, SELECTION, WHY_HIDDEN, Row, rows_of, rule_of
from sextant_web.conditions.drawing import bars, drawn_series
from sextant_web.conditions.models import Release
from sextant_web.people.models import Hospital, Subdivision, Ward

Place = Ward | Hospital | Subdivision | None
Made = list[tuple[Release, pure.Release]]
DRAWN = ("hours", "over_48", "rest_after_garde", "rest_after_demi_garde", "rest_after_call_out", "roster")
NOTES = {"selection": SELECTION, "why_hidden": WHY_HIDDEN, "not_measured": NOT_MEASURED}


def site_of(place: Place) -> str:
    """The id that a release gives to a place."""
    return NATION if place is None else str(place.pk)


def address_of(site: Told) -> str:
    """The sheet of a site, for a union."""
    if site.rank is Rank.NATION:
        return reverse("conditions:nation_sheet")
    name, word = {
        Rank.WARD: ("ward_sheet", "ward"),
        Rank.HOSPITAL: ("hospital_sheet", "hospital"),
        Rank.SUBDIVISION: ("subdivision_sheet", "subdivision"),
    }[site.rank]
    return reverse(f"conditions:{name}", kwargs={word: UUID(site.id)})


def chosen(request: HttpRequest, made: Made) -> tuple[Release, pure.Release] | None:
    """The release that ``?trimestre=2026-08-03`` names, the last one without it. Raises Http404 for another word."""
    wanted = request.GET.get("trimestre") or request.POST.get("trimestre")
    if wanted:
        found = next((one for one in made if one[0].first.isoformat() == wanted), None)
        if found is None:
            raise Http404
        return found
    return made[0] if made else None


def shown_rows(release: pure.Release, site: Told) -> list[dict[str, Any]]:
    """Each indicator with its bars, its surveys and the rule that it watches."""
    found = []
    for row in rows_of(release, site):
        drawn = bars(row)
        told = {"row": row, "bars": drawn, "height": 18 * len(drawn) - 6}
        found.append(told | {"rule": rule_of(row.indicator, release)})
    return found


def sheet_of(releases: Sequence[pure.Release], release: pure.Release, site: Told) -> dict[str, Any]:
    """Everything on the sheet of a site, for a union or for everybody."""
    ordered = sorted(releases, key=lambda one: one.first)
    table = [
        (indicator, [_said(one, site.id, indicator.id) for one in ordered])
        for indicator in release.indicators
    ]
    return {
        "release": release,
        "site": site,
        "around": release.around(site)[1:],
        "rows": shown_rows(release, site),
        "surveys": {
            survey.id: survey for row in rows_of(release, site) for survey, _ in row.surveys
        }.values(),
        "series": [
            drawn_series(indicator, series(ordered, site.id, indicator.id))
            for indicator in release.indicators
            if indicator.id in DRAWN
        ],
        "trimesters": ordered,
        "table": table,
        "thresholds": release.thresholds,
        **NOTES,
    }


def _said(release: pure.Release, site: str, indicator: str) -> str:
    told = release.site(site)
    if told is None:
        return "inconnu"
    return next(row.says for row in rows_of(release, told) if row.indicator.id == indicator)


def inside(release: pure.Release, top: str) -> list[tuple[int, Told, dict[str, Row], str]]:
    """The places in ``top``, itself first, each under what holds it: depth, place, rows by indicator, address."""
    found = []
    for one in release.sites:
        around = release.around(one)
        ids = [place.id for place in around]
        if top in ids and not (top == NATION and one.rank in (Rank.WARD, Rank.HOSPITAL)):
            order = [place.name for place in reversed(around[: ids.index(top) + 1])]
            rows = {row.indicator.id: row for row in rows_of(release, one)}
            found.append((order, (len(order) - 1, one, rows, address_of(one))))
    return [told for _, told in sorted(found, key=lambda each: each[0])]


def register_inside(release: pure.Release, top: str) -> list[dict[str, Any]]:
    """The lines of the register that lie in ``top``."""
    return [
        {
            "site": one.site,
            "around": release.around(one.site)[1:-1],
            "address": address_of(one.site),
            "rests": [(i.says, i.say(cell.value, cell.edge), cell.say_people()) for i, cell in one.rests],
        }
        for one in not_observed(release)
        if top in [place.id for place in release.around(one.site)]
    ]
