"""Signing in and up without a password: what opens, what does not, and what nobody learns."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from sextant_web.people.models import User
from tests.cast import CAMILLE
from tests.sextant_web.letters import code_received, last_letter
from tests.sextant_web.world import World

HOME = "/accueil"


@pytest.fixture
def camille(world: World) -> User:
    return world.user(CAMILLE)


def ask(client: Client, email: str, **more: str) -> str:
    """Asks for a code; the page that follows."""
    response = client.post("/connexion", {"email": email, **more}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_code_by_letter_opens_the_account(client: Client, camille: User) -> None:
    ask(client, camille.email)
    response = client.post("/connexion/code", {"code": code_received(camille.email)})
    assert response.headers["Location"] == HOME
    assert "Bonjour Camille" in client.get(HOME).content.decode()


def test_a_code_may_be_typed_small_and_without_its_dash(client: Client, camille: User) -> None:
    ask(client, camille.email)
    client.post("/connexion/code", {"code": code_received().replace("-", "").lower()})
    assert signed_in(client)


def test_the_session_is_not_the_one_from_before(client: Client, camille: User) -> None:
    ask(client, camille.email)
    before = client.session.session_key
    client.post("/connexion/code", {"code": code_received()})
    assert signed_in(client)
    assert client.session.session_key != before


def test_three_wrong_codes_and_the_right_one_is_worth_nothing(client: Client, camille: User) -> None:
    ask(client, camille.email)
    right = code_received()
    for _ in range(3):
        client.post("/connexion/code", {"code": "BBBB-BBBB"})
    client.post("/connexion/code", {"code": right})
    assert not signed_in(client)


def test_a_code_works_once(client: Client, camille: User) -> None:
    ask(client, camille.email)
    code = code_received()
    client.post("/connexion/code", {"code": code})
    client.post("/deconnexion")
    other = Client()
    ask(other, camille.email)
    other.post("/connexion/code", {"code": code})
    assert not signed_in(other)


def test_letters_are_counted(client: Client, camille: User) -> None:
    """Three a minute to one address, from wherever they are asked; the fourth is not written."""
    for number in range(4):
        Client(REMOTE_ADDR=f"192.0.2.{number}").post("/connexion", {"email": camille.email})
    assert len(mail.outbox) == 3
    page = client.post("/connexion", {"email": camille.email}).content.decode()
    assert "trop d’essais" in page


def test_one_machine_cannot_try_many_addresses(world: World) -> None:
    pages = [Client().post("/connexion", {"email": f"a{i}@exemple.fr"}) for i in range(25)]
    assert [page.status_code for page in pages] == [302] * 20 + [200] * 5
    assert len(mail.outbox) == 20


def without_secrets(page: str, email: str) -> str:
    return re.sub(r'value="[^"]+"', "", page).replace(email, "")


def test_nobody_learns_whether_an_account_exists(client: Client, camille: User) -> None:
    known = ask(client, camille.email)
    unknown = ask(Client(), "inconnue@exemple.fr")
    assert without_secrets(known, camille.email) == without_secrets(unknown, "inconnue@exemple.fr")
    assert "Il n’y a pas de compte" in last_letter("inconnue@exemple.fr")
    assert "/inscription" in last_letter()


def test_nobody_learns_it_by_signing_up_either(client: Client, camille: User) -> None:
    pages = {}
    for email in (camille.email, "nouvelle@exemple.fr"):
        response = Client().post("/inscription", {"name": "Nina", "email": email}, follow=True)
        pages[email] = without_secrets(response.content.decode(), email)
    assert len(set(pages.values())) == 1
    told = {letter.to[0]: letter.body for letter in mail.outbox}
    assert "Vous en avez déjà un" in told[camille.email]
    assert "/connexion" in told[camille.email]


def test_an_account_opens_with_a_name_and_a_confirmed_address(client: Client, db: None) -> None:
    client.post("/inscription", {"name": "Nina Faure", "email": "Nina@Exemple.fr"})
    assert not signed_in(client)
    response = client.post("/inscription/code", {"code": code_received("nina@exemple.fr")})
    assert response.headers["Location"] == HOME
    user = User.objects.get(email="nina@exemple.fr")
    assert (user.name, user.has_usable_password()) == ("Nina Faure", False)
    assert "aucun rôle" in client.get(HOME).content.decode()
    # The letter was a proof: no other is asked before a passkey is added.
    assert client.get("/compte/cles/ajouter").status_code == 200


@pytest.mark.parametrize("address", ["/connexion", "/inscription"])
def test_no_password_is_asked(client: Client, db: None, address: str) -> None:
    page = client.get(address).content.decode()
    assert 'type="password"' not in page
    assert "style=" not in page
    assert "<script>" not in page


def test_a_closed_account_stays_shut(client: Client, camille: User) -> None:
    camille.is_active = False
    camille.save()
    ask(client, camille.email)
    assert "Il n’y a pas de compte" in last_letter(camille.email)


def test_what_is_wrong_is_said_in_french(client: Client, db: None) -> None:
    said = client.post("/connexion", {"email": "pas une adresse"}).content.decode()
    assert "ce n’est pas une adresse" in said
    said = client.post("/inscription", {"name": "", "email": ""}).content.decode()
    assert said.count("il manque ici quelque chose") == 2


def test_one_comes_back_where_one_was_going_and_nowhere_else(client: Client, camille: User) -> None:
    assert client.get("/compte").headers["Location"] == "/connexion?next=/compte"
    for asked, given in (
        ("/compte", "/compte"),
        ("https://ailleurs.example/", HOME),
        ("//ailleurs.example", HOME),
    ):
        browser = Client()
        browser.post("/connexion", {"email": camille.email, "next": asked})
        response = browser.post("/connexion/code", {"code": code_received(), "next": asked})
        assert response.headers["Location"] == given


def test_a_form_of_another_site_is_refused(camille: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    for name in ("account_login", "account_signup", "account_logout", "mfa_login_webauthn"):
        assert strict.post(reverse(name), {"email": camille.email}).status_code == 403
    assert mail.outbox == []


def test_leaving_takes_a_post(client: Client, camille: User) -> None:
    client.force_login(camille)
    client.get("/deconnexion")
    assert signed_in(client)
    client.post("/deconnexion")
    assert not signed_in(client)
