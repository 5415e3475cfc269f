"""Interns of our side of the street who noted some weeks, and agreed or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from sextant_web.conditions.models import Consent, Release
from sextant_web.conditions.releasing import ask_release
from sextant_web.ledger.noting import note
from sextant_web.people.models import Hospital, Role, RoleKind, User, Ward
from sextant_web.queue.models import Job
from sextant_web.queue.run import run
from tests.sextant.conditions.places import weeks_of

TODAY = date(2026, 11, 4)
WINTER, SPRING = date(2026, 2, 2), date(2026, 5, 4)
"""First days of two trimesters that are over on :data:`TODAY`, released long enough after."""


def interns(
    ward: Ward,
    count: int,
    *,
    hours: float = 50.0,
    agree: bool = True,
    trimesters: tuple[date, ...] = (SPRING,),
) -> list[User]:
    """They hold a garde a week and lose half of their rests: every second one does."""
    found = []
    for n in range(count):
        user = User.objects.create_user(
            f"{ward.name}-{n}@exemple.fr".lower().replace(" ", "-"), f"{ward.name} {n}"
        )
        Role.objects.create(user=user, kind=RoleKind.INTERN, ward=ward, first=min(trimesters))
        for first in trimesters:
            monday = date.fromordinal(first.toordinal() + (7 - first.weekday()) % 7 + 14)
            entries = weeks_of(hours, 5, night=True, keeps=bool(n % 2), first=monday)
            now = datetime(2026, 11, 3, 12, tzinfo=UTC)
            note(user, [replace(one, recorded_at=now) for one in entries], now, whole=True)
        if agree:
            Consent.objects.create(user=user, roster=n % 2 == 0)
        found.append(user)
    return found


def ward_of(hospital: Hospital, name: str) -> Ward:
    return Ward.objects.create(hospital=hospital, name=name)


def release(first: date, by: User) -> Release:
    """Asks for it, and lets a worker make it."""
    asked = ask_release(first, TODAY, by)
    for job in Job.objects.unfinished():
        assert run(job.pk)
    job = Job.objects.get(subject=asked.pk)
    assert job.state == "done", job.said
    return Release.objects.get(pk=asked.pk)
