"""« Mes données »: the file holds everything about the person, nothing about others, and no secret."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client

from sextant_web.people.models import Invitation, Reading, RoleKind, User
from sextant_web.people.own_data import archive
from sextant_web.people.retention import declarations
from sextant_web.queue.models import Job
from sextant_web.roster.models import Roster, RosterState, Seat, Version, Wish
from tests.cast import CAMILLE, DR_LEMOINE, YANIS
from tests.sextant_web.world import World

TODAY = date(2026, 11, 4)


def life_of(world: World, user: User) -> None:
    """Something in each table that may speak of an intern."""
    roster = Roster.objects.get(pk=world.own["roster"])
    Seat.objects.create(roster=roster, name=user.name, user=user)
    Wish.objects.create(roster=roster, name=user.name, said="Pas la nuit du 12.")
    Job.objects.create(kind="roster.solve", subject=roster.pk, by=user, state="done")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "SECRETDUTELEPHONE"})
    Reading.note(world.user(DR_LEMOINE), "Dr Lemoine", [user], "le tableau de novembre", TODAY)
    Invitation.offer(
        email=user.email, kind=RoleKind.INTERN, place=world.ours.ward, first=TODAY, last=None, by=user
    )


def known(user: User) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(archive(user, TODAY))) as file:
        told = json.loads(file.read("mes-donnees.json"))
    return {entry["titre"]: entry for entry in told["données"]}


def test_everything_is_in_the_file(world: World) -> None:
    camille = world.user(CAMILLE)
    life_of(world, camille)
    file = known(camille)
    assert len(file) == len(declarations())
    filled = {title for title, entry in file.items() if entry["lignes"]}
    assert filled >= {
        "Compte",
        "Adresse électronique",
        "Rôles",
        "Invitations",
        "Qui a lu quoi",
        "Calculs demandés",
        "Clés d’accès et second facteur",
        "Votre place dans les tableaux",
        "Souhaits et congés demandés",
        "Versions d’un tableau",
    }
    assert file["Compte"]["lignes"][0]["adresse électronique"] == camille.email
    assert file["Souhaits et congés demandés"]["lignes"][0]["message"] == "Pas la nuit du 12."
    assert file["Qui a lu quoi"]["lignes"][0]["par"] == "Dr Lemoine"


def test_it_says_nothing_of_a_colleague(world: World) -> None:
    camille = world.user(CAMILLE)
    life_of(world, camille)
    life_of(world, world.user(YANIS))
    said = json.dumps(known(camille), ensure_ascii=False)
    assert YANIS.name not in said
    assert world.user(YANIS).email not in said


def test_no_secret_is_in_it(world: World) -> None:
    camille = world.user(CAMILLE)
    life_of(world, camille)
    said = json.dumps(known(camille))
    sent = Invitation.objects.get(email=camille.email)
    for secret in ("SECRETDUTELEPHONE", sent.token_hash, camille.password):
        assert secret not in said


def test_the_page_in_it_reads_in_french_and_escapes_what_people_write(world: World) -> None:
    camille = world.user(CAMILLE)
    camille.name = "<script>alert(1)</script>"
    camille.save()
    with zipfile.ZipFile(io.BytesIO(archive(camille, TODAY))) as file:
        html = file.read("mes-donnees.html").decode()
    assert "Ce que Sextant sait de" in html
    assert "<script>" not in html
    assert "2 novembre 2026" in html


def test_one_takes_ones_own(client: Client, world: World) -> None:
    client.force_login(world.user(CAMILLE))
    page = client.get("/compte/mes-donnees").content.decode()
    assert "Télécharger mes données" in page
    response = client.get("/compte/mes-donnees/fichier")
    assert response["Content-Type"] == "application/zip"
    assert "no-store" in response["Cache-Control"]
    assert zipfile.is_zipfile(io.BytesIO(response.content))


def test_what_is_kept_is_said_to_anybody(client: Client, db: None) -> None:
    page = client.get("/vos-donnees").content.decode()
    for one in declarations():
        assert one.title in page


class TestErasure:
    def test_takes_everything_but_what_a_duty_keeps(self, client: Client, world: World) -> None:
        camille = world.user(CAMILLE)
        life_of(world, camille)
        Roster.objects.filter(pk=world.own["roster"]).update(state=RosterState.PUBLISHED)
        before = {one.title: one.rows(camille).count() for one in declarations()}
        assert min(before["Votre place dans les tableaux"], before["Souhaits et congés demandés"]) == 1
        client.force_login(camille)
        page = client.get("/compte/mes-donnees/effacer").content.decode()
        assert "Ce qui reste, et pourquoi" in page
        assert "le nom reste sur les tableaux publiés" in page
        done = client.post("/compte/mes-donnees/effacer", {"sure": "yes"})
        assert "Votre compte est effacé" in done.content.decode()
        assert "_auth_user_id" not in client.session
        assert not User.objects.filter(email=camille.email).exists()
        left = {one.title: one.rows(camille).count() for one in declarations() if not one.keep}
        assert set(left.values()) == {0}
        # The roster keeps the name; nothing leads to the person any more.
        assert CAMILLE.name in Version.objects.get(pk=world.own["version"]).cells
        assert Job.objects.get(subject=world.own["roster"]).by is None  # kept, and nobody's

    def test_touches_nobody_else(self, client: Client, world: World) -> None:
        yanis = world.user(YANIS)
        life_of(world, yanis)
        before = {one.title: one.rows(yanis).count() for one in declarations()}
        client.force_login(world.user(CAMILLE))
        client.post("/compte/mes-donnees/effacer", {"sure": "yes"})
        assert {one.title: one.rows(yanis).count() for one in declarations()} == before

    def test_waits_for_the_box(self, client: Client, world: World) -> None:
        client.force_login(world.user(CAMILLE))
        said = client.post("/compte/mes-donnees/effacer").content.decode()
        assert "rien n’a été effacé" in said
        assert User.objects.filter(pk=world.user(CAMILLE).pk).exists()

    def test_closes_the_other_sessions(self, client: Client, world: World) -> None:
        elsewhere = Client()
        for browser in (client, elsewhere):
            browser.force_login(world.user(CAMILLE))
        client.post("/compte/mes-donnees/effacer", {"sure": "yes"})
        assert elsewhere.get("/compte").headers["Location"].startswith("/connexion")

    def test_what_was_read_by_the_person_is_still_told(self, client: Client, world: World) -> None:
        lemoine = world.user(DR_LEMOINE)
        Reading.note(lemoine, "Dr Lemoine", [world.user(CAMILLE)], "le relevé", TODAY)
        client.force_login(lemoine)
        client.post("/compte/mes-donnees/effacer", {"sure": "yes"})
        assert Reading.objects.get(person=world.user(CAMILLE)).reader_said == "Dr Lemoine"
