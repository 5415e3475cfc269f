"""A small ward that has a legal roster in no time, and the gestures its tests share."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django.test import Client
from django.urls import reverse

from sextant.roster.solve import solve
from sextant_web.roster.bridge import problem_of_facts, version_from_roster
from sextant_web.roster.models import Roster, Seat, Source, Version
from tests.cast import CAMILLE, YANIS, Someone
from tests.sextant_web.signing_in import with_passkey
from tests.sextant_web.world import World

FACTS: dict[str, Any] = {
    "ward": "Médecine polyvalente",
    "hospital": "CH du Val",
    "from": "2026-11-02",
    "to": "2026-11-15",
    "interns": [
        {"name": "Camille", "university": ["jeudi après-midi"]},
        {"name": "Yanis"},
        {"name": "Inès", "semester": 5},
    ],
    "lines": [
        {
            "id": "gardes",
            "name": "Gardes de médecine",
            "kind": "garde",
            "senior_roster": True,
            "shared": {"with": "Cardiologie", "ours": ["mardi", "samedi"], "interns": 4},
        }
    ],
    "presence": [{"days": ["lundi au vendredi"], "half_day": "matin", "minimum": 1, "wanted": 2}],
}


def facts(**changed: Any) -> dict[str, Any]:
    """The facts above, with some keys changed."""
    return deepcopy(FACTS) | changed


def prepared(world: World, **changed: Any) -> Roster:
    """A roster in preparation in our ward; Camille and Yanis are seated at their accounts."""
    given = facts(**changed)
    row = Roster.objects.create(ward=world.ours.ward, first=given["from"], last=given["to"], facts=given)
    for someone in (CAMILLE, YANIS):
        if someone.name in row.names:
            Seat.objects.create(roster=row, name=someone.name, user=world.user(someone))
    row.refresh_from_db()
    return row


def solved(row: Roster) -> Version:
    """A legal version, found in a second."""
    found = solve(problem_of_facts(row.facts), seconds=3, workers=1)
    assert found.roster is not None
    return version_from_roster(row, found.roster, row.facts, Source.SOLVE)


def client_of(world: World, someone: Someone) -> Client:
    """Signed in as one does best."""
    return with_passkey(Client(), world.user(someone))


def at(name: str, row: Roster, *more: Any) -> str:
    """The address of a screen of that roster."""
    return reverse(f"roster:{name}", args=[row.ward_id, row.pk, *more])


def posted(row: Roster, **typed: str) -> dict[str, str]:
    """A form: ``interns__0__name`` stands for ``interns.0.name``."""
    return {"revision": str(row.revision)} | {name.replace("__", "."): value for name, value in typed.items()}
