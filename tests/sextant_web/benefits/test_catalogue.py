"""The catalogue on the web: every aid, one page each, the grid of where somebody looked, the guide."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from sextant.benefits.catalogue import load


def page(response: HttpResponse) -> str:
    """The text of an answer, with ordinary spaces."""
    return response.content.decode().replace("\u202f", " ")


def test_all_aids_are_listed_and_found_by_a_word(client: Client, db: None) -> None:
    assert client.get("/aides/catalogue").context["count"] == len(load().benefits)
    few = client.get("/aides/catalogue", {"mots": "LOGEMENT mayenne"})
    assert 0 < few.context["count"] < 10
    assert "Logement des internes, Mayenne" in page(few)
    assert "Aucune aide ne correspond" in page(client.get("/aides/catalogue", {"mots": "zzzz"}))


@pytest.mark.parametrize("name", sorted(load().by_id))
def test_each_aid_has_its_page_with_source_and_confidence(client: Client, name: str) -> None:
    said = page(client.get(f"/aides/{name}"))
    assert "Vérifiée le" in said
    assert "Confiance" in said
    assert 'style="' not in said


def test_a_closed_aid_says_so(client: Client) -> None:
    assert "<strong>fermée</strong>" in page(client.get("/aides/am-caim"))
    assert client.get("/aides/rien-de-tel").status_code == 404


def test_the_grid_says_that_nobody_looked(client: Client) -> None:
    said = page(client.get("/aides/couverture"))
    assert "personne n’a regardé" in said
    assert "« Personne n’a regardé » n’est pas « aucune aide »" in said


def test_the_guide_of_a_departement(client: Client) -> None:
    assert client.get("/aides/guide", {"departement": "53"})["Location"] == "/aides/guide/53.pdf"
    assert client.get("/aides/guide", {"departement": "99"})["Location"] == "/aides/catalogue"
    assert client.get("/aides/guide/53.pdf")["Content-Type"] == "application/pdf"
    assert client.get("/aides/guide/99.pdf").status_code == 404
