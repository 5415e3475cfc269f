"""One front door, on a phone: from the home page to a printed list of rights; a place that fits, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sextant.territory.tables import update
from tests.sextant.territory.land import small, write

pytestmark = pytest.mark.browser

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGES = ["/aides", "/aides/catalogue", "/aides/am-primo-zip", "/aides/cesp", "/aides/couverture", "/territoire",
         "/territoire/49002", "/territoire/comparer?c=49001&c=49002", "/registres/referent", "/registres/aides",
         "/registres/housing/proposer", "/registres/aides/proposer"]  # fmt: skip
CONTINUE, SKIP = "Continuer", "Je ne sais pas"

Check = Callable[[Page], None]
Take = Callable[..., None]


@pytest.fixture(autouse=True)
def country(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site reads a small country."""
    with small():
        update(write(tmp_path / "files"), tmp_path / "tables")
    monkeypatch.setenv("SEXTANT_TERRITORY", str(tmp_path / "tables"))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_reads_well_for_everybody(page: Page, axe: Check, address: str) -> None:
    page.goto(address)
    for width, scheme in ((360, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate(OVERFLOW) == 0
        axe(page)


@pytest.mark.parametrize("address", ["/aides", "/aides/catalogue", "/territoire"])
def test_a_first_load_is_light(weigh: Callable[[str], int], address: str) -> None:
    assert weigh(address) > 0


def test_from_home_to_a_printed_list_of_rights_in_fifteen_answers(
    page: Page, axe: Check, picture: Take
) -> None:
    """Karim, in a SASPAS away from home, with a second rent."""
    told = {
        "personne.statut": "interne", "projet.role": "aucun", "stage.type": "saspas", "stage.second_logement": "oui",
        "stage.loge_par_collectivite": "non", "stage.autre_aide_transport": "non", "stage.zone": "ZIP",
    }  # fmt: skip
    kilometres = {"stage.km_chu": "80", "stage.km_domicile": "75"}
    page.goto("/")
    page.get_by_role("link", name="Mes aides en deux minutes").click()
    picture(page, "aids-question")
    asked = 0
    while page.locator("#question").count():
        name = page.locator("#question").input_value()
        asked += 1
        if name in told:
            page.locator(f'input[name="{name}"][value="{told[name]}"]').check()
        elif name in kilometres:
            page.locator(f'input[name="{name}"]').fill(kilometres[name])
        elif name == "stage.commune":
            page.get_by_label("Nom de la commune").press_sequentially("sainte-marthe")
            page.get_by_role("radio", name="Sainte-Marthe (49)").check()
            axe(page)
            picture(page, "aids-commune")
        known = name in told or name in kilometres or name == "stage.commune"
        with page.expect_navigation():
            page.get_by_role("button", name=CONTINUE if known else SKIP, exact=True).click()
        assert page.evaluate(OVERFLOW) == 0
    assert asked <= 15
    expect(page.locator("#verdict")).to_contain_text("2\u202f580\u202f€ sûrs, dont 430\u202f€ par mois")
    expect(page.get_by_role("heading", name="Vos démarches, dans l’ordre")).to_be_visible()
    axe(page)
    picture(page, "aids-answer")
    with page.expect_download() as paper:
        page.get_by_role("button", name="Emporter la liste et les démarches (PDF)").click()
    assert paper.value.suggested_filename.startswith("mes-aides-")
    with page.expect_download() as calendar:
        page.get_by_role("button", name="Les dates dans mon agenda (.ics)").click()
    assert calendar.value.suggested_filename == "mes-demarches.ics"
    assert page.context.cookies() == []


def test_an_answer_is_corrected_and_the_whole_form_keeps_it(page: Page, axe: Check) -> None:
    page.goto("/aides")
    page.get_by_label("interne", exact=True).check()
    page.get_by_role("button", name=CONTINUE).click()
    expect(page.get_by_role("status")).to_contain_text("tranchées")
    page.get_by_role("button", name="Revenir").click()
    expect(page.get_by_label("interne", exact=True)).to_be_checked()
    page.get_by_label("remplaçant thésé").check()
    page.get_by_role("button", name=CONTINUE).click()
    page.get_by_role("button", name="Tout le formulaire d’un coup").click()
    expect(page.get_by_label("remplaçant thésé")).to_be_checked()
    axe(page)
    page.get_by_role("button", name="Voir mes aides").click()
    expect(page.locator("#verdict")).to_be_visible()
    axe(page)


def test_a_town_hall_makes_itself_findable(page: Page, axe: Check) -> None:
    """From the sheet of the commune to a contact and an aid that wait for their readers; no account."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/territoire/49002#trouvable")
    page.get_by_role("link", name="Proposez l’aide").click()
    expect(page.get_by_label("Lequel")).to_have_value("49002")
    expect(page.get_by_label("Comment l’appeler")).to_have_value("Commune de Saint-Aubin")
    axe(page)
    page.get_by_label("Nom de l’aide").fill("Loyer offert six mois")
    page.get_by_label("En une phrase").fill("six mois de loyer au médecin qui s’installe")
    page.get_by_label("Où c’est écrit").fill("Délibération du 12 juin 2026")
    page.get_by_label("c’est une délibération").check()
    page.get_by_role("button", name="Voir d’abord ce que cela donne").click()
    expect(page.get_by_role("heading", name="Voici ce que Sextant dira")).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
    axe(page)
    page.get_by_label("Vous êtes").fill("Mairie de Saint-Aubin")
    page.get_by_label("Adresse électronique où vous répondre").fill("mairie@exemple.fr")
    page.get_by_role("button", name="Envoyer à la relecture").click()
    expect(page.get_by_role("status")).to_contain_text("C’est envoyé")
    assert page.context.cookies() == []


def test_the_whole_form_suggests_communes(page: Page, axe: Check) -> None:
    page.goto("/aides")
    page.get_by_role("button", name="Tout le formulaire d’un coup").click()
    page.get_by_text("Votre projet", exact=True).click()
    field = page.get_by_role("group", name="Dans quelle commune voudriez-vous exercer").get_by_role(
        "searchbox"
    )
    field.press_sequentially("saint-aub")
    page.get_by_role("radio", name="Saint-Aubin (53)").check()
    axe(page)
    page.get_by_role("button", name="Voir mes aides").click()
    expect(page.locator("#verdict")).to_be_visible()
    expect(page.get_by_text("Ce que vous avez répondu (1)")).to_be_visible()


def _tab_to(page: Page, selector: str) -> None:
    target = page.locator(selector).first
    for _ in range(120):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached with the keyboard")


def test_a_place_is_found_with_the_keyboard_alone(page: Page, axe: Check, picture: Take) -> None:
    page.set_viewport_size({"width": 1280, "height": 760})
    page.goto("/territoire")
    _tab_to(page, "#pres")
    page.keyboard.type("Bourg-la-Reine")
    page.keyboard.press("Enter")
    expect(page.get_by_text("à 0\u202fmin").first).to_be_visible()
    axe(page)
    _tab_to(page, "#poids-emergency")
    page.keyboard.press("End")
    expect(page.locator("#poids-emergency")).to_have_value("5")
    _tab_to(page, "#p-49002")
    page.keyboard.press("Enter")
    assert page.url.endswith("#c-49002")
    expect(page.locator("#c-49002")).to_be_in_viewport()
    _tab_to(page, '#c-49002 a[href="#p-49002"]')
    page.keyboard.press("Enter")
    assert page.url.endswith("#p-49002")
    picture(page, "territory-map")
    page.locator("#c-49002 input[name=c]").focus()
    page.keyboard.press("Space")
    page.locator("#c-49001 input[name=c]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Comparer")
    expect(page.get_by_role("table")).to_contain_text("Saint-Aubin")


def test_the_sheet_of_a_commune_on_a_phone(page: Page, picture: Take) -> None:
    page.goto("/territoire")
    page.get_by_label("La fiche d’une commune").fill("val-neuf")
    page.get_by_role("button", name="Voir la fiche").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Val-Neuf")
    expect(page.get_by_text("Ce que le conseil peut voter")).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
    picture(page, "territory-sheet")


def test_the_questions_work_without_a_script(page: Page) -> None:
    browser = page.context.browser
    assert browser is not None
    page.goto("/aides")
    quiet = browser.new_context(java_script_enabled=False).new_page()
    quiet.goto(page.url)
    quiet.get_by_label("interne", exact=True).check()
    quiet.get_by_role("button", name=CONTINUE).click()
    expect(quiet.get_by_role("status")).to_contain_text("tranchées")
    quiet.get_by_role("button", name="Voir la réponse maintenant").click()
    expect(quiet.locator("#verdict")).to_be_visible()
    quiet.context.close()
