# ruff: noqa: E501 a table of cases is read across
"""A workbook that cannot be read, or cannot be true, is refused in one sentence, with its sheet and cell."""

from __future__ import annotations

import io
import tempfile
import zipfile
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.errors import BadCell, BadFile, BadInput, SextantError
from sextant.roster.ward_sheet import read_ward_sheet
from sextant.roster.ward_template import template
from sextant.workbook import MAX_BYTES, MAX_UNPACKED

BAD = [
    ("missing key", "Internes", "A3", None, "feuille « Internes », cellule A3 : « Nom » n’est pas rempli. Unique dans le service."),
    ("missing column", "Congés", "B1", None, "feuille « Congés » : la colonne « Du » manque."),
    ("unknown column, near", "Internes", "C1", "Semestr", "feuille « Internes », cellule C1 : la colonne « Semestr » n’est pas comprise. Vouliez-vous dire « Semestre » ?"),
    ("column twice", "Internes", "B1", "Nom", "feuille « Internes », cellule B1 : la colonne « Nom » est écrite deux fois."),
    ("unknown row", "Service", "A2", "Servise", "feuille « Service », cellule A2 : « Servise » n’est pas compris. Vouliez-vous dire « Service » ?"),
    ("missing value", "Service", "B5", None, "feuille « Service », cellule B5 : « Premier jour » n’est pas rempli."),
    ("wrong type", "Internes", "C2", "cinq", "feuille « Internes », cellule C2 : un nombre entier est attendu, par exemple 3."),
    ("not a number", "Internes", "D2", "plein", "feuille « Internes », cellule D2 : un nombre est attendu, par exemple 0,5."),
    ("out of range", "Internes", "D2", 50, "feuille « Internes », cellule D2 : un nombre d’au plus 1 est attendu."),
    ("neither yes nor no", "Internes", "E2", "peut-être", "feuille « Internes », cellule E2 : oui ou non est attendu."),
    ("unknown phase", "Internes", "B2", "soclee", "feuille « Internes », cellule B2 : « soclee » n’est pas possible ici. Vouliez-vous dire « socle » ?"),
    ("impossible date", "Congés", "B2", "30/02/2026", "feuille « Congés », cellule B2 : le 30/02/2026 n’existe pas dans le calendrier."),
    ("no date", "Congés", "B2", "lundi", "feuille « Congés », cellule B2 : ce n’est pas une date"),
    ("a number for a date", "Congés", "B2", "46000", "feuille « Congés », cellule B2 : ce n’est pas une date"),
    ("out of the period", "Congés", "C2", date(2026, 12, 5), "feuille « Congés », cellule C2 : le 05/12/2026 est hors de la période du 02/11/2026 au 29/11/2026."),
    ("end before start", "Congés", "C2", date(2026, 11, 15), "feuille « Congés », cellule A2 : la fin (15/11/2026) est avant le début (16/11/2026)."),
    ("period end before start", "Service", "B6", date(2026, 11, 1), "feuille « Service », cellule B6 : la période finit le 01/11/2026, avant de commencer le 02/11/2026."),
    ("unknown intern", "Congés", "A2", "Camile", "feuille « Congés », cellule A2 : « Camile » n’est pas un interne de ce service. Vouliez-vous dire « Camille » ?"),
    ("unknown intern in wishes", "Souhaits", "A2", "Malo", "feuille « Souhaits », cellule A2 : « Malo » n’est pas un interne de ce service."),
    ("two interns of one name", "Internes", "A3", "Camille", "feuille « Internes », cellule A3 : deux internes portent le même nom (« Camille ») (le premier : cellule A2)."),
    ("unknown line", "Souhaits", "D3", "garde", "feuille « Souhaits », cellule D3 : la ligne « garde » n’existe pas. Vouliez-vous dire « gardes » ?"),
    ("unknown wish", "Souhaits", "B2", "refuser", "feuille « Souhaits », cellule B2 : « refuser » n’est pas possible ici."),
    ("unknown day word", "Présence", "A2", "lundy", "feuille « Présence », cellule A2 : « lundy » n’est pas compris. Vouliez-vous dire « lundi » ?"),
    ("presence out of order", "Présence", "C2", 9, "feuille « Présence », cellule A2 : wanted (4) est plus petit que minimum (9)."),
    ("fixed on a wrong day", "Affectations", "B2", date(2026, 11, 12), "feuille « Affectations », cellule C2 : la ligne « gardes » n’a pas ce poste le 12/11/2026."),
    ("formula", "Internes", "C2", "=1+1", "feuille « Internes », cellule C2 : cette cellule contient une formule. Copiez la cellule, puis collez seulement la valeur."),
    ("formula in a title", "Congés", "E1", "=A1", "feuille « Congés », cellule E1 : cette cellule contient une formule."),
    ("error value", "Internes", "C2", "#REF!", "feuille « Internes », cellule C2 : cette cellule contient une erreur (#REF!)."),
    ("a cell without title", "Congés", "H2", "?", "feuille « Congés », cellule H2 : cette cellule n’a pas de titre de colonne."),
    ("bad identifier", "Lignes", "A2", "Mes gardes", "feuille « Lignes », cellule A2 : ce texte n’a pas la forme attendue. Écrivez par exemple « id: gardes »."),
    ("unknown kind of line", "Lignes", "C2", "gard", "feuille « Lignes », cellule C2 : « gard » n’est pas possible ici. Vouliez-vous dire « garde » ?"),
    ("a name that is a date", "Internes", "A9", datetime(2026, 11, 2), ""),
]  # fmt: skip


