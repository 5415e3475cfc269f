"""The second factor: set up, asked for at the sign-in, and asked of officers."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from sextant_web.people.models import User
from tests.cast import CAMILLE, DR_LEMOINE, MME_ROUX
from tests.sextant_web.letters import code_received, last_letter
from tests.sextant_web.signing_in import with_code
from tests.sextant_web.world import World

SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105  (nobody's)


def shown_by_the_app(secret: str = SECRET) -> str:
    """The six digits of this half-minute."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


@pytest.fixture
def roux(world: World) -> User:
    return world.user(MME_ROUX)


@pytest.mark.django_db(transaction=True)  # allauth speaks when the row is written for good
def test_an_application_is_set_up_and_gives_recovery_codes(client: Client, world: World) -> None:
    with_code(client, world.user(CAMILLE))
    page = client.get("/compte/second-facteur/application")
    svg = page.content.decode()
    assert "<svg" in svg
    assert "data:" not in svg
    secret = page.context["form"].secret
    done = client.post("/compte/second-facteur/application", {"code": shown_by_the_app(secret)}, follow=True)
    assert done.redirect_chain[-1][0] == "/compte/codes"
    assert len(done.context["unused_codes"]) == 10
    assert "Une application de codes protège votre compte" in last_letter("personne0@exemple.fr")


def test_then_a_letter_alone_opens_nothing(client: Client, world: World) -> None:
    camille = world.user(CAMILLE)
    TOTP.activate(camille, SECRET)
    client.post("/connexion", {"email": camille.email})
    response = client.post("/connexion/code", {"code": code_received()})
    assert response.headers["Location"] == "/connexion/second-facteur"
    assert "_auth_user_id" not in client.session
    client.post("/connexion/second-facteur", {"code": "000000"})
    assert "_auth_user_id" not in client.session
    response = client.post("/connexion/second-facteur", {"code": shown_by_the_app()})
    assert response.headers["Location"] == "/accueil"


def test_a_recovery_code_replaces_a_lost_phone_once(world: World) -> None:
    camille = world.user(CAMILLE)
    TOTP.activate(camille, SECRET)
    code = RecoveryCodes.activate(camille).get_unused_codes()[0]
    for expected in (True, False):
        client = Client()
        client.post("/connexion", {"email": camille.email})
        client.post("/connexion/code", {"code": code_received()})
        client.post("/connexion/second-facteur", {"code": code})
        assert ("_auth_user_id" in client.session) == expected


def test_codes_of_the_application_are_counted(client: Client, world: World) -> None:
    camille = world.user(CAMILLE)
    TOTP.activate(camille, SECRET)
    client.post("/connexion", {"email": camille.email})
    client.post("/connexion/code", {"code": code_received()})
    for _ in range(6):
        client.post("/connexion/second-facteur", {"code": "000000"})
    client.post("/connexion/second-facteur", {"code": shown_by_the_app()})
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db(transaction=True)  # allauth speaks when the row is written for good
def test_an_officer_sets_one_up_and_goes_on(client: Client, world: World, roux: User) -> None:
    door = f"/etablissements/{world.ours.hospital.pk}/acces"
    with_code(client, roux)
    sent = client.get(door)
    assert sent.headers["Location"] == f"/compte/second-facteur?next={door.replace('/', '%2F')}"
    assert "Votre rôle montre les données" in client.get(sent.headers["Location"]).content.decode()
    secret = client.get("/compte/second-facteur/application").context["form"].secret
    client.post("/compte/second-facteur/application", {"code": shown_by_the_app(secret)})
    assert f'href="{door}"' in client.get("/compte/second-facteur").content.decode()
    assert client.get(door).status_code == 200


def test_an_officer_who_has_one_is_asked_to_use_it(client: Client, world: World, roux: User) -> None:
    TOTP.activate(roux, SECRET)
    door = f"/etablissements/{world.ours.hospital.pk}/acces"
    with_code(client, roux)
    sent = client.get(door).headers["Location"]
    assert sent.startswith("/compte/confirmer/code?next=")
    back = client.post(sent, {"code": shown_by_the_app(), "next": door})
    assert back.headers["Location"] == door
    assert client.get(door).status_code == 200


def test_the_demo_relaxes_it(client: Client, world: World, roux: User, settings: object) -> None:
    settings.OFFICERS_NEED_SECOND_FACTOR = False  # type: ignore[attr-defined]
    with_code(client, roux)
    assert client.get(f"/etablissements/{world.ours.hospital.pk}/acces").status_code == 200


def test_an_officers_power_waits_for_it_even_where_another_role_opens(client: Client, world: World) -> None:
    """Dr Lemoine, also officer of the union, comes with a letter: the ward opens, as to its head only."""
    lemoine = world.user(DR_LEMOINE)
    lemoine.roles.create(kind="union", subdivision=world.ours.subdivision, first="2026-11-02")
    with_code(client, lemoine)
    page = client.get(f"/services/{world.ours.ward.pk}/acces")
    assert page.status_code == 200
    assert [kind for kind, _ in page.context["offer"].fields["kind"].choices] == ["intern"]


class TestAFreshProof:
    def test_is_a_code_by_letter_for_who_has_nothing_else(self, client: Client, world: World) -> None:
        camille = world.user(CAMILLE)
        with_code(client, camille, ago=3600)
        sent = client.get("/compte/mes-donnees/fichier").headers["Location"]
        assert sent.startswith("/compte/confirmer?next=")
        client.post(sent, {"send": "1", "next": "/compte/mes-donnees/fichier"})
        data = {"code": code_received(camille.email), "next": "/compte/mes-donnees/fichier"}
        assert client.post("/compte/confirmer", data).headers["Location"] == "/compte/mes-donnees/fichier"
        assert client.get("/compte/mes-donnees/fichier").status_code == 200

    def test_three_wrong_ones_end_it(self, client: Client, world: World) -> None:
        with_code(client, world.user(CAMILLE), ago=3600)
        client.post("/compte/confirmer", {"send": "1"})
        right = code_received()
        for _ in range(3):
            client.post("/compte/confirmer", {"code": "BBBB-BBBB"})
        client.post("/compte/confirmer", {"code": right})
        assert client.get("/compte/mes-donnees/fichier").status_code == 302

    def test_is_the_application_for_who_has_one(self, client: Client, world: World) -> None:
        TOTP.activate(world.user(CAMILLE), SECRET)
        with_code(client, world.user(CAMILLE), ago=3600)
        sent = client.get("/compte/mes-donnees/effacer").headers["Location"]
        assert sent.startswith("/compte/confirmer/code?next=")
        # and no letter goes round it
        assert (
            client.post("/compte/confirmer", {"send": "1"})
            .headers["Location"]
            .startswith("/compte/confirmer/code")
        )

    def test_comes_back_to_this_site_only(self, client: Client, world: World) -> None:
        with_code(client, world.user(CAMILLE), ago=3600)
        client.post("/compte/confirmer", {"send": "1"})
        data = {"code": code_received(), "next": "https://ailleurs.example/"}
        assert client.post("/compte/confirmer", data).headers["Location"] == "/compte"


def test_ones_keys_are_ones_own(client: Client, world: World) -> None:
    data = {"name": "Ma clé", "credential": {}}
    key = Authenticator.objects.create(user=world.user(MME_ROUX), type="webauthn", data=data)
    client.force_login(world.user(CAMILLE))
    for word in ("retirer", "nom"):
        assert client.get(f"/compte/cles/{key.pk}/{word}").status_code == 404
        assert client.post(f"/compte/cles/{key.pk}/{word}", {"name": "x"}).status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()
