"""Rows and columns, pasted, from a .csv or a .xlsx: finds the days, then what is written of each.

Three shapes are known, as wards and interns keep them:

    a day a row           Date | Matin | Après-midi | Nuit          or  Date | Activité | Début | Fin
    days in columns       Nom  | lun 2 | mar 3 | …                  one row a person, or three (matin, après-midi, nuit)
    weeks in rows         Semaine | Lundi | Mardi | …               one row a week, or three

A column or a cell that is not understood is told with its address; nothing is left out in silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sextant import wording
from sextant.almanac.letters import DAY_NAMES
from sextant.almanac.week import months_later
from sextant.errors import BadInput, Place
from sextant.law.intake.day_head import read_day
from sextant.law.intake.entry import MAX_LINES, Cell, DayRef, Entry, Given, Unheard
from sextant.wording import fold

MAX_COLUMNS = 400

_SLOTS = {
    "matin": 0, "matinee": 0, "m": 0,
    "apres-midi": 1, "apres midi": 1, "aprem": 1, "apm": 1, "a": 1,
    "nuit": 2, "garde": 2, "gardes": 2, "garde de nuit": 2, "astreinte": 2, "n": 2, "soir": 2,
}  # fmt: skip
_HEADS = {
    "date": "day", "jour": "day", "jours": "day", "le": "day",
    "debut": "start", "heure de debut": "start", "heure debut": "start", "arrivee": "start", "de": "start",
    "fin": "end", "heure de fin": "end", "heure fin": "end", "depart": "end", "a": "end",
    "activite": "what", "type": "what", "poste": "what", "nature": "what", "quoi": "what", "planning": "what",
    "horaire": "what", "horaires": "what", "travail": "what", "journee": "what",
    "commentaire": "comment", "commentaires": "comment", "remarque": "comment", "remarques": "comment",
    "note": "comment", "notes": "comment", "duree": "comment", "total": "comment", "nom": "comment", "interne": "comment",
    "semaine": "comment",
}  # fmt: skip
_MONTHS_BACK = 7
"""A title may name the last day of a semester; the first column is looked for in the months before it."""

_PARTS = ("matin", "après-midi", "nuit")
_FEWEST = 5
"""Fewer days in a row do not make a header of days."""


@dataclass(frozen=True, slots=True)
class Value:
    """A cell: what it holds, as text or as a date, and where it is."""

    text: str
    place: Place
    day: date | None = None
    refused: str = ""  # a formula, an error of the spreadsheet
    merged: bool = False  # one cell with the one above it or beside it


Row = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Table:
    """What a table gives: entries, what was not understood, the notes, the names to choose from."""

    entries: tuple[Entry, ...] = ()
    unheard: tuple[Unheard, ...] = ()
    notes: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


def value(content: object, place: Place) -> Value:
    """A cell of a workbook or a piece of a pasted line."""
    if isinstance(content, datetime):
        whole = content.time() == time()
        return Value(
            f"{content:%d/%m/%Y}" if whole else f"{content:%d/%m/%Y %H:%M}",
            place,
            content.date() if whole else None,
        )
    if isinstance(content, date):
        return Value(f"{content:%d/%m/%Y}", place, content)
    if isinstance(content, time):
        return Value(f"{content:%H:%M}", place)
    if isinstance(content, float) and content.is_integer():
        content = int(content)
    return Value(" ".join(str(content).split("\u200b")).strip() if content is not None else "", place)


def read_table(rows: Sequence[Row], given: Given) -> Table:
    """The entries of a table. Nothing is raised."""
    rows = [row for row in rows if any(cell.text or cell.merged for cell in row)]
    if not rows:
        return Table(
            unheard=(Unheard(Place(), "", "ce tableau est vide", "Collez les jours et ce qui s’y fait."),)
        )
    if len(rows) > MAX_LINES or max(len(row) for row in rows) > MAX_COLUMNS:
        return Table(
            unheard=(
                Unheard(rows[0][0].place, "", f"ce tableau dépasse {MAX_LINES} lignes ou {MAX_COLUMNS} colonnes",
                        "Ne gardez que la période à vérifier."),
            )
        )  # fmt: skip
    refused = [
        Unheard(
            cell.place, cell.text[:60], cell.refused, "Copiez la cellule, puis collez seulement la valeur."
        )
        for row in rows
        for cell in row
        if cell.refused
    ]
    if refused:
        return Table(unheard=tuple(refused[:20]))
    for number, row in enumerate(rows[:40]):
        days = _days_across(rows, number, given)
        if days:
            by_week = all(ref.day is None and ref.exact is None for ref in days.values())
            return _across(rows[number + 1 :], days, given, by_week)
        if _heads(row):
            return _down(rows[number + 1 :], row)
    if sum(1 for row in rows if _day_of(row[0])) * 2 >= len(rows):
        return _down(rows, None)
    return Table(
        unheard=(
            Unheard(
                rows[0][0].place,
                " | ".join(cell.text for cell in rows[0] if cell.text)[:80],
                "les jours de ce tableau ne sont pas trouvés",
                "Mettez un jour par ligne, avec sa date dans la première colonne ; ou les jours en titres de colonnes.",
            ),
        )
    )


def _day_of(cell: Value) -> DayRef | None:
    """The day that fills a cell, whole."""
    if cell.day is not None:
        return DayRef(exact=cell.day)
    found = read_day(cell.text)
    if found and not cell.text[found[1] :].strip(" :.,"):
        return found[0]
    return None


# -- a day a row ------------------------------------------------------------------------------------------


def _heads(row: Row) -> bool:
    names = [fold(cell.text).strip(" :.") for cell in row if cell.text]
    return len(names) > 1 and any(_HEADS.get(name) == "day" for name in names)


def _down(rows: Sequence[Row], heads: Row | None) -> Table:
    unheard: list[Unheard] = []
    roles: dict[int, str | int] = {}
    ignored: list[str] = []
    day_column = 0
    for column, head in enumerate(heads or ()):
        name = fold(head.text).strip(" :.")
        if _HEADS.get(name) == "day" and "day" not in roles.values():
            roles[column], day_column = "day", column
        elif name in _SLOTS and name not in ("m", "a", "n"):
            roles[column] = _SLOTS[name]
        elif name in _HEADS:
            roles[column] = _HEADS[name]
            if roles[column] == "comment" and any(column < len(row) and row[column].text for row in rows):
                ignored.append(head.text)
        elif any(column < len(row) and row[column].text for row in rows):
            unheard.append(
                Unheard(head.place, head.text, f"la colonne « {head.text:.40} » n’est pas comprise",
                        "Titres connus : Date, Matin, Après-midi, Nuit, Activité, Début, Fin, Commentaire (non lu).")
            )  # fmt: skip
    widest = len(heads or ())
    for row in rows:
        unheard += [
            Unheard(
                cell.place,
                cell.text[:60],
                "cette cellule n’a pas de titre de colonne",
                "Donnez-lui un titre, ou videz-la.",
            )
            for cell in row[widest:]
            if heads and cell.text
        ]
    entries: list[Entry] = []
    for row in rows:
        first = row[day_column] if day_column < len(row) else None
        ref = _day_of(first) if first and first.text else None
        written = " | ".join(cell.text for cell in row if cell.text)
        if first and first.text and ref is None:
            unheard.append(Unheard(first.place, first.text, f"« {first.text:.40} » n’est pas une date",
                                   "Écrivez par exemple 02/11/2026."))  # fmt: skip
            continue
        cells = _cells(row, roles, day_column, bool(heads))
        if ref is None and entries:  # a second line of the same day
            entries[-1] = replace(
                entries[-1], written=f"{entries[-1].written} ; {written}", cells=(*entries[-1].cells, *cells)
            )
        elif ref is None:
            what = "cette ligne n’a pas de date"
            unheard.append(Unheard(row[0].place, written[:80], what, "Écrivez-la dans la première colonne."))
        else:
            place = first.place if first else row[0].place
            entries.append(Entry(place, written, ref, cells or (Cell(""),)))
    notes = [f"Colonnes non lues : {wording.join([f'« {name} »' for name in ignored])}."] if ignored else []
    return Table(tuple(entries), tuple(unheard), tuple(notes))


def _cells(row: Row, roles: dict[int, str | int], day_column: int, headed: bool) -> tuple[Cell, ...]:
    start = end = what = ""
    found: list[Cell] = []
    for column, cell in enumerate(row):
        role = roles.get(column)
        if column == day_column or not cell.text or role == "comment" or (headed and role is None):
            continue
        if isinstance(role, int):
            found.append(Cell(cell.text, role))
        elif role == "start":
            start = cell.text
        elif role == "end":
            end = cell.text
        elif role == "what":
            what = f"{what}, {cell.text}" if what else cell.text
        else:
            found.append(Cell(cell.text))
    if start and end:
        found.append(Cell(f"{what} {_clock(start)}-{_clock(end)}".strip()))
    elif start or end:
        found.append(Cell(f"{what} {start or end} sans fin" if start else f"{what} {end} sans début"))
    elif what:
        found.append(Cell(what))
    if not headed and len(found) == 1:
        return (Cell(found[0].text),)
    return tuple(found)


def _clock(text: str) -> str:
    """``8``, ``8.5`` and ``08:30:00`` of a column of hours, as a clock."""
    found = re.fullmatch(r"(\d{1,2}):(\d{2}):\d{2}", text)
    if found:
        return f"{found[1]}:{found[2]}"
    return f"{text}h" if re.fullmatch(r"\d{1,2}", text) else text


# -- days in columns --------------------------------------------------------------------------------------


def _days_across(rows: Sequence[Row], number: int, given: Given) -> dict[int, DayRef]:
    """The days of a header row, by column; empty when it is not one."""
    row = rows[number]
    found = {
        column: ref for column, cell in enumerate(row) if cell.text and (ref := _day_of(cell)) is not None
    }
    if (len(found) >= _FEWEST and 0 not in found) or len(found) >= 7:
        return found
    numbers = {
        column: int(cell.text)
        for column, cell in enumerate(row)
        if column and re.fullmatch(r"\d{1,2}", cell.text) and 1 <= int(cell.text) <= 31
    }
    columns = sorted(numbers)
    if len(columns) < _FEWEST or columns != list(range(columns[0], columns[0] + len(columns))):
        return {}
    return _numbered([numbers[column] for column in columns], columns, rows[:number], given)


def _numbered(
    numbers: Sequence[int], columns: Sequence[int], above: Sequence[Row], given: Given
) -> dict[int, DayRef]:
    """A header of bare numbers (2, 3, 4…): the month and the year come from the lines above, or from the form."""
    anchors = [given.start] if given.start else []
    for cell in (cell for row in above for cell in row):
        anchors += [cell.day] if cell.day else _written_days(cell.text, numbers[0])
    initials = above[-1] if above else ()
    for anchor in anchors:
        for back in range(_MONTHS_BACK):
            month = months_later(anchor.replace(day=1), -back)
            first = month.replace(day=min(numbers[0], 28)) + timedelta(days=max(0, numbers[0] - 28))
            days = [first + timedelta(days=n) for n in range(len(numbers))]
            if [day.day for day in days] == list(numbers) and _weekdays_agree(initials, columns, days):
                return {column: DayRef(exact=day) for column, day in zip(columns, days, strict=True)}
    return {}


def _written_days(text: str, number: int) -> list[date]:
    """The dates written in full in a title: « du 2 au 29 novembre 2026 », « novembre 2026 »."""
    found: list[date] = []
    month = re.fullmatch(r"\D*?([^\W\d_]+)\.?\s+(\d{4})", text.strip())
    whole = re.findall(r"\d{1,2}(?:er)?\s+[^\W\d_]+\.?\s+\d{4}|\d{1,2}/\d{1,2}/\d{4}", text)
    for written in [*whole, *([f"{number} {month[1]} {month[2]}"] if month else [])]:
        read = read_day(written)
        if read and read[0].day and read[0].month and read[0].year:
            with suppress(ValueError):
                found.append(date(read[0].year, read[0].month, read[0].day))
    return found


def _weekdays_agree(row: Row, columns: Sequence[int], days: Sequence[date]) -> bool:
    """False when the line above names weekdays (L, lun…) that are not those of these days."""
    named = [(fold(row[c].text)[:3], day) for c, day in zip(columns, days, strict=True) if c < len(row)]
    return all(DAY_NAMES[day.weekday()].startswith(name) for name, day in named if name.isalpha())


@dataclass(frozen=True, slots=True)
class _Block:
    """The rows of a person, or of a week: one, or three for the three parts of a day."""

    name: str
    rows: tuple[tuple[Row, int | None], ...]
    head: Value
    merged: bool = False  # its name spans its rows, as in the workbooks that Sextant writes
    extra: tuple[Row, ...] = ()  # rows past the three parts of a day


def _across(rows: Sequence[Row], days: dict[int, DayRef], given: Given, by_week: bool) -> Table:
    names = [
        column for column in range(min(days)) if any(column < len(row) and row[column].text for row in rows)
    ]
    blocks = _blocks(rows, names, days)
    if by_week:
        return _weeks(blocks, days)
    blocks = [block for block in blocks if block.merged] or blocks
    if len(blocks) > 1:
        choices = tuple(dict.fromkeys(block.name for block in blocks if block.name))
        wanted = [
            block for block in blocks if fold(block.name).strip() == fold(given.row).strip() and given.row
        ]
        if not wanted:
            return Table(choices=choices)
        blocks = wanted[:1]
    entries, unheard = _entries(blocks[0], days, {}) if blocks else ([], [])
    return Table(
        tuple(entries),
        tuple(unheard),
        (f"Ligne lue : {blocks[0].name}.",) if blocks and blocks[0].name else (),
    )


def _blocks(rows: Sequence[Row], names: Sequence[int], days: dict[int, DayRef]) -> list[_Block]:
    blocks: list[_Block] = []
    for row in rows:
        labels = [row[column] for column in names if column < len(row) and row[column].text]
        slot = next(
            (_SLOTS[fold(label.text).strip()] for label in labels if fold(label.text).strip() in _SLOTS), None
        )
        title = [label for label in labels if fold(label.text).strip() not in _SLOTS]
        filled = any(column < len(row) and row[column].text for column in days)
        merged = not title and any(column < len(row) and row[column].merged for column in names)
        head = title[0] if title else row[0]
        again = bool(blocks) and slot is not None and any(one == slot for _, one in blocks[-1].rows)
        if not (title or filled or merged):
            continue
        if title or not blocks or again:
            blocks.append(_Block(" ".join(label.text for label in title), ((row, slot),), head))
            continue
        last = blocks[-1]
        if slot is None and len(last.rows) >= len(_PARTS):
            blocks[-1] = replace(last, extra=(*last.extra, row))
            continue
        if slot is None:  # a name over its rows: matin, après-midi, nuit
            kept = tuple((one, number) for number, (one, _) in enumerate(last.rows))
            blocks[-1] = replace(last, rows=(*kept, (row, len(kept))), merged=last.merged or merged)
        else:
            blocks[-1] = replace(last, rows=(*last.rows, (row, slot)))
    return [block for block in blocks if any(c < len(r) and r[c].text for r, _ in block.rows for c in days)]


def _entries(
    block: _Block, days: dict[int, DayRef], dated: dict[int, DayRef]
) -> tuple[list[Entry], list[Unheard]]:
    entries: list[Entry] = []
    unheard = [
        Unheard(
            cell.place,
            cell.text[:60],
            "cette ligne vient après le matin, l’après-midi et la nuit",
            "Mettez un nom devant.",
        )
        for row in block.extra
        for cell in row[:1]
    ]
    undated = [c for c in range(min(days), max(days)) if c not in days]
    unheard += [
        Unheard(
            row[c].place,
            row[c].text[:60],
            "cette colonne n’a pas de date au-dessus d’elle",
            "Écrivez la date de ce jour.",
        )
        for c in undated
        for row, _ in block.rows
        if c < len(row) and row[c].text
    ]
    for column, ref in days.items():
        cells: list[Cell] = []
        place = block.head.place
        written: list[str] = []
        for row, slot in block.rows:
            if column < len(row) and row[column].text:
                cells.append(Cell(row[column].text, slot))
                if not written:
                    place = row[column].place
                written.append(row[column].text)
        entries.append(
            Entry(place, " | ".join(written) or "(vide)", dated.get(column, ref), tuple(cells) or (Cell(""),))
        )
    return entries, unheard


def _weeks(blocks: Sequence[_Block], days: dict[int, DayRef]) -> Table:
    """One block a week. Its first cell may date it: « 02/11/2026 », « semaine du 2 novembre »."""
    entries: list[Entry] = []
    unheard: list[Unheard] = []
    for block in blocks:
        dated: dict[int, DayRef] = {}
        name = re.sub(r"^(?:la )?semaine (?:du|de)\s+|^du\s+", "", fold(block.name).strip())
        found = DayRef(exact=block.head.day) if block.head.day else (read_day(name) or (None,))[0]
        if found is not None and (found.exact or found.month):
            first = min(days)
            # Only the first day carries the date; the others follow it by their weekday.
            dated = {first: replace(found, weekday=days[first].weekday)}
        elif name and not re.fullmatch(r"(?:s|sem|semaine)?\.?\s*\d{1,2}(?:\s*\(.*\))?", name):
            unheard.append(Unheard(block.head.place, block.name, f"« {block.name:.40} » ne date pas cette semaine",
                                   "Écrivez la date de son lundi, par exemple 02/11/2026."))  # fmt: skip
            continue
        try:
            made, lost = _entries(block, days, dated)
        except BadInput as error:
            unheard.append(Unheard(block.head.place, block.name, error.what, error.remedy))
            continue
        entries += made
        unheard += lost
    return Table(tuple(entries), tuple(unheard))
