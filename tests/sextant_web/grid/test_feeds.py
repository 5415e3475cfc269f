"""A calendar at a secret address: it follows versions, cancels what goes, and stops when it is revoked."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from sextant_web.grid.models import Subscription
from sextant_web.roster.models import Version
from tests.cast import CAMILLE, YANIS
from tests.sextant_web.grid.rows import client_of, nights, prepared, publish
from tests.sextant_web.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(world: World) -> Version:
    return prepared(world, published=True)


def subscribed(client: Client) -> str:
    page = client.post(reverse("grid:subscription"), {"op": "make"}).content.decode()
    found = re.search(r"http://testserver(/calendriers/[^\"]+\.ics)", page)
    assert found
    return found[1]


def events(address: str) -> dict[str, Any]:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer["Cache-Control"] == "private, no-store"
    calendar = Calendar.from_ical(answer.content)
    found = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT"))
    return found


def test_the_calendar_says_every_duty_and_asks_no_account(world: World, version: Version) -> None:
    told = events(subscribed(client_of(world, CAMILLE)))
    titles = [str(event["summary"]) for event in told.values()]
    assert sum(title.startswith("Garde de nuit") for title in titles) == len(nights("Camille", after=0))
    assert {int(event["sequence"]) for event in told.values()} == {version.number}


def test_a_new_version_moves_its_events_and_cancels_those_that_go(world: World, version: Version) -> None:
    address = subscribed(client_of(world, CAMILLE))
    before = events(address)
    night = nights("Camille", after=0)[-1]
    weeks = list(version.cells["Camille"])
    words = weeks[night // 7].split()
    words[night % 7] = words[night % 7].replace("N", "") or ".."
    weeks[night // 7] = " ".join(words)
    publish(
        Version.objects.create(
            roster=version.roster,
            number=2,
            facts=version.facts,
            cells=version.cells | {"Camille": weeks},
            source="edit",
        )
    )
    after = events(address)
    assert before.keys() <= after.keys()
    gone = {uid for uid, event in after.items() if event.get("status") == "CANCELLED"}
    assert gone
    assert any(str(after[uid]["summary"]).startswith("Garde de nuit") for uid in gone)
    assert {int(event["sequence"]) for event in after.values()} == {2}
    kept = after.keys() - gone
    assert all(after[uid]["dtstart"].dt == before[uid]["dtstart"].dt for uid in kept & before.keys())


def test_a_draft_is_in_no_calendar(world: World) -> None:
    prepared(world)
    assert events(subscribed(client_of(world, CAMILLE))) == {}


def test_changed_or_revoked_the_old_address_answers_nothing(world: World, version: Version) -> None:
    camille = client_of(world, CAMILLE)
    old = subscribed(camille)
    new = subscribed(camille)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    camille.post(reverse("grid:subscription"), {"op": "revoke"})
    assert Client().get(new).status_code == 404
    assert "Créer mon adresse" in camille.get(reverse("grid:subscription")).content.decode()


def test_the_secret_is_not_kept_and_is_shown_once(world: World, version: Version) -> None:
    camille = client_of(world, CAMILLE)
    token = subscribed(camille).removeprefix("/calendriers/").removesuffix(".ics")
    held = Subscription.objects.get()
    assert token not in held.secret_hash
    assert token not in camille.get(reverse("grid:subscription")).content.decode()
    events(f"/calendriers/{token}.ics")
    held.refresh_from_db()
    assert held.read_on is not None


def test_the_calendar_speaks_of_nobody_else(world: World, version: Version) -> None:
    text = Client().get(subscribed(client_of(world, YANIS))).content.decode()
    assert "Camille" not in text
