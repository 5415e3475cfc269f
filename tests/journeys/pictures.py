"""The screenshots of the manual. A picture that is there stays, so that a run leaves the tree clean:
delete it, or set SEXTANT_PICTURES=1, to have it taken again."""

import os

from playwright.sync_api import Page

from tests.lanes import ROOT

PICTURES = ROOT / "docs" / "pictures"


def keep(page: Page, name: str) -> None:
    """Writes ``docs/pictures/<name>.png``, the whole page."""
    file = PICTURES / f"{name}.png"
    if os.environ.get("SEXTANT_PICTURES") or not file.exists():
        page.screenshot(path=file, full_page=True)
