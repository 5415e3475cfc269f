"""The law, readable: searched, on a day, and each rule with all that is known of it."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from sextant.law.library import FAMILIES, load


def page(response: HttpResponse) -> str:
    return response.content.decode().replace("\u202f", " ")


def test_every_rule_in_force_has_a_line_under_its_theme() -> None:
    said = page(Client().get("/droit"))
    for theme in FAMILIES.values():
        assert f"<h2>{theme}</h2>" in said
    for code in load().codes:
        assert f'href="/droit/{code}"' in said


@pytest.mark.parametrize("words", ["conge formation", "CONGÉ  Formation", "formation congé"])
def test_a_search_does_not_mind_accents_case_or_order(words: str) -> None:
    said = page(Client().get("/droit", {"mots": words}))
    assert ">L7</a>" in said
    assert ">R1</a>" not in said


def test_the_law_is_read_on_a_day() -> None:
    said = page(Client().get("/droit", {"jour": "2013-11-04"}))
    assert "en vigueur le lundi 4 novembre 2013" in said
    assert "onze demi-journées par semaine" in said
    assert ">V10</a>" not in said


def test_a_day_that_is_none_is_told_and_today_is_shown() -> None:
    response = Client().get("/droit", {"jour": "31/02/2026"})
    assert response.status_code == 200
    assert "écrivez la date dans l’autre sens : 2026-02-31" in page(response)
    assert "en vigueur aujourd’hui" in page(response)


def test_a_search_that_finds_nothing_says_what_to_try() -> None:
    assert "Aucune règle ne correspond." in page(Client().get("/droit", {"mots": "zébulon"}))


def test_one_force_is_shown_alone() -> None:
    said = page(Client().get("/droit", {"force": "charte"}))
    assert "finding charter" in said
    assert "finding law" not in said


@pytest.mark.parametrize("code", load().codes)
def test_each_rule_has_its_page(code: str) -> None:
    said = page(Client().get(f"/droit/{code}"))
    for rule in load().by_code(code):
        assert rule.examples[0].because[:30].replace("\u202f", " ") in said
        assert rule.confidence.value in said
    assert "style=" not in said


def test_a_rule_shows_its_article_doubt_history_and_neighbours() -> None:
    said = page(Client().get("/droit/r1"))
    assert "art. R. 6153-2" in said
    assert (
        "https://www.legifrance.gouv.fr/search/all?tab_selection=all&amp;searchField=ALL&amp;query=R.6153-2"
        in said
    )
    assert "<h2>Autres versions</h2>" in said
    assert "depuis le 10 septembre 2002, jusqu’au 1er mai 2015 exclu" in said
    assert 'href="/droit/V10"' in said
    assert 'href="/droit/R2"' in said
    assert "rest_allow_self_study" in said


def test_a_broken_example_is_drawn_with_its_mark_and_its_reason() -> None:
    said = page(Client().get("/droit/R1"))
    assert '<span class="half-day N">N</span>' in said
    assert "Garde de nuit finie mercredi à 8 h 30" in said


def test_a_code_that_is_none_is_nowhere() -> None:
    assert Client().get("/droit/ZZ9").status_code == 404
