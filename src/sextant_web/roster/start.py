"""What a new roster starts from: nothing but the law's periods, the roster before, or a file."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from sextant import wording
from sextant.almanac.week import placement_semester, trimesters
from sextant.roster.ward_file import problem_of
from sextant.roster.ward_sheet import ward_document
from sextant_web.people.models import RoleKind, User, Ward
from sextant_web.roster import models as rows
from sextant_web.roster.bridge import history_after, plain

Json = dict[str, Any]


@dataclass(frozen=True)
class Period:
    """A period that is proposed; ``taken``: the ward has a roster for it already."""

    first: date
    last: date
    taken: bool

    @property
    def value(self) -> str:
        """What the form sends."""
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    @property
    def says(self) -> str:
        """« trimestre du 2 novembre 2026 au 31 janvier 2027 »."""
        return f"trimestre {wording.say_span(self.first, self.last)}"


def periods(ward: Ward, today: date) -> list[Period]:
    """The trimester of today and the three that follow, by the law's calendar."""
    territory = ward.hospital.territory
    semester = placement_semester(today, territory)
    following = placement_semester(semester.last + timedelta(days=1), territory)
    later = placement_semester(following.last + timedelta(days=1), territory)
    all_ = [half for one in (semester, following, later) for half in trimesters(one.first, one.last)]
    taken = set(ward.rosters.values_list("first", flat=True))
    return [Period(first, last, first in taken) for first, last in all_ if last >= today][:4]


def proposed(found: list[Period]) -> Period:
    """The first that has no roster yet."""
    return next((one for one in found if not one.taken), found[-1])


def interns_of(ward: Ward, first: date, last: date) -> list[User]:
    """Accounts that are interns of the ward at some time of the period."""
    held = Q(roles__kind=RoleKind.INTERN, roles__ward=ward, roles__first__lte=last)
    there = held & (Q(roles__last__isnull=True) | Q(roles__last__gte=first))
    return list(User.objects.filter(there).distinct().order_by("name", "email"))


def bare_facts(ward: Ward, first: date, last: date) -> Json:
    """Who and when; nothing that the head has to undo."""
    users = interns_of(ward, first, last)
    facts: Json = {
        "ward": ward.name,
        "hospital": ward.hospital.name,
        "territory": ward.hospital.territory,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "interns": [{"name": name} for name in dict.fromkeys(name_of(user) for user in users)],
    }
    return facts


def name_of(user: User) -> str:
    """How somebody is called on a roster."""
    return (user.name or user.email.partition("@")[0])[:60]


def copied_facts(before: rows.Roster, first: date, last: date) -> Json:
    """People, lines, needs and hours of the roster before; its dates, leave and wishes stay behind.

    What was held, by its last published version, becomes the history of each intern.
    """
    facts = deepcopy(before.facts) | {"from": first.isoformat(), "to": last.isoformat()}
    facts.pop("trimester", None)
    later = placement_semester(first) != placement_semester(before.first)
    published = before.versions.filter(status=rows.Status.PUBLISHED).order_by("-number").first()
    history = history_after(published, first) if published else {}
    for intern in facts.get("interns", []):
        for key in ("leave", "wishes", "fixed", "history"):
            intern.pop(key, None)
        intern["university"] = _weekly(intern.get("university", []))
        if intern["name"] in history:
            intern["history"] = history[intern["name"]]
        if later:
            intern["semester"] = min(int(intern.get("semester", 3)) + 1, 10)
    facts["presence"] = [
        rule | {"days": days} for rule in facts.get("presence", []) if (days := _weekly(rule.get("days", [])))
    ]
    return facts


def _weekly(phrases: list[str] | str) -> list[str]:
    """Phrases that hold for any period: no date in them."""
    written = phrases if isinstance(phrases, list) else [phrases]
    return [one for one in written if not re.search(r"\d{4}-\d\d-\d\d", str(one))]


def file_facts(content: bytes, name: str) -> Json:
    """The facts of a ward file or workbook. Raises BadInput, with its line or its cell."""
    document = ward_document(content, name)
    problem_of(document)
    facts: Json = plain(
        {key: value for key, value in document.data.items() if key not in ("roster", "sextant")}
    )
    return facts


def new_roster(ward: Ward, facts: Json, by: User) -> rows.Roster:
    """Saves the roster, and seats the accounts whose name is on it."""
    row = rows.Roster.objects.create(
        ward=ward, first=date.fromisoformat(facts["from"]), last=date.fromisoformat(facts["to"]),
        facts=facts, changed_by=by,
    )  # fmt: skip
    by_name = {name_of(user): user for user in interns_of(ward, row.first, row.last)}
    rows.Seat.objects.bulk_create(
        rows.Seat(roster=row, name=name, user=by_name[name]) for name in row.names if name in by_name
    )
    return row
