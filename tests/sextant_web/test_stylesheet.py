"""Every colour reads on paper, by day and by night (WCAG AA: 4.5 to 1)."""

import re

import pytest

from tests.lanes import ROOT

SHEET = (ROOT / "src/sextant_web/house/static/house/sextant.css").read_text(encoding="utf-8")
DAY, NIGHT = (
    dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", part)) for part in SHEET.split("@media", 2)[:2]
)


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, by the formula of WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("token", ["ink", "ink-soft", "accent", "law", "charter", "demand"])
def test_a_colour_reads_on_paper_and_on_shade(scheme: dict[str, str], token: str) -> None:
    assert contrast(scheme[token], scheme["paper"]) >= 4.5
    assert contrast(scheme[token], scheme["shade"]) >= 4.5
