"""No template that nothing shows, no screen without its template."""

import re

from tests.lanes import ROOT

SITE = ROOT / "src" / "sextant_web"
TEMPLATES = {str(file.relative_to(SITE)) for file in SITE.rglob("*.html")}
MENTION = re.compile(r"""["']([\w/.-]+\.html)["']""")


# Django shows these by itself.
REFUSALS = {f"house/refusals/{name}.html" for name in ("400", "403", "403_csrf", "404", "500")}


def mentioned() -> set[str]:
    files = [*SITE.rglob("*.html"), *SITE.rglob("*.py")]
    return {name for file in files for name in MENTION.findall(file.read_text(encoding="utf-8"))}


def test_each_template_is_used() -> None:
    assert sorted(TEMPLATES - mentioned() - REFUSALS) == []


def test_each_template_asked_for_exists() -> None:
    assert sorted((mentioned() | REFUSALS) - TEMPLATES) == []


def test_a_screen_sits_next_to_its_view() -> None:
    screens = {file for file in SITE.glob("*/screens/*.html") if not file.name.startswith("_")}
    assert [str(file) for file in sorted(screens) if not file.with_suffix(".py").exists()] == []
