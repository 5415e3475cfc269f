"""Reads a producer's file into a table with our columns, and refuses one that is not what it should be."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import polars as pl

from sextant import wording
from sextant.errors import BadFile, Place
from sextant.territory.source import Reading, Source

ENCODING = "utf-8-sig"
DATED = re.compile(r"(20\d\d)(?:[-_]?(\d\d)[-_]?(\d\d))?")


def find_file(source: Source, folder: Path) -> tuple[Path, Reading] | None:
    """The first file of ``folder`` that a reading of this source is for."""
    names = sorted(path.name for path in folder.iterdir() if path.is_file())
    for reading in source.readings:
        for name in names:
            if fnmatch(name.lower(), reading.file.lower()):
                return folder / name, reading
    return None


def read_table(
    source: Source, path: Path, reading: Reading, current: Mapping[str, str] | None = None
) -> pl.DataFrame:
    """The table, every column as text except those named as numbers by the caller later. Raises BadFile.

    ``current`` gives the commune of today for each known code: the codes of a keyed table become those, and too
    many unknown ones refuse the file. Codes that lead to one commune of today stay several rows.
    """
    table = _columns(source, path, reading, _rows(source, path, reading))
    table = _values(source, path, reading, table)
    _check_rows(source, path, table)
    return _join(source, path, table, current) if source.keyed and current is not None else table


def vintage_of(path: Path, reading: Reading) -> date:
    """The date that a file speaks of: its reading's, its newest sheet's year, the one in its name, the day it was had."""
    if reading.vintage is not None:
        return reading.vintage
    said = DATED.search(_newest_sheet(path, reading)) if reading.format == "xlsx" else None
    said = said or DATED.search(path.name)
    if said is None:
        return date.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ012  (the day it was saved, where it was saved)
    year, month, day = said.groups()
    return date(int(year), int(month), int(day)) if month else date(int(year), 12, 31)


def _rows(source: Source, path: Path, reading: Reading) -> pl.DataFrame:
    """The rows as the producer wrote them, all text, under the producer's headings."""
    try:
        if reading.format == "csv":
            text = path.read_bytes().decode(ENCODING)
            if text.lstrip()[:1] == "<":
                raise _bad(
                    source,
                    path,
                    "c’est une page web, pas une table",
                    why="le site du producteur a répondu par une erreur",
                )
            return pl.read_csv(
                text.encode(), separator=reading.separator, infer_schema=False, truncate_ragged_lines=False
            )
        if reading.format == "json":
            return _json(path)
        return _sheet(source, path, reading)
    except UnicodeDecodeError:
        raise _bad(source, path, "ce fichier n’est pas en UTF-8", why="ses accents seraient faux") from None
    except pl.exceptions.PolarsError:
        why = "il est vide, ou ses lignes n’ont pas toutes les mêmes colonnes"
        raise _bad(source, path, "ce fichier ne se lit pas comme une table", why=why) from None
    except (ValueError, KeyError) as error:
        raise _bad(
            source, path, "ce fichier ne se lit pas comme une table", why=str(error).splitlines()[0][:120]
        ) from None


def _json(path: Path) -> pl.DataFrame:
    """A list of objects, flattened: ``centre.coordinates.1``; a list of words also stands as one text."""
    rows = [dict(_flat("", one)) for one in json.loads(path.read_bytes().decode("utf-8"))]
    names = dict.fromkeys(name for row in rows for name in row)
    return pl.DataFrame(
        {name: [row.get(name) for row in rows] for name in names}, schema=dict.fromkeys(names, pl.String)
    )


def _flat(prefix: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from _flat(f"{prefix}.{key}" if prefix else str(key), inside)
        return
    if isinstance(value, list):
        for i, inside in enumerate(value):
            yield from _flat(f"{prefix}.{i}", inside)
        value = " ".join(map(str, value))
    if value is not None:
        yield prefix, str(value)


def _sheet(source: Source, path: Path, reading: Reading) -> pl.DataFrame:
    """The rows of the newest sheet."""
    book, name = _workbook(path), _newest_sheet(path, reading)
    if not name:
        raise _bad(source, path, f"aucune feuille ne s’appelle « {reading.sheet} »",
                   why=f"feuilles : {', '.join(book.sheetnames)}")  # fmt: skip
    rows: Iterator[tuple[Any, ...]] = book[name].iter_rows(min_row=reading.header_row, values_only=True)
    head = [str(value or "").strip() for value in next(rows, ())]
    for _ in range(reading.skip_rows):
        next(rows, None)
    body = [
        [None if value is None else str(value).strip() for value in row[: len(head)]]
        for row in rows
        if any(row)
    ]
    unique = [f"{name}#{i}" if name in head[:i] else name for i, name in enumerate(head)]
    return pl.DataFrame(body, schema=dict.fromkeys(unique, pl.String), orient="row")


def _workbook(path: Path) -> Any:
    """Raises ValueError for what is no workbook."""
    from openpyxl import load_workbook  # slow to import, and most tables are CSV
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, OSError, KeyError) as error:
        raise ValueError(str(error)) from None


