"""From the breach to the letter and the bundle: one's own, with the figures of the terminal, and nobody else's."""

from __future__ import annotations

import html
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from pypdf import PdfReader

from sextant_web.dossier.bridge import known_fields, source_of, usual_period
from sextant_web.dossier.models import Happening, Matter
from sextant_web.ledger.bridge import chain_of
from sextant_web.ledger.chain_file import file_of
from sextant_web.people.erasure import erase
from sextant_web.people.models import User
from sextant_web.people.own_data import everything_known
from tests.cast import CAMILLE, SACHA, YANIS
from tests.sextant_cli.typed import typed
from tests.sextant_web.world import World

TODAY = date(2026, 11, 25)
SENDER = {
    "nom": "Yanis",
    "qualite": "interne de médecine générale",
    "adresse": "1 rue du Port, 49000 Angers",
    "lieu": "Angers",
    "chef": "Docteur Lemoine",
}

PERIOD = {"first": "2026-11-02", "last": "2026-11-22"}


def said(response: Any) -> str:
    return html.unescape(response.content.decode()).replace("\u202f", " ")


def text_of(content: bytes | Path) -> str:
    """What a PDF says, on one line."""
    pages = PdfReader(BytesIO(content) if isinstance(content, bytes) else content).pages
    return " ".join("".join(one.extract_text() for one in pages).split())


def at(matter: Matter, more: str = "") -> str:
    return f"/mon-dossier/demarches/{matter.pk}{more}"


def fill_in(client: Client, matter: Matter) -> None:
    """As the page posts it: what the ledger says, and what only the person knows."""
    known = known_fields(matter, source_of(matter.user, matter.first, matter.last), TODAY)
    client.post(at(matter, "/lettres/recuperation"), known | SENDER | {"gesture": "fields"})


def test_the_usual_period_ends_with_its_last_whole_week(yanis: User) -> None:
    assert usual_period(yanis, TODAY) == (date(2026, 11, 2), date(2026, 11, 22))
    assert usual_period(yanis, date(2027, 2, 2)) == (date(2026, 11, 2), date(2027, 1, 31))


def test_a_broken_rest_leads_to_the_procedure(signed: Client) -> None:
    page = said(signed.get("/mon-dossier"))
    assert "manquement" in page
    assert "Travailler plus que le droit ne permet" in page.split("Les autres démarches")[0]
    response = signed.post("/mon-dossier", {"procedure": "plus-de-48-heures"})
    opened = Matter.objects.get(user__name=YANIS.name)
    assert response["Location"] == at(opened)
    assert (opened.first, opened.last) == (date(2026, 11, 2), date(2026, 11, 22))
    assert opened.dates == {"trimestre_finit": "2027-01-31"}


def test_nothing_noted_is_said_calmly(world: World, client: Client) -> None:
    client.force_login(world.user(SACHA))
    assert "Rien n’est encore noté" in said(client.get("/mon-dossier"))
    back = client.get("/mon-dossier/pdf?du=2026-11-02&au=2026-11-22", follow=True)
    assert "Rien n’est encore noté dans votre carnet" in said(back)


