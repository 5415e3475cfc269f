"""Pro Santé Connect, played by a provider of ours: from the link to signed in, keeping nothing of the RPPS number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import serializers
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from oidc_provider_mock import User as Professional
from oidc_provider_mock import run_server_in_thread

from sextant_web.people.models import User
from sextant_web.settings.openid import openid_providers
from tests.cast import CAMILLE
from tests.sextant_web.letters import code_received, last_letter
from tests.sextant_web.world import World

RPPS = "899700245667"
SUBJECT = f"f:550dc1c8-d97b-4b1e-ac8c-8eb4471cf9dd:{RPPS}"
CLAIMS = {"name": "Nina Faure", "SubjectNameID": RPPS, "SubjectRole": ["10^1501"]}

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the provider played


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A provider on this machine, that the site is told of as a host would."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    with run_server_in_thread(user_claims=[Professional(sub=SUBJECT, claims=CLAIMS)]) as server:
        address = f"http://localhost:{server.server_port}"
        settings.SOCIALACCOUNT_PROVIDERS = openid_providers(
            {
                "SEXTANT_OPENID_SERVER": address,
                "SEXTANT_OPENID_CLIENT": "sextant",
                "SEXTANT_OPENID_SECRET": "not-a-secret",
                "SEXTANT_OPENID_SCOPE": "openid profile",
                "SEXTANT_OPENID_LEVEL": "eidas1",
            }
        )
        yield address


def come_back(client: Client, address: str = "/connexion/sante", *, subject: str = SUBJECT) -> Any:
    """Follows the link, says yes at the provider, comes back: what the site answers."""
    there = client.get(address)
    assert there.status_code == 302, there.content.decode()
    asked = there.headers["Location"]
    assert "code_challenge=" in asked
    assert "acr_values=eidas1" in asked
    said_yes = requests.post(asked, data={"sub": subject}, allow_redirects=False, timeout=10)
    back = said_yes.headers["Location"]
    assert "/connexion/sante/retour?" in back
    return client.get(back[back.index("/connexion") :])


def test_from_the_link_to_signed_in(provider: str, client: Client, db: None) -> None:
    page = client.get("/connexion").content.decode()
    assert 'href="/connexion/sante' in page
    assert "Continuer avec Pro Santé Connect" in page
    assert come_back(client).headers["Location"] == "/connexion/adresse"
    asked = client.get("/connexion/adresse").content.decode()
    assert 'value="Nina Faure"' in asked
    client.post("/connexion/adresse", {"name": "Nina Faure", "email": "nina@exemple.fr"})
    client.post("/inscription/code", {"code": code_received("nina@exemple.fr")})
    assert "Bonjour Nina Faure" in client.get("/accueil").content.decode()
    # The next time, the link is enough.
    again = Client()
    assert come_back(again).headers["Location"] == "/accueil"
    assert again.get("/accueil").status_code == 200


def test_nothing_of_the_rpps_number_is_kept(provider: str, client: Client, db: None) -> None:
    test_from_the_link_to_signed_in(provider, client, db)
    kept = SocialAccount.objects.get()
    assert len(kept.uid) == 64
    assert kept.extra_data == {}
    assert SocialToken.objects.count() == 0
    rows = [*User.objects.all(), *EmailAddress.objects.all(), *SocialAccount.objects.all()]
    assert RPPS not in serializers.serialize("json", rows)
    assert RPPS not in json.dumps(dict(client.session))


def test_an_account_is_linked_from_inside_only(provider: str, world: World) -> None:
    """The address of an existing account does not open it; its owner links the service once signed in."""
    camille = world.user(CAMILLE)
    stranger = Client()
    come_back(stranger)
    stranger.post("/connexion/adresse", {"name": "Nina", "email": camille.email})
    assert "_auth_user_id" not in stranger.session
    assert "Vous en avez déjà un" in last_letter(camille.email)
    assert not SocialAccount.objects.exists()

    client = Client()
    client.force_login(camille)
    assert "process=connect" in client.get("/compte/services").content.decode()
    come_back(client, "/connexion/sante?process=connect")
    assert SocialAccount.objects.get().user == camille
    again = Client()
    assert come_back(again).headers["Location"] == "/accueil"


def test_saying_no_there_is_no_error_here(provider: str, client: Client, db: None) -> None:
    asked = client.get("/connexion/sante").headers["Location"]
    state = asked.partition("state=")[2].partition("&")[0]
    back = client.get(f"/connexion/sante/retour?error=access_denied&state={state}", follow=True)
    assert "Vous avez renoncé" in back.content.decode()


def test_an_answer_that_nobody_asked_for_opens_nothing(provider: str, client: Client, db: None) -> None:
    page = client.get("/connexion/sante/retour?code=x&state=y").content.decode()
    assert "La connexion n’a pas abouti" in page
    assert "_auth_user_id" not in client.session


def test_without_a_provider_there_is_no_such_page(client: Client, db: None) -> None:
    assert client.get("/connexion/sante").status_code == 404
    assert "Continuer avec" not in client.get("/connexion").content.decode()


def test_half_a_setting_is_refused() -> None:
    with pytest.raises(
        ImproperlyConfigured, match="il manque : SEXTANT_OPENID_CLIENT, SEXTANT_OPENID_SECRET"
    ):
        openid_providers({"SEXTANT_OPENID_SERVER": "https://psc.test"})
    assert openid_providers({})["openid_connect"]["APPS"] == []
