"""A calendar (.ics): each event is a line of a day, read as the same words and hours would be.

The calendars that Sextant writes (roster/papers/calendar.py) carry their letter as a category: they read back the same.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from sextant.errors import BadFile, BadInput, Place
from sextant.law.intake.day_text import LETTERS_ONLY
from sextant.law.intake.entry import MAX_LINES, Cell, DayRef, Entry, Given, Unheard
from sextant.wording import fold

_AFTER_MIDNIGHT = 6
"""An event that starts before this hour belongs to the night of the day before."""

_LONGEST_ABSENCE = 400


def read_calendar(text: str, name: str, given: Given) -> tuple[list[Entry], list[Unheard], list[str]]:
    """The entries of a calendar, what was not understood, and notes. Raises BadFile when it is no calendar."""
    try:
        calendar = Calendar.from_ical(text)
        events = [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]
        ours = "Sextant" in str(calendar.get("prodid", ""))
    except Exception:  # icalendar fails in more ways than it documents on damaged files
        raise BadFile(
            "ce calendrier ne peut pas être lu",
            place=Place(name),
            remedy="Exportez-le de nouveau au format .ics.",
        ) from None
    if not events:
        raise BadFile(
            "ce calendrier n’a aucun évènement", place=Place(name), remedy="Exportez la période à vérifier."
        )
    if len(events) > MAX_LINES:
        raise BadFile(f"ce calendrier a plus de {MAX_LINES} évènements", place=Place(name),
                      remedy="N’exportez que la période à vérifier.")  # fmt: skip
    entries: list[Entry] = []
    unheard: list[Unheard] = []
    rests = 0
    zone = ZoneInfo(given.person.zone)
    for number, event in enumerate(events, start=1):
        summary = " ".join(str(event.get("summary", "")).split())
        place = Place(key=f"évènement {number}")
        try:
            start, end = event.decoded("dtstart"), event.decoded("dtend", None)
            if not isinstance(start, date):
                raise TypeError  # two dates for one event
        except Exception:  # a date that icalendar cannot read
            unheard.append(
                Unheard(place, summary[:80], "sa date ne peut pas être lue", "Corrigez cet évènement.")
            )
            continue
        if event.get("rrule") or event.get("rdate"):
            unheard.append(
                Unheard(
                    place,
                    summary[:80],
                    "cet évènement se répète",
                    "Exportez chaque fois comme un évènement à part.",
                )
            )
            continue
        if str(event.get("status", "")).upper() == "CANCELLED":
            continue
        category = _category(event) if ours else ""
        if category == "R" or re.match(r"repos de securite \(apres", fold(summary)):
            rests += 1  # the law gives the rest after each duty: it is not written twice
            continue
        try:
            entries += _of_event(start, end, summary, category, zone, place)
        except (BadInput, OverflowError) as error:
            what = error.what if isinstance(error, BadInput) else "sa date sort du calendrier"
            unheard.append(Unheard(place, summary[:80], what, "Corrigez cet évènement."))
    notes = (
        [f"{rests} repos écrits dans le calendrier ne sont pas relus : la loi les donne après chaque garde."]
        if rests
        else []
    )
    entries.sort(key=lambda entry: entry.day.exact or date.min)
    return entries, unheard, notes


def _category(event: Event) -> str:
    categories = event.get("categories")
    try:
        found = [str(one) for one in categories.cats] if categories is not None else []
    except AttributeError:  # several CATEGORIES lines: not ours
        return ""
    return found[0] if len(found) == 1 and len(found[0]) == 1 and LETTERS_ONLY.match(found[0]) else ""


def _of_event(
    start: datetime | date, end: object, summary: str, category: str, zone: ZoneInfo, place: Place
) -> list[Entry]:
    said = summary.split(" — ")[0] if category else summary
    if not isinstance(start, datetime):
        last = end if isinstance(end, date) and not isinstance(end, datetime) else start + timedelta(days=1)
        if (last - start).days > _LONGEST_ABSENCE:
            raise BadInput("cet évènement dépasse un an")
        days = [start + timedelta(days=n) for n in range(max((last - start).days, 1))]
        return [Entry(place, summary, DayRef(exact=day), (Cell(category or said),)) for day in days]
    begin = start.astimezone(zone) if start.tzinfo else start.replace(tzinfo=zone)
    if not isinstance(end, datetime):
        return [Entry(place, summary, DayRef(exact=begin.date()), (Cell(f"{said} sans fin"),))]
    finish = end.astimezone(zone) if end.tzinfo else end.replace(tzinfo=zone)
    hours = f"{begin:%H:%M}-{finish:%H:%M}"
    day = begin.date() - timedelta(days=begin.hour < _AFTER_MIDNIGHT)
    if category:
        slot = 0 if begin.hour < 12 else 1 if begin.hour < 17 else 2
        times = f"{hours}/" if category in "ab" else hours
        fixed = category in "MANJDab"
        return [
            Entry(place, summary, DayRef(exact=day), (Cell(f"{category}({times})", None if fixed else slot),))
        ]
    if (finish - begin) > timedelta(hours=25):
        return [Entry(place, summary, DayRef(exact=day), (Cell(f"{said} plus de 24 heures"),))]
    return [Entry(place, summary, DayRef(exact=day), (Cell(f"{said} {hours}"),))]
