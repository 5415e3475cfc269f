"""The front page."""

import pytest
from django.template.loader import render_to_string
from django.test import Client


def test_the_front_page_answers_in_french() -> None:
    response = Client().get("/")
    assert response.status_code == 200
    page = response.content.decode()
    assert '<html lang="fr">' in page
    assert "Le temps de travail des internes, compté et prouvé" in page


def test_only_reading_is_allowed() -> None:
    assert Client().post("/").status_code == 405


def test_nothing_comes_from_anyone_else() -> None:
    page = Client().get("/").content.decode()
    for address in ("http://", "https://", 'src="//', 'href="//', "<script", "style="):
        assert address not in page


def test_a_lost_visitor_is_told_in_french() -> None:
    response = Client().get("/rien-ici")
    assert response.status_code == 404
    assert "Il n’y a rien à cette adresse." in response.content.decode()


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_each_refusal_is_in_french(name: str) -> None:
    # As Django does when something broke: without the request, so without its context.
    page = render_to_string(f"{name}.html")
    assert '<html lang="fr">' in page
    assert "Retour à l’accueil" in page
