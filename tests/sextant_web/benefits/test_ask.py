"""The questions about aids on the web: the same answer as the command line, and no trace of what was told."""

from __future__ import annotations

import io
import logging
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from sextant.benefits.situation import situation_from
from sextant.benefits.steps import JOURNEYS, checklist
from sextant.document import Document
from sextant_web.territory.loaded import territory
from tests.sextant_cli.typed import typed
from tests.sextant_web.benefits.forms import fields_of
from tests.spec.test_personas import PEOPLE

ON = date(2026, 11, 22)
KARIM = next(one for one in PEOPLE if one["id"] == "P2")["situation"]
SARAH = next(one for one in PEOPLE if one["id"] == "P5")["situation"]


@pytest.fixture(autouse=True)
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: ON)


@pytest.fixture
def client() -> Client:
    """A visitor whom the site never saw; forged requests are checked as a host would."""
    return Client(enforce_csrf_checks=True)


def page(response: HttpResponse) -> str:
    """The text of an answer, with ordinary spaces."""
    return response.content.decode().replace("\u202f", " ")


def judged(client: Client, situation: dict[str, Any]) -> HttpResponse:
    return client.post("/aides", {**fields_of(situation), "faire": "tout-juger"})


@pytest.mark.parametrize("person", ["P1b", "P2", "P3", "P5", "P7"])
def test_the_forms_give_what_the_command_line_gives(
    client: Client, bare: None, person: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    situation = next(one for one in PEOPLE if one["id"] == person)["situation"]
    file = tmp_path / "situation.yaml"
    file.write_text(yaml.safe_dump(situation, allow_unicode=True), encoding="utf-8")
    told = typed(capsys, "benefits", "assess", str(file), "--json", "--on", str(ON)).json
    out = judged(client, situation).context["outcome"]
    shown = (
        *out.rights,
        *out.information,
        *out.reserved,
        *out.unknown,
        *out.waiting,
        *out.refused,
        *out.others,
    )
    states = {one["id"]: one["state"] for one in told["results"]}
    assert {one.benefit.id: str(one.state) for one in shown}.items() <= states.items()
    rights = {name for name, state in states.items() if state in ("DROIT", "SOUS_RESERVE")}
    assert rights <= {one.benefit.id for one in shown}
    assert (out.totals.firm, out.totals.monthly, out.totals.possible) == (
        told["totals"]["firm"], told["totals"]["monthly"], told["totals"]["possible"],
    )  # fmt: skip
    assert list(out.corrections) == told["corrections"]


def test_the_answer_speaks_in_the_words_of_a_colleague(client: Client, bare: None) -> None:
    said = page(judged(client, SARAH))
    assert "10 000 € sûrs" in said
    assert "Vous y avez droit" in said
    assert "On ne sait pas : voici à qui demander" in said
    assert "À part, jamais dans le total" in said
    assert "50 000 €" in said
    assert "Personne n’a encore regardé ici" in said
    assert "vérifié le 22 novembre 2026" in said
    assert "mailto:" in said
    assert 'href="/registres/referent?departement=72"' in said
    assert 'style="' not in said


def test_what_is_owed_when_leaving_is_drawn_and_tabled(client: Client, bare: None) -> None:
    lea = next(one for one in PEOPLE if one["id"] == "P1b")["situation"]
    said = page(judged(client, lea))
    assert "<polyline points=" in said
    assert "33 600 €" in said


def test_one_question_a_screen_and_what_each_answer_changed(client: Client, bare: None) -> None:
    first = client.get("/aides")
    assert first.context["field"].name == "personne.statut"
    second = client.post(
        "/aides", {"question": "personne.statut", "personne.statut": "interne", "faire": "suite"}
    )
    said = page(second)
    assert '<input type="hidden" name="personne.statut" value="interne">' in said
    assert "aides tranchées" in said
    assert second.context["field"].name != "personne.statut"


def test_every_question_can_be_passed_and_the_answer_comes_within_fifteen(client: Client, bare: None) -> None:
    response, asked = client.get("/aides"), 0
    while "field" in response.context:
        asked += 1
        told = list(response.context["answers"].carried)
        form: dict[str, Any] = {"question": response.context["field"].name, "faire": "passer"}
        for name, value in told:
            form.setdefault(name, []).append(value)
        response = client.post("/aides", form)
    assert asked <= 15
    assert "Rien de sûr avec ces réponses" in page(response)


def test_going_back_asks_the_last_question_again_with_its_answer(client: Client, bare: None) -> None:
    response = client.post(
        "/aides",
        {
            "dit": ["personne.statut"],
            "personne.statut": "interne",
            "question": "projet.role",
            "faire": "retour",
        },
    )
    assert response.context["field"].name == "personne.statut"
    assert [one.value for one in response.context["field"].choices if one.chosen] == ["interne"]


def test_continuing_without_an_answer_says_what_to_do(client: Client, bare: None) -> None:
    response = client.post("/aides", {"question": "personne.statut", "faire": "suite"})
    assert response.status_code == 422
    assert "Choisissez une réponse, ou « Je ne sais pas »." in page(response)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("personne.statut", "pape", "n’est pas une réponse possible"),
        ("projet.date", "demain", "demain"),
        ("projet.commune", "123456", "un code de commune a cinq caractères"),
        ("territoire.departement", "99", "n’est le code d’aucun territoire connu"),
        ("stage.km_chu", "<script>", "n’est pas un nombre"),
        ("personne.age", "1000", "n’est pas entre 15 et 99"),
    ],
)
def test_a_tampered_field_is_refused_in_french(
    client: Client, bare: None, field: str, value: str, words: str
) -> None:
    for pressed in ("suite", "resultat", "tout-juger"):
        response = client.post("/aides", {"dit": [field], field: value, "faire": pressed})
        assert response.status_code == 422
        assert words in page(response)
        assert "<script>" not in page(response).replace("<script src", "")
    assert client.post("/aides/mes-droits.pdf", {field: value}).status_code == 422
    assert client.post("/aides/mes-demarches.ics", {field: value}).status_code == 422


