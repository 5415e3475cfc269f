"""Sheets that interns keep: recognised, shown, read, or told with the cell."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from sextant.almanac.activity import Kind
from sextant.errors import BadFile
from sextant.ledger.blank_sheet import blank_sheet
from sextant.ledger.cells import read_day, read_hour, read_span
from sextant.ledger.entry import Entry
from sextant.ledger.importing import plan_import
from sextant.ledger.journal import Replayed, replay
from sextant.ledger.sheet import read_sheet, recognise, say_columns
from sextant.ledger.sheet_table import read_table, table_of
from sextant.ledger.sheet_words import Role
from tests.sextant.ledger.noted import MONDAY, NOW, PERSON, at, sealed

HEAD = "Date;Jour;Arrivée;Départ;Pause;Garde;Type;Total\n"


def read(text: str, **kinds: Kind) -> list[Entry]:
    table = table_of(HEAD + text)
    found = read_sheet(table, recognise(table, kinds=kinds), PERSON, NOW)
    assert not found.refused, [str(error) for error in found.refused]
    return found.entries


def complaint(text: str) -> str:
    table = table_of(HEAD + text)
    (error,) = read_sheet(table, recognise(table), PERSON, NOW).refused
    return str(error)


def facts(entries: list[Entry]) -> list[tuple[Kind, int, int, int | None]]:
    return [(one.kind, one.start, one.end, one.half_days) for one in entries]


def test_a_day_from_morning_to_evening_is_two_half_days() -> None:
    (entry,) = read("16/11/2026;lundi;8h30;18h45;45;;;9h30\n")
    assert facts([entry]) == [(Kind.STAGE, at(MONDAY, "08:30"), at(MONDAY, "18:45"), 2)]
    assert entry.lunch == 45
    assert entry.minutes == 9 * 60 + 30


def test_a_garde_after_a_day_is_counted_apart() -> None:
    next_day = MONDAY + timedelta(days=1)
    assert facts(read("16/11/2026;;08:30;08:30;;oui;;\n")) == [
        (Kind.STAGE, at(MONDAY, "08:30"), at(MONDAY, "18:30"), 2),
        (Kind.GARDE_NUIT, at(MONDAY, "18:30"), at(next_day, "08:30"), None),
    ]


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        ("21/11/2026", [Kind.STAGE, Kind.CONTINUITE, Kind.GARDE_NUIT]),  # a Saturday
        ("22/11/2026", [Kind.GARDE_JOUR, Kind.GARDE_NUIT]),
        ("11/11/2026", [Kind.GARDE_JOUR, Kind.GARDE_NUIT]),  # a holiday
    ],
)
def test_twenty_four_hours_of_a_free_day(day: str, kinds: list[Kind]) -> None:
    entries = read(f"{day};;08:30;08:30;;x;;\n")
    assert [one.kind for one in entries] == kinds
    assert sum(one.minutes for one in entries) == 24 * 60


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("16/11/2026;;18:30;8:30;;;;", Kind.GARDE_NUIT),
        ("16/11/2026;;18:30;0:30;;oui;;", Kind.DEMI_GARDE),
        ("16/11/2026;;18:30;0:30;;;demi-garde;", Kind.DEMI_GARDE),
        ("22/11/2026;;8:30;18:30;;oui;;", Kind.GARDE_JOUR),
        ("16/11/2026;;14:00;18:00;;;Cours;", Kind.UNIVERSITY),
        ("16/11/2026;;14:00;18:00;;;Thèse;", Kind.PERSONAL),
        ("16/11/2026;;;;;;CA;", Kind.LEAVE),
        ("16/11/2026;;;;;;arrêt maladie;", Kind.SICKNESS),
        ("16/11/2026;;;;;;repos de sécurité;", Kind.REST),
    ],
)
def test_natures(row: str, kind: Kind) -> None:
    assert [one.kind for one in read(row + "\n")] == [kind]


def test_a_row_without_a_date_goes_on_with_the_day_above() -> None:
    entries = read("16/11/2026;;08:30;13:00;;;;\n;;14:00;18:30;;;;\n17/11/2026;;;;;;;\n;;18:30;8:30;;;;\n")
    assert [one.day - MONDAY.toordinal() for one in entries] == [0, 0, 1]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("16/11/2026;;8h75;13:00;;;;", "cellule C2 : « 8h75 » n’est pas une heure"),
        ("31/02/2026;;8:30;13:00;;;;", "cellule A2 : le 31/02/2026 n’existe pas"),
        ("16/11/2026;;8:30;;;;;", "cellule D2 : le départ manque"),
        ("16/11/2026;;;13:00;;;;", "cellule C2 : l’arrivée manque"),
        (";;8:30;13:00;;;;", "la date manque"),
        ("16/11/2026;;8:30;13:00;;;GN;", "cellule G2 : « GN » : nature inconnue"),
        ("16/11/2026;;;;;oui;;", "une garde sans ses heures"),
        ("16/11/2026;;8:30;18:30;;oui;;", "ni une nuit, ni un dimanche"),
        ("16/11/2026;;14:00;02:00;;;;", "finit le lendemain, sans garde"),
        ("28/03/2027;;02:30;13:00;;;;", "n’existe pas"),
        ("16/11/2026;;;;;;cours;", "« cours » sans heures"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_cell(row: str, says: str) -> None:
    assert says in complaint(row + "\n").replace("\u202f", " ")


def test_a_word_that_the_person_explains_is_read() -> None:
    assert [one.kind for one in read("16/11/2026;;18:30;8:30;;;GN;\n", GN=Kind.GARDE_NUIT)] == [
        Kind.GARDE_NUIT
    ]


def test_what_is_understood_is_said() -> None:
    table = table_of("Mes heures\nJour;Date;Prise;Fin;Humeur\nlundi;16/11/2026;8:30;13:00;bof\n")
    with pytest.raises(BadFile, match="l’arrivée et le départ"):
        recognise(table)
    columns = recognise(table, {"Prise": Role.START})
    assert columns.row == 1
    assert say_columns(columns) == [
        "« Date » donne la date (par exemple 16/11/2026)",
        "« Prise » donne l’heure d’arrivée (par exemple 8:30)",
        "« Fin » donne l’heure de départ (par exemple 13:00)",
        "« Humeur » n’est pas lue",
    ]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Date\n16/11/2026\n"])
def test_a_sheet_without_titles_is_told(text: str) -> None:
    with pytest.raises(BadFile):
        recognise(table_of(text))


def test_mornings_and_afternoons_apart_and_cells_of_a_spreadsheet(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(
        ["Date", "Arrivée matin", "Départ matin", "Arrivée après-midi", "Départ après-midi", "Heures"]
    )
    sheet.append([datetime(2026, 11, 16), time(8, 30), time(13), time(14), 0.78125, "=E2-B2"])
    book.save(tmp_path / "h.xlsx")
    table = read_table(tmp_path / "h.xlsx")
    found = read_sheet(table, recognise(table), PERSON, NOW)
    assert facts(found.entries) == [
        (Kind.STAGE, at(MONDAY, "08:30"), at(MONDAY, "13:00"), 1),
        (Kind.STAGE, at(MONDAY, "14:00"), at(MONDAY, "18:45"), 1),
    ]


def test_a_formula_in_a_column_that_is_read_is_told(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Date", "Arrivée", "Départ"])
    book.active.append([datetime(2026, 11, 16), time(8, 30), "=B2+0.2"])
    book.save(tmp_path / "h.xlsx")
    table = read_table(tmp_path / "h.xlsx")
    (error,) = read_sheet(table, recognise(table), PERSON, NOW).refused
    assert "cellule C2 : cette cellule contient une formule" in str(error)


def test_the_blank_sheet_filled_reads_back(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(blank_sheet(date(2026, 11, 16), date(2026, 11, 22))))
    sheet = book["Mes heures"]
    assert [cell.value for cell in sheet[2]][:2] == [datetime(2026, 11, 16), "lundi"]
    sheet["D2"], sheet["E2"], sheet["F2"], sheet["J2"] = time(8, 30), time(18, 30), 60, 90
    sheet["G3"], sheet["H3"] = time(18, 30), time(8, 30)
    sheet["C5"], sheet["D5"], sheet["E5"], sheet["I5"] = (
        "astreinte",
        "18:30",
        "8:30",
        "20:00-22:00~1h, 1:30-5:30~3h",
    )
    sheet["C6"] = "congé"
    book.save(tmp_path / "h.xlsx")
    table = read_table(tmp_path / "h.xlsx")
    found = read_sheet(table, recognise(table), PERSON, NOW)
    assert not found.refused
    assert [one.kind for one in found.entries] == [Kind.STAGE, Kind.GARDE_NUIT, Kind.ASTREINTE, Kind.LEAVE]
    assert (found.entries[0].minutes, found.entries[0].out_of_care) == (9 * 60, 90)
    assert [(call.end - call.start, call.on_site) for call in found.entries[2].call_outs] == [
        (120, 60),
        (240, 180),
    ]


def test_an_untouched_blank_sheet_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "h.xlsx").write_bytes(blank_sheet(date(2026, 11, 2), date(2027, 1, 31)))
    table = read_table(tmp_path / "h.xlsx")
    found = read_sheet(table, recognise(table), PERSON, NOW)
    assert (found.entries, found.refused) == ([], ())


@st.composite
def rows(draw: st.DrawFn) -> str:
    days = draw(st.lists(st.integers(0, 13), unique=True, min_size=1, max_size=8))
    lines = []
    for n in days:
        start, length = draw(st.integers(7, 11)), draw(st.integers(2, 9))
        day = date(2026, 11, 2) + timedelta(days=n)
        lines.append(f"{day:%d/%m/%Y};;{start}:00;{start + length}h15;;;;\n")
    return "".join(lines)


@given(rows())
def test_importing_twice_is_importing_once(text: str) -> None:
    first = plan_import(Replayed(()), read(text), NOW)
    assert not first.refused
    assert not first.known
    again = plan_import(replay(sealed(*first.new)), read(text), NOW)
    assert (again.new, len(again.known), again.refused) == ((), len(first.new), ())


@pytest.mark.parametrize(
    "value",
    ["2026-11-16", "16/11/2026", "16/11/26", "16.11.2026", "lundi 16 novembre 2026", "16 nov. 2026",
     datetime(2026, 11, 16), date(2026, 11, 16)],
)  # fmt: skip
def test_days(value: object) -> None:
    assert read_day(value) == MONDAY


@pytest.mark.parametrize(
    "value", ["08:30", "8h30", "8 h 30", "0830", "8:30:00", time(8, 30), 8.5 / 24, "8H30"]
)
def test_hours(value: object) -> None:
    assert read_hour(value) == 510


@pytest.mark.parametrize("value", ["45", 45, "45 min", "0:45", time(0, 45), 0.75 / 24, "45min"])
def test_spans(value: object) -> None:
    assert read_span(value) == 45
