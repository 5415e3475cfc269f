"""Signing in, protecting the account, taking one's data and leaving, in a real browser."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from sextant_web.people.models import Hospital, Role, RoleKind, Subdivision, User, Ward
from tests.sextant_web.letters import CODE, LINK

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Take = Callable[..., None]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def ward() -> Ward:
    subdivision = Subdivision.objects.create(name="Angers")
    hospital = Hospital.objects.create(subdivision=subdivision, name="CH du Val")
    return Ward.objects.create(hospital=hospital, name="Médecine polyvalente")


def somebody(name: str, email: str, kind: str, **place: Any) -> User:
    user = User.objects.create_user(email, name)
    Role.objects.create(user=user, kind=kind, first=date(2020, 1, 6), **place)
    return user


def code_received(to: str) -> str:
    letter = mail.outbox[-1]
    assert letter.to == [to]
    found = CODE.search(letter.body)
    assert found
    return found.group()


@pytest.fixture
def in_order(axe: Callable[[Page], None]) -> Callable[[Page], None]:
    """No serious fault for a screen reader and nothing out of the window: a phone by day, a desk by night."""

    def check(page: Page) -> None:
        for width, scheme in ((1280, "dark"), (360, "light")):
            page.set_viewport_size({"width": width, "height": 740})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            axe(page)
            assert page.evaluate(OVERFLOW) == 0

    return check


def with_a_device_that_knows_passkeys(page: Page) -> None:
    """Chromium's virtual authenticator: somebody who always puts their finger on it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in(page: Page, email: str) -> None:
    page.goto("/connexion")
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_role("button", name="Recevoir un code").click()
    page.get_by_label("Code reçu").fill(code_received(email))
    page.get_by_role("button", name="Me connecter").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bonjour")


def tab_to(page: Page, words: str) -> None:
    """Presses Tab until what has the focus is called so."""
    called = "const e = document.activeElement; return (e.labels?.[0] ?? e).innerText.trim()"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ {called} }})()") == words:
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"Tab never reaches « {words} »")


def test_with_a_code_and_the_keyboard_alone(page: Page, ward: Ward, in_order: Check, picture: Take) -> None:
    camille = somebody("Camille Le Goff", "camille@exemple.fr", RoleKind.INTERN, ward=ward)
    page.goto("/connexion")
    in_order(page)
    picture(page, "sign-in", full_page=True)
    tab_to(page, "Adresse électronique")
    page.keyboard.type(camille.email)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre code est parti")
    in_order(page)
    tab_to(page, "Code reçu")
    page.keyboard.type("bbbb bbbb")
    page.keyboard.press("Enter")
    expect(page.get_by_text("ce code n’est pas le bon")).to_be_visible()
    in_order(page)
    tab_to(page, "Code reçu")
    page.keyboard.press("Control+a")
    page.keyboard.type(code_received(camille.email))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Camille Le Goff")
    expect(page.get_by_text("Médecine polyvalente")).to_be_visible()
    in_order(page)


def test_a_new_account_then_a_passkey(page: Page, ward: Ward, in_order: Check) -> None:
    with_a_device_that_knows_passkeys(page)
    page.goto("/inscription")
    in_order(page)
    page.get_by_label("Prénom et nom").fill("Nina Faure")
    page.get_by_label("Adresse électronique").fill("nina@exemple.fr")
    page.get_by_role("button", name="Ouvrir mon compte").click()
    in_order(page)
    page.get_by_label("Code reçu").fill(code_received("nina@exemple.fr"))
    page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Nina Faure")
    page.goto("/compte")
    in_order(page)
    page.get_by_role("link", name="Clés d’accès et second facteur").click()
    in_order(page)
    page.get_by_role("link", name="Ajouter une clé d’accès").click()
    in_order(page)
    page.get_by_role("button", name="Ajouter la clé").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Codes de secours")
    in_order(page)
    page.goto("/compte")
    page.get_by_role("main").get_by_role("button", name="Me déconnecter").click()
    expect(page).to_have_url("/")
    page.goto("/connexion")
    page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Nina Faure")
    # A code by letter is no longer enough, and the key answers the second question too.
    page.goto("/compte")
    page.get_by_role("main").get_by_role("button", name="Me déconnecter").click()
    expect(page).to_have_url("/")
    page.goto("/connexion")
    page.get_by_label("Adresse électronique").fill("nina@exemple.fr")
    page.get_by_role("button", name="Recevoir un code").click()
    page.get_by_label("Code reçu").fill(code_received("nina@exemple.fr"))
    page.get_by_role("button", name="Me connecter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Encore une preuve")
    in_order(page)
    page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Nina Faure")


