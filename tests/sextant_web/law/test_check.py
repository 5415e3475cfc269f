"""Check a planning on the web: an answer, and no trace of what was asked."""

from __future__ import annotations

import io
import logging
import tempfile
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader

SECRET = "garde chez le docteur Secret"  # noqa: S105  (a word that no log may repeat)
LAWFUL, UNLAWFUL = "MA MA MA MA up .. ..", "MA MAN MA MA MA .. .."


@pytest.fixture
def client() -> Client:
    """A visitor whom the site never saw; forged requests are checked as a host would."""
    return Client(enforce_csrf_checks=True)


def page(response: HttpResponse) -> str:
    """The text of an answer, with ordinary spaces."""
    return response.content.decode().replace("\u202f", " ")


def ask(client: Client, text: str = "", **more: object) -> HttpResponse:
    return client.post("/verifier", {"planning": text, **more})


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def workbook(*rows: tuple[object, ...]) -> bytes:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def test_the_page_opens_with_an_example_and_its_answer(client: Client) -> None:
    said = page(client.get("/verifier"))
    assert "un exemple, à remplacer" in said
    assert "Illégal : 2 manquements à la loi" in said
    assert 'style="' not in said


def test_the_answer_gives_verdict_figure_article_and_what_to_do(client: Client) -> None:
    said = page(ask(client, UNLAWFUL))
    assert "Illégal : 2 manquements à la loi (R4 et R1)." in said
    assert "12 demi-journées cette semaine, 8 au plus en moyenne sur le trimestre" in said
    assert "Code de la santé publique, art. R. 6153-2" in said
    assert "confiance haute, vérifiée le" in said
    assert "Demandez par écrit au praticien responsable" in said
    assert 'href="/droit/R1"' in said


def test_without_a_script_the_whole_page_comes_back(client: Client) -> None:
    said = page(ask(client, LAWFUL))
    assert "<!doctype html>" in said
    assert "Rien d’illégal trouvé dans ces 7 jours." in said
    assert f"{LAWFUL}</textarea>" in said


def test_with_htmx_the_answer_comes_alone(client: Client) -> None:
    response = client.post("/verifier", {"planning": LAWFUL}, headers={"HX-Request": "true"})
    said = page(response)
    assert "<!doctype html>" not in said
    assert "Rien d’illégal trouvé dans ces 7 jours." in said
    assert 'id="dit" hx-swap-oob' in said


@pytest.mark.parametrize("address", ["/verifier", "/verifier/pdf"])
def test_nothing_is_kept(client: Client, address: str) -> None:
    for response in (client.get("/verifier"), client.post(address, {"planning": UNLAWFUL})):
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies
        assert "default-src 'none'" in response["Content-Security-Policy"]
    assert not client.cookies


