"""One sheet that a union made public, and the sealed release behind the country's."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sextant.conditions.release import sealed_text
from sextant.conditions.site import NATION
from sextant_web.conditions.bridge import read
from sextant_web.conditions.models import Publication
from sextant_web.conditions.showing import sheet_of


@require_safe
def public_sheet(request: HttpRequest, publication: UUID) -> HttpResponse:
    """One site, in that trimester and in those that are public too; nothing of a trimester that is not."""
    row = _open(publication)
    release = read(row.release)
    site = release.site(row.site)
    if site is None:
        raise Http404
    others = Publication.objects.filter(site=row.site, withdrawn_at=None).select_related("release")
    page = sheet_of([read(one.release) for one in others], release, site)
    page |= {"publication": row, "whole": row.site == NATION}
    return render(request, "conditions/screens/public_sheet.html", page)


@require_safe
def release_file(request: HttpRequest, publication: UUID) -> HttpResponse:
    """The sealed release, whole, once the country's sheet is public: anyone checks it."""
    row = _open(publication)
    if row.site != NATION:
        raise Http404
    response = HttpResponse(sealed_text(read(row.release)), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="livraison-{row.release.first:%Y-%m-%d}.json"'
    return response


def _open(publication: UUID) -> Publication:
    return get_object_or_404(Publication.objects.select_related("release"), pk=publication, withdrawn_at=None)