def test_fields_that_are_no_question_are_left_out(client: Client, bare: None) -> None:
    response = client.post(
        "/aides", {"dit": ["nom", "personne.statut"], "nom": "x" * 500, "faire": "corriger:nom"}
    )
    assert response.status_code == 200
    assert "xxx" not in page(response)


def test_without_tables_nobody_is_asked_for_a_code(client: Client, bare: None) -> None:
    response = client.get("/aides")
    assert "sextant territory update" in page(response)
    assert client.post("/aides/communes", {"question": "stage.commune", "mots": "Laval"}).status_code == 204


def test_a_commune_is_found_by_its_name_and_its_zone_follows(client: Client, loaded: Path) -> None:
    asked = {"question": "projet.commune", "faire": "suite"}
    response = client.post("/aides", {**asked, "mots": "val-neuf"})
    assert response.context["answers"].facts["projet.commune"] == "49005"
    response = client.post("/aides", {**asked, "mots": "Saint-Aubin"})
    assert response.status_code == 422
    assert "choisissez la vôtre" in page(response)
    assert [one.value for one in response.context["field"].choices] == ["49002", "53001"]
    response = client.post(
        "/aides", {**asked, "mots": "Saint-Aubin", "cherche": "Saint-Aubin", "projet.commune": "49002"}
    )
    situation, _ = response.context["answers"].situation(territory(), ON)
    assert situation.facts["territoire.zone_mg"] == "ZIP"


def test_a_choice_from_an_older_list_is_not_taken(client: Client, loaded: Path) -> None:
    form = {
        "question": "projet.commune",
        "faire": "suite",
        "cherche": "Saint-Aubin",
        "projet.commune": "49002",
    }
    response = client.post("/aides", {**form, "mots": "Les Hauts"})
    assert response.context["answers"].facts["projet.commune"] == "97401"


def test_an_unknown_commune_is_told(client: Client, loaded: Path) -> None:
    asked = {"question": "projet.commune", "faire": "suite"}
    assert "Aucune commune ne s’appelle « Nullepart »" in page(
        client.post("/aides", {**asked, "mots": "Nullepart"})
    )
    assert "n’est celui d’aucune commune connue" in page(
        client.post("/aides", {**asked, "projet.commune": "49999"})
    )


def test_the_whole_form_finds_communes_by_name_without_any_script(client: Client, loaded: Path) -> None:
    form = {"projet.role": "principal", "faire": "tout-juger"}
    response = client.post("/aides", {**form, "projet.commune@mots": "petit-val"})  # merged into Val-Neuf
    assert response.status_code == 200
    assert response.context["answers"].facts["projet.commune"] == "49005"
    assert "Val-Neuf (49)" in page(response)
    response = client.post("/aides", {**form, "projet.commune@mots": "Saint-Aubin"})
    assert response.status_code == 422
    assert "choisissez la vôtre" in page(response)
    assert 'name="projet.commune@liste" value="Saint-Aubin"' in page(response)
    chosen = {
        "projet.commune@mots": "Saint-Aubin",
        "projet.commune@liste": "Saint-Aubin",
        "projet.commune": "53001",
    }
    response = client.post("/aides", {**form, **chosen})
    assert response.status_code == 200
    assert response.context["answers"].facts["projet.commune"] == "53001"
    assert "@" not in "".join(name for name, _ in response.context["answers"].carried)
    response = client.post("/aides", {**form, "stage.commune@mots": "Nullepart"})
    assert response.status_code == 422
    assert "Aucune commune ne s’appelle « Nullepart »" in page(response)


