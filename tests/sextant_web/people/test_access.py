"""Who has access: seen with the names one needs, given by letter, ended on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sextant_web.people.models import Invitation, Reading, Role, RoleKind, Subdivision, User
from tests.cast import CAMILLE, DR_LEMOINE, MALO, MME_ROUX, NOOR, PR_ANDRE, SACHA, YANIS, Someone
from tests.sextant_web.letters import last_letter, link_received
from tests.sextant_web.world import World

TODAY = date(2026, 11, 4)


def as_(world: World, someone: Someone) -> Client:
    client = Client()
    client.force_login(world.user(someone))
    return client


def ward_access(world: World) -> str:
    return f"/services/{world.ours.ward.pk}/acces"


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("someone", [CAMILLE, DR_LEMOINE, MME_ROUX])
def test_the_ward_sees_its_people_and_no_union_by_name(world: World, someone: Someone) -> None:
    shown = page(as_(world, someone), ward_access(world))
    for named in (CAMILLE, YANIS, DR_LEMOINE, MME_ROUX, PR_ANDRE):
        assert f"<h3>{named.name}</h3>" in shown
    assert f"<h3>{SACHA.name}</h3>" not in shown
    assert "structure locale (1)" in shown


@pytest.mark.parametrize("someone", [SACHA, NOOR])
def test_the_union_sees_no_intern_by_name(world: World, someone: Someone) -> None:
    client = as_(world, someone)
    places = (
        f"/subdivisions/{world.ours.subdivision.pk}/acces",
        f"/etablissements/{world.ours.hospital.pk}/acces",
    )
    for address in (ward_access(world), *places):
        shown = page(client, address)
        assert CAMILLE.name not in shown
        assert YANIS.name not in shown
    assert "interne (2)" in page(client, ward_access(world))


def test_what_was_seen_is_told_to_who_was_seen(world: World) -> None:
    page(as_(world, MME_ROUX), ward_access(world))
    page(as_(world, MME_ROUX), ward_access(world))
    read = Reading.objects.filter(person=world.user(CAMILLE))
    assert [str(row.reader_said) for row in read] == [
        f"Mme Roux, direction de l’établissement, {world.ours.hospital}"
    ]
    shown = page(as_(world, CAMILLE), "/compte/mes-donnees/lectures")
    assert "Mme Roux" in shown
    assert "la liste des accès de" in shown
    assert not Reading.objects.filter(person=world.user(MME_ROUX)).exists()  # oneself is no news


def test_the_list_is_flat_in_queries(world: World) -> None:
    client = as_(world, DR_LEMOINE)
    client.get(ward_access(world))

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(ward_access(world))
        return len(asked)

    few = count()
    for number in range(20):
        user = User.objects.create_user(f"i{number}@exemple.fr", f"Interne {number}")
        Role.objects.create(user=user, kind=RoleKind.INTERN, ward=world.ours.ward, first=TODAY)
    assert count() == few


def invite(client: Client, address: str, kind: str, email: str = "nina@exemple.fr", last: str = "") -> Any:
    return client.post(address, {"offer": "1", "kind": kind, "email": email, "last": last})


def test_a_ward_head_invites_an_intern_who_accepts(world: World) -> None:
    invite(as_(world, DR_LEMOINE), ward_access(world), "intern", last="2027-05-02")
    said = last_letter("nina@exemple.fr")
    assert "Dr Lemoine vous propose" in said
    assert "interne, Médecine polyvalente, jusqu’au 2 mai 2027" in said
    link = link_received()
    assert "Une invitation" in page(Client(), link)  # without an account one reads, and goes and makes one
    nina = User.objects.create_user("nina@exemple.fr", "Nina")
    client = Client()
    client.force_login(nina)
    assert client.post(link).headers["Location"] == "/accueil"
    role = nina.roles.get()
    assert (role.kind, role.ward, role.first, role.last) == (
        "intern",
        world.ours.ward,
        TODAY,
        date(2027, 5, 2),
    )
    assert "Médecine polyvalente" in page(client, "/accueil")


def test_a_link_works_once(world: World) -> None:
    invite(as_(world, DR_LEMOINE), ward_access(world), "intern")
    link = link_received()
    first, second = as_(world, MALO), as_(world, NOOR)
    first.post(link)
    assert second.get(link).status_code == 410
    assert second.post(link).status_code == 410
    assert Role.objects.filter(ward=world.ours.ward, first=TODAY).count() == 1


def test_a_link_does_not_outlive_its_date(world: World) -> None:
    invite(as_(world, DR_LEMOINE), ward_access(world), "intern")
    client = as_(world, MALO)
    later = timezone.now() + timedelta(days=14, minutes=1)
    with patch("django.utils.timezone.now", return_value=later):
        assert client.post(link_received()).status_code == 410
    assert not world.user(MALO).roles.filter(ward=world.ours.ward).exists()


def test_the_base_cannot_make_the_link_again(world: World) -> None:
    invite(as_(world, DR_LEMOINE), ward_access(world), "intern")
    token = link_received().rpartition("/")[2]
    sent = Invitation.objects.get(email="nina@exemple.fr")
    assert token not in (sent.token_hash, str(sent.pk))
    assert as_(world, MALO).get(f"/invitation/{sent.token_hash}").status_code == 410
    assert as_(world, MALO).get(f"/invitation/{sent.pk}").status_code == 410


def test_an_invitation_withdrawn_opens_nothing(world: World) -> None:
    client = as_(world, DR_LEMOINE)
    invite(client, ward_access(world), "intern")
    sent = Invitation.objects.get(email="nina@exemple.fr")
    client.post(f"{ward_access(world)}/invitations/{sent.pk}/retrait")
    assert as_(world, MALO).post(link_received()).status_code == 410


@pytest.mark.parametrize(
    ("someone", "kind", "gives"),
    [
        (DR_LEMOINE, "intern", True),
        (DR_LEMOINE, "ward_head", False),
        (DR_LEMOINE, "federation", False),
        (SACHA, "ward_head", True),
        (SACHA, "intern", False),
        (NOOR, "ward_head", True),
        (CAMILLE, "intern", False),
    ],
)
def test_a_role_is_given_by_who_may(world: World, someone: Someone, kind: str, gives: bool) -> None:
    invite(as_(world, someone), ward_access(world), kind)
    assert bool(mail.outbox) == gives


@pytest.mark.parametrize(
    ("someone", "kind", "gives"),
    [
        (SACHA, "coordinator", True),
        (SACHA, "union", False),
        (SACHA, "federation", False),
        (NOOR, "union", True),
        (NOOR, "coordinator", True),
        (NOOR, "director", False),  # at a hospital, not at a subdivision
    ],
)
def test_at_a_subdivision_too(world: World, someone: Someone, kind: str, gives: bool) -> None:
    invite(as_(world, someone), f"/subdivisions/{world.ours.subdivision.pk}/acces", kind)
    assert bool(mail.outbox) == gives


def test_what_is_wrong_with_an_invitation_is_said(world: World) -> None:
    client = as_(world, DR_LEMOINE)
    said = invite(client, ward_access(world), "intern", "pas une adresse", "2026-01-01").content.decode()
    assert "ce n’est pas une adresse" in said
    assert "le 1er janvier 2026 est passé" in said
    assert mail.outbox == []


def end(client: Client, world: World, role: Role, last: str = "") -> None:
    client.post(f"{ward_access(world)}/roles/{role.pk}/fin", {"last": last})


def test_a_role_ends_at_once_or_on_a_day(world: World) -> None:
    client = as_(world, DR_LEMOINE)
    camille, yanis = (world.user(one).roles.get() for one in (CAMILLE, YANIS))
    end(client, world, camille)
    end(client, world, yanis, "2026-12-31")
    camille.refresh_from_db()
    yanis.refresh_from_db()
    assert (camille.last, yanis.last) == (date(2026, 11, 3), date(2026, 12, 31))
    assert as_(world, CAMILLE).get(ward_access(world)).status_code == 404
    assert as_(world, YANIS).get(ward_access(world)).status_code == 200


def test_a_role_given_today_by_mistake_leaves_no_trace(world: World) -> None:
    role = Role.objects.create(user=world.user(MALO), kind="intern", ward=world.ours.ward, first=TODAY)
    end(as_(world, DR_LEMOINE), world, role)
    assert not Role.objects.filter(pk=role.pk).exists()


def test_a_ward_head_does_not_end_a_ward_heads_role(world: World) -> None:
    role = world.user(DR_LEMOINE).roles.get()
    end(as_(world, DR_LEMOINE), world, role)
    role.refresh_from_db()
    assert role.last is None
    end(as_(world, SACHA), world, role)
    role.refresh_from_db()
    assert role.last == date(2026, 11, 3)


def test_places_are_added_from_the_top(world: World) -> None:
    noor, sacha = as_(world, NOOR), as_(world, SACHA)
    noor.post("/federation", {"name": "Caen"})
    assert Subdivision.objects.filter(name="Caen").exists()
    added = sacha.post(
        f"/subdivisions/{world.ours.subdivision.pk}/acces", {"add": "1", "name": "CH des Monts"}
    )
    hospital = added.headers["Location"]
    ward = sacha.post(hospital, {"add": "1", "name": "Gériatrie"}).headers["Location"]
    assert "CH des Monts" in page(sacha, ward)
    again = sacha.post(hospital, {"add": "1", "name": "Gériatrie"}).content.decode()
    assert "existe déjà" in again


def test_a_director_adds_no_ward(world: World) -> None:
    address = f"/etablissements/{world.ours.hospital.pk}/acces"
    assert as_(world, MME_ROUX).post(address, {"add": "1", "name": "Gériatrie"}).status_code == 404
