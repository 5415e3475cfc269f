"""The calendar that follows somebody's published rosters: stable identifiers, a sequence, events cancelled when they go."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone
from icalendar import Calendar, Event

from sextant.law.library import load
from sextant.roster.papers.calendar import calendar as one_calendar
from sextant_web.grid.models import Subscription
from sextant_web.people.models import User
from sextant_web.people.secret_address import hash_of
from sextant_web.roster.bridge import roster_of_version
from sextant_web.roster.models import Seat, Status, Version

_KEPT = timedelta(days=100)
"""Past rosters stay this long in the calendar."""


def subscribe(user: User) -> str:
    """A new secret for that person; the former address no longer answers. Told once: only its hash is kept."""
    token = secrets.token_urlsafe(24)
    Subscription.objects.update_or_create(
        user=user, defaults={"secret_hash": hash_of(token), "made_at": timezone.now(), "read_on": None}
    )
    return token


def feed(user: User, today: date) -> bytes:
    """Everything that the published rosters say of that person, as an iCalendar."""
    found = Calendar()
    found.add("prodid", "-//Sextant//Tableau de service//FR")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", "Mon tableau de service")
    found.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "PT4H")
    seats = Seat.objects.filter(user=user, roster__last__gte=today - _KEPT).select_related("roster")
    for seat in seats:
        versions = list(seat.roster.versions.filter(status=Status.PUBLISHED).order_by("number"))
        for event in _events(versions, seat.name):
            found.add_component(event)
    return bytes(found.to_ical())


def _events(versions: list[Version], name: str) -> Iterator[Event]:
    """The events of the last version, and those of earlier ones that it gives up, cancelled."""
    current: dict[str, Event] = {}
    for version in versions:
        before, current = current, _of(version, name)
        gone = {uid: event for uid, event in before.items() if uid not in current}
        for event in gone.values():
            event["status"] = "CANCELLED"
            event["transp"] = "TRANSPARENT"
        current |= gone
        for event in current.values():
            event["sequence"] = version.number
            event["dtstamp"] = _stamp(version)
    yield from current.values()


def _of(version: Version, name: str) -> dict[str, Event]:
    planned = roster_of_version(version)
    intern = next((one for one in planned.problem.interns if one.name == name), None)
    if intern is None:
        return {}
    made = one_calendar(planned, intern, version.published_at or version.made_at, load())
    return {str(event["uid"]): event for event in made.walk("VEVENT")}


def _stamp(version: Version) -> object:
    moment: datetime = version.published_at or version.made_at
    event = Event()
    event.add("dtstamp", moment)
    return event["dtstamp"]
