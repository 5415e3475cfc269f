"""The sites of a subdivision, or of the country: the table of a trimester, and asking for the next one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from sextant.document import DATE
from sextant.errors import BadInput
from sextant.form import read_date
from sextant_web.conditions.bridge import made_releases
from sextant_web.conditions.releasing import ask_release, listed
from sextant_web.conditions.showing import NOTES, chosen, inside, register_inside, site_of
from sextant_web.ledger.noting import capital

COLUMNS = ("hours", "over_48", "rest_after_garde", "rest_after_demi_garde", "rest_after_call_out", "roster")


def sites(request: HttpRequest, **names: object) -> HttpResponse:
    """GET shows a trimester; POST asks for the release of one that is over."""
    today = timezone.localdate()
    trouble = ""
    if request.method == "POST":
        try:
            release = ask_release(_day(request.POST.get("first", "")), today, request.user)
        except BadInput as error:
            trouble = capital(str(error))
        else:
            if not release.content:
                messages.success(request, "La livraison est demandée. Vous pouvez fermer cette page.")
            return redirect(request.path)
    place = request.place  # type: ignore[attr-defined]
    made, top = made_releases(), site_of(place)
    found = chosen(request, made)
    page = {
        "place": place,
        "trimesters": listed(today),
        "today": today,
        "trouble": trouble,
        "made": [row for row, _ in made],
        "shown": found[0] if found else None,
        "lines": [],
        **NOTES,
    }
    if found is not None:
        release = found[1]
        columns = [
            release_indicator for release_indicator in release.indicators if release_indicator.id in COLUMNS
        ]
        page |= {
            "release": release,
            "columns": columns,
            "lines": [
                (depth, site, [rows[one.id] for one in columns], address, rows["hours"].behind)
                for depth, site, rows, address in inside(release, top)
            ],
            "register": register_inside(release, top),
        }
    page["moving"] = any(one.state == "moving" for one in page["trimesters"])
    return render(request, "conditions/screens/sites.html", page, status=422 if trouble else 200)


def _day(text: str):
    found = DATE.match(text)
    try:
        return read_date(found) if found else None
    except ValueError:
        return None