def _newest_sheet(path: Path, reading: Reading) -> str:
    """The last sheet whose name fits: producers add one a year. Empty: none."""
    names = [n for n in _workbook(path).sheetnames if fnmatch(n.lower(), (reading.sheet or "*").lower())]
    return str(names[-1]) if names else ""


def _columns(source: Source, path: Path, reading: Reading, rows: pl.DataFrame) -> pl.DataFrame:
    """Our columns, found by their very heading, else by how it starts; the longest beginning wins."""
    plain = {name: _plain(name) for name in rows.columns}
    chosen: dict[str, str] = {}
    for ours, starts in reading.columns.items():
        longer = [_plain(s) for other, more in reading.columns.items() if other != ours for s in more]
        found = [name for start in map(_plain, starts) for name, text in plain.items() if text == start] or [
            name
            for start in map(_plain, starts)
            for name, text in plain.items()
            if text.startswith(start)
            and not any(text.startswith(one) and len(one) > len(start) for one in longer)
        ]
        if not found:
            raise _bad(
                source,
                path,
                f"la colonne « {starts[0]} » manque",
                why=f"colonnes lues : {', '.join(rows.columns[:12])}",
            )
        chosen[ours] = found[0]
    return rows.select(pl.col(theirs).str.strip_chars().alias(ours) for ours, theirs in chosen.items())


def _values(source: Source, path: Path, reading: Reading, table: pl.DataFrame) -> pl.DataFrame:
    """The producer's words as ours; a word that is not in the list refuses the file."""
    for column, words in reading.values.items():
        unknown = set(table[column].drop_nulls().unique()) - set(words)
        if unknown:
            raise _bad(source, path, f"la colonne « {reading.columns[column][0]} » dit « {sorted(unknown)[0]} »",
                       why=f"mots connus : {', '.join(words)}")  # fmt: skip
        table = table.with_columns(pl.col(column).replace_strict({**words}, default="").alias(column))
    return table


def _check_rows(source: Source, path: Path, table: pl.DataFrame) -> None:
    low, high = source.rows * (1 - source.rows_within), source.rows * (1 + source.rows_within)
    if not low <= len(table) <= high:
        raise _bad(
            source,
            path,
            f"ce fichier a {wording.say_count(len(table), 'ligne')}",
            why=f"{wording.say_number(source.rows)} attendues, à {wording.say_number(source.rows_within * 100)} % près",
        )


def _join(source: Source, path: Path, table: pl.DataFrame, current: Mapping[str, str]) -> pl.DataFrame:
    """The same rows under the code of today; those of no commune are left out, if they are few."""
    now = table["code"].replace_strict(dict(current), default=None, return_dtype=pl.String)
    known = 1 - now.null_count() / max(len(table), 1)
    if known < source.joins:
        raise _bad(
            source,
            path,
            f"{wording.say_number(100 * (1 - known))} % de ses codes ne sont pas des communes",
            why=f"il en faut moins de {wording.say_number(100 * (1 - source.joins))} %",
        )
    return table.with_columns(now.alias("now")).drop_nulls("now")


def _plain(text: str) -> str:
    """Lower case, without accents: producers write « 65 ans ou moins » and « 65 ans et moins », « Régio » and « regio »."""
    decomposed = unicodedata.normalize("NFKD", text.strip().lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("’", "'")


def _bad(source: Source, path: Path, what: str, *, why: str = "") -> BadFile:
    return BadFile(
        what, place=Place(path.name), why=why,
        remedy=f"La table « {source.title} » d’avant est gardée. Téléchargez le fichier de nouveau : {source.page}",
    )  # fmt: skip
