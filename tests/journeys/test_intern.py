"""An intern logs a week on a phone, off line for part of it, corrects with a reason, and sees the trimester."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from sextant.almanac.activity import Kind
from sextant.ledger.journal import verify
from sextant_web.ledger.bridge import chain_of, entries_of, history_of, sealed_of
from sextant_web.people.models import User
from tests.sextant_web.signing_in import with_passkey

pytestmark = pytest.mark.browser

DATABASE = "indexedDB.databases().then((all) => all.map((one) => one.name))"
SHELL = "caches.keys().then((names) => names.filter((name) => name.startsWith('sextant-')).length)"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Hour:
    """The hour of the site and of the phone. ``hour.is_(2, 8, 27)``: Monday 2 November 2026, 8:27 in Paris."""

    def __init__(self, page: Page) -> None:
        self.page, self.now = page, datetime(2026, 11, 2, 7, 0, tzinfo=UTC)

    def is_(self, day: int, hour: int, minute: int) -> None:
        self.now = datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)
        self.page.clock.set_fixed_time(self.now)


@pytest.fixture(autouse=True)
def rows_beside_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright's loop lives in our thread: Django would refuse to ask the base beside it."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def camille(live_server: LiveServer) -> User:
    return User.objects.create_user("camille@exemple.fr", "Camille")


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer, camille: User) -> Iterator[Page]:
    """A phone held upright, signed in. What the console says of a network that is cut is what we do on purpose."""
    context = browser.new_context(
        base_url=live_server.url,
        locale="fr-FR",
        timezone_id="Europe/Paris",
        viewport={"width": 360, "height": 740},
        has_touch=True,
    )
    sign_in(context, camille, live_server.url)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: (
            complaints.append(said.text)
            if said.type == "error" and "ERR_INTERNET_DISCONNECTED" not in said.text
            else None
        ),
    )
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def hour(phone: Page) -> Iterator[Hour]:
    found = Hour(phone)
    found.is_(2, 8, 0)
    with patch.object(timezone, "now", lambda: found.now):
        yield found


def sign_in(context: BrowserContext, user: User, address: str) -> None:
    cookie = with_passkey(Client(), user).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])


def opened(page: Page) -> None:
    """The day's page, with its script at work."""
    page.goto("/ma-journee")
    page.locator("#jour[data-ready=yes]").wait_for()


def tap(page: Page, hour: Hour, day: int, clock: tuple[int, int], words: str) -> None:
    hour.is_(day, *clock)
    page.reload()
    page.locator("#jour[data-ready=yes]").wait_for()
    page.get_by_role("button", name=words).first.tap()


def a_day(page: Page, hour: Hour, day: int) -> None:
    """From 8:27 to 18:42."""
    tap(page, hour, day, (8, 27), "J’arrive, 8\u202fh\u202f27")
    expect(page.get_by_role("button", name="Je pars")).to_be_visible()
    tap(page, hour, day, (18, 42), "Je pars, 18\u202fh\u202f42")
    expect(page.get_by_role("button", name="J’arrive")).to_be_visible()


def all_sent(page: Page) -> None:
    expect(page.locator("#attente")).to_be_hidden(timeout=15000)


def test_a_week_is_logged_off_line_for_part_of_it(
    phone: Page, hour: Hour, camille: User, axe: Callable[[Page], None], picture: Callable[..., None]
) -> None:
    opened(phone)
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert phone.evaluate(SHELL) == 1
    assert phone.evaluate(OVERFLOW) == 0
    axe(phone)

    for day in (2, 3):
        a_day(phone, hour, day)
        all_sent(phone)
    assert len(entries_of(chain_of(camille))) == 2

    # Wednesday and Thursday in the basement: no network, the page reloaded all the same.
    phone.context.set_offline(True)
    a_day(phone, hour, 4)
    expect(phone.locator("#en-attente li")).to_have_count(1)
    expect(phone.locator("#reseau")).to_contain_text("Hors ligne")
    tap(phone, hour, 5, (8, 27), "J’arrive")
    picture(phone, "day-off-line")
    # The garde follows on: two taps, and the hour when it began.
    tap(phone, hour, 6, (8, 40), "Je pars")
    expect(phone.locator("#garde_from")).to_be_visible()
    phone.get_by_role("button", name="Je pars").tap()
    expect(phone.locator("#en-attente li")).to_have_count(3)
    # Tuesday's end was wrong: corrected without network, with its reason.
    phone.locator("#dernieres li", has_text="mardi 3 novembre").get_by_role("link", name="Corriger").tap()
    phone.locator("form.sheet input[name=end]").fill("19:10")
    phone.locator("form.sheet input[name=reason]").fill("relève tardive")
    phone.get_by_role("button", name="Noter sur ce téléphone").tap()
    expect(phone.locator("#en-attente li")).to_have_count(4)
    assert len(entries_of(chain_of(camille))) == 2

    phone.context.set_offline(False)
    all_sent(phone)
    phone.reload()
    phone.locator("#jour[data-ready=yes]").wait_for()
    all_sent(phone)
    chain = chain_of(camille)
    entries = entries_of(chain)
    assert [entry.kind for entry in entries] == [*[Kind.STAGE] * 4, Kind.GARDE_NUIT]
    assert [entry.minutes for entry in entries] == [615, 643, 615, 603, 850]
    assert chain.length == 6  # five entries, one correction: nothing doubled
    assert verify(str(chain.pk), sealed_of(chain.records.all())).whole
    tuesday = history_of(chain, entries[1].id)
    assert [one.reason for one in tuesday.corrections] == ["relève tardive"]
    hour.is_(6, 20, 15)
    phone.reload()
    phone.locator("#jour[data-ready=yes]").wait_for()
    phone.evaluate("scrollTo(0, 0)")
    picture(phone, "day-phone")

    # On line, a correction asks why on its own page.
    phone.locator("#dernieres li").first.get_by_role("link", name="Corriger").tap()
    phone.get_by_label("À (le lendemain").fill("08:55")
    axe(phone)
    phone.get_by_label("Motif de la correction").fill("transmissions")
    phone.get_by_role("button", name="Corriger", exact=True).tap()
    phone.wait_for_url("**/ma-journee")
    assert entries_of(chain_of(camille))[-1].minutes == 865

    phone.goto("/mon-trimestre")
    expect(phone.get_by_role("img", name="Heures comptées par semaine")).to_be_visible()
    assert phone.evaluate(OVERFLOW) == 0
    axe(phone)
    phone.get_by_role("heading", name="Heures, semaine par semaine").scroll_into_view_if_needed()
    picture(phone, "trimester-phone")
    for address in ("/mon-carnet", "/mon-carnet/noter", "/mon-trimestre/partages", "/mon-carnet/stage"):
        phone.goto(address)
        assert phone.evaluate(OVERFLOW) == 0, address
        axe(phone)