@cache
def example() -> bytes:
    """The bytes of the example workbook."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "service.xlsx"
        template(file)
        return file.read_bytes()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The example workbook on disk."""
    file = tmp_path / "service.xlsx"
    file.write_bytes(example())
    return file


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "sentence"), [c[1:] for c in BAD], ids=[c[0] for c in BAD]
)
def test_a_cell_that_cannot_be_true_is_refused(
    book: Path, sheet: str, cell: str, value: object, sentence: str
) -> None:
    opened = openpyxl.load_workbook(book)
    opened[sheet][cell] = value
    opened.save(book)
    if not sentence:
        read_ward_sheet(book)  # strange, but readable
        return
    with pytest.raises(BadCell) as caught:
        read_ward_sheet(book)
    assert str(caught.value).startswith(f"{book}, {sentence[:8]}")
    assert sentence in str(caught.value)
    assert caught.value.exit_code == 2
    assert [one.name for one in book.parent.iterdir()] == ["service.xlsx"]  # nothing written


def refusal(file: Path) -> str:
    """The sentence that refuses a file."""
    with pytest.raises(BadInput) as caught:
        read_ward_sheet(file)
    assert str(caught.value).startswith(str(file))
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "ce fichier est vide."),
        (b"nom;semestre\nCamille;3\n", "ce n’est pas un classeur .xlsx."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
            "c’est un classeur d’ancien format (.xls) ou protégé par un mot de passe.",
        ),
        (b"PK\x03\x04" + b"\0" * 50, "ce classeur est abîmé."),
        (b"P" * (MAX_BYTES + 1), "ce fichier est trop lourd"),
        (b"\x7fELF\0\0", "ce n’est pas un classeur .xlsx."),
    ],
    ids=["empty", "csv", "old format", "broken zip", "too heavy", "binary"],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "service.xlsx"
    file.write_bytes(content)
    assert sentence in refusal(file)


def repacked(book: Path, **parts: bytes) -> Path:
    """The workbook with some of its parts replaced or added."""
    memory = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    book.write_bytes(memory.getvalue())
    return book


def test_a_zip_bomb_is_refused_before_it_is_unpacked(book: Path) -> None:
    assert "énorme une fois décompressé" in refusal(
        repacked(book, **{"xl/media/x.bin": b"\0" * (MAX_UNPACKED + 1)})
    )


def test_macros_are_refused(book: Path) -> None:
    assert "ce classeur contient des macros" in refusal(repacked(book, **{"xl/vbaProject.bin": b"x"}))


def test_xml_entities_are_refused(book: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert "ce classeur contient un XML refusé" in refusal(repacked(book, **{"xl/workbook.xml": bomb}))


def test_a_damaged_part_is_refused(book: Path) -> None:
    assert "ce classeur" in refusal(repacked(book, **{"xl/workbook.xml": b"<a><b></a>"}))
    assert "ce classeur" in refusal(
        repacked(book, **{"xl/worksheets/sheet1.xml": b"<x/>", "xl/styles.xml": b"<x/>"})
    )


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "service.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("lettre.txt", "bonjour")
    assert "cette archive n’est pas un classeur .xlsx." in refusal(file)


@pytest.mark.parametrize("sheet", ["Service", "Internes"])
def test_a_missing_sheet_is_named(book: Path, sheet: str) -> None:
    opened = openpyxl.load_workbook(book)
    del opened[sheet]
    opened.save(book)
    assert f"la feuille « {sheet} » manque." in refusal(book)


def test_a_misspelt_sheet_is_not_left_out_in_silence(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    opened["Congés"].title = "Conjés"
    opened.save(book)
    assert "la feuille « Conjés » n’est pas comprise. Vouliez-vous dire « Congés » ?" in refusal(book)


def test_no_intern_at_all_is_said(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    opened["Internes"].delete_rows(2, 20)
    opened.save(book)
    assert "la feuille « Internes » est vide." in refusal(book)


def test_an_endless_sheet_is_refused(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    opened["Congés"]["A1048576"] = "Camille"
    opened.save(book)
    assert "cette feuille est trop grande : 1048576 lignes" in refusal(book)


def test_an_absent_workbook_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="ce fichier n’existe pas"):
        read_ward_sheet(tmp_path / "absent.xlsx")


@settings(max_examples=30)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(example())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    file = tmp_path_factory.mktemp("fuzz", numbered=True) / "service.xlsx"
    file.write_bytes(bytes(content))
    with suppress(SextantError):
        read_ward_sheet(file)


@settings(max_examples=30)
@given(st.data())
def test_any_cell_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    opened = openpyxl.load_workbook(io.BytesIO(example()))
    sheet = opened[data.draw(st.sampled_from(opened.sheetnames))]
    cell = sheet.cell(data.draw(st.integers(1, 5)), data.draw(st.integers(1, 12)))
    cell.value = data.draw(
        st.none() | st.booleans() | st.integers(-5, 99999) | st.floats(allow_nan=False, allow_infinity=False) | st.datetimes() | st.dates()
        | st.times() | st.text("abcé,;/@-=1 0", max_size=10) | st.timedeltas(timedelta(0), timedelta(9))
    )  # fmt: skip
    file = tmp_path_factory.mktemp("fuzz", numbered=True) / "service.xlsx"
    opened.save(file)
    with suppress(SextantError):
        read_ward_sheet(file)
