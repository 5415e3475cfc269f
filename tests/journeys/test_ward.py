"""A ward head, a keyboard and nothing else: from nothing to a published roster that an intern has read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.journeys.site import opened

pytestmark = pytest.mark.browser

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUSED = "one => one === document.activeElement"
# What the browser notes by itself: an answer that refuses (422, 409), a question left unanswered because one moved on.
NOTED = ("status of 422", "status of 409", "htmx:")
PATIENCE = 90_000  # milliseconds: a search on a busy machine

Check = Callable[[Page], None]
Take = Callable[..., None]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with opened(tmp_path_factory.mktemp("site")) as address:
        yield address


class Person:
    """Somebody at a screen, who has no mouse."""

    def __init__(self, browser: Browser, site: str, width: int) -> None:
        size = {"width": width, "height": 800}
        self.context: BrowserContext = browser.new_context(base_url=site, locale="fr-FR", viewport=size)  # type: ignore[arg-type]
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self.hears)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def hears(self, said: ConsoleMessage) -> None:
        if said.type == "error" and not any(known in said.text for known in NOTED):
            self.complaints.append(said.text)

    def enters_as(self, name: str) -> Person:
        self.page.goto("/demo")
        return self.presses("button", f"Entrer comme {name}")

    def reaches(self, thing: Locator) -> Person:
        """Tab, and Tab again, until it has the focus."""
        expect(thing).to_be_visible()
        for _ in range(200):
            if thing.evaluate(FOCUSED):
                return self
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {thing}")

    def presses(self, role: str, name: str) -> Person:
        thing = self.page.get_by_role(role, name=name, exact=False).first  # type: ignore[arg-type]
        self.reaches(thing)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self

    def types(self, label: str, text: str, n: int = 0) -> Person:
        self.reaches(self.page.get_by_label(label, exact=True).nth(n))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        return self

    def ticks(self, label: str) -> Person:
        self.reaches(self.page.get_by_label(label))
        self.page.keyboard.press("Space")
        return self

    def leaves(self) -> None:
        self.context.close()
        assert self.complaints == []


@pytest.mark.parametrize("width", [1280, 360])
def test_from_nothing_to_a_published_roster(
    browser: Browser, site: str, axe: Check, picture: Take, width: int
) -> None:
    desk = width == 1280
    head = Person(browser, site, width).enters_as("Dr Karim Haddad" if desk else "Dr Sophie Carpentier")
    page = head.page

    def looks_well(name: str = "") -> None:
        assert page.evaluate(OVERFLOW) == 0
        axe(page)
        if name and desk:
            picture(page, f"ward-{name}")

    head.presses("link", "Voir les tableaux")
    looks_well()
    head.presses("link", "Préparer un tableau")
    looks_well("new")
    head.reaches(page.get_by_label("du tableau précédent", exact=False))
    page.keyboard.press("ArrowDown")  # from nothing
    head.presses("button", "Commencer")

    expect(page.get_by_role("heading", level=1)).to_have_text("Internes")
    looks_well("people")
    last = page.get_by_label("Prénom ou nom").count() - 1
    head.types("Prénom ou nom", "Zoé Martin", last)
    head.presses("button", "Enregistrer et ajouter")
    expect(page.get_by_role("group", name="Zoé Martin")).to_be_visible()
    head.presses("button", "Enregistrer et continuer")

    looks_well()
    head.presses("link", "Ajouter une ligne")
    head.types("Nom de la ligne", "Gardes du service")
    head.ticks("Une liste de seniors complète la ligne")
    head.reaches(page.get_by_text("Partagée avec un autre service"))
    page.keyboard.press("Enter")
    head.types("Autre service", "Réanimation").types("Nos jours", "mardi")
    head.types("Internes de l’autre service qui la tiennent aussi", "5")
    page.keyboard.press("Tab")
    expect(page.locator("#besoin")).to_contain_text("Cette ligne demande", timeout=PATIENCE)
    looks_well("line")
    head.presses("button", "Enregistrer")
    head.presses("link", "Continuer")

    head.types("Jours", "lundredi").types("Au moins", "1")
    head.presses("button", "Enregistrer et continuer")
    expect(page.get_by_label("Jours").first).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Jours").first).to_have_value("lundredi")
    looks_well("refused")
    head.types("Jours", "lundi")
    head.presses("button", "Enregistrer et continuer")

    looks_well()
    head.presses("button", "Créer les adresses")
    address = page.locator("dt", has_text="Zoé Martin").locator("xpath=following-sibling::dd[1]").inner_text()
    looks_well("absences")
    _zoe_answers(browser, site, address, axe, picture if not desk else None)
    page.reload()
    expect(page.get_by_role("row", name="Zoé Martin")).to_contain_text("à reprendre")
    head.presses("button", "Reprendre les réponses reçues")
    head.presses("link", "Continuer")

    looks_well()
    head.presses("button", "Lancer le calcul")
    looks_well()
    expect(page.locator(".verdict")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".verdict")).to_contain_text("Version 1")
    looks_well("found")
    head.presses("link", "Vers la publication")
    looks_well()

    director = Person(browser, site, width).enters_as("Mme Hélène Roux")
    director.presses("link", "Voir les services")
    axe(director.page)
    director.presses("link", "Arrêter la version 1").presses("button", "Arrêter cette version")
    expect(director.page.get_by_role("status").first).to_contain_text("La version est arrêtée")
    director.leaves()

    page.reload()
    head.presses("button", "Publier")
    expect(page.get_by_text("Code de vérification")).to_be_visible()
    looks_well("published")
    there = page.url.removeprefix(site)

    intern = Person(browser, site, 360).enters_as("Salomé Rousseau" if desk else "Naëlle Diallo")
    intern.page.goto(there)
    intern.presses("button", "J’ai lu ce tableau")
    expect(intern.page.get_by_text("Vous avez dit l’avoir lu")).to_be_visible()
    axe(intern.page)
    intern.leaves()
    page.reload()
    expect(page.get_by_role("row", name="Salomé Rousseau" if desk else "Naëlle Diallo")).to_contain_text(
        "le "
    )
    head.leaves()


def _zoe_answers(browser: Browser, site: str, address: str, axe: Check, picture: Take | None) -> None:
    """On a phone, without an account."""
    zoe = Person(browser, site, 360)
    zoe.page.goto(re.sub(r"^https?://[^/]+", "", address))
    expect(zoe.page.get_by_role("heading", level=1)).to_contain_text("Zoé Martin")
    axe(zoe.page)
    assert zoe.page.evaluate(OVERFLOW) == 0
    if picture:
        picture(zoe.page, "ward-wishes-phone")
    zoe.ticks("samedi").types("Un mot au responsable", "Merci !")
    zoe.presses("button", "Envoyer ma réponse")
    expect(zoe.page.get_by_role("status")).to_contain_text("C’est noté")
    zoe.leaves()


def test_two_people_on_one_roster_and_closing_the_tab(browser: Browser, site: str, axe: Check) -> None:
    """The second is told, and both are shown; a search goes on when its page is closed."""
    first, second = (Person(browser, site, 1280).enters_as("Dr Anne Lemoine") for _ in range(2))
    for one in (first, second):
        one.presses("link", "Voir les tableaux").presses("link", "Reprendre")
        one.page.goto(one.page.url + "/presence")
    first.types("Souhaité", "2").presses("button", "Enregistrer et ajouter")
    second.types("Souhaité", "4").presses("button", "Enregistrer et ajouter")
    told = second.page.get_by_role("alert")
    expect(told).to_contain_text("a enregistré ce tableau")
    expect(told.get_by_role("row", name="Souhaité")).to_contain_text("4")
    axe(second.page)
    second.presses("button", "Enregistrer et continuer")
    second.leaves()
    first.page.goto(first.page.url.replace("/presence", "/calcul"))
    first.presses("button", "Lancer le calcul")
    searched = first.page.url
    first.page.close()
    first.page = first.context.new_page()
    first.page.goto(searched)
    stop = first.page.get_by_role("button", name="Arrêter et garder le meilleur")
    if stop.is_visible():
        first.presses("button", "Arrêter et garder le meilleur")
    expect(first.page.locator(".verdict")).to_be_visible(timeout=PATIENCE)
    first.leaves()


def test_policies_what_if_and_shares_on_a_phone(
    browser: Browser, site: str, axe: Check, picture: Take
) -> None:
    """A rule of the ward, refused then kept; what one wish more would change; how gardes are shared, drawn."""
    head = Person(browser, site, 360).enters_as("Dr Karim Haddad")
    page = head.page

    def looks_well(name: str) -> None:
        assert page.evaluate(OVERFLOW) == 0
        axe(page)
        picture(page, f"ward-{name}-phone")

    head.presses("link", "Voir les tableaux").presses("link", "Préparer un tableau")
    head.reaches(page.locator("input[name=period]:checked"))
    page.keyboard.press("ArrowDown")  # not the period that the other journey uses
    head.presses("button", "Commencer")
    base = re.sub(r"/internes.*", "", page.url)

    page.goto(f"{base}/presence")
    head.presses("link", "Règles du service").presses("link", "Week-ends de suite")
    head.types("Week-ends de suite au plus", "un").presses("button", "Enregistrer")
    expect(page.get_by_label("Week-ends de suite au plus")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("un nombre entier est attendu")).to_be_visible()
    axe(page)
    head.types("Week-ends de suite au plus", "2").types("Prix de chaque manque", "20")
    head.presses("button", "Enregistrer")
    expect(page.locator(".card").first).to_contain_text("2 au plus pour chacun. Cède au prix de 20")
    looks_well("policies")
    head.presses("link", "Modifier").types("Prix de chaque manque", "jamais")
    head.presses("button", "Enregistrer")
    expect(page.locator(".card").first).to_contain_text("Ne cède jamais")
    head.presses("button", "Retirer")
    expect(page.get_by_text("Aucune règle de service")).to_be_visible()

    page.goto(f"{base}/calcul")
    head.presses("link", "Et si…")
    head.reaches(page.get_by_label("Qui", exact=True))
    page.keyboard.press("ArrowDown")
    head.types("Évite les gardes de ces jours", "samedi")
    head.reaches(page.get_by_label("20 secondes"))
    page.keyboard.press("ArrowUp")
    axe(page)
    head.presses("button", "Essayer")
    expect(page.locator(".tries")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".tries")).to_contain_text("évite 13 jours")
    looks_well("what-if")

    page.goto(f"{base}/calcul")
    head.reaches(page.get_by_label("2 minutes"))
    page.keyboard.press("ArrowUp")
    head.presses("button", "Lancer le calcul")
    expect(page.locator(".verdict")).to_be_visible(timeout=PATIENCE)
    head.presses("link", "Vers la publication")
    expect(page.locator("svg.shares").first).to_be_visible()
    expect(page.locator("figcaption")).to_have_count(6)
    head.reaches(page.get_by_text("Les mêmes chiffres en tableau"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Souhaits refusés")).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
    axe(page)
    page.keyboard.press("Enter")
    page.locator("#equite").evaluate("one => one.scrollIntoView()")
    looks_well("shares")
    head.leaves()
