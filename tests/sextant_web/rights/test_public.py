"""Rights for anyone: the figures of the terminal, and no trace of what was asked. No row is read: no ``db`` here."""

from __future__ import annotations

import html
import logging
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from sextant.cases.tracker import load_tracker
from sextant.rights.topics import topics
from sextant_web.rights.calculators import CALCULATORS
from tests.sextant_cli.typed import typed

Capture = pytest.CaptureFixture[str]
SLIP = {
    "month": "2025-03",
    "status": "interne",
    "year": "1",
    "housed": "non",
    "fed": "non",
    "placement": "hopital",
    "weeks": "MA MAN .. MA MA .. ..\n" * 5,
    "start": "2025-03-03",
    "territory": "metropole",
    "paid_gardes": "782,65",
    "paid_base": "2052.37",
}
ASKED: dict[str, dict[str, str]] = {
    "paie": {"day": "2025-01-01", "status": "interne", "year": "1", "placement": "hopital"},
    "gardes": {
        "weeks": ".. .. .. .. .. G ..",
        "start": "2025-03-03",
        "repeat": "1",
        "territory": "metropole",
    },
    "fiche-de-paie": SLIP,
    "indemnites": {"day": "2025-03-01", "placement": "ambulatoire", "zone": "ZIP", "km_home": "20"},
    "solde-de-conges": {"taken": "26", "day": "2026-10-01", "status": "interne", "unit": "ouvrables"},
    "compter-un-conge": {
        "first": "2026-12-14",
        "last": "2026-12-18",
        "status": "interne",
        "unit": "ouvrables",
        "territory": "metropole",
    },
    "formation-syndicale": {"starts": "2026-12-14", "today": "2026-11-04"},
    "grossesse": {"third_month": "2026-10-01", "today": "2026-11-04"},
    "greve": {"day": "2026-12-10", "clock": "08:30", "by_director": "non"},
    "docteur-junior": {"day": "2026-11-02", "year": "1", "fees": "9000", "share": "30"},
}


@pytest.fixture
def client() -> Client:
    """A visitor whom the site never saw; forged requests are checked as a host would."""
    return Client(enforce_csrf_checks=True)


def said(response: Any) -> str:
    return html.unescape(response.content.decode()).replace("\u202f", " ")


def ask(client: Client, calculator: str, **more: str) -> HttpResponse:
    return client.post(f"/mes-droits/calcul/{calculator}", ASKED[calculator] | more)  # type: ignore[return-value]


def test_every_sheet_and_every_calculator_is_on_the_index(client: Client) -> None:
    page = said(client.get("/mes-droits"))
    for sheet in topics():
        assert f"/mes-droits/fiche/{sheet.name}" in page
    for name in CALCULATORS:
        assert f"/mes-droits/calcul/{name}" in page


def test_a_sheet_says_what_is_known_and_what_nobody_found(client: Client) -> None:
    page = said(client.get("/mes-droits/fiche/greve"))
    assert "Le droit de grève" in page or "grève" in page
    assert "Inconnu : aucun texte lu ne répond" in page
    assert "Quelle retenue sur la paie" in page
    assert "Doute : une seule page" in page
    assert client.get("/mes-droits/fiche/rien").status_code == 404


@pytest.mark.parametrize("name", list(CALCULATORS))
def test_each_calculator_opens_answers_and_keeps_nothing(
    client: Client, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert client.get(f"/mes-droits/calcul/{name}").status_code == 200
    with caplog.at_level(logging.DEBUG):
        response = ask(client, name)
    assert response.status_code == 200, said(response)
    assert 'class="verdict' in said(response)
    assert response.cookies == {}
    assert "no-store" in response["Cache-Control"]
    assert 'style="' not in said(response)
    assert [one.getMessage() for one in caplog.records if one.name.startswith(("sextant", "django"))] == []


def test_base_pay_and_its_source_are_those_of_the_terminal(client: Client, capsys: Capture) -> None:
    found = typed(capsys, "pay", "base", "--year", "1", "--on", "2025-01-01", "--json").json
    page = said(ask(client, "paie"))
    assert found["total"]["euros"] == 2052.37
    assert "2 052,37 €" in page
    assert found["lines"][0]["rate"]["confidence"] in page


def test_the_slip_is_that_of_the_terminal(client: Client, capsys: Capture) -> None:
    weeks = ("--week", "MA MAN .. MA MA .. ..", "--repeat", "5", "--from", "2025-03-03")
    paid = ("--not-housed", "--not-fed", "--paid", "gardes=782,65", "--paid", "base=2052.37")
    found = typed(capsys, "pay", "slip", *weeks, "--month", "2025-03", *paid, "--json").json
    page = said(ask(client, "fiche-de-paie"))
    assert found["total"]["euros"] == 3310.59
    assert "brut attendu : 3 310,59 €" in page
    assert "il manque 391,35 €" in page
    assert "rien ne manque" in page


def test_what_no_text_gives_is_unknown_in_the_same_voice(client: Client) -> None:
    page = said(ask(client, "paie", day="2024-12-31"))
    assert "inconnu" in page
    assert 'class="verdict unknown"' in page


def test_the_simulation_is_labelled_as_the_unions(client: Client) -> None:
    page = said(ask(client, "docteur-junior"))
    assert "2 700 €" in page
    assert "Proposition syndicale, hors du droit" in page
    assert "aucun texte ne prévoit de rétrocession" in page


@pytest.mark.parametrize(
    ("name", "wrong", "says"),
    [
        ("gardes", {"weeks": "MA Z .. .. .. .. .."}, "« Z »"),
        ("gardes", {"weeks": ""}, "obligatoire"),
        ("fiche-de-paie", {"month": "mars"}, "« mars » n’est pas un mois"),
        ("fiche-de-paie", {"paid_base": "beaucoup"}, "« beaucoup » n’est pas un montant"),
        ("fiche-de-paie", {"start": ""}, "le lundi de la première semaine n’est pas dit"),
        ("compter-un-conge", {"last": "2026-12-01"}, "avant de commencer"),
        ("docteur-junior", {"share": ""}, "la simulation demande les honoraires et la part"),
        ("docteur-junior", {"year": "3"}, "Sélectionnez un choix valide"),
        ("indemnites", {"km_home": "-4"}, "supérieure ou égale à 0"),
        ("grossesse", {"revoked": "2026-10-02"}, "repris avant d’être donné"),
        ("greve", {"day": "hier"}, "date valide"),
    ],
)
def test_bad_input_is_told_in_french(client: Client, name: str, wrong: dict[str, str], says: str) -> None:
    response = ask(client, name, **wrong)
    assert response.status_code == 422
    assert says.casefold() in said(response).replace("'", "’").casefold()
    assert "--" not in said(response).split('id="reponse"')[1]


def test_each_case_has_its_public_page(client: Client) -> None:
    page = said(client.get("/affaires"))
    for one in load_tracker().cases:
        assert f"/affaires/{one.id}" in page
        shown = said(client.get(f"/affaires/{one.id}")).replace("\xa0", " ")
        assert f"confiance {one.acts[0].confidence.value}" in shown
    assert client.get("/affaires/nulle-part").status_code == 404


def test_cases_are_searched(client: Client) -> None:
    page = said(client.get("/affaires?mots=poitiers"))
    assert "/affaires/chu-poitiers" in page
    assert "/affaires/conseil-etat-446944" not in page
    assert "Aucune affaire connue" in said(client.get("/affaires?mots=zanzibar"))
