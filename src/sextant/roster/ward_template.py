"""Writes a filled example of a ward's workbook, to be changed by hand."""

from __future__ import annotations

import io
from datetime import date
from os import PathLike

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sextant.roster.roster_file import write_whole
from sextant.roster.ward_columns import SHEETS, Column

_EXAMPLE: dict[str, list[tuple[object, ...]]] = {
    "Service": [
        ("Médecine polyvalente",), ("Centre hospitalier de Kerlann",), ("metropole",), (date(2026, 11, 2),),
        (date(2026, 11, 29),), ("Dr Lemoine",), ("Pr Le Goff",), ("Mme Abiven",),
        ("au prorata du temps",),
    ],
    "Internes": [
        ("Camille", "approfondissement", 5, 1, "non", None, None, "jeudi après-midi", 12, 4, 1),
        ("Yanis", "approfondissement", 3, 1, "non", None, None, "jeudi après-midi", 13, 5, 0),
        ("Inès", "approfondissement", 4, 1, "non", date(2026, 12, 14), None, "mardi après-midi", 11, 4, 2),
        ("Théo", "approfondissement", 4, 0.5, "non", None, None, "jeudi après-midi", 6, 2, 0),
        ("Jade", "socle", 1, 1, "non", None, None, "mardi après-midi"),
        ("Hugo", "approfondissement", 6, 1, "non", None, None, "vendredi matin", 12, 4, 1),
        ("Sofia", "approfondissement", 2, 1, "non", None, None, "vendredi matin", 12, 4, 1),
        ("Malik", "approfondissement", 5, 1, "non", None, None, "2026-11-12 après-midi", 13, 5, 0),
    ],
    "Lignes": [("gardes", "Gardes de médecine", "garde", None, None, None, None, "non")],
    "Présence": [
        ("lundi au vendredi", "matin", 2, 4, 7),
        ("lundi au vendredi", "après-midi", 1, 3, 7),
        ("samedi", "matin", 0, 1, 2),
    ],
    "Congés": [("Camille", date(2026, 11, 16), date(2026, 11, 21), "congé", "oui")],
    "Souhaits": [
        ("Camille", "autonome", "vendredi après-midi", None, 3),
        ("Yanis", "éviter", "samedi, 2026-11-11", "gardes", 5),
    ],
    "Affectations": [("Jade", date(2026, 11, 11), "J@gardes")],
}  # fmt: skip


def template(path: str | PathLike[str]) -> None:
    """Writes a filled example workbook, to be changed by hand. Raises BadFile when it cannot be written."""
    book = Workbook()
    for title, columns in SHEETS.items():
        sheet = book.create_sheet(title)
        rows: list[tuple[object, ...]] = [tuple(column.title for column in columns), *_EXAMPLE[title]]
        if title == "Service":
            values = [value for (value,) in _EXAMPLE[title]]
            rows = [("Rubrique", "Valeur"), *zip((c.title for c in columns), values, strict=True)]
        for row in rows:
            sheet.append(list(row))
        _dress(sheet, columns)
    book.remove(book.worksheets[0])
    notes = book.create_sheet("Lisez-moi")
    notes.append(["Feuille", "Colonne", "Ce qu’on y écrit"])
    for title, columns in SHEETS.items():
        for column in columns:
            notes.append([title, column.title, column.note + (" À remplir." if column.needed else "")])
    _dress(notes, ())
    memory = io.BytesIO()
    book.save(memory)
    write_whole(path, memory.getvalue())


def _dress(sheet: Worksheet, columns: tuple[Column, ...]) -> None:
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="12616B")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for i, column in enumerate(sheet.iter_cols(), start=1):
        width = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[get_column_letter(i)].width = min(60, max(12, width + 2))
        for cell in column[1:]:
            if isinstance(cell.value, date):
                cell.number_format = "DD/MM/YYYY"
    sheet.freeze_panes = "A2"
