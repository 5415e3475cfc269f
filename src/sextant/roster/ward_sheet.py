"""Reads the same problem from a workbook (.xlsx) like those that wards keep, with errors by cell.

Sheets and columns have French names (:mod:`sextant.roster.ward_columns`); each cell becomes the value of a key
of the ward file, and from there the two readers are one. A workbook comes from outside: its size is checked
before and after unpacking, macros, formulas and entities are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from os import PathLike
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from sextant.document import Document, decode, parse_document, read_bytes
from sextant.errors import BadCell, BadFile, Place
from sextant.form import KeyPath, did_you_mean, nearest
from sextant.roster.problem import Problem
from sextant.roster.ward_columns import SHEETS, Column
from sextant.roster.ward_file import problem_of, read_ward
from sextant.workbook import MAX_BYTES, open_workbook, plain

MAX_ROWS = 3_000
MAX_COLUMNS = 60
_NEEDED = ("Service", "Internes")


def read_ward_sheet(path: str | PathLike[str]) -> Problem:
    """The problem described by a workbook. Raises BadFile, or BadCell with the sheet and the cell."""
    return problem_of(sheet_document(read_bytes(path, MAX_BYTES), str(path)))


def ward_document(content: bytes, name: str) -> Document:
    """The ward file or the workbook that these bytes are, told apart by what they begin with. Raises BadInput."""
    if len(content) > MAX_BYTES:
        raise BadFile("ce fichier est trop lourd", place=Place(file=name), why="la limite est de 2 Mo")
    workbook = content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    return sheet_document(content, name) if workbook else parse_document(decode(content, name), name)


def sheet_document(content: bytes, name: str) -> Document:
    """The bytes of a workbook as a document of the form of the ward file. Raises BadFile or BadCell."""
    return _Reader(name, open_workbook(content, name)).document()


def read_any_ward(path: str | PathLike[str]) -> Problem:
    """The problem of a ward file or of a workbook, told apart by the name. Raises BadInput."""
    sheets = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
    return read_ward_sheet(path) if Path(path).suffix.lower() in sheets else read_ward(path)


class _Reader:
    """Turns sheets into the values of a ward file, remembering the cell of each."""

    def __init__(self, name: str, book: Workbook) -> None:
        self.name = name
        self.data: dict[str, Any] = {}
        self.cells: dict[KeyPath, tuple[str, str]] = {(): ("Service", "")}
        self.sheets = self._known(book)

    def document(self) -> Document:
        """The workbook as a document of the same form as the ward file."""
        self._service(self.sheets["Service"])
        for title, key in (("Internes", "interns"), ("Lignes", "lines"), ("Présence", "presence")):
            if title in self.sheets:
                self.cells[(key,)] = (title, "")
                for row in self._rows(title):
                    position = len(self.data.setdefault(key, []))
                    self.data[key].append({})
                    self._fill(self.data[key][position], (key, position), row)
        if not self.data.get("interns"):
            raise BadCell("la feuille « Internes » est vide", place=Place(self.name, sheet="Internes"),
                          remedy="Écrivez un interne par ligne, sous les titres.")  # fmt: skip
        self._check_names()
        for title, key in (("Congés", "leave"), ("Affectations", "fixed"), ("Souhaits", "wishes")):
            if title in self.sheets:
                for row in self._rows(title):
                    self._of_intern(key, row)
        return Document(self.name, self.data, {}, self.cells)

    def _check_names(self) -> None:
        """Two interns of one name: the other sheets could not say which."""
        seen: dict[str, str] = {}
        for i, intern in enumerate(self.data["interns"]):
            name, (title, cell) = str(intern["name"]), self.cells["interns", i, "name"]
            if name.casefold() in seen:
                raise self._bad(title, cell, f"deux internes portent le même nom (« {name} »)",
                                "Ajoutez une initiale.", f"le premier : cellule {seen[name.casefold()]}")  # fmt: skip
            seen[name.casefold()] = cell

    def _known(self, book: Workbook) -> dict[str, Worksheet]:
        wanted = {plain(title): title for title in SHEETS}
        found: dict[str, Worksheet] = {}
        for sheet in book.worksheets:
            if not isinstance(sheet, Worksheet):
                continue
            word = plain(sheet.title)
            if word in wanted:
                if wanted[word] in found:
                    raise BadCell(f"deux feuilles s’appellent « {wanted[word]} »", place=Place(self.name))
                found[wanted[word]] = sheet
            elif nearest(word, list(wanted)):
                close = wanted[nearest(word, list(wanted))]
                raise BadCell(f"la feuille « {sheet.title} » n’est pas comprise", place=Place(self.name),
                              remedy=f"Vouliez-vous dire « {close} » ?")  # fmt: skip
        for title in _NEEDED:
            if title not in found:
                raise BadCell(f"la feuille « {title} » manque", place=Place(self.name),
                              remedy="Partez du classeur d’exemple.")  # fmt: skip
        for title, known in found.items():
            if known.max_row > MAX_ROWS or known.max_column > MAX_COLUMNS:
                raise BadCell(
                    f"cette feuille est trop grande : {known.max_row} lignes, {known.max_column} colonnes",
                    place=Place(self.name, sheet=title),
                    remedy=f"Supprimez les lignes et colonnes vides ({MAX_ROWS} lignes au plus).",
                )
        return found

    def _bad(self, title: str, cell: str, what: str, remedy: str = "", why: str = "") -> BadCell:
        return BadCell(what, place=Place(self.name, cell=cell, sheet=title), why=why, remedy=remedy)

    def _value(self, title: str, cell: Cell | MergedCell) -> object:
        if cell.data_type == "f":
            raise self._bad(title, cell.coordinate, "cette cellule contient une formule",
                            "Copiez la cellule, puis collez seulement la valeur.")  # fmt: skip
        if cell.data_type == "e":
            raise self._bad(
                title, cell.coordinate, f"cette cellule contient une erreur ({cell.value})", "Corrigez-la."
            )
        value = cell.value
        if isinstance(value, str):
            value = value.strip() or None
        if isinstance(value, time):
            return value.strftime("%H:%M")
        return value

    def _service(self, sheet: Worksheet) -> None:
        known = {plain(column.title): column for column in SHEETS["Service"]}
        seen: dict[str, str] = {}
        for row in sheet.iter_rows(max_col=2):
            title, cell = self._value("Service", row[0]), row[-1]
            if title is None:
                continue
            column = known.get(plain(str(title)))
            if column is None:
                if plain(str(title)) == "rubrique":
                    continue
                raise self._bad("Service", row[0].coordinate, f"« {title!s:.40} » n’est pas compris",
                                did_you_mean(str(title), [c.title for c in SHEETS["Service"]]))  # fmt: skip
            if column.title in seen:
                raise self._bad("Service", row[0].coordinate, f"« {column.title} » est écrit deux fois",
                                why=f"la première fois en {seen[column.title]}")  # fmt: skip
            seen[column.title] = row[0].coordinate
            if self._value("Service", cell) is None and column.needed:
                raise self._bad(
                    "Service", cell.coordinate, f"« {column.title} » n’est pas rempli", column.note
                )
            self._fill(self.data, (), [(column, "Service", cell)])
        for column in SHEETS["Service"]:
            if column.needed and column.title not in seen:
                raise self._bad(
                    "Service",
                    "",
                    f"« {column.title} » manque",
                    "Ajoutez une ligne : le titre, puis la valeur.",
                )

    def _rows(self, title: str) -> Iterator[list[tuple[Column, str, Cell | MergedCell]]]:
        """The filled rows of a sheet, each as its columns and cells."""
        sheet, columns = self.sheets[title], SHEETS[title]
        known = {plain(column.title): column for column in columns}
        heads: dict[int, Column] = {}
        rows = sheet.iter_rows()
        for i, cell in enumerate(next(rows, ())):
            value = self._value(title, cell)
            if value is None:
                continue
            column = known.get(plain(str(value)))
            if column is None:
                raise self._bad(title, cell.coordinate, f"la colonne « {value!s:.40} » n’est pas comprise",
                                did_you_mean(str(value), [c.title for c in columns]))  # fmt: skip
            if column in heads.values():
                raise self._bad(title, cell.coordinate, f"la colonne « {column.title} » est écrite deux fois")
            heads[i] = column
        for column in columns:
            if column.needed and column not in heads.values():
                raise self._bad(
                    title,
                    "",
                    f"la colonne « {column.title} » manque",
                    "Ajoutez ce titre à la première ligne.",
                )
        for row in rows:
            if all(self._value(title, cell) is None for cell in row):
                continue
            for i, column in heads.items():
                if column.needed and self._value(title, row[i]) is None:
                    raise self._bad(
                        title, row[i].coordinate, f"« {column.title} » n’est pas rempli", column.note
                    )
            stray = next(
                (c for i, c in enumerate(row) if i not in heads and self._value(title, c) is not None), None
            )
            if stray is not None:
                raise self._bad(title, stray.coordinate, "cette cellule n’a pas de titre de colonne",
                                "Donnez-lui un titre, ou videz-la.")  # fmt: skip
            yield [(column, title, row[i]) for i, column in heads.items()]

    def _fill(
        self, target: dict[str, Any], path: KeyPath, row: list[tuple[Column, str, Cell | MergedCell]]
    ) -> None:
        """Writes the cells of a row under their keys, and remembers where each came from."""
        if row and path:
            self.cells[path] = (row[0][1], row[0][2].coordinate)
        for column, title, cell in row:
            value = self._value(title, cell)
            if value is None:
                continue
            try:
                value = column.read(value)
            except ValueError as error:
                what, _, remedy = str(error).partition(" → ")
                raise self._bad(title, cell.coordinate, what, remedy) from None
            inside = target
            for i, step in enumerate(column.key[:-1]):
                assert isinstance(step, str)
                inside = inside.setdefault(step, {})
                self.cells.setdefault((*path, *column.key[: i + 1]), (title, cell.coordinate))
            last = column.key[-1]
            assert isinstance(last, str)
            inside[last] = value
            self.cells[(*path, *column.key)] = (title, cell.coordinate)

    def _of_intern(self, key: str, row: list[tuple[Column, str, Cell | MergedCell]]) -> None:
        """A row of a sheet about an intern who is described in « Internes »."""
        entry: dict[str, Any] = {}
        self._fill(entry, ("row",), row)
        cells = {path[1:]: cell for path, cell in self.cells.items() if path[:1] == ("row",)}
        self.cells = {path: cell for path, cell in self.cells.items() if path[:1] != ("row",)}
        names = [intern["name"] for intern in self.data["interns"]]
        name = entry.pop("name")
        title, where = cells[("name",)]
        if name not in names:
            raise self._bad(
                title,
                where,
                f"« {name!s:.60} » n’est pas un interne de ce service",
                did_you_mean(name, names),
            )
        position = names.index(name)
        place: KeyPath = ("interns", position, key)
        intern = self.data["interns"][position]
        if key == "wishes":
            wish = entry.pop("wish")
            if wish == "personal":
                entry["when"] = entry.pop("days")
                cells[("when",)] = cells[("days",)]
                if "line" in entry:
                    raise self._bad(
                        *cells[("line",)],
                        "une demi-journée autonome n’a pas de ligne",
                        "Videz cette cellule.",
                    )
            place = (*place, wish)
            items = intern.setdefault("wishes", {}).setdefault(wish, [])
        else:
            items = intern.setdefault(key, [])
        place = (*place, len(items))
        items.append(entry)
        self.cells[place] = cells.get((), (title, where))
        for path, cell in cells.items():
            self.cells[(*place, *path)] = cell
