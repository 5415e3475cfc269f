"""A sheet of hours as rows of cells, wherever it comes from: a workbook, a CSV file, text pasted from a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from openpyxl.utils import get_column_letter

from sextant.document import read_bytes
from sextant.errors import BadCell, BadFile, Place
from sextant.workbook import MAX_BYTES, open_workbook

MAX_ROWS, MAX_COLUMNS = 20_000, 60


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells (text, numbers, dates, times or None). ``sheet`` is empty when there is only one."""

    name: str
    sheet: str
    rows: tuple[tuple[object, ...], ...]

    def place(self, row: int, column: int) -> Place:
        """Where a cell is, to be shown; both counted from 0."""
        return Place(self.name, sheet=self.sheet, cell=f"{get_column_letter(column + 1)}{row + 1}")


def read_table(path: str | PathLike[str], sheet: str = "") -> Table:
    """The first sheet of a workbook (or the named one), or a CSV file. Raises BadFile or BadCell."""
    return table_from(read_bytes(path, MAX_BYTES), str(path), sheet)


def table_from(content: bytes, name: str, sheet: str = "") -> Table:
    """The same from bytes. Raises BadFile or BadCell."""
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return _workbook(content, name, sheet)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return table_of(content.decode(encoding), Path(name).name)
        except UnicodeDecodeError:
            continue
    raise BadFile("ce fichier n’est ni un classeur ni du texte", place=Place(name))


def table_of(text: str, name: str = "texte collé") -> Table:
    """Text with tabs, semicolons or commas between its cells. Raises BadFile when it is empty or too long."""
    lines = text.splitlines()
    if not text.strip() or "\x00" in text:
        raise BadFile("ce texte est vide ou illisible", place=Place(name))
    if len(lines) > MAX_ROWS:
        raise BadFile(f"ce texte a plus de {MAX_ROWS} lignes", place=Place(name), remedy="Coupez-le en deux.")
    head = "\n".join(lines[:20])
    separator = max(("\t", ";", ","), key=head.count)
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        return Table(
            name, "", tuple(tuple(cell.strip() or None for cell in row[:MAX_COLUMNS]) for row in rows)
        )
    except csv.Error:
        raise BadFile("ce texte n’a pas la forme d’une feuille", place=Place(name)) from None


def _workbook(content: bytes, name: str, wanted: str) -> Table:
    book = open_workbook(content, name)
    sheets = list(book.worksheets)
    titles = [one.title for one in sheets]
    if wanted and wanted not in titles:
        raise BadFile(
            f"il n’y a pas de feuille « {wanted} »",
            place=Place(name),
            remedy=f"Feuilles : {', '.join(titles)}.",
        )
    chosen = next((one for one in sheets if one.title == wanted), sheets[0] if sheets else None)
    if chosen is None:
        raise BadFile("ce classeur n’a pas de feuille", place=Place(name))
    if chosen.max_row > MAX_ROWS or chosen.max_column > MAX_COLUMNS:
        raise BadFile(
            f"la feuille « {chosen.title} » est trop grande : {chosen.max_row} lignes, {chosen.max_column} colonnes",
            place=Place(name), remedy=f"Supprimez les lignes et colonnes vides ({MAX_ROWS} lignes au plus).",
        )  # fmt: skip
    rows = []
    for row in chosen.iter_rows():
        cells: list[object] = []
        for cell in row:
            if cell.data_type == "f":
                # A formula says what it computes, not what it found: only its neighbours that matter are asked for.
                cells.append(Formula(str(cell.value)))
            elif cell.data_type == "e":
                raise BadCell(f"cette cellule contient une erreur ({cell.value})",
                              place=Place(name, sheet=chosen.title, cell=cell.coordinate), remedy="Corrigez-la.")  # fmt: skip
            else:
                value = cell.value
                cells.append(value.strip() or None if isinstance(value, str) else value)
        rows.append(tuple(cells))
    return Table(name, chosen.title if len(sheets) > 1 else "", tuple(rows))


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell whose value is computed: fine in a column that is not read, refused in one that is."""

    text: str
