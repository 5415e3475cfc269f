"""``note_reading(request, person, what)``: called by each screen that shows somebody another person's data."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils import timezone

from sextant_web.people.models import Reading, User


def note_reading(request: HttpRequest, person: User, what: str) -> None:
    """``what`` finishes « a vu … »: « le relevé d’octobre »."""
    note_readings(request, [person], what)


def note_readings(request: HttpRequest, persons: Iterable[User], what: str) -> None:
    """The same for many persons at once, in one query."""
    roles = getattr(request, "roles", ())
    said = f"{request.user}, {roles[0]}" if roles else str(request.user)
    Reading.note(request.user, said, persons, what, timezone.localdate())  # type: ignore[arg-type]
