"""A real browser in front of the real site. Journeys also take the screenshots of the manual.

Three promises are kept by what is here: nothing is asked of another host and nothing complains in the console
(``page``, in every journey), no serious fault of accessibility (``axe``), a first load under 150 kB (``weigh``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.lanes import ROOT, chromium

QUIET = [
    "--no-sandbox",  # containers have no user namespaces
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PICTURES = ROOT / "docs" / "pictures"
HEAVIEST_PICTURE = 150_000  # bytes
HEAVIEST_PAGE = 150_000  # bytes of a first load, everything included


@pytest.fixture(autouse=True)
def rows_beside_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """A journey writes its rows itself; Playwright's loop in this thread makes Django fear for them."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Chromium, one per test: playwright's loop must be over before Django tidies its database."""
    path = chromium()
    assert path, "no Chromium on this machine"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(live_server: LiveServer, browser: Browser) -> Iterator[Page]:
    """A phone-wide page on the site; what the console says against us, or a call to another host, fails the test."""
    context = browser.new_context(
        base_url=live_server.url, locale="fr-FR", viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    context.on("request", lambda request: complaints.extend(_elsewhere(request.url, live_server.url)))
    yield page
    context.close()
    assert not complaints


def _elsewhere(address: str, ours: str) -> list[str]:
    """What is asked of anybody else. The browser's own addresses (data:, blob:) ask nobody."""
    asked = urlsplit(address)
    foreign = asked.scheme in ("http", "https", "ws", "wss") and asked.netloc != urlsplit(ours).netloc
    return [f"asked of another host: {address}"] if foreign else []


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """``axe(page)`` fails on a serious or critical fault of accessibility, and names the element."""
    checker = Axe()

    def check(page: Page) -> None:
        found = checker.run(page).response["violations"]
        grave = [
            f"{fault['id']} ({fault['impact']}): {fault['help']}: {node['target']}"
            for fault in found
            if fault["impact"] in ("serious", "critical")
            for node in fault["nodes"]
        ]
        assert grave == []

    return check


@pytest.fixture
def weigh(live_server: LiveServer, browser: Browser) -> Callable[[str], int]:
    """``weigh("/droit")`` is the weight in bytes of a first load, as sent without compression."""

    def first_load(address: str) -> int:
        context = browser.new_context(base_url=live_server.url, locale="fr-FR")
        page = context.new_page()
        received: list[Response] = []
        page.on("response", lambda response: received.append(response))
        page.goto(address, wait_until="networkidle")
        total = sum(len(one.body()) for one in received if one.ok)
        context.close()
        assert total < HEAVIEST_PAGE, f"{address}: {total} bytes"
        return total

    return first_load


@pytest.fixture
def picture() -> Callable[..., None]:
    """``picture(page, "check-phone")`` puts what the page shows in docs/pictures, for the manual."""

    def take(page: Page, name: str, **how: object) -> None:
        content = page.screenshot(animations="disabled", **how)  # type: ignore[arg-type]
        assert len(content) < HEAVIEST_PICTURE, f"{name}: {len(content)} bytes"
        (PICTURES / f"{name}.png").write_bytes(content)

    return take
