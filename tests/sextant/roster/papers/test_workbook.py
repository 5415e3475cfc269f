"""The workbook, reopened."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sextant.law.audit import Judgement, judge
from sextant.law.library import Library
from sextant.roster.papers.fingerprint import verification_code
from sextant.roster.papers.workbook import sheet_names, write_workbook
from sextant.roster.roster import Roster
from tests.cast import CAMILLE, DR_LEMOINE, INES, THEO, YANIS

PRINTED = date(2026, 10, 19)
BLOCK = "à la fin du bloc, "


@pytest.fixture(scope="module")
def book(
    tmp_path_factory: pytest.TempPathFactory, roster: Roster, judgement: Judgement, library: Library
) -> Workbook:
    path = tmp_path_factory.mktemp("xlsx") / "tableau.xlsx"
    write_workbook(roster, judgement, path, printed_on=PRINTED, version="0.1.0", library=library)
    return load_workbook(path)


def lines(sheet: Worksheet) -> list[str]:
    """Each row that says anything, its cells one after the other, with ordinary spaces."""
    rows = [
        " ".join(str(value) for value in row if value is not None)
        for row in sheet.iter_rows(values_only=True)
    ]
    return [" ".join(row.split()) for row in rows if row]


def between(sheet: Worksheet, first: str, last: str) -> list[str]:
    said = lines(sheet)
    begin = next(i for i, row in enumerate(said) if row.startswith(first))
    end = next(i for i, row in enumerate(said) if row.startswith(last))
    return said[begin + 1 : end]


def test_a_sheet_for_the_ward_then_one_for_each_intern(book: Workbook) -> None:
    names = [name for name in book.sheetnames if name != "Manquements"]
    assert names == ["Service", CAMILLE.name, YANIS.name, INES.name, THEO.name]


def test_the_ward_sheet_shows_each_day_in_three_bands(book: Workbook) -> None:
    sheet = book["Service"]
    assert sheet["A7"].value == CAMILLE.name
    days = [[sheet.cell(row, column).value for row in (7, 8, 9)] for column in range(2, 9)]
    assert (
        days
        == [["M", "A", None], ["M", "A", "N"], ["R", "R", None], ["M", "u", None], ["M", "A", None]]
        + [[None] * 3] * 2
    )
    assert sheet["C9"].fill.fgColor.rgb.endswith("0072B2")
    assert sheet["G7"].fill.fill_type == "solid"  # Saturday, shaded


def test_the_four_blocks_of_one_intern(book: Workbook) -> None:
    sheet = book[CAMILLE.name]
    assert between(sheet, "1. Service de jour", "2. Gardes")[1:5] == [
        "lun. 2 nov. MA MA M MA 7 9 " + hours(book, 0),
        "lun. 9 nov. MA MA M MA M 8 11 " + hours(book, 1),
        "lun. 16 nov. MA MA MA M MA 9 13 " + hours(book, 2),
        "lun. 23 nov. MA MA MA M 7 7 " + hours(book, 3),
    ]
    assert between(sheet, "2. Gardes", "3. Demi-journées")[1:] == [
        "Garde de nuit N Urgences et étages mar. 3 nov. 18 h 30 mer. 4 nov. 8 h 30 2 mer. 4 nov., 8 h 30 → 19 h 30",
        f"Continuité de service S Urgences et étages sam. 14 nov. 13 h sam. 14 nov. 18 h 30 1 {BLOCK}dim. 15 nov. 8 h 30",
        "Garde de nuit N Urgences et étages sam. 14 nov. 18 h 30 dim. 15 nov. 8 h 30 2 dim. 15 nov., 8 h 30 → 19 h 30",
        "Astreinte a Astreinte de territoire ven. 20 nov. 18 h 30 sam. 21 nov. 8 h 30 0 dès le dernier déplacement",
        "Garde de jour J Urgences et étages dim. 22 nov. 8 h 30 dim. 22 nov. 18 h 30 2 à la fin du bloc, lun. 23 nov. 8 h 30",
        "Garde de nuit N Urgences et étages dim. 22 nov. 18 h 30 lun. 23 nov. 8 h 30 2 lun. 23 nov., 8 h 30 → 19 h 30",
    ]
    assert between(sheet, "3. Demi-journées", "4. Congés") == [
        "Sous la responsabilité du coordonnateur (universitaires) : 2 Autonomes : 2",
        "jeu. 5 nov. après-midi jeu. 19 nov. après-midi jeu. 12 nov. après-midi ven. 27 nov. après-midi",
    ]
    assert between(sheet, "4. Congés", "Compte") == ["Néant."]
    assert between(book[YANIS.name], "4. Congés", "Compte")[1:] == [
        "Congé annuel c lun. 9 nov. – dim. 15 nov. 5 jours ouvrables"
    ]


def hours(book: Workbook, week: int) -> str:
    """Hours are the auditor's own; here we only look where they stand."""
    value = book[CAMILLE.name].cell(7 + week, 11).value
    assert isinstance(value, str)
    return " ".join(value.split())


def test_each_sheet_says_who_signs_and_where_it_comes_from(book: Workbook, roster: Roster) -> None:
    for name in ("Service", CAMILLE.name):
        said = " ".join(lines(book[name]))
        for words in (
            "praticien responsable",
            DR_LEMOINE.name,
            "coordonnateur de la spécialité",
            "directeur",
        ):
            assert words in said
        assert f"Code de vérification {verification_code(roster)}" in said
        assert "imprimé le lundi 19 octobre 2026" in said
        assert "textes en vigueur" in said


def test_sheets_print_on_a4_landscape_with_their_titles(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert "page &P sur &N" in sheet.oddFooter.right.text
    assert book["Service"].print_title_cols == "$A:$A"
    assert book[CAMILLE.name].print_title_rows == "$1:$3"
    assert book[CAMILLE.name].page_setup.fitToWidth == 1


@pytest.mark.parametrize(
    "name", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", '=HYPERLINK("x")', "\x07bell"]
)
def test_no_name_is_a_formula(
    name: str,
    tmp_path: Path,
    library: Library,
    writing: Callable[..., Roster],
    written_weeks: dict[str, str],
) -> None:
    roster = writing({name: written_weeks[CAMILLE.name]}, ward=name)
    path = tmp_path / "tableau.xlsx"
    judgement = judge(roster.timelines(), library=library)
    write_workbook(roster, judgement, path, printed_on=PRINTED, version="0.1.0", library=library)
    book = load_workbook(path)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    shown = [cell for cell in cells if cell.value == name.replace("\x07", "")]
    assert shown
    assert all(cell.quotePrefix for cell in shown if name[0] in "=+-@")


def test_sheet_names_are_what_a_workbook_takes() -> None:
    names = sheet_names(["Service", "Inès", "inès", "A/B [c]", "'x'", "", "é" * 40, "é" * 41])
    assert names == ["Service", "Inès", "inès (2)", "A B c", "x", "Interne", "é" * 31, "é" * 27 + " (2)"]
    assert all(len(name) <= 31 for name in names)
