"""The grid for real: by keyboard alone, by touch, repaired, compared; and a swap by three people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from sextant_web.roster.models import Version
from tests.cast import CAMILLE, DR_LEMOINE, YANIS, Someone
from tests.sextant_web.grid.rows import at, nights, prepared
from tests.sextant_web.grid.test_swaps import legal_swap
from tests.sextant_web.signing_in import with_passkey
from tests.sextant_web.world import build

pytestmark = pytest.mark.browser
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Scene:
    """Everything that the database says, asked before the browser opens."""

    version: Version
    sessions: dict[str, str]
    grid: str
    compare: str
    swap: dict[str, str]
    swaps: str

    def enter(self, page: Page, someone: Someone) -> None:
        page.context.clear_cookies()
        page.goto("/motifs")
        page.context.add_cookies(
            [{"name": "sessionid", "value": self.sessions[someone.name], "url": page.url}]
        )


def _scene(*, published: bool, interns: int = 8, weeks: int = 4) -> Scene:
    world = build()
    version = prepared(world, published=published, interns=interns, weeks=weeks)
    sessions = {
        one.name: with_passkey(Client(), world.user(one)).cookies["sessionid"].value
        for one in (CAMILLE, YANIS, DR_LEMOINE)
    }
    return Scene(
        version,
        sessions,
        at(version),
        reverse("grid:compare", args=[version.roster.ward_id, version.roster_id]),
        legal_swap(version) if published else {},
        reverse("grid:swaps", args=[version.roster.ward_id]),
    )


@pytest.fixture
def november() -> Iterator[None]:
    with patch("django.utils.timezone.localdate", return_value=date(2026, 11, 4)):
        yield


@pytest.fixture
def draft(transactional_db: None, november: None) -> Scene:
    return _scene(published=False)


@pytest.fixture
def trimester(transactional_db: None, november: None) -> Scene:
    return _scene(published=False, interns=14, weeks=13)


@pytest.fixture
def public(transactional_db: None, november: None) -> Scene:
    return _scene(published=True)


def test_a_draft_is_edited_by_keyboard_alone(draft: Scene, page: Page, axe: Callable[[Page], None]) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    draft.enter(page, DR_LEMOINE)
    page.goto(draft.grid)
    verdict = page.locator("#verdict")
    expect(verdict).to_contain_text("Légal")
    night = nights("Camille")[0]
    page.locator(".grid-scroll").focus()
    page.keyboard.press("Enter")  # into the grid
    page.keyboard.press("Home")
    for _ in range(night):
        page.keyboard.press("ArrowRight")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    expect(page.locator("#g i:focus")).to_have_text("N")
    page.keyboard.press(" ")
    expect(page.locator("#g i:focus")).to_have_class("N k")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("M")
    expect(verdict).to_contain_text("à corriger")
    expect(page.locator(f"#c0-{night + 1}")).to_have_class(re.compile(r"\bx\b"))
    expect(page.locator("#panel")).to_contain_text("R1, loi")
    page.keyboard.press("!")
    expect(page.locator("#panel li.shown")).to_have_count(1)
    axe(page)
    page.keyboard.press("u")
    expect(verdict).to_contain_text("Légal")
    page.keyboard.press("y")
    expect(verdict).to_contain_text("à corriger")
    page.keyboard.press("u")
    expect(verdict).to_contain_text("Légal")  # what is undone takes the focus once it is drawn
    page.keyboard.press("Home")  # « ! » went to another breach where the roster makes two
    for _ in range(night):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#g i:focus")).to_have_text("N")
    page.keyboard.press("w")
    expect(page.locator("#box-answer")).to_contain_text("Camille tient la garde de nuit")
    axe(page)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#help-box")).to_be_visible()
    page.keyboard.press("Escape")
    page.goto(draft.grid + "/historique")
    expect(page.locator("table")).to_contain_text("Dr Lemoine")
    expect(page.locator("table")).to_contain_text("(annulé)")


def test_a_trimester_of_fourteen_is_light_and_pictured(
    trimester: Scene, page: Page, axe: Callable[[Page], None], picture: Callable[..., None]
) -> None:
    received: list[int] = []
    trimester.enter(page, DR_LEMOINE)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.on("response", lambda answer: received.append(len(answer.body())) if answer.ok else None)
    page.goto(trimester.grid, wait_until="networkidle")
    assert sum(received) < 150_000, received
    assert page.evaluate(OVERFLOW) == 0
    axe(page)
    page.set_viewport_size({"width": 1140, "height": 660})
    picture(page, "grid")
    page.emulate_media(color_scheme="dark")
    axe(page)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 360, "height": 740})
    page.reload()
    assert page.evaluate(OVERFLOW) == 0
    axe(page)
    picture(page, "grid-phone")
    page.get_by_text("Un jour", exact=True).click()
    expect(page.locator("#phone-list li")).to_have_count(14)


def test_a_cell_is_changed_by_touch_on_a_phone(draft: Scene, page: Page) -> None:
    draft.enter(page, DR_LEMOINE)
    page.goto(draft.grid)
    morning = page.locator(f"#p{nights('Camille')[0] + 1} button").first
    morning.click()
    page.locator("#sheet-box").get_by_role("button", name="matin en stage").click()
    expect(page.locator("#sheet-box")).to_be_hidden()
    expect(page.locator("#verdict")).to_contain_text("à corriger")
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator("#verdict")).to_contain_text("Légal")


def test_a_phone_shows_the_night_that_nobody_holds(
    draft: Scene, page: Page, axe: Callable[[Page], None]
) -> None:
    draft.enter(page, DR_LEMOINE)
    page.goto(draft.grid)
    day = nights("Camille")[0]
    page.locator(f"#p{day} button").nth(2).click()
    page.locator("#sheet-box").get_by_role("button", name="rien").click()
    expect(page.locator("#sheet-box")).to_be_hidden()
    page.locator("#pick").select_option(label="Sans personne")
    expect(page.locator("#phone-list li")).to_have_count(1)
    expect(page.locator("#phone-list li")).to_contain_text("nuit, garde de nuit, sans personne")
    page.get_by_text("Un jour", exact=True).click()
    page.locator("#pick").select_option(index=day)
    expect(page.locator("#phone-list li").first).to_contain_text("Sans personne")
    assert page.evaluate(OVERFLOW) == 0
    axe(page)
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator("#phone-list .open")).to_have_count(0)


def test_two_people_on_one_roster(draft: Scene, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    draft.enter(page, DR_LEMOINE)
    page.goto(draft.grid)
    other = page.context.new_page()
    other.set_viewport_size({"width": 1280, "height": 800})
    other.goto(draft.grid)
    for one in (page, other):
        one.locator("#g tbody tr").first.locator("i").first.click()
    page.keyboard.press("p")
    expect(page.locator("#said")).to_contain_text("demi-journée autonome")
    complaints = []
    other.on("console", lambda message: complaints.append(message.text))
    other.keyboard.press("M")
    expect(other.locator("#verdict")).to_contain_text("Quelqu’un a changé ce tableau")
    other.locator("#verdict a").click()
    expect(other.locator("#g tbody tr").first.locator("i").first).to_have_text("p")


def test_an_absence_is_repaired_then_compared(
    public: Scene, page: Page, axe: Callable[[Page], None], picture: Callable[..., None]
) -> None:
    public.enter(page, DR_LEMOINE)
    night = nights("Camille")[0]
    page.goto(f"{public.grid}/reparer?who=0&day={night}")
    expect(page.get_by_label("Qui manque")).to_have_value("Camille")
    page.get_by_role("button", name="Chercher la réparation").click()
    expect(page.locator(".verdict")).to_contain_text("c’est prouvé")
    axe(page)
    picture(page, "repair")
    page.get_by_role("button", name="En faire une nouvelle version").click()
    expect(page.locator("h1")).to_contain_text("Version 2")
    page.goto(f"{public.compare}?avant=1&apres=2")
    expect(page.get_by_role("heading", name="Qui y gagne, qui y perd")).to_be_visible()
    axe(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    picture(page, "compare")


def test_a_swap_by_three_people(
    public: Scene, page: Page, axe: Callable[[Page], None], picture: Callable[..., None]
) -> None:
    public.enter(page, CAMILLE)
    page.goto("/mon-tableau")
    expect(page.get_by_text("C’est votre prochaine garde.")).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
    axe(page)
    picture(page, "my-roster")
    query = "&".join(f"{key}={value}" for key, value in public.swap.items())
    page.goto(f"/mon-tableau/echanges?{query}")
    expect(page.locator(".verdict")).to_contain_text("Légal")
    axe(page)
    picture(page, "swap")
    page.get_by_role("button", name="Proposer à Yanis").click()
    expect(page.locator("h1")).to_contain_text("proposé")
    swap = page.url
    public.enter(page, YANIS)
    page.goto(swap)
    page.get_by_role("button", name="Accepter").click()
    expect(page.locator("h1")).to_contain_text("accepté")
    public.enter(page, DR_LEMOINE)
    page.goto(public.swaps)
    axe(page)
    page.get_by_role("button", name="Approuver : nouvelle version").click()
    expect(page.locator("h1")).to_contain_text("Version 2")
    public.enter(page, CAMILLE)
    page.goto("/mon-tableau/abonnement")
    page.get_by_role("button", name="Créer mon adresse").click()
    expect(page.get_by_label("Adresse d’abonnement")).to_have_value(re.compile(r"/calendriers/.+\.ics$"))
    axe(page)
