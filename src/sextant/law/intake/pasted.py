"""What comes in, told apart: pasted text or an uploaded file, by what it holds more than by its name."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from sextant.almanac.activity import Activity
from sextant.document import Document, decode, parse_document
from sextant.errors import BadFile, BadInput, Place
from sextant.law.intake.calendar_file import read_calendar
from sextant.law.intake.entry import Given, Heard, Intake
from sextant.law.intake.gather import gather, means
from sextant.law.intake.plain_lines import read_lines
from sextant.law.intake.table import MAX_COLUMNS, Row, Value, read_table, value
from sextant.law.planning_file import planning_of
from sextant.workbook import open_workbook

MAX_BYTES = 1_000_000
"""The heaviest file taken in: a trimester weighs a hundred times less."""

MAX_TEXT = 200_000
"""The longest text, in signs."""

_YAML = re.compile(r"^(sextant|person|weeks?|activities|from|nature|lines|roster|ward)\s*:", re.MULTILINE)


def read_pasted(text: str, given: Given) -> Intake:
    """The planning of a pasted text. Raises BadInput only for the whole: too long, not text, a YAML that does not hold."""
    return _text(text, "", given)


def read_upload(name: str, content: bytes, given: Given) -> Intake:
    """The planning of a file. Raises BadInput, with the name of the file, for the whole of it."""
    name = PurePath(name.replace("\\", "/")).name[:80] or "fichier"
    place = Place(file=name)
    if len(content) > MAX_BYTES:
        raise BadFile("ce fichier est trop lourd", place=place, why="la limite est de 1 Mo",
                      remedy="Ne gardez que la période à vérifier.")  # fmt: skip
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise BadFile("ce fichier est vide", place=place, remedy="Vérifiez que c’est le bon.")
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or name.lower().endswith((".xlsx", ".xlsm", ".xls")):
        return _workbook(content, name, given)
    if content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8")):
        raise BadFile("un PDF ou une photo ne se lit pas ici", place=place,
                      remedy="Recopiez le planning, ou demandez le tableur d’origine.")  # fmt: skip
    return _text(_decoded(content, name), name, given)


def _decoded(content: bytes, name: str) -> str:
    """UTF-8, or what spreadsheets on Windows write when it is told from UTF-8 without a doubt."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise BadFile(
                "ce fichier n’est pas du texte", place=Place(name), remedy="Enregistrez-le en UTF-8."
            ) from None
    return decode(content, name)


def _text(text: str, name: str, given: Given) -> Intake:
    place = Place(file=name)
    if len(text) > MAX_TEXT:
        raise BadInput("ce texte est trop long", place=place, why=f"la limite est de {MAX_TEXT // 1000} 000 signes",
                       remedy="Ne gardez que la période à vérifier.")  # fmt: skip
    if "\x00" in text:
        raise BadFile(
            "c’est un contenu binaire, pas du texte",
            place=place,
            remedy="Enregistrez-le comme texte, en UTF-8.",
        )
    if text.lstrip("\ufeff \r\n").upper().startswith("BEGIN:VCALENDAR"):
        entries, unheard, notes = read_calendar(text.lstrip("\ufeff"), name or "calendrier", given)
        return gather(entries, unheard, given, notes)
    if _YAML.search(text):
        return _document(parse_document(text, name or "planning"), given)
    separator = _separator(text, name)
    if separator:
        return _table(_rows(text, separator), given)
    entries, unheard = read_lines(text, given)
    return gather(entries, unheard, given)


def _separator(text: str, name: str) -> str:
    """The sign between columns of a pasted table or a .csv; nothing for plain lines."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return ""
    if sum("\t" in line for line in lines) * 2 > len(lines):
        return "\t"
    if name.lower().endswith(".csv"):
        return max(";,|", key=lambda sign: sum(line.count(sign) for line in lines))
    steady = [line.count(";") for line in lines]
    return ";" if len(lines) > 1 and min(steady) >= 2 and len(set(steady)) == 1 else ""


def _rows(text: str, separator: str) -> list[Row]:
    rows: list[Row] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=separator), start=1):
            rows.append(
                [
                    _cell(cell.strip(), Place(line=number, key=f"colonne {_letter(i)}"))
                    for i, cell in enumerate(cells)
                ]
            )
    except csv.Error:
        raise BadInput(
            "ce tableau ne peut pas être lu", remedy="Un guillemet n’est sans doute pas fermé."
        ) from None
    return rows


def _cell(text: str, place: Place) -> Value:
    if re.match(r"[=@]|[+-][A-Z(]", text):
        return Value(text, place, refused="cette cellule contient une formule")
    return value(text, place)


def _letter(number: int) -> str:
    found = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _workbook(content: bytes, name: str, given: Given) -> Intake:
    book = open_workbook(content, name)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    answers: list[Intake] = []
    for sheet in sheets[:12]:
        answer = _table(_sheet_rows(sheet), given)
        if answer.choices or answer.heard:
            return _with_note(answer, f"Feuille lue : « {sheet.title} ».", len(sheets) > 1)
        answers.append(answer)
    if not answers:
        raise BadFile("ce classeur n’a aucune feuille à lire", place=Place(name))
    return answers[0]


def _with_note(answer: Intake, note: str, several: bool) -> Intake:
    return replace(answer, notes=(note, *answer.notes)) if several else answer


def _sheet_rows(sheet: Worksheet) -> list[Row]:
    rows: list[Row] = []
    for cells in sheet.iter_rows(
        max_row=min(sheet.max_row, 2_100), max_col=min(sheet.max_column, MAX_COLUMNS + 1)
    ):
        row: list[Value] = []
        for cell in cells:
            place = Place(sheet=sheet.title, cell=cell.coordinate)
            if isinstance(cell, MergedCell):
                row.append(Value("", place, merged=True))
            elif cell.data_type == "f":
                row.append(Value("formule", place, refused="cette cellule contient une formule"))
            elif cell.data_type == "e":
                row.append(
                    Value(str(cell.value), place, refused=f"cette cellule contient une erreur ({cell.value})")
                )
            else:
                row.append(value(cell.value, place))
        rows.append(row)
    return rows


def _table(rows: list[Row], given: Given) -> Intake:
    found = read_table(rows, given)
    if found.choices and not found.entries:
        return Intake(choices=found.choices, unheard=found.unheard, notes=found.notes)
    return gather(found.entries, found.unheard, given, found.notes)


def _document(document: Document, given: Given) -> Intake:
    """A planning file: it says everything itself, person and readings included."""
    if "roster" in document.data or "ward" in document.data:
        raise BadInput(
            "c’est le fichier d’un service, pas le planning d’une personne",
            place=Place(document.name),
            remedy="Donnez une seule personne : ses semaines sous « weeks ».",
        )
    planning = planning_of(document, start=given.start)
    line = planning.timeline
    by_day: dict[int, list[Activity]] = {}
    for activity in line.activities:
        by_day.setdefault(activity.day, []).append(activity)
    heard = [
        Heard(Place(document.name), "", date.fromordinal(day), "", means(activities, line.person.zone))
        for day, activities in by_day.items()
    ]
    notes = ["Ce fichier dit lui-même la personne et ses dates : les choix du formulaire ne le changent pas."]
    return Intake(planning, heard=tuple(heard), notes=tuple(notes))


__all__ = ["MAX_BYTES", "MAX_TEXT", "read_pasted", "read_upload"]
