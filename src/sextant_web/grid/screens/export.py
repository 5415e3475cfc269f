"""A version as a PDF or a workbook: the papers that were published, or those of a draft printed now."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant_web.grid.finding import not_yet, version_in
from sextant_web.roster.versions import judged, papers_of

_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def export(request: HttpRequest, ward: UUID, roster: UUID, version: UUID) -> HttpResponse:
    """``en``: pdf or xlsx."""
    found = version_in(request, roster, version)
    if (page := not_yet(request, found)) is not None:
        return page
    kind = request.GET.get("en", "pdf")
    if kind not in _TYPES:
        raise Http404
    kept = found.papers.filter(kind=kind).first()
    content = bytes(kept.content) if kept else papers_of(judged(found), timezone.localdate())[kind]
    name = f"tableau-{found.roster.first:%Y-%m-%d}-version-{found.number}.{kind}"
    return HttpResponse(
        content, content_type=_TYPES[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
