"""The grid: interns in rows, days in columns by week, three bands a day, the account at the end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sextant.roster.audit import RosterAudit, audit
from sextant.roster.roster import Roster
from sextant_web.grid.finding import not_yet, version_in
from sextant_web.grid.sheet import palette, sheet
from sextant_web.people.rights import may
from sextant_web.roster.bridge import roster_of_version
from sextant_web.roster.models import Version


@require_safe
def grid(request: HttpRequest, ward: UUID, roster: UUID, version: UUID) -> HttpResponse:
    """The grid of a version; its head edits a draft in place."""
    found = version_in(request, roster, version)
    if (page := not_yet(request, found)) is not None:
        return page
    planned = roster_of_version(found)
    return render(request, "grid/screens/grid.html", context(request, found, planned, audit(planned)))


def context(request: HttpRequest, version: Version, planned: Roster, verdict: RosterAudit) -> dict[str, Any]:
    """What the page and its plain forms show."""
    heads = may(request, "grid:edit", request.place, act=True)
    edits = heads and not version.frozen
    steps = list(version.edits.filter(dropped=False).order_by("-number")[:20]) if edits else []
    return {
        "version": version,
        "roster": version.roster,
        "ward": version.roster.ward,
        "sheet": sheet(planned, verdict),
        "verdict": verdict,
        "edits": edits,
        "heads": heads,
        "prepares": may(request, "roster:roster", request.place),
        "undoable": next((one for one in steps if not one.undone), None),
        "redoable": next((one for one in reversed(steps) if one.undone), None),
        "palette": palette(),
        "lines": [(line.id, line.name or line.id) for line in planned.problem.lines],
        "siblings": version.roster.versions.exclude(pk=version.pk).defer("facts", "cells")[:6],
    }