def test_a_step_noted_moves_the_matter_on_and_silence_counts(signed: Client, matter: Matter) -> None:
    signed.post(at(matter), {"step": "documenter", "done": "2026-11-02"})
    page = said(signed.get(at(matter)))
    assert (
        "Demander la récupération dans le trimestre : au plus tard le samedi 30 janvier 2027"
        in page.replace("</b>", "")
    )
    signed.post(at(matter), {"step": "recuperation", "sent": "2026-11-03", "proof": "décharge"})
    assert "À relancer" in said(signed.get(at(matter)))
    event = Happening.objects.get(matter=matter, step="recuperation")
    assert (event.sent, event.proof) == (date(2026, 11, 3), "décharge")
    signed.post(at(matter), {"step": "recuperation"})
    assert not Happening.objects.filter(matter=matter, step="recuperation").exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"step": "recuperation", "sent": "2026-12-24"}, "n’est pas encore passé"),
        ({"step": "recuperation", "answered": "2026-11-04", "answer": "refus"}, "suppose un envoi"),
        ({"step": "recuperation", "sent": "2026-11-04", "answer": "refus"}, "une réponse dit son jour"),
        ({"step": "recuperation", "sent": "hier"}, "Un champ ne se lit pas"),
        ({"step": "rien"}, "n’est pas une étape"),
        ({"date-trimestre_finit": "bientôt"} | PERIOD, "ce n’est pas une date"),
        (PERIOD | {"last": "2026-11-01"}, "avant de commencer"),
        (PERIOD | {"first": ""}, "le premier jour ne se lit pas"),
    ],
)
def test_what_cannot_be_is_refused_before_it_is_kept(
    signed: Client, matter: Matter, typed: dict[str, str], says: str
) -> None:
    response = signed.post(at(matter), typed)
    assert response.status_code == 422
    assert says.casefold() in said(response).casefold()
    assert not matter.happenings.exists()
    matter.refresh_from_db()
    assert matter.dates == {"trimestre_finit": "2027-01-31"}


def test_the_local_union_is_brought_in_only_when_asked(signed: Client, matter: Matter) -> None:
    signed.post(at(matter), {"step": "documenter", "done": "2026-11-02"})
    assert "À votre demande seulement" in said(signed.get(at(matter)))
    signed.post(at(matter), PERIOD | {"date-trimestre_finit": "2027-01-31", "local_union": "on"})
    assert "À votre demande seulement" not in said(signed.get(at(matter)))


