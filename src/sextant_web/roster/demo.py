"""The rosters of the demo: three wards with a published one for today, and one in preparation."""

from __future__ import annotations

import threading
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from sextant.errors import Undecided
from sextant.roster.result import Progress
from sextant.roster.roster import Roster
from sextant.roster.solve import solve
from sextant_web.people.models import RoleKind, User, Ward
from sextant_web.roster import models as rows
from sextant_web.roster.bridge import problem_of_facts, version_from_roster
from sextant_web.roster.start import bare_facts, copied_facts, new_roster, periods
from sextant_web.roster.versions import acknowledge, approve, publish
from sextant_web.roster.wishes import make_links

Json = dict[str, Any]

POLISHING = 1.5
"""Seconds given to a search after its first legal roster: the demo opens quickly, and on a slow machine it opens too."""

LINES: dict[str, list[Json]] = {
    "Médecine polyvalente": [
        {
            "id": "gardes", "name": "Gardes de médecine", "kind": "garde",
            "shared": {"with": "Cardiologie", "ours": ["lundi", "mercredi au vendredi", "semaines paires"], "interns": 4},
        },
    ],
    "Urgences": [
        {
            "id": "gardes", "name": "Gardes des urgences", "kind": "garde", "senior_roster": True,
            "shared": {"with": "Réanimation", "ours": ["mardi", "samedi"], "interns": 5},
        },
    ],
    "Pédiatrie": [
        {
            "id": "astreintes", "name": "Astreintes de pédiatrie", "kind": "astreinte", "senior_roster": True,
            "shared": {"with": "Néonatologie", "ours": ["mercredi", "vendredi"], "interns": 4},
        },
    ],
}  # fmt: skip
COURSES = ("jeudi après-midi", "mardi après-midi", "vendredi matin")


def load(today: date) -> None:
    """Solves, approves and publishes the trimester of today in each ward; the first prepares the next one."""
    director = User.objects.filter(roles__kind=RoleKind.DIRECTOR).first()
    wards = list(Ward.objects.select_related("hospital__subdivision").order_by("name"))
    for ward in wards:
        head = User.objects.filter(roles__kind=RoleKind.WARD_HEAD, roles__ward=ward).first()
        if head is None or director is None:
            continue
        row = _published(ward, head, director, today)
        if ward.name == "Médecine polyvalente":
            _in_preparation(row, head, today)


def _published(ward: Ward, head: User, director: User, today: date) -> rows.Roster:
    period = periods(ward, today)[0]
    row = new_roster(ward, _facts(ward, period.first, period.last, head, director), head)
    version = version_from_roster(row, _good_roster(row.facts), row.facts, rows.Source.SOLVE, made_by=head)
    before = min(period.first - timedelta(days=17), today)
    approve(version, director, _at(before, 11))
    publish(version, head, _at(before, 15))
    rows.Version.objects.filter(pk=version.pk).update(made_at=_at(before, 9))
    version.refresh_from_db()
    seats = list(row.seats.select_related("user"))
    for seat in seats[:-2]:
        acknowledge(version, seat.user)
    return row


def _good_roster(facts: Json) -> Roster:
    """A legal roster, polished a little."""
    stop, first = threading.Event(), [0.0]

    def polish(moment: Progress) -> None:
        if moment.best is not None:
            first[0] = first[0] or moment.seconds
            if moment.seconds > first[0] + POLISHING:
                stop.set()

    found = solve(problem_of_facts(facts), seconds=120, seed=1, progress=polish, stop=stop)
    if found.roster is None:
        raise Undecided("la démonstration n’a pas trouvé de tableau", remedy="Relancez « make start ».")
    return found.roster


def _facts(ward: Ward, first: date, last: date, head: User, director: User) -> Json:
    facts = bare_facts(ward, first, last)
    for n, intern in enumerate(facts["interns"]):
        intern["semester"] = 2 + n % 4
        intern["university"] = [COURSES[n % 3]]
        away = first + timedelta(weeks=3 + (2 * n) % 9)
        intern["leave"] = [{"from": away.isoformat(), "to": (away + timedelta(days=5)).isoformat()}]
    count = len(facts["interns"])
    return facts | {
        "lines": LINES.get(ward.name, []),
        "presence": [
            {
                "days": ["lundi au vendredi"],
                "half_day": "matin",
                "minimum": min(1, count),
                "wanted": count // 2,
            },
            {"days": ["lundi au vendredi"], "half_day": "apres-midi", "minimum": 0, "wanted": count // 2},
        ],
        "signatories": {"responsable": head.name, "directeur": director.name},
    }


def _in_preparation(before: rows.Roster, head: User, today: date) -> None:
    """The trimester after: people and lines are there, two interns have answered."""
    period = periods(before.ward, today)[1]
    row = new_roster(before.ward, copied_facts(before, period.first, period.last), head)
    names = {str(one["name"]) for one in row.facts["interns"]}
    make_links(row, today + timedelta(days=12))
    for n, name in enumerate(sorted(names)[:2]):
        away = row.first + timedelta(weeks=2 + 3 * n)
        asked = {
            "leave": [{"from": away.isoformat(), "to": (away + timedelta(days=5)).isoformat()}],
            "wishes": {"avoid": [{"days": ["samedi"], "weight": 3}]},
        }
        rows.Wish.objects.create(roster=row, name=name, asked=asked, said="Merci !" if n else "")


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
