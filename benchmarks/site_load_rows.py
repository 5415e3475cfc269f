"""Run inside a site: interns with a life already logged, and the sessions with which a load acts for them.

``python -m benchmarks.site_load_rows people COUNT`` prints their cookies · ``noted`` prints every identifier noted.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime, timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402  (after Django's set-up)
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.utils import timezone  # noqa: E402

from sextant_web.ledger.device_form import read_sent  # noqa: E402
from sextant_web.ledger.models import Record  # noqa: E402
from sextant_web.ledger.noting import note  # noqa: E402
from sextant_web.people.models import Hospital, Role, RoleKind, Subdivision, User, Ward  # noqa: E402

DAYS = 60
"""Working days already logged by each: a trimester near its end."""


def people(count: int) -> None:
    """That many interns of one ward, each with ``DAYS`` days in the ledger."""
    hospital = Hospital.objects.create(subdivision=Subdivision.objects.create(name="Charge"), name="CHU")
    ward = Ward.objects.create(hospital=hospital, name="Médecine")
    today = timezone.localdate()
    sessions = []
    for number in range(count):
        user = User.objects.create_user(f"interne{number}@exemple.fr", f"Interne {number}")
        Role.objects.create(user=user, kind=RoleKind.INTERN, ward=ward, first=today - timedelta(days=100))
        note(user, [read_sent(day_of(number, today, back)) for back in range(DAYS, 0, -1)], datetime.now(UTC))
        sessions.append({"cookie": session_of(user), "user": str(user.pk)})
    print(json.dumps({"name": settings.SESSION_COOKIE_NAME, "sessions": sessions}))


def day_of(number: int, today: date, back: int) -> dict[str, object]:
    """One day of stage, as a phone sends it."""
    day = today - timedelta(days=back)
    return {
        "type": "entry",
        "id": f"avant-{number}-{back}",
        "kind": "stage",
        "from": f"{day}T08:30+01:00",
        "to": f"{day}T18:30+01:00",
        "recorded_at": datetime.now(UTC).isoformat(),
        "half_days": 2,
    }


def session_of(user: User) -> str:
    """A signed-in session, as the sign-in page would leave it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def noted() -> None:
    """Every identifier noted, with how many times."""
    print(json.dumps(list(Record.objects.values_list("item", flat=True))))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["people", count]:
            people(int(count))
        case ["noted"]:
            noted()