def test_nothing_is_asked_of_the_database(
    client: Client, django_assert_num_queries: object, db: None
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        ask(client, UNLAWFUL)


def test_no_log_repeats_what_was_asked(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        ask(client, f"lundi 2 novembre : {SECRET}")
        ask(client, "", file=upload("secret.txt", f"lundi 2 novembre : {SECRET}".encode("latin-1") + b"\xe9"))
        client.post("/verifier/pdf", {"planning": SECRET})
    assert "Secret" not in caplog.text
    assert "secret.txt" not in caplog.text


def test_nothing_touches_the_disk(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    heavy = workbook(("Date", "Matin"), ("02/11/2026", "X"), *[(None, None)] * 10)
    ask(client, "", file=upload("planning.xlsx", heavy))
    ask(client, "", file=upload("lourd.csv", b"x" * 3_000_000))
    client.post("/verifier/pdf", {"planning": UNLAWFUL})
    assert list(tmp_path.iterdir()) == []


def test_a_spreadsheet_fills_the_box_with_letters(client: Client) -> None:
    rows = (
        ("Date", "Matin", "Après-midi", "Nuit"),
        ("02/11/2026", "X", "X", "X"),
        ("03/11/2026", "X", "X", ""),
    )
    said = page(ask(client, "", file=upload("planning.xlsx", workbook(*rows))))
    assert "Illégal" in said
    assert "semaine du 2 novembre 2026 : MAN MA .. .. .. .. ..</textarea>" in said


def test_a_file_read_in_part_is_not_put_in_the_box(client: Client) -> None:
    content = "lundi 2 novembre 2026 : stage\nmardi 3 novembre 2026 : bidule"
    response = client.post(
        "/verifier",
        {"planning": "", "file": upload("p.txt", content.encode())},
        headers={"HX-Request": "true"},
    )
    said = page(response)
    assert "Verdict suspendu : 1 ligne n’a pas été comprise." in said
    assert "p.txt" not in said or "ligne 2" in said
    assert 'id="planning"' not in said  # the box is left as it was: a lost line must not be forgotten there


def test_a_table_of_several_people_asks_which(client: Client) -> None:
    days = [f"{day:02d}/11/2026" for day in range(2, 9)]
    rows = (("Nom", *days), ("Camille", *["MA"] * 5, "", ""), ("Yanis", "MA", "MAN", *["MA"] * 3, "", ""))
    asked = page(ask(client, "", file=upload("service.xlsx", workbook(*rows))))
    assert "Quelle ligne du tableau est la vôtre ?" in asked
    assert 'value="Yanis"' in asked
    said = page(ask(client, "", file=upload("service.xlsx", workbook(*rows)), row="Yanis"))
    assert "Illégal" in said


@pytest.mark.parametrize(
    ("name", "content", "what", "status"),
    [
        ("lourd.csv", b"x" * 2_000_000, "ce fichier est trop lourd (la limite est de 1 Mo)", 413),
        ("vide.txt", b"", "ce fichier est vide", 422),
        ("blancs.txt", b"  \n ", "ce fichier est vide", 422),
        ("accents.txt", "lundi : congé".encode("latin-1"), "n’est pas encodé en UTF-8", 422),
        ("abime.xlsx", b"PK\x03\x04rien", "ce classeur est abîmé", 422),
        ("photo.png", b"\x89PNG\r\n", "un PDF ou une photo ne se lit pas ici", 422),
    ],
    ids=["heavy", "empty", "blank", "latin-1", "damaged", "picture"],
)
def test_a_file_that_cannot_be_read_is_answered_in_french(
    client: Client, name: str, content: bytes, what: str, status: int
) -> None:
    response = ask(client, "", file=upload(name, content))
    assert response.status_code == status
    assert what in page(response)


def test_a_zip_bomb_is_refused(client: Client) -> None:
    content = io.BytesIO(workbook(("Date", "Matin")))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/x.bin", b"\0" * 25_000_000)
    said = page(ask(client, "", file=upload("bombe.xlsx", content.getvalue())))
    assert "énorme une fois décompressé" in said


def test_a_formula_is_refused_and_never_shown_as_one(client: Client) -> None:
    rows = (("Date", "Matin"), ("02/11/2026", '=HYPERLINK("http://x.test","clic")'))
    said = page(ask(client, "", file=upload("formule.xlsx", workbook(*rows))))
    assert "cette cellule contient une formule" in said.lower()
    assert "x.test" not in said


def test_what_is_pasted_is_text_and_nothing_else(client: Client) -> None:
    said = page(ask(client, "lundi 2 novembre : <script>alert(1)</script></textarea>"))
    assert "<script>alert" not in said


@pytest.mark.parametrize(
    ("choices", "what"),
    [
        ({"start": "demain"}, "Premier jour"),
        ({"territory": "atlantide"}, "Jours fériés"),
        ({"share": "7"}, "Temps de travail"),
        ({"third_month": "31/02/2026"}, "troisième mois"),
    ],
)
def test_a_choice_that_is_none_is_refused(client: Client, choices: dict[str, str], what: str) -> None:
    response = ask(client, LAWFUL, **choices)
    assert response.status_code == 422
    assert what in page(response)


def test_a_pregnancy_is_judged_from_its_third_month(client: Client) -> None:
    week = {"start": "2026-11-02"}
    assert "E1" not in page(ask(client, "MA MAN .. .. .. .. ..", **week))
    said = page(ask(client, "MA MAN .. .. .. .. ..", third_month="2026-10-01", **week))
    assert "Illégal : 1 manquement à la loi (E1)." in said


def test_the_paper_is_taken_away_as_a_pdf(client: Client) -> None:
    response = client.post("/verifier/pdf", {"planning": UNLAWFUL, "territory": "metropole"})
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith('attachment; filename="controle-')
    (first, *_) = PdfReader(io.BytesIO(response.content)).pages
    assert "Illégal : 2 manquements à la loi" in " ".join(first.extract_text().split())


def test_there_is_no_paper_of_nothing(client: Client) -> None:
    response = client.post("/verifier/pdf", {"planning": ""})
    assert response.status_code == 422
    assert "Rien à lire pour le moment" in page(response)
