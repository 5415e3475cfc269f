"""A ward of eight with a legal roster of four weeks, seated, and the gestures its tests share."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarks.wards import Recipe, draw
from sextant.almanac.activity import Kind
from sextant.roster.roster import Roster as Planned
from sextant.roster.solve import solve
from sextant_web.roster.bridge import facts_of, problem_of_facts, version_from_roster
from sextant_web.roster.models import Roster, RosterState, Seat, Source, Status, Version
from tests.cast import CAMILLE, YANIS, Someone
from tests.sextant_web.signing_in import with_passkey
from tests.sextant_web.world import World

NAMES = (
    "Camille",
    "Yanis",
    "Inès",
    "Théo",
    "Jade",
    "Nour",
    "Zoé",
    "Hugo",
    "Sofia",
    "Malik",
    "Lina",
    "Adam",
    "Élise",
    "Tom",
)


def solved(interns: int = 8, weeks: int = 4) -> Planned:
    """The roster of a ward drawn at random, under names of the cast: found once."""
    return _found(interns, weeks)


@cache
def _found(interns: int, weeks: int) -> Planned:
    recipe = Recipe(interns, weeks, thinness=0.6, leave_rate=0)
    problem = draw(recipe)
    facts = facts_of(problem)
    names = {f"Interne {n + 1}": NAMES[n] for n in range(interns)}
    for one in facts["interns"]:
        one["name"] = names[one["name"]]
        one.pop("pregnancy", None)
    facts["ward"] = "Médecine polyvalente"
    for line in facts["lines"]:
        line.pop("who", None)
    found = solve(problem_of_facts(facts), seconds=30, workers=1).roster
    assert found is not None
    return found


def prepared(world: World, *, published: bool = False, interns: int = 8, weeks: int = 4) -> Version:
    """A version of that roster in our ward; Camille and Yanis are seated at their accounts."""
    planned = solved(interns, weeks)
    facts = facts_of(planned.problem)
    row = Roster.objects.create(
        ward=world.ours.ward, first=planned.problem.first, last=planned.problem.last, facts=facts
    )
    for someone in (CAMILLE, YANIS):
        Seat.objects.create(roster=row, name=someone.name, user=world.user(someone))
    version = version_from_roster(row, planned, facts, Source.SOLVE)
    return publish(version) if published else version


def publish(version: Version) -> Version:
    """Published without its papers: the grid does not look at them."""
    version.status, version.published_at = Status.PUBLISHED, timezone.now()
    version.save()
    Roster.objects.filter(pk=version.roster_id).update(state=RosterState.PUBLISHED)
    return version


def client_of(world: World, someone: Someone) -> Client:
    """Signed in as one does best."""
    return with_passkey(Client(), world.user(someone))


def at(version: Version, name: str = "grid") -> str:
    """The address of a screen of that version."""
    return reverse(f"grid:{name}", args=[version.roster.ward_id, version.roster_id, version.pk])


def script(client: Client, address: str, **fields: Any) -> Any:
    """A gesture sent by the page's script."""
    return client.post(address, fields, headers={"X-Requested-With": "grid"})


def nights(name: str, planned: Planned | None = None, after: int = 3) -> list[int]:
    """The days, from the first, on which somebody holds a night."""
    planned = planned or solved()
    first = planned.problem.first.toordinal()
    return [
        a.day - first
        for a in planned.activities[name]
        if a.kind is Kind.GARDE_NUIT and a.day - first >= after
    ]


def row_of(name: str) -> int:
    """The number of that intern’s row."""
    return NAMES.index(name)
