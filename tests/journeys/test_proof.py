"""An intern on a phone: a broken rest, the procedure, the letter, the bundle. A visitor works out a slip."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from sextant_web.ledger.noting import note
from sextant_web.people.models import User
from tests.sextant.evidence.test_stripped import located
from tests.sextant_web.ledger.noted import NOW, night, stage
from tests.sextant_web.signing_in import with_passkey

pytestmark = pytest.mark.browser

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(autouse=True)
def a_wednesday() -> Iterator[None]:
    with patch("django.utils.timezone.localdate", return_value=date(2026, 11, 25)):
        yield


@pytest.fixture
def phone(page: Page, live_server: LiveServer) -> Page:
    """Yanis, signed in: three weeks of ten half-days, and no rest after the night of Tuesday 3."""
    user = User.objects.create_user("yanis@exemple.fr", "Yanis")
    note(user, [*(stage(7 * week + day) for week in range(3) for day in range(5)), night(1)], NOW)
    cookie = with_passkey(Client(), user).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return page


def test_from_the_breach_to_the_letter_and_the_dossier(
    phone: Page, axe: Callable[[Page], None], picture: Callable[..., None], tmp_path: Path
) -> None:
    phone.goto("/mon-dossier")
    expect(phone.locator(".verdict.unlawful")).to_contain_text("à la loi sur cette période")
    assert phone.evaluate(OVERFLOW) == 0
    axe(phone)
    picture(phone, "dossier-phone")

    phone.get_by_role("button", name="Commencer : Travailler plus que le droit ne permet").click()
    phone.locator("#documenter summary").click()
    phone.locator("#documenter-done").fill("2026-11-02")
    phone.locator("#documenter").get_by_role("button", name="Noter").click()
    expect(phone.get_by_text("au plus tard le samedi 30 janvier 2027").first).to_be_visible()
    assert phone.evaluate(OVERFLOW) == 0
    axe(phone)
    picture(phone, "matter-phone")

    phone.get_by_role("link", name="Préparer la lettre : demander la récupération dans le trimestre").click()
    for name, text in {
        "qualite": "interne de médecine générale",
        "adresse": "1 rue du Port, 49000 Angers",
        "lieu": "Angers",
        "chef": "Docteur Lemoine",
        "service": "Médecine polyvalente",
        "hopital": "CH du Val",
    }.items():
        phone.locator(f"#f-{name}").fill(text)
    phone.get_by_role("button", name="Remplir la lettre").click()
    expect(phone.get_by_role("region", name="Aperçu")).to_contain_text("en moyenne sur le trimestre")
    assert phone.evaluate(OVERFLOW) == 0
    axe(phone)
    with phone.expect_download() as taken:
        phone.get_by_role("link", name="PDF").click()
    taken.value.save_as(tmp_path / "lettre.pdf")
    assert "Docteur Lemoine" in PdfReader(tmp_path / "lettre.pdf").pages[0].extract_text()

    phone.goto("/mon-dossier")
    with phone.expect_download() as taken:
        phone.get_by_role("button", name="Composer le dossier").click()
    taken.value.save_as(tmp_path / "dossier.pdf")
    assert len(PdfReader(tmp_path / "dossier.pdf").pages) >= 5


def test_a_visitor_works_out_a_slip_and_leaves_no_trace(
    page: Page, axe: Callable[[Page], None], picture: Callable[..., None], weigh: Callable[[str], int]
) -> None:
    page.goto("/mes-droits")
    axe(page)
    page.get_by_role("link", name="Fiche de paie attendue").click()
    page.locator("#id_month").fill("2025-03")
    page.locator("#id_housed").select_option("non")
    page.locator("#id_fed").select_option("non")
    page.locator("#id_weeks").fill("MA MAN .. MA MA .. ..\n" * 5)
    page.locator("#id_start").fill("2025-03-03")
    page.locator("#id_paid_gardes").fill("782,65")
    page.get_by_role("button", name="Calculer").click()
    expect(page.locator(".verdict")).to_contain_text("3\u202f310,59")
    expect(page.locator("#reponse")).to_contain_text("il manque 391,35")
    assert page.evaluate(OVERFLOW) == 0
    assert page.context.cookies() == []
    axe(page)
    page.locator("#reponse").scroll_into_view_if_needed()
    picture(page, "slip-phone")
    page.goto("/affaires/chu-poitiers")
    axe(page)
    weigh("/mes-droits")


SCREENS = {
    "facts": "/mon-carnet/mes-faits",
    "what-if": "/mon-trimestre/et-si?jour=2026-11-26&nature=garde-nuit",
    "exhibits": "/mon-dossier/pieces",
    "own-slip": "/mon-dossier/fiche-de-paie",
    "shared-dossiers": "/mon-dossier/partages",
}


def test_a_whole_bundle_facts_exhibits_claim_and_a_lawyer(
    phone: Page, axe: Callable[[Page], None], picture: Callable[..., None], tmp_path: Path
) -> None:
    for name, address in SCREENS.items():
        phone.goto(address)
        assert phone.evaluate(OVERFLOW) == 0, name
        axe(phone)
        picture(phone, f"{name}-phone")

    phone.goto("/mon-dossier/pieces")
    (tmp_path / "tableau.jpg").write_bytes(located())
    phone.locator("input[type=file]").set_input_files(tmp_path / "tableau.jpg")
    phone.get_by_label("Titre").fill("Photo du tableau affiché")
    phone.get_by_role("button", name="Verser au dossier").click()
    expect(phone.get_by_text("Pièce n° 1 : Photo du tableau affiché")).to_be_visible()
    axe(phone)

    phone.goto("/mon-dossier/fiche-de-paie")
    phone.get_by_label("Mois de la fiche").fill("2026-11")
    phone.get_by_label("Payé, gardes (€)").fill("0")
    phone.get_by_role("button", name="Calculer").click()
    expect(phone.get_by_text("il manque").first).to_be_visible()
    assert phone.evaluate(OVERFLOW) == 0
    axe(phone)
    picture(phone, "own-slip-answer-phone")
    phone.get_by_role("button", name="Réclamer ce qui manque").click()
    expect(phone.get_by_role("heading", level=1)).to_be_visible()

    phone.goto("/mon-dossier")
    matter = phone.get_by_label("Avec les courriers de").locator("option").first.get_attribute("value")
    with phone.expect_download() as taken:
        phone.get_by_role("button", name="Composer le dossier").click()
    taken.value.save_as(tmp_path / "dossier.pdf")
    said = " ".join("".join(one.extract_text() for one in PdfReader(tmp_path / "dossier.pdf").pages).split())
    assert matter
    assert "Photo du tableau affiché" in said
    assert "Décompte de paie, novembre 2026" in said

    phone.goto("/mon-dossier/partages")
    phone.get_by_role("button", name="Partager ce dossier").click()
    address = phone.get_by_label("Adresse secrète").input_value()
    phone.context.clear_cookies()
    phone.goto(address)
    expect(phone.get_by_role("link", name="Lire le dossier (PDF)")).to_be_visible()
    assert phone.evaluate(OVERFLOW) == 0
    axe(phone)
