"""The ward's workbook to fill: an example, for anyone."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sextant.roster.ward_template import template


@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """The file that ``sextant roster template`` writes."""
    with tempfile.TemporaryDirectory(prefix="sextant-") as folder:
        path = Path(folder, "service.xlsx")
        template(path)
        content = path.read_bytes()
    return HttpResponse(
        content,
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": 'attachment; filename="service.xlsx"'},
    )
