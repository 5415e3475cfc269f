"""An intern lets a ledger count; a union reads the table, opens a sheet, makes it public; anybody reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from unittest.mock import patch

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from sextant_web.conditions import demo
from sextant_web.people import demo as people
from sextant_web.people.models import User
from tests.sextant_web.signing_in import with_passkey

pytestmark = pytest.mark.browser

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def a_wednesday() -> Iterator[None]:
    with patch("django.utils.timezone.localdate", return_value=TODAY):
        yield


@pytest.fixture
def visit(page: Page, live_server: LiveServer) -> Callable[[str], Page]:
    """The demo, entered as somebody."""
    people.load(TODAY)
    demo.load(TODAY)

    def enter(email: str) -> Page:
        cookie = with_passkey(Client(), User.objects.get(email=email)).cookies["sessionid"].value
        page.context.clear_cookies()
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return page

    return enter


def test_from_a_consent_to_a_public_sheet(
    visit: Callable[[str], Page], axe: Callable[[Page], None], picture: Callable[..., None]
) -> None:
    page = visit("salome.rousseau@exemple.fr")
    page.goto("/accueil")
    page.get_by_role("link", name="Compter mes heures").or_(
        page.get_by_role("link", name="Choisir")
    ).first.click()
    expect(page.locator(".verdict")).to_contain_text("Votre carnet ne compte pas")
    page.get_by_label("Oui").check()
    page.get_by_role("button", name="Faire compter mon carnet").click()
    expect(page.locator(".verdict")).to_contain_text("Votre carnet compte")
    assert page.evaluate(OVERFLOW) == 0
    axe(page)
    picture(page, "conditions-choice-phone")

    page = visit(people.UNION[1])
    page.goto("/accueil")
    page.get_by_role("link", name="Voir la table").click()
    expect(page.get_by_role("row", name="CHU de Loire")).to_be_visible()
    expect(page.get_by_role("row", name="Gériatrie")).to_contain_text("masqué")
    assert page.evaluate(OVERFLOW) == 0
    axe(page)
    picture(page, "conditions-table-phone")
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.evaluate(OVERFLOW) == 0
    picture(page, "conditions-table")

    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_role("link", name="Cardiologie").first.click()
    expect(page.get_by_text("59 h en 2023")).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
    axe(page)
    picture(page, "conditions-sheet-phone")
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.evaluate(OVERFLOW) == 0
    picture(page, "conditions-sheet")
    page.get_by_role("button", name="Publier cette fiche").click()

    page.context.clear_cookies()
    page.goto("/conditions")
    page.get_by_role("link", name="Cardiologie").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cardiologie")
    expect(page.locator("body")).not_to_contain_text("Sacha")
    axe(page)