def test_the_whole_form_suggests_while_typing(client: Client, loaded: Path) -> None:
    said = page(client.post("/aides/communes", {"entier": "stage.commune", "stage.commune@mots": "saint"}))
    assert 'name="stage.commune" value="49002"' in said
    assert 'name="stage.commune@liste"' in said


@pytest.mark.parametrize("pressed", ["suite", "tout-juger"])
def test_a_departement_that_is_not_that_of_the_commune_is_refused(
    client: Client, bare: None, pressed: str
) -> None:
    told = {
        "dit": ["projet.commune"],
        "projet.commune": "53147",
        "territoire.departement": "72",
        "faire": pressed,
    }
    response = client.post("/aides", told)
    assert response.status_code == 422
    assert "La commune 53147 est dans le département Mayenne (53), pas dans Sarthe (72)" in page(response)


def test_suggestions_come_while_typing(client: Client, loaded: Path) -> None:
    said = page(client.post("/aides/communes", {"question": "projet.commune", "mots": "saint"}))
    assert 'value="49002"' in said
    assert "<!doctype" not in said


def test_what_is_said_against_the_tables_is_shown(client: Client, loaded: Path) -> None:
    situation = {"projet": {"role": "principal", "commune": "49003"}, "territoire": {"zone_mg": "ZIP"}}
    assert "le fichier dit" in page(judged(client, situation))


def test_the_paper_holds_rights_and_steps(client: Client, bare: None) -> None:
    response = client.post("/aides/mes-droits.pdf", fields_of(KARIM))
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    text = "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(response.content)).pages)
    text = text.replace("\u202f", " ").replace("\xa0", " ")
    assert "2 580 € sûrs, dont 430 € par mois" in text
    assert "Démarches pour un stage d’interne" in text


def test_the_calendar_holds_the_steps(client: Client, bare: None) -> None:
    response = client.post("/aides/mes-demarches.ics", fields_of(SARAH))
    assert response["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VEVENT" in response.content


@pytest.mark.parametrize(("journey", "said"), JOURNEYS.items())
def test_the_six_checklists_are_shown_printed_and_put_in_a_calendar(
    client: Client, bare: None, journey: str, said: str
) -> None:
    told = {**fields_of(SARAH), "stage.debut": "2027-05-03", "parcours": journey}
    shown = client.post("/aides", {**told, "faire": "resultat", "encore": "oui"})
    steps = shown.context["outcome"].steps
    assert shown.context["outcome"].journey == journey
    assert [one.step.id for one in steps] == [
        one.step.id
        for one in checklist(situation_from(Document("s", SARAH, {})), ON, journey)  # type: ignore[arg-type]
    ]
    assert all(journey in one.step.journeys for one in steps)
    paper = PdfReader(io.BytesIO(client.post("/aides/mes-droits.pdf", told).content))
    text = " ".join("\n".join(sheet.extract_text() for sheet in paper.pages).split())
    assert f"Démarches pour {said}" in text.replace("\u202f", " ").replace("\xa0", " ")
    calendar = client.post("/aides/mes-demarches.ics", told).content.decode().replace("\r\n ", "")
    assert f"Démarches pour {said}" in calendar
    assert calendar.count("BEGIN:VEVENT") == sum(1 for one in steps if one.last)


@pytest.mark.parametrize("address", ["/aides", "/aides/mes-droits.pdf", "/aides/mes-demarches.ics"])
def test_nothing_is_kept(client: Client, bare: None, address: str) -> None:
    response = client.post(address, {**fields_of(KARIM), "faire": "tout-juger"})
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert not client.cookies
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_nothing_is_asked_of_the_database(
    client: Client, bare: None, django_assert_num_queries: Any, db: None
) -> None:
    with django_assert_num_queries(0):
        judged(client, KARIM)


def test_no_log_repeats_what_was_told(client: Client, loaded: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client.post("/aides", {"question": "projet.commune", "mots": "Chez Secret", "faire": "suite"})
        client.post("/aides", {"personne.age": "Secret", "faire": "resultat"})
        client.post("/aides/communes", {"question": "projet.commune", "mots": "Secret"})
    assert "Secret" not in caplog.text
