"""No link of ours leads nowhere."""

import re
from pathlib import Path

import pytest

from tests.lanes import ROOT

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_link_leads_somewhere(page: Path) -> None:
    text = COMMENT.sub("", page.read_text(encoding="utf-8"))
    ours = {target for target in LINK.findall(text) if not re.match(r"https?:|mailto:|#", target)}
    lost = {target for target in ours if not (page.parent / target.partition("#")[0]).exists()}
    assert not lost
