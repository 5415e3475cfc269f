"""The front page, opened for real."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# How far anything sticks out on the right of the window, in pixels.
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("width", [360, 1280])
def test_the_front_page_reads_well(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("/")
    assert page.title().startswith("Sextant")
    assert page.get_by_role("heading", level=1).inner_text() == (
        "Le temps de travail des internes, compté et prouvé"
    )
    assert page.evaluate(OVERFLOW) == 0
    # The stylesheet came through our own policy: paper, not the browser's white.
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(253, 253, 251)"
