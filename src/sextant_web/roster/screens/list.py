"""The rosters of a ward, newest first, and what is due next."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant_web.people.rights import may
from sextant_web.roster.deadlines import next_roster_due
from sextant_web.roster.models import Roster, RosterState, Status, Version


@require_safe
def rosters(request: HttpRequest, ward: UUID) -> HttpResponse:
    """For its head and its direction, every roster; for its interns, those that are published."""
    place = request.place
    prepares = may(request, "roster:roster", place)
    latest = Version.objects.filter(status=Status.PUBLISHED).order_by("-number").defer("facts", "cells")
    found = (
        Roster.objects.filter(ward=place)
        .defer("facts")
        .annotate(version_count=Count("versions"))
        .prefetch_related(Prefetch("versions", latest, to_attr="published"))
        .order_by("-first", "-made_at")
    )
    if not prepares:
        found = found.filter(state=RosterState.PUBLISHED)
    return render(
        request,
        "roster/screens/list.html",
        {
            "ward": place,
            "rosters": found,
            "prepares": prepares,
            "makes": may(request, "roster:new", place, act=True),
            "due": next_roster_due(place, timezone.localdate()) if prepares else None,
        },
    )
