"""Drawings: the letter is there, the words too, and no style attribute."""

import re

import pytest
from django.template import Context, Template
from django.test import Client

from sextant.law.rule import Force
from sextant.roster.papers.legend import MARKS
from tests.lanes import ROOT

SHEET = (ROOT / "src/sextant_web/house/static/house/sextant.css").read_text(encoding="utf-8")


def drawn(tag: str, **values: object) -> str:
    return Template("{% load drawings french %}" + tag).render(Context(values))


def test_the_page_of_patterns_shows_every_force_and_letter() -> None:
    response = Client().get("/motifs")
    page = response.content.decode()
    assert response.status_code == 200
    assert "style=" not in page
    for name in ("loi", "charte", "demande syndicale"):
        assert f">{name}</span>" in page
    for letter in MARKS:
        assert f'<span class="half-day {letter}">{letter}</span>' in page
    assert "garde de nuit\u202f; règle non respectée" in page


def test_a_letter_has_on_screen_the_colour_it_has_on_paper() -> None:
    colours: dict[str, tuple[str, str]] = {}
    for letters, fill, ink in re.findall(
        r"((?:\.half-day\.\w,? ?)+) \{ background: #(\w+); color: #(\w+); \}", SHEET
    ):
        for letter in re.findall(r"half-day\.(\w)", letters):
            colours[letter] = (fill, ink)
    assert colours == {mark.letter: (mark.fill.lower(), mark.ink.lower()) for mark in MARKS.values()}


@pytest.mark.parametrize(
    ("value", "limit", "broken", "expected"),
    [
        (24, 48, False, {"done": 400}),
        (54, 48, True, {"done": 800, "broken": 100}),
        (54, 48, False, {"done": 800, "over": 100}),
        (96, 48, True, {"done": 500, "broken": 500}),
        (0, 48, False, {"done": 0}),
        (5, None, False, {"done": 1000}),
    ],
)
def test_a_bar_is_red_only_when_the_law_is_broken(
    value: float, limit: float | None, broken: bool, expected: dict[str, int]
) -> None:
    said = drawn("{% bar value limit broken %}", value=value, limit=limit, broken=broken)
    widths = re.findall(r'class="(done|over|broken)"(?: x="\d+")? width="(\d+)"', said)
    assert {name: int(width) for name, width in widths} == expected
    assert ('class="limit"' in said) == (limit is not None)


def test_a_force_is_said_as_well_as_coloured() -> None:
    assert drawn("{% force of %}", of=Force.CHARTER).strip() == '<span class="force charter">charte</span>'


def test_french_filters_escape_what_people_write() -> None:
    assert drawn("{{ said|typography }}", said="<b>non : 3 h") == "&lt;b&gt;non\u202f: 3\u202fh"