def test_a_phone_that_is_a_day_late_is_told_and_its_hours_are_moved(
    phone: Page, hour: Hour, camille: User
) -> None:
    hour.is_(4, 8, 27)
    opened(phone)
    phone.context.set_offline(True)
    phone.clock.set_fixed_time(hour.now - timedelta(days=1))
    phone.get_by_role("button", name="J’arrive").tap()
    expect(phone.get_by_role("button", name="Je pars")).to_be_visible()
    hour.now += timedelta(hours=5)
    phone.clock.set_fixed_time(hour.now - timedelta(days=1))
    phone.get_by_role("button", name="Je pars").tap()
    phone.context.set_offline(False)
    expect(phone.locator("#reseau")).to_contain_text("retarde de 1 jour")
    assert entries_of(chain_of(camille)) == []
    phone.get_by_role("button", name="les décaler de 1 jour").tap()
    all_sent(phone)
    (entry,) = entries_of(chain_of(camille))
    assert entry.day == datetime(2026, 11, 4).toordinal()


def test_a_session_that_is_over_keeps_everything_on_the_phone(
    phone: Page, hour: Hour, camille: User, live_server: LiveServer
) -> None:
    opened(phone)
    hour.is_(2, 8, 27)
    phone.context.clear_cookies(name="sessionid")
    phone.get_by_role("button", name="J’arrive").tap()
    expect(phone.locator("#reseau")).to_contain_text("Votre session est finie")
    expect(phone.locator("#reseau").get_by_role("link", name="Se connecter")).to_be_visible()
    hour.is_(2, 12, 30)
    phone.get_by_role("button", name="Je pars").tap()
    expect(phone.locator("#en-attente li")).to_have_count(1)
    sign_in(phone.context, camille, live_server.url)
    opened(phone)
    all_sent(phone)
    assert [entry.minutes for entry in entries_of(chain_of(camille))] == [243]


def test_what_is_refused_stays_in_sight_to_be_fixed(phone: Page, hour: Hour, camille: User) -> None:
    opened(phone)
    a_day(phone, hour, 2)
    all_sent(phone)
    phone.context.set_offline(True)
    phone.reload()
    phone.locator("#jour[data-ready=yes]").wait_for()
    phone.get_by_role("link", name="Noter autre chose").tap()
    sheet = phone.locator("form.sheet")
    sheet.locator("input[name=start]").fill("17:00")
    sheet.locator("input[name=end]").fill("18:40")
    phone.get_by_role("button", name="Noter sur ce téléphone").tap()
    phone.context.set_offline(False)
    expect(phone.locator("#en-attente .wrong")).to_contain_text("chevauche")
    phone.reload()
    phone.locator("#jour[data-ready=yes]").wait_for()
    phone.get_by_role("button", name="Corriger ici").tap()
    phone.locator("form.sheet input[name=start]").fill("18:42")
    phone.locator("form.sheet input[name=end]").fill("18:44")
    hour.is_(2, 19, 0)
    phone.get_by_role("button", name="Noter sur ce téléphone").tap()
    all_sent(phone)
    assert len(entries_of(chain_of(camille))) == 2


def test_after_signing_out_nothing_personal_stays(
    phone: Page, hour: Hour, camille: User, live_server: LiveServer
) -> None:
    opened(phone)
    a_day(phone, hour, 2)
    all_sent(phone)
    assert phone.evaluate(DATABASE) == ["sextant"]
    phone.goto("/compte")
    phone.get_by_role("button", name="Me déconnecter").tap()
    phone.wait_for_url(lambda url: "/compte" not in url)  # the page wipes first, then sends the form
    assert phone.evaluate(DATABASE) == []
    assert phone.evaluate(SHELL) == 0
    phone.goto("/ma-journee")
    assert "/ma-journee" not in phone.url.split("?")[0]  # sent to sign in
    sign_in(phone.context, camille, live_server.url)
    opened(phone)
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert phone.evaluate(SHELL) == 1  # off line again from the next sign-in on


def test_the_page_that_a_phone_keeps_is_light(weigh: Callable[[str], int]) -> None:
    assert weigh("/ma-journee/hors-ligne") < 100_000