def test_an_officer_is_asked_for_a_second_factor(
    page: Page, ward: Ward, in_order: Check, picture: Take
) -> None:
    with_a_device_that_knows_passkeys(page)
    somebody("Mme Hélène Roux", "roux@exemple.fr", RoleKind.DIRECTOR, hospital=ward.hospital)
    sign_in(page, "roux@exemple.fr")
    page.get_by_role("link", name="Voir l’établissement").click()
    expect(page.get_by_text("Votre rôle montre les données de beaucoup de personnes")).to_be_visible()
    in_order(page)
    picture(page, "second-factor", full_page=True)
    page.get_by_role("link", name="Ajouter une clé d’accès").click()
    page.get_by_role("button", name="Ajouter la clé").click()
    page.get_by_role("link", name="J’ai noté mes codes").click()
    page.get_by_role("link", name="Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("CH du Val : qui a accès")
    in_order(page)


def test_a_device_that_refuses_is_said(page: Page, ward: Ward) -> None:
    page.goto("/connexion")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')) }")
    page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    expect(page.get_by_role("alert")).to_contain_text("La clé d’accès n’a pas répondu")


def test_an_invitation_from_letter_to_home(page: Page, ward: Ward, in_order: Check, picture: Take) -> None:
    somebody("Dr Anne Lemoine", "lemoine@exemple.fr", RoleKind.WARD_HEAD, ward=ward)
    sign_in(page, "lemoine@exemple.fr")
    page.get_by_role("link", name="Gérer les accès").click()
    in_order(page)
    page.get_by_label("Adresse électronique").fill("yanis@exemple.fr")
    page.get_by_role("button", name="Envoyer l’invitation").click()
    expect(page.get_by_text("L’invitation est partie pour yanis@exemple.fr")).to_be_visible()
    in_order(page)
    picture(page, "access", full_page=True)
    found = LINK.search(mail.outbox[-1].body)
    assert found
    page.context.clear_cookies()
    page.goto(found.group(1))
    in_order(page)
    page.get_by_role("link", name="Ouvrir un compte").click()
    page.get_by_label("Prénom et nom").fill("Yanis Benali")
    page.get_by_label("Adresse électronique").fill("yanis@exemple.fr")
    page.get_by_role("button", name="Ouvrir mon compte").click()
    page.get_by_label("Code reçu").fill(code_received("yanis@exemple.fr"))
    page.get_by_role("button", name="Confirmer").click()
    page.get_by_role("button", name="Accepter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Yanis Benali")
    expect(page.get_by_text("Médecine polyvalente")).to_be_visible()


def test_ones_data_taken_then_erased(page: Page, ward: Ward, in_order: Check, picture: Take) -> None:
    camille = somebody("Camille Le Goff", "camille@exemple.fr", RoleKind.INTERN, ward=ward)
    sign_in(page, camille.email)
    page.goto("/compte/mes-donnees")
    in_order(page)
    picture(page, "own-data", full_page=True)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Télécharger mes données").click()
    archive = zipfile.ZipFile(io.BytesIO(Path(downloading.value.path()).read_bytes()))
    told = json.loads(archive.read("mes-donnees.json"))
    assert told["compte"] == "Camille Le Goff"
    page.get_by_role("link", name="Voir qui a lu quoi").click()
    in_order(page)
    page.goto("/compte/mes-donnees/effacer")
    in_order(page)
    page.get_by_label("J’ai compris, effacez tout").check()
    page.get_by_role("button", name="Effacer mon compte").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre compte est effacé")
    in_order(page)
    assert not User.objects.filter(email=camille.email).exists()
    assert mail.outbox[-1].to == [camille.email]
    page.goto("/compte")
    expect(page.get_by_role("heading", level=1)).to_have_text("Connexion")
