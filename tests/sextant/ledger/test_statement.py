"""Statements: what they say, for whom, by when; and that a forged one is found out."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader, PdfWriter

from sextant.almanac.notation import parse_week
from sextant.almanac.person import Person
from sextant.errors import BadEntry, BadFile
from sextant.ledger.entry import Source
from sextant.ledger.from_activities import entries_from
from sextant.ledger.journal import beginning
from sextant.ledger.periods import By
from sextant.ledger.signature import new_signer
from sextant.ledger.statement import (
    SignedStatement,
    Statement,
    check_code,
    code_of,
    make_statement,
    sign_statement,
)
from sextant.ledger.statement_check import Pages, check_statement
from sextant.ledger.statement_pdf import statement_pdf
from sextant.ledger.statement_workbook import statement_workbook
from tests.sextant.ledger.noted import CHAIN, NOW

FIRST = date(2026, 11, 2)
WEEKS = [
    "MA MAN .. MA MA .. ..",
    "MA MA . MA uA M ..",
    "MA MAN A MA MA .. J",
    "c c c c c .. ..",
    "MA MA MA MA .. .. ..",
]
CAMILLE = Person("Camille", site="CH de Vire", territory="sans-ferie")
ENTRIES = [
    entry
    for n, week in enumerate(WEEKS)
    for entry in entries_from(
        parse_week(week, FIRST + timedelta(weeks=n), territory="sans-ferie"),
        "Europe/Paris",
        Source.TYPED,
        NOW,
    )
]
SIGNER = new_signer()
MADE = datetime(2026, 12, 7, 9, tzinfo=UTC)


def statement(
    by: By = By.MONTH, day: date = FIRST, made_at: datetime = MADE, person: Person = CAMILLE
) -> Statement:
    known = [entry for entry in ENTRIES if entry.day < made_at.toordinal()]
    return make_statement(person, known, by, day, made_at=made_at, head=beginning(CHAIN), version="0.1.0")


SIGNED = sign_statement(statement(), SIGNER)
PDF = statement_pdf(SIGNED)


def figure(made: Statement, says: str) -> str:
    return next(row["value"] for row in made.values["figures"] if row["says"] == says).replace("\u202f", " ")


def words(pdf: bytes) -> str:
    reader = PdfReader(io.BytesIO(pdf))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_the_month_is_told_in_the_law_s_own_units() -> None:
    made = SIGNED.statement
    assert made.title == "Relevé mensuel du service accompli, novembre 2026"
    assert made.values["complete"]
    assert figure(made, "Demi-journées de stage") == "33"
    assert figure(made, "Demi-journées universitaires") == "1"
    assert figure(made, "Gardes de nuit") == "2"
    assert figure(made, "Repos de sécurité gardés") == "2 sur 3"
    assert figure(made, "Congé annuel") == "6 jours"
    assert "jeudi 10 décembre 2026" in made.values["deadline"]
    assert any("coordonnateur" in said for said in made.values["recipients"])
    assert [row["code"] for row in made.values["breaches"] if row["force"] == "loi"].count("R1") == 1


def test_a_month_that_is_not_over_says_so() -> None:
    made = statement(made_at=datetime(2026, 11, 20, tzinfo=UTC))
    assert not made.values["complete"]
    assert "provisoire" in words(statement_pdf(SignedStatement(made)))


def test_the_trimester_goes_as_far_as_it_is_known() -> None:
    made = statement(By.TRIMESTER)
    assert made.title == "Relevé trimestriel du service accompli, du 2 novembre au 6 décembre 2026"
    assert made.values["deadline"] == ""


def test_a_ledger_that_starts_late_is_no_trimester_of_its_own() -> None:
    """Thirteen weeks from the middle of one trimester to the middle of the next are not a trimester."""
    entries = [
        entry
        for n in range(13)
        for entry in entries_from(
            parse_week("MA MA MA MA .. .. ..", date(2026, 12, 14) + timedelta(weeks=n), territory="sans-ferie"),
            "Europe/Paris", Source.TYPED, NOW,
        )
    ]  # fmt: skip
    made = make_statement(
        CAMILLE, entries, By.TRIMESTER, date(2027, 2, 10), made_at=datetime(2027, 6, 1, tzinfo=UTC),
        head=beginning(CHAIN), version="0.1.0",
    )  # fmt: skip
    assert made.values["from"] == "2027-02-01"


def test_nothing_noted_gives_no_statement() -> None:
    with pytest.raises(BadEntry, match="rien n’est noté"):
        statement(day=date(2026, 10, 5), made_at=MADE)


def test_the_pdf_says_it_all_and_is_the_same_every_time() -> None:
    said = words(PDF)
    for part in ("Camille", "CH de Vire", "novembre 2026", code_of(SIGNED.statement), "page 1 sur", "Reçu le",
                 "lundi 16 novembre", "garde de nuit"):  # fmt: skip
        assert part in said.replace("\u202f", " ").replace("\xa0", " ")
    assert statement_pdf(SIGNED) == PDF


def test_a_name_is_data_never_markup() -> None:
    name = '#panic("x") *a* $b$'
    made = statement(person=replace(CAMILLE, name=name))
    assert "#panic" in words(statement_pdf(SignedStatement(made)))


def test_the_code_is_checked_however_it_is_typed() -> None:
    code = code_of(SIGNED.statement)
    assert check_code(code.upper().replace("-", " "), SIGNED.statement)
    assert not check_code("0000-0000-0000", SIGNED.statement)
    other = Statement(SIGNED.statement.values | {"name": "Yanis"})
    assert code_of(other) != code


def test_the_workbook_holds_the_same_figures() -> None:
    book = load_workbook(io.BytesIO(statement_workbook(SIGNED)))
    cells = {row[0]: row[1] for row in book["Relevé"].iter_rows(values_only=True) if row[0]}
    assert cells["Demi-journées de stage"] == "33"
    assert f"Code de vérification {code_of(SIGNED.statement)}" in cells
    assert book["Jour par jour"].max_row == 1 + len(SIGNED.statement.values["days"])


# -- genuine or forged --------------------------------------------------------------------------------------


def test_a_genuine_statement_is_said_to_be() -> None:
    found = check_statement(PDF, keys={"CHU": SIGNER.public})
    assert found.good
    assert found.known
    assert found.pages is Pages.SAME
    assert found.says[0].startswith("Relevé authentique")


def test_a_key_that_is_not_known_is_told() -> None:
    found = check_statement(PDF, keys={"CHU": new_signer().public})
    assert found.good
    assert not found.known
    assert "demandez-la" in found.says[0]


def test_changed_values_are_found() -> None:
    values = json.loads(json.dumps(SIGNED.statement.values))
    values["figures"][0]["value"] = "20"
    forged = statement_pdf(SignedStatement(Statement(values), SIGNED.key, SIGNED.signature))
    found = check_statement(forged)
    assert not found.good
    assert found.says[0] == "Relevé falsifié : ses valeurs ne sont pas celles qui ont été signées."


def test_changed_pages_are_found() -> None:
    """Other pages, with the genuine values attached."""
    values = json.loads(json.dumps(SIGNED.statement.values))
    values["figures"][0]["value"] = "20"
    pages = PdfReader(io.BytesIO(statement_pdf(SignedStatement(Statement(values)))))
    writer = PdfWriter()
    for page in pages.pages:
        writer.add_page(page)
    writer.add_attachment("releve.json", SIGNED.attachment.encode())
    stream = io.BytesIO()
    writer.write(stream)
    found = check_statement(stream.getvalue())
    assert found.signed
    assert found.pages is Pages.CHANGED
    assert not found.good


def test_an_unsigned_statement_proves_nothing() -> None:
    found = check_statement(statement_pdf(SignedStatement(SIGNED.statement)))
    assert not found.good
    assert "non signé" in found.says[0]


@pytest.mark.parametrize(
    "content", [b"bonjour", b"%PDF-1.7 rien", PDF[: len(PDF) // 3]], ids=["text", "head", "cut"]
)
def test_what_is_no_statement_is_told(content: bytes) -> None:
    with pytest.raises(BadFile):
        check_statement(content)


def test_another_pdf_is_no_statement() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    stream = io.BytesIO()
    writer.write(stream)
    with pytest.raises(BadFile, match="n’est pas un relevé"):
        check_statement(stream.getvalue())
