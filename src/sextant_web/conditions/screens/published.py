"""What unions made public: the list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sextant_web.conditions.bridge import read
from sextant_web.conditions.models import Publication
from sextant_web.conditions.showing import NOTES


@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """Every public sheet, the last trimester first."""
    rows = (
        Publication.objects.filter(withdrawn_at=None)
        .select_related("release")
        .order_by("-release__first", "site")
    )
    releases = {row.release_id: row.release for row in rows}
    told = {pk: read(release) for pk, release in releases.items()}
    found = []
    for row in rows:
        release = told[row.release_id]
        if (site := release.site(row.site)) is not None:
            found.append(
                {"row": row, "site": site, "around": release.around(site)[1:-1], "says": release.says}
            )
    return render(request, "conditions/screens/published.html", {"found": found, **NOTES})
