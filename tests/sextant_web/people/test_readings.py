"""Who read what: told to the person, whoever reads from outside the ward."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from sextant_web.people.models import Reading, User
from sextant_web.roster.models import Roster, Seat, Status, Version
from tests.cast import CAMILLE, DR_LEMOINE, MME_ROUX, YANIS, Someone
from tests.sextant_web.world import World

TODAY = date(2026, 11, 4)


@pytest.mark.parametrize(("reader", "told"), [(MME_ROUX, True), (DR_LEMOINE, False), (YANIS, False)])
def test_a_published_roster_read_by_the_direction_is_told(world: World, reader: Someone, told: bool) -> None:
    camille = world.user(CAMILLE)
    Seat.objects.create(roster=Roster.objects.get(pk=world.own["roster"]), name=CAMILLE.name, user=camille)
    Version.objects.filter(pk=world.own["version"]).update(status=Status.PUBLISHED)
    client = Client()
    client.force_login(world.user(reader))
    place = f"/services/{world.ours.ward.pk}/tableaux/{world.own['roster']}/versions/{world.own['version']}"
    for _ in range(2):
        assert client.get(place).status_code == 200
    lines = [row.what for row in Reading.objects.filter(person=camille)]
    assert lines == (["le tableau du 2 novembre 2026, version 1"] if told else [])


def test_one_line_a_day_a_reader_and_a_thing(world: World) -> None:
    camille, lemoine = world.user(CAMILLE), world.user(DR_LEMOINE)
    for day in (TODAY, TODAY, date(2026, 11, 5)):
        Reading.note(lemoine, "Dr Lemoine", [camille, lemoine], "le relevé", day)
    assert Reading.objects.filter(person=camille).count() == 2
    assert not Reading.objects.filter(person=lemoine).exists()


def test_only_the_person_sees_them(client: Client, world: World) -> None:
    Reading.note(world.user(DR_LEMOINE), "Dr Lemoine", [world.user(CAMILLE)], "le relevé d’octobre", TODAY)
    client.force_login(world.user(YANIS))
    assert "le relevé d’octobre" not in client.get("/compte/mes-donnees/lectures").content.decode()
    client.force_login(world.user(CAMILLE))
    page = client.get("/compte/mes-donnees/lectures").content.decode()
    assert "le relevé d’octobre" in page
    assert "4 novembre 2026" in page


def test_a_long_log_is_cut_in_pages(client: Client, world: World) -> None:
    camille = world.user(CAMILLE)
    readers = [User.objects.create_user(f"r{i}@exemple.fr", f"Lectrice {i}") for i in range(60)]
    for reader in readers:
        Reading.note(reader, reader.name, [camille], "le relevé", TODAY)
    client.force_login(camille)
    first = client.get("/compte/mes-donnees/lectures").content.decode()
    second = client.get("/compte/mes-donnees/lectures?page=2").content.decode()
    assert (first.count("Lectrice"), second.count("Lectrice")) == (50, 10)
    assert "Plus ancien" in first
    assert "Plus récent" in second
