"""Two versions side by side: each cell that differs, who gains, who loses."""

from __future__ import annotations

from itertools import groupby
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sextant.roster.compare import compare as compared
from sextant_web.roster.bridge import roster_of_version
from sextant_web.roster.models import Roster, Version


@require_safe
def compare(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """``avant`` and ``apres`` are numbers of versions; without them, the last two."""
    row = get_object_or_404(Roster.objects.select_related("ward"), pk=roster, ward=request.place)
    versions = list(row.versions.defer("facts", "cells"))
    numbers = [one.number for one in versions]
    before = _number(request.GET.get("avant", ""), numbers[1] if len(numbers) > 1 else 0)
    after = _number(request.GET.get("apres", ""), numbers[0] if numbers else 0)
    context = {"roster": row, "ward": row.ward, "versions": versions, "before": before, "after": after}
    if before in numbers and after in numbers and before != after:
        old, new = (roster_of_version(_version(row, number)) for number in (before, after))
        found = compared(old, new)
        context |= {
            "found": found,
            "days": [(day, list(cells)) for day, cells in groupby(found.differences, lambda d: d.cell.day)],
            "shifts": [(name, list(own)) for name, own in groupby(found.shifts, lambda s: s.name)],
        }
    return render(request, "grid/screens/compare.html", context)


def _number(text: str, usual: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else usual


def _version(row: Roster, number: int) -> Version:
    found = row.versions.filter(number=number).first()
    if found is None:
        raise Http404
    return found
