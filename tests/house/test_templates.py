"""No template that nothing shows, no screen without its template."""

import re
from pathlib import Path

import allauth

from tests.lanes import ROOT

SITE = ROOT / "src" / "sextant_web"
# Our own pages in place of allauth's, under the names that allauth asks for.
OURS_FOR_ALLAUTH = SITE / "people" / "allauth"
ALLAUTH = Path(allauth.__file__).parent / "templates"
TEMPLATES = {
    str(file.relative_to(SITE)) for file in SITE.rglob("*.html") if OURS_FOR_ALLAUTH not in file.parents
}
MENTION = re.compile(r"""["']([\w/.-]+\.html)["']""")


# Django shows these by itself, and allauth the one of too many tries.
REFUSALS = {f"house/refusals/{name}.html" for name in ("400", "403", "403_csrf", "404", "429", "500")}


def mentioned() -> set[str]:
    files = [*SITE.rglob("*.html"), *SITE.rglob("*.py")]
    named = {name for file in files for name in MENTION.findall(file.read_text(encoding="utf-8"))}
    return {name for name in named if not (OURS_FOR_ALLAUTH / name).exists()}


def test_each_template_is_used() -> None:
    assert sorted(TEMPLATES - mentioned() - REFUSALS) == []


def test_each_template_asked_for_exists() -> None:
    assert sorted((mentioned() | REFUSALS) - TEMPLATES) == []


def test_a_screen_sits_next_to_its_view() -> None:
    screens = {file for file in SITE.glob("*/screens/*.html") if not file.name.startswith("_")}
    assert [str(file) for file in sorted(screens) if not file.with_suffix(".py").exists()] == []


def test_a_page_in_place_of_allauths_has_its_name() -> None:
    ours = [file.relative_to(OURS_FOR_ALLAUTH) for file in OURS_FOR_ALLAUTH.rglob("*.*")]
    assert [str(name) for name in ours if not (ALLAUTH / name).exists()] == []
    assert ours
