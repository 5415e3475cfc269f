"""A workbook like those that wards keep gives the same problem as the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from sextant.almanac.activity import Kind
from sextant.roster.problem import Problem
from sextant.roster.ward_columns import SHEETS, plain
from sextant.roster.ward_file import read_ward
from sextant.roster.ward_sheet import read_any_ward, read_ward_sheet
from sextant.roster.ward_template import template
from sextant.roster.ward_text import ward_text


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The example workbook."""
    file = tmp_path / "service.xlsx"
    template(file)
    return file


def test_the_example_workbook_is_read(book: Path) -> None:
    problem = read_ward_sheet(book)
    assert (problem.ward, problem.first, problem.last) == (
        "Médecine polyvalente",
        date(2026, 11, 2),
        date(2026, 11, 29),
    )
    assert [i.name for i in problem.interns] == [
        "Camille",
        "Yanis",
        "Inès",
        "Théo",
        "Jade",
        "Hugo",
        "Sofia",
        "Malik",
    ]
    assert problem.intern("Théo").person.share == 0.5
    pregnancy = problem.intern("Inès").person.pregnancy
    assert pregnancy is not None
    assert pregnancy.third_month == date(2026, 12, 14)
    assert [(leave.first.day, leave.last.day) for leave in problem.intern("Camille").leaves] == [(16, 21)]
    assert problem.intern("Camille").personal_wishes[0].weekday == 4
    assert len(problem.intern("Yanis").duty_wishes[0].days) == 5
    assert problem.intern("Jade").fixed[0].kind is Kind.GARDE_JOUR
    assert problem.signatories["responsable"] == "Dr Lemoine"


def test_a_workbook_and_a_file_say_the_same_problem(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "service.yaml"
    file.write_text(ward_text(read_ward_sheet(book)), encoding="utf-8")
    assert read_ward(file) == read_ward_sheet(book)


def test_the_name_of_the_file_says_which_reader(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "service.yaml"
    file.write_text(ward_text(read_ward_sheet(book)), encoding="utf-8")
    assert read_any_ward(file) == read_any_ward(book)


def changed(book: Path, sheet: str, **cells: object) -> Problem:
    """The problem of the example workbook with some cells changed."""
    opened = openpyxl.load_workbook(book)
    for cell, value in cells.items():
        opened[sheet][cell] = value
    opened.save(book)
    return read_ward_sheet(book)


@pytest.mark.parametrize("written", [date(2026, 11, 17), "17/11/2026", "2026-11-17", " 17.11.2026 "])
def test_a_date_is_a_date_or_its_text(book: Path, written: object) -> None:
    assert changed(book, "Congés", B2=written).intern("Camille").leaves[0].first == date(2026, 11, 17)


@pytest.mark.parametrize(("written", "share"), [(0.5, 0.5), ("0,5", 0.5), ("50 %", 0.5), (1, 1)])
def test_a_share_is_a_number_or_its_text(book: Path, written: object, share: float) -> None:
    assert changed(book, "Internes", D2=written).intern("Camille").person.share == share


def test_titles_may_be_written_in_other_cases_and_orders(book: Path) -> None:
    assert changed(
        book, "Présence", A1="JOUR", C1="minimum ", D1="Maximum", E1="souhaite", E2=3, D2=8, D3=9, D4=9
    ).presence


def test_empty_rows_and_other_sheets_do_not_matter(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    opened["Congés"].insert_rows(2)
    opened.create_sheet("Brouillon")["A1"] = "=1+1"
    opened.save(book)
    assert read_ward_sheet(book).intern("Camille").leaves


def test_words_are_compared_without_accents_nor_plurals() -> None:
    assert plain("Présences ") == plain("presence")
    assert len({plain(title) for title in SHEETS}) == len(SHEETS)
    for columns in SHEETS.values():
        assert len({plain(column.title) for column in columns}) == len(columns)