def test_a_letter_says_what_it_lacks_then_is_written_with_the_ledgers_figures(
    signed: Client, matter: Matter, yanis: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = at(matter, "/lettres/recuperation")
    page = said(signed.get(address))
    assert "Il manque 4 champs" in page
    assert signed.get(f"{address}/fichier?forme=pdf")["Location"] == address
    fill_in(signed, matter)
    page = said(signed.get(address))
    fields = known_fields(matter, source_of(yanis, matter.first, matter.last), TODAY)
    for name in ("demi_journees", "moyenne_heures", "surplus"):
        assert fields[name].replace("\u202f", " ") in page
    # The same ledger, read by the terminal.
    ledger = tmp_path / "carnet.jsonl"
    ledger.write_bytes(file_of(chain_of(yanis)))
    made = tmp_path / "dossier.pdf"
    typed(
        capsys,
        "dossier",
        "make",
        str(ledger),
        "--out",
        str(made),
        "--from",
        "2026-11-02",
        "--to",
        "2026-11-22",
    )
    text = text_of(made)
    assert fields["moyenne_heures"].replace("\u202f", " ") in text


def test_the_text_is_edited_and_taken_away_in_three_forms(signed: Client, matter: Matter) -> None:
    fill_in(signed, matter)
    address = at(matter, "/lettres/recuperation")
    signed.post(address, {"gesture": "text", "subject": "Mes heures", "body": "Bonjour.\n\n- une\n- deux"})
    assert "Mes heures" in said(signed.get(address))
    pdf = signed.get(f"{address}/fichier?forme=pdf")
    assert "Bonjour." in PdfReader(BytesIO(pdf.content)).pages[0].extract_text()
    word = ZipFile(BytesIO(signed.get(f"{address}/fichier?forme=docx").content))
    assert "Mes heures" in word.read("word/document.xml").decode()
    libre = ZipFile(BytesIO(signed.get(f"{address}/fichier?forme=odt").content))
    assert "Mes heures" in libre.read("content.xml").decode()
    signed.post(address, {"gesture": "model"})
    assert "Mes heures" not in said(signed.get(address))


def test_the_days_counted_may_change_and_the_letter_follows(signed: Client, matter: Matter) -> None:
    fill_in(signed, matter)
    signed.post(at(matter), PERIOD | {"last": "2026-11-08", "date-trimestre_finit": "2027-01-31"})
    assert "Du 2 au 8 novembre 2026" in said(signed.get(at(matter, "/lettres/recuperation")))


def test_a_field_emptied_on_purpose_stays_empty(signed: Client, matter: Matter, yanis: User) -> None:
    address = at(matter, "/lettres/recuperation")
    known = known_fields(matter, source_of(yanis, matter.first, matter.last), TODAY)
    signed.post(address, known | SENDER | {"gesture": "fields"})
    preview = said(signed.get(address)).split("Récrire le texte")[0]
    assert yanis.email in preview
    signed.post(address, known | SENDER | {"gesture": "fields", "courriel": ""})
    preview = said(signed.get(address)).split("Récrire le texte")[0]
    assert "54 h 40" in preview
    assert yanis.email not in preview


def test_a_letter_of_another_procedure_is_nowhere(signed: Client, matter: Matter) -> None:
    assert signed.get(at(matter, "/lettres/declaration-greve")).status_code == 404
    assert signed.get(at(matter, "/lettres/rien")).status_code == 404


def test_the_dossier_is_sealed_and_tells_the_letters(signed: Client, matter: Matter) -> None:
    signed.post(at(matter), {"step": "recuperation", "sent": "2026-11-03", "proof": "avis 1A 234"})
    response = signed.get(f"/mon-dossier/pdf?du=2026-11-02&au=2026-11-22&demarche={matter.pk}")
    assert response["Content-Type"] == "application/pdf"
    text = text_of(response.content)
    assert "Yanis" in text
    assert "avis 1A 234" in text
    assert "Carnet scellé" in text


def test_the_matter_of_another_is_never_told(signed: Client, world: World) -> None:
    other = Matter.objects.get(pk=world.own["matter"])
    assert other.user.name == CAMILLE.name
    other.happenings.create(step="recuperation", sent=date(2026, 11, 3), proof="avis de Camille")
    response = signed.get(f"/mon-dossier/pdf?du=2026-11-02&au=2026-11-22&demarche={other.pk}")
    text = text_of(response.content)
    assert "avis de Camille" not in text
    assert str(other.pk) not in said(signed.get("/mon-dossier"))


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("du=2026-11-22&au=2026-11-02", "avant de commencer"),
        ("du=hier&au=2026-11-02", "Le premier jour ne se lit pas"),
        ("du=2020-11-22&au=2026-11-02", "dépasse un an"),
        ("du=2026-10-05&au=2026-10-11", "rien n’est noté"),
        ("", "Le premier jour ne se lit pas"),
    ],
)
def test_a_wrong_period_is_told_in_french(signed: Client, asked: str, says: str) -> None:
    page = said(signed.get(f"/mon-dossier/pdf?{asked}", follow=True))
    assert says.casefold() in page.casefold()


def test_the_home_page_reminds_of_the_deadline(signed: Client, matter: Matter) -> None:
    assert "Personne d’autre ne la voit" in said(signed.get("/accueil")) or "Mon dossier" in said(
        signed.get("/accueil")
    )
    signed.post(at(matter), {"step": "documenter", "done": "2026-11-02"})
    assert "avant le samedi 30 janvier 2027" in said(signed.get("/accueil"))


def test_a_matter_is_in_ones_data_and_goes_with_the_account(
    signed: Client, matter: Matter, yanis: User
) -> None:
    signed.post(at(matter), {"step": "documenter", "done": "2026-11-02", "note": "mon cahier bleu"})
    assert "mon cahier bleu" in str(everything_known(yanis))
    erase(yanis)
    assert not Matter.objects.filter(pk=matter.pk).exists()
    assert not Happening.objects.filter(note="mon cahier bleu").exists()


def test_a_matter_is_erased_alone(signed: Client, matter: Matter, yanis: User) -> None:
    signed.post(at(matter, "/effacer"))
    assert not Matter.objects.filter(pk=matter.pk).exists()
    assert chain_of(yanis).length == 16
