"""A second hospital for the demo: seventeen interns who let their ledgers count over two trimesters that are over.

Its smallest ward is hidden, and a neighbour with it. None of these people exists, and none may be entered as.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from sextant.almanac.activity import CallOut, Kind
from sextant.almanac.span import instant
from sextant.conditions.contribution import whole_weeks
from sextant.conditions.indicator import plan
from sextant.ledger.entry import Entry, Source
from sextant_web.conditions.jobs import keep, worked_out
from sextant_web.conditions.models import Consent, Publication, Release
from sextant_web.conditions.releasing import trimesters_over
from sextant_web.ledger.noting import note
from sextant_web.people.demo import UNION as OFFICER
from sextant_web.people.models import Hospital, Role, RoleKind, Subdivision, User, Ward

WARDS = {"Cardiologie": 8, "Médecine interne": 6, "Gériatrie": 3}
WEEKS = 6
"""Weeks noted at the end of each trimester."""


def load(today: date) -> None:
    """The hospital, its interns, their ledgers, their consent, and the two releases; one sheet is public."""
    wait = timedelta(days=plan().thresholds.days_after)
    over = [one for one in trimesters_over(today) if one[1] + wait <= today][:2]
    hospital = Hospital.objects.create(
        subdivision=Subdivision.objects.get(name="Angers"), name="CHU de Loire"
    )
    number = 0
    for name, people in WARDS.items():
        ward = Ward.objects.create(hospital=hospital, name=name)
        for _ in range(people):
            number += 1
            _intern(number, ward, over, today)
    agreed = timezone.make_aware(datetime.combine(over[-1][0], time(9)))
    for user in User.objects.filter(roles__kind=RoleKind.INTERN, chain__isnull=False).distinct():
        # One in three of the first hospital said nothing: consent is never presumed.
        if user.email.startswith("interne.") or user.email < "m":
            Consent.objects.create(user=user, since=agreed, roster=[True, False, None][len(user.name) % 3])
    officer = User.objects.get(email=OFFICER[1])
    for first, last in reversed(over):
        release = Release.objects.create(first=first, last=last, asked_by=officer)
        keep(release, worked_out(release, today))
    Publication.objects.create(release=release, site=str(hospital.pk), by=officer)


def _intern(number: int, ward: Ward, over: list[tuple[date, date]], today: date) -> None:
    joined = timezone.make_aware(datetime.combine(over[-1][0], time(9)))
    user = User.objects.create_user(
        f"interne.{number:02d}@exemple.fr", f"Interne {number}", date_joined=joined
    )
    Role.objects.create(user=user, kind=RoleKind.INTERN, ward=ward, first=over[-1][0], last=over[0][1])
    draw, entries = Random(f"conditions {number}"), []
    for first, last in over:
        span = whole_weeks(first, last)
        assert span is not None
        for week in range(WEEKS):
            monday = span[1] - timedelta(days=6 + 7 * week)
            entries += _week(monday, number, draw, at_home=ward.name == "Gériatrie")
    now = datetime.combine(today, time(5), UTC)
    note(user, sorted(entries, key=lambda one: one.start), now)


def _week(monday: date, number: int, draw: Random, *, at_home: bool) -> Iterator[Entry]:
    """Five days, a garde a week; half of them come back too early from the garde, most from a demi-garde."""
    on_call = number % 4
    for day in range(5):
        when = monday + timedelta(days=day)
        if day == on_call + 1:
            if draw.random() < 0.4:  # the rest is broken
                yield _entry(number, Kind.STAGE, when, 14 * 60, 17 * 60, half_days=1)
            continue
        late = 100 if number % 3 == 0 else 0
        end = 17 * 60 + (60 if day == on_call else draw.randint(-40, 60) + late)
        care = {"out_of_care": draw.choice((120, 180, 240))} if draw.random() < 0.6 else {}
        yield _entry(number, Kind.STAGE, when, 8 * 60 + 30, end, half_days=2, lunch=30, **care)
        if day == on_call:
            yield _duty(number, when, draw, at_home)
    if number % 2:
        saturday = monday + timedelta(days=5)
        yield _entry(number, Kind.DEMI_GARDE, saturday, 18 * 60 + 30, 24 * 60 + 30)
        if draw.random() < 0.6:
            yield _entry(number, Kind.STAGE, saturday + timedelta(days=1), 9 * 60, 12 * 60, half_days=1)


def _duty(number: int, day: date, draw: Random, at_home: bool) -> Entry:
    if not at_home:
        return _entry(number, Kind.GARDE_NUIT, day, 18 * 60 + 30, 32 * 60 + 30)
    left = instant(day.toordinal(), 22 * 60)
    calls = (CallOut(left, left + 120, 80),) if draw.random() < 0.7 else ()
    return _entry(number, Kind.ASTREINTE, day, 18 * 60 + 30, 32 * 60 + 30, call_outs=calls)


def _entry(number: int, kind: Kind, day: date, start: int, end: int, **facts: object) -> Entry:
    when = day.toordinal()
    noted = datetime.fromtimestamp(instant(when, end) * 60, UTC)
    name = f"terrain-{number:02d}-{when}-{start}"
    return Entry(  # type: ignore[misc]
        name, kind, instant(when, start), instant(when, end), noted, source=Source.TAP, **facts
    )
