"""The public face, opened for real: no account, a phone, a keyboard."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PAGES = ["/", "/verifier", "/droit", "/droit/R1", "/droit/V1", "/droit/T3", "/motifs"]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

Check = Callable[[Page], None]
Take = Callable[..., None]


def spreadsheet(*rows: tuple[object, ...]) -> dict[str, object]:
    """A workbook, as a file field takes it."""
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    made.save(content)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "planning.xlsx", "mimeType": kind, "buffer": content.getvalue()}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_reads_well_for_everybody(page: Page, axe: Check, address: str) -> None:
    page.goto(address)
    for width, scheme in ((360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate(OVERFLOW) == 0
        axe(page)


@pytest.mark.parametrize("address", PAGES)
def test_a_first_load_is_light(weigh: Callable[[str], int], address: str) -> None:
    assert weigh(address) > 0


def test_a_spreadsheet_is_checked_on_a_phone(page: Page, axe: Check, picture: Take) -> None:
    page.goto("/verifier")
    page.get_by_label("Ou déposez un fichier").set_input_files(
        spreadsheet(  # type: ignore[arg-type]
            ("Date", "Matin", "Après-midi", "Nuit"),
            ("02/11/2026", "X", "X", None),
            ("03/11/2026", "X", "X", "garde"),
            ("04/11/2026", "X", "X", None),
            ("05/11/2026", "X", "cours", None),
            ("06/11/2026", "X", "X", None),
        )
    )
    verdict = page.locator("#verdict")
    expect(verdict).to_contain_text("Du 2 au 8 novembre 2026")
    expect(verdict).to_contain_text("Illégal")
    expect(page.locator("#planning")).to_have_value("semaine du 2 novembre 2026 : MA MAN MA Mu MA .. ..")
    expect(page.get_by_label("Ou déposez un fichier")).to_have_value("")
    assert page.evaluate(OVERFLOW) == 0
    axe(page)
    verdict.evaluate("verdict => verdict.scrollIntoView()")
    picture(page, "check-phone")


def test_the_answer_follows_what_is_typed(page: Page, picture: Take) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/verifier")
    expect(page.locator("#verdict")).to_contain_text("Illégal")
    page.locator("#planning").fill("MA MA MA MA up .. ..")
    expect(page.locator("#verdict")).to_contain_text("Rien d’illégal trouvé dans ces 7 jours.")
    page.locator("#planning").fill("lundi : 8h30-18h30, garde\nmardi : 8h30-13h\nmercredi : bidule")
    expect(page.locator("#reponse")).to_contain_text("Le mot «\u202fbidule\u202f» n’est pas compris")
    page.locator("#planning").fill("lundi : 8h30-18h30, garde\nmardi : 8h30-13h\nmercredi : cours, autonome")
    expect(page.locator("#reponse")).not_to_contain_text("bidule")
    expect(page.locator("#verdict")).to_contain_text("Illégal")
    picture(page, "check-desk")


def test_the_check_is_done_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Vérifier mon planning").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/verifier")
    box = page.locator("#planning")
    while not box.evaluate("box => box === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    # The last letter typed asks once more: its answer must be there before one walks through it.
    page.keyboard.type("MA MAN MA MA MA .. ..")
    page.wait_for_timeout(1500)
    page.wait_for_function("!document.querySelector('.htmx-request')")
    expect(page.locator("#verdict")).to_contain_text("Illégal")
    mark = page.locator("#reponse .week .marks a").first
    while not mark.evaluate("mark => mark === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "#" in page.url
    paper = page.get_by_role("button", name="Emporter cette réponse en PDF")
    while not paper.evaluate("paper => paper === document.activeElement"):
        page.keyboard.press("Tab")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.startswith("controle-")


def test_the_check_leaves_no_cookie(page: Page) -> None:
    page.goto("/verifier")
    page.locator("#planning").fill("MA MA MA MA up .. ..")
    expect(page.locator("#verdict")).to_contain_text("Rien d’illégal")
    assert page.context.cookies() == []


def test_the_check_works_without_a_script(page: Page) -> None:
    browser = page.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False, base_url=page.url or None)
    page.goto("/verifier")
    quiet = plain.new_page()
    quiet.goto(page.url)
    quiet.locator("#planning").fill("MA MA MA MA up .. ..")
    quiet.get_by_role("button", name="Vérifier", exact=True).click()
    expect(quiet.locator("#verdict")).to_contain_text("Rien d’illégal trouvé dans ces 7 jours.")
    quiet.set_viewport_size({"width": 360, "height": 740})
    quiet.get_by_text("Menu", exact=True).click()
    expect(quiet.get_by_role("link", name="Le droit")).to_be_visible()
    plain.close()


def test_the_law_is_searched_and_read(page: Page, picture: Take) -> None:
    page.goto("/droit")
    page.get_by_label("Chercher").fill("securite garde")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("status")).to_contain_text("securite garde")
    page.get_by_role("link", name="R1", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Règle R1")
    expect(page.get_by_text("Un repos de sécurité de onze heures suit").first).to_be_visible()
    page.set_viewport_size({"width": 1000, "height": 900})
    picture(page, "rule")


def test_the_front_page_has_four_doors(page: Page, picture: Take) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/")
    doors = page.locator(".doors > li")
    assert doors.locator("h3").all_inner_texts() == ["Interne", "Service", "Syndicat", "Élu, élue"]
    for number in range(4):
        assert doors.nth(number).get_by_role("link").count() == 1
    picture(page, "home")
