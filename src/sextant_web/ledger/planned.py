"""What the published rosters plan for a person."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from uuid import UUID

from sextant.almanac.activity import Activity
from sextant_web.people.models import User
from sextant_web.roster.bridge import roster_of_version
from sextant_web.roster.models import Status, Version


def planned(user: User, first: date, last: date) -> list[Activity]:
    """The activities of these days, in order, by the last published version of each roster; often none."""
    published = (
        Version.objects.filter(
            status=Status.PUBLISHED,
            roster__seats__user=user,
            roster__first__lte=last,
            roster__last__gte=first,
        )
        .order_by("roster", "-number")
        .values_list("roster", "pk", "roster__seats__name")
    )
    latest: dict[UUID, tuple[UUID, str]] = {}
    for roster, version, name in published:
        latest.setdefault(roster, (version, name))
    low, high = first.toordinal(), last.toordinal()
    found = [one for key in latest.values() for one in _activities(*key) if low <= one.day <= high]
    return sorted(found, key=lambda activity: activity.start)


def published_versions(user: User, first: date, last: date) -> list[tuple[str, list[Activity]]]:
    """Each version ever published for these days, the oldest first: its name on paper, what it planned for a person."""
    found = Version.objects.filter(
        status=Status.PUBLISHED, roster__seats__user=user, roster__first__lte=last, roster__last__gte=first
    ).order_by("published_at", "number")
    low, high = first.toordinal(), last.toordinal()
    told = []
    for version, name in [
        (one, one.roster.seats.get(user=user).name) for one in found.select_related("roster")
    ]:
        when = f" du {version.published_at:%d/%m/%Y}" if version.published_at else ""
        activities = [one for one in _activities(version.pk, name) if low <= one.day <= high]
        told.append((f"Tableau publié, version {version.number}{when}", activities))
    return told


@lru_cache(maxsize=512)  # a published version never changes
def _activities(version: UUID, name: str) -> tuple[Activity, ...]:
    roster = roster_of_version(Version.objects.get(pk=version))
    return tuple(roster.activities.get(name, ()))
