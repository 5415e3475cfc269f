"""What those around see of many wards at once: is there a roster, is it published, is it legal. No name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant_web.people.models import Ward
from sextant_web.roster.deadlines import Due, roster_due
from sextant_web.roster.models import Roster, RosterState, Status, Version


@dataclass(frozen=True)
class Standing:
    """A ward: the roster of today and its published version, the versions that wait for the direction, what is late."""

    ward: Ward
    current: Roster | None
    version: Version | None
    waiting: list[Version]
    due: Due | None


@require_safe
def subdivision(request: HttpRequest, subdivision: UUID) -> HttpResponse:
    """For the local union and the coordinator: their wards."""
    wards = Ward.objects.filter(hospital__subdivision=request.place).select_related("hospital")
    return _page(request, wards, names=False)


@require_safe
def hospital(request: HttpRequest, hospital: UUID) -> HttpResponse:
    """For the direction: its wards, and what waits for it."""
    wards = Ward.objects.filter(hospital=request.place).select_related("hospital")
    return _page(request, wards, names=True)


def _page(request: HttpRequest, wards: object, *, names: bool) -> HttpResponse:
    found = standings(wards, timezone.localdate())
    return render(
        request,
        "roster/screens/overview.html",
        {
            "place": request.place,
            "standings": found,
            "directs": names,
            "published": sum(one.version is not None for one in found),
        },
    )


def standings(wards: object, today: date) -> list[Standing]:
    """Three queries, however many wards."""
    slim = Version.objects.defer("facts", "cells").order_by("-number")
    rosters = Roster.objects.defer("facts").prefetch_related(Prefetch("versions", slim))
    found = []
    for ward in wards.order_by("hospital__name", "name").prefetch_related(Prefetch("rosters", rosters)):  # type: ignore[attr-defined]
        held = list(ward.rosters.all())
        current = next((one for one in held if one.first <= today <= one.last), None)
        published = [
            one for one in (current.versions.all() if current else []) if one.status == Status.PUBLISHED
        ]
        waiting = [latest for one in held if (latest := _waiting(one)) is not None]
        periods = [(one.first, one.last) for one in held if one.state == RosterState.PUBLISHED]
        found.append(
            Standing(ward, current, published[0] if published else None, waiting, roster_due(periods, today))
        )
    return found


def _waiting(row: Roster) -> Version | None:
    """The last version of a roster, when it is a draft that the direction may approve and nothing is published."""
    versions = list(row.versions.all())
    if not versions or row.state == RosterState.PUBLISHED:
        return None
    last = versions[0]
    return last if last.status == Status.DRAFT and last.lawful else None
