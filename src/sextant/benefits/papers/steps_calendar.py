"""The dated steps as a calendar (.ics): one whole day each, its last useful one, with a reminder a week before."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event, vText

from sextant import wording
from sextant.benefits.papers.checklist import reach
from sextant.benefits.steps import JOURNEYS, DatedStep, Journey


def steps_calendar(steps: Sequence[DatedStep], journey: Journey, name: str, stamp: datetime) -> bytes:
    """The calendar of a checklist; steps whose date is not known are not in it. Same arguments, same bytes.

    Identifiers depend on the step and the person only: a later calendar moves events instead of doubling them.
    """
    found = Calendar()
    found.add("prodid", "-//Sextant//Démarches//FR")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", vText(f"Démarches pour {JOURNEYS[journey]}{f' – {name}' if name else ''}"))
    for one in steps:
        if one.last is not None:
            found.add_component(_event(one, journey, name, stamp))
    return bytes(found.to_ical())


def _event(one: DatedStep, journey: Journey, name: str, stamp: datetime) -> Event:
    assert one.last is not None
    event = Event()
    event.add(
        "uid", f"{hashlib.sha256(repr((journey, name, one.step.id)).encode()).hexdigest()[:32]}@sextant"
    )
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("summary", f"Dernier jour : {one.step.title}")
    event.add("dtstart", one.last)
    event.add("dtend", one.last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    lines = [f"Avec : {one.contact.says} ({reach(one.contact)})"]
    lines += [f"Il faut : {wording.join(one.step.needs)}"] if one.step.needs else []
    lines += [f"On obtient : {wording.join(one.step.produces)}"] if one.step.produces else []
    lines += [f"Attention : {one.step.trap}"] if one.step.trap else []
    event.add("description", "\n".join(lines))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one.step.title)
    alarm.add("trigger", timedelta(days=-7))
    event.add_component(alarm)
    return event
