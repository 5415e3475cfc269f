"""Between rows and the domain: a person's ledger as a source, a matter as facts. The only file that knows both."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db.models import Q

from sextant import wording
from sextant.almanac.timeline import Nature, Timeline, timeline
from sextant.almanac.week import monday_of
from sextant.document import Document
from sextant.errors import BadInput
from sextant.evidence.dossier import Dossier, make_dossier
from sextant.evidence.exhibit import Exhibit, as_kept
from sextant.evidence.source import Source, read_source
from sextant.law.planning_file import Planning
from sextant.ledger.periods import By
from sextant.procedure.case_facts import Facts, facts_of
from sextant.procedure.from_planning import fields_of
from sextant_web.dossier import models as rows
from sextant_web.dossier.models import Happening, Matter
from sextant_web.ledger.bridge import chain_of, entries_of, first_noted, person_of
from sextant_web.ledger.chain_file import file_of
from sextant_web.ledger.overview import span_of
from sextant_web.ledger.planned import published_versions
from sextant_web.people.models import RoleKind, User

_DAYS = ("done", "sent", "received", "answered")


def source_of(user: User, first: date, last: date) -> Source:
    """The person's own ledger, its seals followed, as the terminal reads it.

    Only the weeks from the first to the last noted are taken: what was never noted is not known, and an empty week
    at either end would lower the means. Raises BadInput when nothing is noted in the period.
    """
    noted = [one.day for one in entries_of(chain_of(user), first, last)]
    if not noted:
        raise BadInput(
            f"rien n’est noté {wording.say_span(first, last)}", remedy="Choisissez une autre période."
        )
    first = max(first, monday_of(date.fromordinal(min(noted))))
    last = min(last, monday_of(date.fromordinal(max(noted))) + timedelta(days=6))
    with tempfile.TemporaryDirectory(prefix="carnet-") as folder:
        path = Path(folder) / "carnet.jsonl"
        path.write_bytes(file_of(chain_of(user)))
        return read_source(path, first, last)


def plans_of(user: User, source: Source) -> list[tuple[str, Timeline]]:
    """Each published version of the roster over these days, the oldest first: what changed, and when, is a fact."""
    first, last = source.timeline.first, source.timeline.last
    return [
        (name, timeline(source.timeline.person, first, last, found, Nature.PLANNED))
        for name, found in published_versions(user, first, last)
        if found
    ]


def exhibits_of(user: User, matter: Matter | None) -> list[Exhibit]:
    """What goes with a dossier: the exhibits of that matter, and those of none. Numbered from 1, in order."""
    about = Q(matter=None) | Q(matter=matter) if matter else Q(matter=None)
    found = user.exhibits.filter(about).order_by("number")
    return [exhibit_row(row, number) for number, row in enumerate(found, 1)]


def exhibit_row(row: rows.Exhibit, number: int) -> Exhibit:
    """A row as the bundle prints it."""
    when = f", {wording.say_day(row.day)}" if row.day else ""
    return as_kept(bytes(row.content), row.name, f"{row.title}{when}", number)


def dossier_of(user: User, first: date, last: date, matter: Matter | None, today: date) -> Dossier:
    """The bundle of a period. Raises BadInput when nothing is noted in it."""
    source = source_of(user, first, min(last, today))
    return make_dossier(
        source,
        today,
        plans=plans_of(user, source),
        facts=facts_of_matter(matter, today) if matter else None,
        exhibits=exhibits_of(user, matter),
    )


def noted_since(user: User) -> date | None:
    """The first day of which anything stands in the ledger."""
    return first_noted(chain_of(user))


def trimester_of(user: User, day: date) -> tuple[date, date]:
    """The trimester of placement around that day."""
    span = span_of(By.TRIMESTER, day, person_of(chain_of(user)))
    return span.first, span.last


def usual_period(user: User, today: date) -> tuple[date, date]:
    """The trimester under way, up to its last whole week: half a week of work has no mean.

    In the first week of a trimester, the one before.
    """
    first, last = trimester_of(user, today)
    sunday = monday_of(today + timedelta(days=1)) - timedelta(days=1)
    if sunday < first:
        return trimester_of(user, first - timedelta(days=1))
    return first, min(last, sunday)


def data_of(matter: Matter, **changed: dict[str, Any]) -> dict[str, Any]:
    """The matter in the keys of a file of facts; ``changed`` replaces some of its parts."""
    return {
        "procedure": matter.procedure,
        "local_union": matter.local_union,
        "dates": dict(matter.dates),
        "steps": {one.step: event_of(one) for one in matter.happenings.all()},
        "fields": {name: text for name, text in matter.fields.items() if text},
        **changed,
    }


def event_of(happening: Happening) -> dict[str, Any]:
    """What happened, in the keys of an event; what was not told is left out."""
    told = {name: getattr(happening, name) for name in (*_DAYS, "answer", "proof", "note")}
    return {name: value for name, value in told.items() if value}


def facts_from(data: dict[str, Any], today: date) -> Facts:
    """Facts that hold together. Raises BadInput: a day to come, an answer before its letter."""
    return facts_of(Document("", data, {}), today)


def facts_of_matter(matter: Matter, today: date) -> Facts:
    """The facts as they are stored."""
    return facts_from(data_of(matter), today)


def known_fields(matter: Matter, source: Source | None, today: date) -> dict[str, str]:
    """What letters have to say and the site knows: who, where, the figures of the ledger, the steps taken."""
    found = {"date": wording.say_day(today), "nom": matter.user.name, "courriel": matter.user.email}
    seat = (
        matter.user.roles.held_on(today).filter(kind=RoleKind.INTERN).select_related("ward__hospital").first()
    )
    if seat is not None and seat.ward is not None:
        found |= {"service": seat.ward.name, "hopital": seat.ward.hospital.name}
    if source is not None:
        found |= fields_of(Planning(source.timeline, source.settings))
    facts = facts_of_matter(matter, today)
    taken = [(facts.event(step.id).begun, step) for step in facts.procedure.steps]
    lines = [f"{step.says}, le {wording.say_day(day)}" for day, step in taken if day is not None]
    if lines:
        found["demarches"] = "\n".join(lines)
    return found
