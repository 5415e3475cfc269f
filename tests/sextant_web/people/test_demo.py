"""The demo's door: one button an account, in the demo and nowhere else."""

from __future__ import annotations

import importlib
import os
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.mail import get_connection, send_mail
from django.test import Client

from sextant_web.people.demo import ADDRESSES, load
from sextant_web.people.models import Role, RoleKind, User, Ward
from tests.cast import CAMILLE
from tests.sextant_web.world import World

TODAY = date(2026, 11, 4)


@pytest.fixture
def demo(db: None, settings: Any, tmp_path: Path) -> None:
    settings.SEXTANT_DEMO = True
    settings.OFFICERS_NEED_SECOND_FACTOR = False
    settings.EMAIL_FILE_PATH = tmp_path
    load(TODAY)


def test_the_demo_has_its_people(demo: None) -> None:
    kinds = [role.kind for role in Role.objects.all()]
    assert {kind: kinds.count(kind) for kind in RoleKind.values} == {
        "intern": 12,
        "ward_head": 3,
        "director": 1,
        "coordinator": 1,
        "union": 1,
        "federation": 1,
    }
    assert Ward.objects.count() == 3
    assert sorted(User.objects.values_list("email", flat=True)) == sorted(ADDRESSES)
    assert Role.objects.held_on(TODAY).count() == 19


@pytest.mark.parametrize("kind", RoleKind.values)
def test_a_button_enters_as_each(demo: None, kind: str) -> None:
    user = Role.objects.filter(kind=kind).first().user  # type: ignore[union-attr]
    client = Client()
    assert f'value="{user.pk}"' in client.get("/demo").content.decode()
    home = client.post("/demo", {"person": user.pk}, follow=True)
    assert home.redirect_chain[-1][0] == "/accueil"
    page = home.content.decode()
    assert f"Bonjour {user.name}" in page
    tile = page.partition('class="card"')[2]
    assert 'class="button' in tile
    # and each tile opens
    for tile in [tile for _, tiles in home.context["roles"] for tile in tiles] + home.context["own"]:
        assert client.get(tile.url).status_code == 200, tile


def test_only_the_demos_own_accounts_open(demo: None) -> None:
    other = User.objects.create_user("vraie@exemple.fr", "Une vraie personne")
    assert Client().post("/demo", {"person": other.pk}).status_code == 404


def test_the_letters_are_read_on_a_page(demo: None, tmp_path: Path) -> None:
    files = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(tmp_path))
    send_mail("Votre code", "Le voici : BCDF-GHJK", None, ["camille.legoff@exemple.fr"], connection=files)
    page = Client().get("/demo/courrier").content.decode()
    assert "BCDF-GHJK" in page
    assert "camille.legoff@exemple.fr" in page


def test_elsewhere_there_is_no_such_page(client: Client, world: World) -> None:
    assert client.get("/demo").status_code == 404
    assert client.get("/demo/courrier").status_code == 404
    assert client.post("/demo", {"person": world.user(CAMILLE).pk}).status_code == 404


HOST = {
    "SEXTANT_SECRET_KEY": "x" * 60,
    "SEXTANT_HOSTS": "sextant.test",
    "DATABASE_URL": "postgresql://sextant:x@localhost/sextant",
    "SEXTANT_SMTP_HOST": "smtp.sextant.test",
    "SEXTANT_FROM": "sextant@sextant.test",
    "SEXTANT_DEMO": "1",
}


def test_a_host_has_no_demo_and_safe_cookies() -> None:
    with patch.dict(os.environ, HOST):
        prod = importlib.import_module("sextant_web.settings.prod")
    assert prod.SEXTANT_DEMO is False
    assert prod.OFFICERS_NEED_SECOND_FACTOR is True
    assert prod.SESSION_COOKIE_NAME.startswith("__Host-")
    for flag in (
        "SESSION_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
    ):
        assert getattr(prod, flag) is True
    assert (prod.SESSION_COOKIE_SAMESITE, prod.CSRF_COOKIE_SAMESITE) == ("Lax", "Lax")
    assert prod.EMAIL_HOST == "smtp.sextant.test"
    assert not hasattr(prod, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN")
