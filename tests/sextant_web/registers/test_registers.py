"""Registers of places: written by local unions, proposed by anybody, expired ones said so, nothing public before review."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from sextant.benefits.contacts import contacts
from sextant.territory.register import compared, kinds, read_entry
from sextant_web.people.erasure import erase
from sextant_web.registers.models import Entry, EntryState
from sextant_web.registers.sender import MOST_WAITING
from tests.cast import LOU, NOOR, SACHA, YANIS
from tests.sextant_web.world import World

REFERENT = {
    "echelle": "commune",
    "territoire": "Saint-Aubin",
    "role": "mairie",
    "mailbox": "mairie@exemple.fr",
}
HOUSE: dict[str, Any] = {
    "echelle": "commune", "territoire": "49002", "name": "Maison des internes", "places": "4", "rent": "150 €",
    "several_streams": "oui", "centre": "oui", "room": "oui", "common": "oui", "desk": "non", "kitchen": "oui",
    "internet": "oui", "telephone": "0241000000",
}  # fmt: skip
SENDER = {"organisme": "Mairie de Saint-Aubin", "courriel": "mairie@exemple.fr"}


def page(response: HttpResponse) -> str:
    """The text of an answer, with ordinary spaces."""
    return response.content.decode().replace("\u202f", " ").replace("\xa0", " ")


@pytest.fixture
def sacha(world: World, client: Client) -> Client:
    """The local union of our subdivision."""
    client.force_login(world.user(SACHA))
    return client


def address(world: World, name: str, **names: Any) -> str:
    return reverse(f"registers:{name}", kwargs={"subdivision": world.own["subdivision"], **names})


def test_what_a_local_union_writes_is_on_the_sheet_with_its_day(
    world: World, sacha: Client, loaded: Path
) -> None:
    sent = sacha.post(address(world, "new_entry") + "?sorte=housing", {**HOUSE, "faire": "confirmer"})
    assert sent.status_code == 302
    said = page(Client().get("/territoire/49002"))
    assert "Maison des internes" in said
    assert "150 €" in said
    assert "8 critères sur 9 de la charte HTES" in said
    assert "02 41 00 00 00" in said
    assert "Confirmé le 4 novembre 2026 par la structure locale (Angers)" in said
    assert "guichet@exemple.fr" in said  # the contact of the département, on each of its communes
    assert "Sacha" not in said


def test_an_expired_entry_says_so_until_it_is_confirmed_again(
    world: World, sacha: Client, loaded: Path
) -> None:
    entry = Entry.objects.get(pk=world.own["register_entry"])
    with patch("django.utils.timezone.localdate", return_value=date(2027, 5, 2)):
        assert "Périmé" not in page(Client().get("/territoire/49002"))
    with patch("django.utils.timezone.localdate", return_value=date(2027, 5, 3)):
        assert "Périmé depuis le 2 mai 2027" in page(Client().get("/territoire/49002"))
        assert "périmé depuis le 2 mai 2027 : à reconfirmer" in page(sacha.get(address(world, "desk")))
        form = {"echelle": "departement", "territoire": "49", **entry.values, "faire": "confirmer"}
        sacha.post(address(world, "entry", register_entry=entry.pk), form)
        assert "Périmé" not in page(Client().get("/territoire/49002?jour=2027-05-03"))
    entry.refresh_from_db()
    assert entry.confirmed == date(2027, 5, 3)


def test_a_town_hall_proposes_without_an_account_and_nothing_is_public_before(
    world: World, sacha: Client, loaded: Path
) -> None:
    visitor = Client(enforce_csrf_checks=True)
    form = {**REFERENT, "territoire": "Val-Neuf", **SENDER}
    sent = visitor.post("/registres/referent/proposer", form)
    assert "C’est envoyé" in page(sent)
    assert not visitor.cookies
    assert "mairie@exemple.fr" not in page(visitor.get("/territoire/49005"))
    assert "Référent, Val-Neuf (49)" in page(sacha.get(address(world, "desk")))
    one = Entry.objects.get(state=EntryState.PROPOSED)
    sacha.post(
        address(world, "entry", register_entry=one.pk),
        {**REFERENT, "territoire": "49005", "faire": "confirmer"},
    )
    one.refresh_from_db()
    assert (one.state, one.sender_email, one.subdivision_id) == ("published", "", world.own["subdivision"])
    assert mail.outbox[0].to == ["mairie@exemple.fr"]
    assert "publiée" in mail.outbox[0].subject
    assert "mairie@exemple.fr" in page(visitor.get("/territoire/49005"))


def test_a_proposal_put_aside_is_answered_and_never_shown(world: World, sacha: Client, loaded: Path) -> None:
    Client().post("/registres/life/proposer", {
        "echelle": "commune", "territoire": "49002", "theme": "sport", "name": "Aviron", "what": "Le samedi.", **SENDER,
    })  # fmt: skip
    one = Entry.objects.get(state=EntryState.PROPOSED)
    sacha.post(address(world, "entry", register_entry=one.pk), {"faire": "retirer"})
    assert "écartée" in mail.outbox[0].subject
    assert "Aviron" not in page(Client().get("/territoire/49002"))


@pytest.mark.parametrize(
    ("kind", "changed", "said"),
    [
        ("referent", {"mailbox": ""}, "Personne ne pourrait vous joindre"),
        ("referent", {"mailbox": "mairie"}, "Ce n’est pas une adresse électronique"),
        ("referent", {"role": "roi"}, "Ce n’est pas une réponse possible"),
        ("referent", {"territoire": "Nullepart"}, "Aucune commune ne s’appelle « Nullepart »"),
        ("referent", {"territoire": "Saint-Aubin"}, "Plusieurs communes répondent à « Saint-Aubin »"),
        ("referent", {"echelle": "pays"}, "Choisissez l’échelle"),
        ("referent", {"organisme": ""}, "Dites qui vous êtes"),
        ("housing", {"places": "beaucoup"}, "« beaucoup » n’est pas un nombre entier"),
        ("housing", {"name": ""}, "Il manque ici quelque chose"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(
    db: None, loaded: Path, kind: str, changed: dict[str, str], said: str
) -> None:
    form = {"referent": {**REFERENT, "territoire": "49002"}, "housing": HOUSE}[kind] | SENDER | changed
    response = Client().post(f"/registres/{kind}/proposer", form)
    assert response.status_code == 422
    assert said in page(response)
    assert "Traceback" not in page(response)
    assert not Entry.objects.exists()


def test_a_robot_is_thanked_and_not_kept_and_a_flood_is_stopped(db: None, loaded: Path) -> None:
    form = {**REFERENT, "territoire": "49002", **SENDER}
    assert "C’est envoyé" in page(Client().post("/registres/referent/proposer", {**form, "site": "x"}))
    assert not Entry.objects.exists()
    Entry.objects.bulk_create(
        Entry(
            kind="referent", scale="commune", territory="49002", state="proposed", written=date(2026, 11, 4)
        )
        for _ in range(MOST_WAITING)
    )
    flooded = Client().post("/registres/referent/proposer", form)
    assert flooded.status_code == 503
    assert "Trop de propositions attendent" in page(flooded)


def test_nobody_touches_the_entry_of_another_local_union(world: World, client: Client) -> None:
    for someone in (LOU, YANIS):
        client.force_login(world.user(someone))
        theirs = address(world, "entry", register_entry=world.own["register_entry"])
        assert client.post(theirs, {"faire": "retirer"}).status_code == 404
    assert Entry.objects.get(pk=world.own["register_entry"]).state == EntryState.PUBLISHED


def test_the_directory_of_a_departement_says_what_expired_and_where_nobody_wrote(world: World) -> None:
    Entry.objects.filter(pk=world.own["register_entry"]).update(confirmed=date(2026, 1, 5))
    said = page(Client().get("/registres/referent?departement=49"))
    assert "1 entrée, dont 1 périmée" in said
    assert "0 entrée" in page(Client().get("/registres/referent?departement=53"))
    assert "personne n’a encore écrit" in page(Client().get("/registres/housing"))
    assert "paps.sante.fr" in page(Client().get("/registres/portal"))
    assert Client().get("/registres/rois").status_code == 404


def test_the_tile_counts_what_waits(world: World, sacha: Client) -> None:
    assert "2 propositions à lire" in page(sacha.get("/accueil"))


def test_an_account_erased_leaves_the_entry(world: World, sacha: Client, loaded: Path) -> None:
    sacha.post(address(world, "new_entry") + "?sorte=housing", {**HOUSE, "faire": "confirmer"})
    erase(world.user(SACHA))
    assert Entry.objects.get(kind="housing").written_by is None


def test_each_role_of_the_shipped_contacts_may_be_written() -> None:
    local = {one.id for one in contacts().roles if one.scale != "nationale"} - {"employeur"}
    assert local <= set(kinds()["referent"].fields["role"].choices)


def test_the_charter_is_compared_criterion_by_criterion_and_unknown_is_unknown() -> None:
    kind = kinds()["housing"]
    values = read_entry(kind, {"name": "x", "places": "2", "rent": "250", "mailbox": "a@b.fr"}).values
    found = dict(compared(kind, values))
    assert found["trois places au moins"] is False
    assert found["loyer de 200 € au plus, tout compris"] is False
    assert found["internet"] is None


def test_the_federation_may_help_any_local_union(world: World, client: Client) -> None:
    client.force_login(world.user(NOOR))
    assert "Registres du territoire" in page(client.get(address(world, "desk")))
    sent = client.post(address(world, "new_entry") + "?sorte=referent", {**REFERENT, "territoire": "29019"})
    assert sent.status_code == 302
    assert Entry.objects.get(territory="29019").state == EntryState.PUBLISHED


@pytest.mark.parametrize(
    ("scale", "place", "status"),
    [
        ("commune", "49002", 302),
        ("departement", "49", 302),
        ("commune", "29019", 422),
        ("departement", "53", 422),
        ("region", "52", 302),
        ("region", "53", 422),
    ],
)
def test_a_local_union_writes_about_its_own_departements(
    world: World, sacha: Client, bare: None, scale: str, place: str, status: int
) -> None:
    form = {**REFERENT, "echelle": scale, "territoire": place, "role": "guichet"}
    sent = sacha.post(address(world, "new_entry") + "?sorte=referent", form)
    assert sent.status_code == status, page(sent)
    if status == 422:
        assert "n’est pas celui de votre structure (Maine-et-Loire (49))" in page(sent)


def test_a_proposal_for_elsewhere_waits_for_who_is_there(
    world: World, sacha: Client, client: Client, bare: None
) -> None:
    Client().post("/registres/referent/proposer", {**REFERENT, "territoire": "29019", **SENDER})
    one = Entry.objects.get(state=EntryState.PROPOSED)
    here = {"subdivision": world.own["subdivision"], "register_entry": one.pk}
    there = {"subdivision": world.neighbour["subdivision"], "register_entry": one.pk}
    assert "29019" not in page(sacha.get(address(world, "desk")))
    assert sacha.post(reverse("registers:entry", kwargs=here), {"faire": "retirer"}).status_code == 404
    lou = Client()
    lou.force_login(world.user(LOU))
    assert lou.get(reverse("registers:entry", kwargs=there)).status_code == 200


def test_until_the_federation_has_said_them_nothing_is_published(
    world: World, sacha: Client, bare: None
) -> None:
    noor = Client()
    noor.force_login(world.user(NOOR))
    said = {"subdivision": world.own["subdivision"]}
    noor.post("/federation", {**said, "departements": ""})
    form = {**REFERENT, "territoire": "53147"}
    assert "La fédération n’a pas encore dit" in page(sacha.post(address(world, "new_entry"), form))
    assert "n’est le code d’aucun département" in page(
        noor.post("/federation", {**said, "departements": "49 5x"}, follow=True)
    )
    assert "Mayenne (53)" in page(
        noor.post("/federation", {**said, "departements": "49, 53 2a"}, follow=True)
    )
    assert sacha.post(address(world, "new_entry"), form).status_code == 302
