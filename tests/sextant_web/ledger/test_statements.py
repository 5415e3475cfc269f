"""Statements: taken away by the intern, checked by anyone from the paper's file alone."""

from __future__ import annotations

import html
import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from sextant_web.ledger.noting import note
from sextant_web.people.models import User
from tests.sextant_web.ledger.conftest import Clock
from tests.sextant_web.ledger.noted import NOW, stage


@pytest.fixture(autouse=True)
def a_fortnight(yanis: User, clock: Clock) -> None:
    clock.set(2026, 11, 25, 12, 0)
    note(yanis, [stage(day) for day in (0, 1, 2, 3, 4, 7, 8)], NOW)


def said(response: object) -> str:
    return html.unescape(response.content.decode()).replace("\u202f", " ")  # type: ignore[attr-defined]


def check(content: bytes, code: str = "") -> str:
    file = SimpleUploadedFile("releve.pdf", content)
    return said(Client().post("/verifier-releve", {"file": file, "code": code}))


def test_the_periods_with_something_noted_are_offered(signed: Client) -> None:
    page = said(signed.get("/mes-releves"))
    assert "Novembre 2026" in page
    assert "Du 2 novembre 2026 au 31 janvier 2027" in page
    assert "partiel" in page


def test_a_statement_is_authentic_and_its_code_fits(signed: Client) -> None:
    response = signed.get("/mes-releves/fichier?par=mois&jour=2026-11-02&forme=pdf")
    assert response["Content-Type"] == "application/pdf"
    answer = check(response.content)
    assert "Relevé authentique" in answer
    assert "connue" in answer
    code = re.search(r"Code ((?:[0-9a-f]{4}-){2}[0-9a-f]{4})", answer)[1]
    assert "est bien celui de ce relevé" in check(response.content, code)
    assert "n’est pas celui de ce relevé" in check(response.content, "0000-0000-0000")


def test_a_statement_that_was_touched_is_told(signed: Client) -> None:
    from pypdf import PdfReader, PdfWriter

    content = signed.get("/mes-releves/fichier?par=mois&jour=2026-11-02&forme=pdf").content
    reader = PdfReader(BytesIO(content))
    carried = reader.attachments["releve.json"][0].decode()
    writer = PdfWriter(clone_from=reader)
    writer._root_object.pop("/Names", None)
    writer._root_object.pop("/AF", None)
    writer.add_attachment("releve.json", carried.replace("70", "90", 1).encode())
    touched = BytesIO()
    writer.write(touched)
    assert "Relevé authentique" not in check(touched.getvalue())


def test_the_workbook_says_the_same(signed: Client) -> None:
    response = signed.get("/mes-releves/fichier?par=trimestre&jour=2026-11-02&forme=xlsx")
    book = load_workbook(BytesIO(response.content))
    words = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert "Demi-journées de stage" in words
    assert "14" in words


def test_an_empty_period_is_told(signed: Client) -> None:
    page = said(signed.get("/mes-releves/fichier?par=mois&jour=2025-03-01", follow=True))
    assert "rien n’est noté" in page.lower() or "aucune période" in page.lower()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 nothing", b"hello"], ids=["empty", "broken", "text"])
def test_what_is_no_statement_is_refused(content: bytes) -> None:
    answer = check(content)
    assert "Relevé authentique" not in answer
    assert 'role="alert"' in answer
