"""Reads a YAML (or JSON) file without trusting it, and remembers the line of everything in it.

YAML is read in the spirit of version 1.2: only ``true`` and ``false`` are booleans, ``08:30`` and
``oui`` are text, ``2026-11-02`` is a date, keys are always text. What could surprise or harm is refused
with its line: aliases and anchors (the "YAML bomb"), tags, a key written twice, deep nesting, impossible
dates, a second document. A :mod:`sextant.form` describes what a file may hold; :meth:`Document.validate`
says the first thing that does not fit it, in French, with the line and what to write instead.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from sextant.errors import BadCell, BadDocument, BadFile, BadInput, Place
from sextant.form import DATE, KeyPath, misfit, read_date, spell, walk

MAX_BYTES = 2_000_000
"""The largest file read. A ward's file weighs a few thousand bytes."""

MAX_DEPTH = 50
"""The deepest nesting of keys and lists."""

Model = TypeVar("Model", bound=BaseModel)

_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,15})\Z", re.ASCII)
_FLOAT = re.compile(r"[-+]?[0-9]{1,16}\.[0-9]{0,20}(?:[eE][-+]?[0-9]{1,2})?\Z|\.[0-9]{1,20}\Z", re.ASCII)
_WORDS: dict[str, object] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its values as plain dicts, lists, text, numbers, dates, and their lines."""

    name: str
    data: dict[str, Any]
    lines: Mapping[KeyPath, int]
    cells: Mapping[KeyPath, tuple[str, str]] = dataclasses.field(
        default_factory=dict
    )  # sheet and cell, for a workbook

    def line(self, path: KeyPath = ()) -> int:
        """The line (from 1) of the value at ``path``, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def place(self, path: KeyPath = ()) -> Place:
        """The place of ``path``, to be shown."""
        if self.cells:
            while path and path not in self.cells:
                path = path[:-1]
            sheet, cell = self.cells.get(path, ("", ""))
            return Place(file=self.name, sheet=sheet, cell=cell)
        return Place(file=self.name, line=self.line(path) if self.lines else None, key=spell(path))

    def bad(self, path: KeyPath, what: str, *, why: str = "", remedy: str = "") -> BadInput:
        """An error about the value at ``path``, to be raised."""
        error = BadCell if self.cells else BadDocument
        return error(what, place=self.place(path), why=why, remedy=remedy)

    def validate(self, model: type[Model], at: KeyPath = (), *, strict: bool | None = None) -> Model:
        """The values at ``at`` as a ``model``. Raises BadDocument for the first problem in file order.

        ``strict``: fields of bare pydantic types (``bool``, ``int``) convert nothing either.
        """
        value: Any = self.data
        for step in at:
            value = value[step]
        try:
            return model.model_validate(value, strict=strict)
        except ValidationError as error:
            raise self._first(model, value, at, error) from None

    def _first(self, model: type[BaseModel], value: Any, at: KeyPath, error: ValidationError) -> BadInput:
        details = [(at + walk(value, d["loc"]), d) for d in error.errors(include_url=False)]
        misspelt = {path[:-1] for path, d in details if d["type"] == "extra_forbidden"}
        found: list[tuple[int, int, KeyPath, Any]] = []
        for path, d in details:
            missing = d["type"] == "missing"
            if missing and path[:-1] in misspelt:
                continue  # a missing key is often the misspelt one beside it, which is told instead
            found.append((self.line(path[:-1] if missing else path), len(found), path, d))
        *_, path, detail = min(found, key=lambda item: item[:2])
        what, remedy = misfit(model, path[len(at) :], detail)
        return self.bad(path, what, remedy=remedy)


def read_document(path: str | PathLike[str]) -> Document:
    """Read a YAML or JSON file.

    Raises BadFile when the file is absent, a directory, empty, larger than :data:`MAX_BYTES`, binary or
    not UTF-8; BadDocument, with its line, for what is written in it.
    """
    name = str(path)
    return parse_document(decode(read_bytes(path), name), name)


def read_bytes(path: str | PathLike[str], limit: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes. Raises BadFile, always with the file's name."""
    name, place = Path(path), Place(file=str(path))
    try:
        if name.is_dir():
            raise BadFile(
                "c’est un dossier, pas un fichier", place=place, remedy="Donnez le nom d’un fichier."
            )
        if not name.exists():
            raise BadFile("ce fichier n’existe pas", place=place, remedy="Vérifiez le nom et le dossier.")
        if not name.is_file():
            raise BadFile(
                "ce n’est pas un fichier ordinaire", place=place, remedy="Donnez le nom d’un fichier."
            )
        with name.open("rb") as opened:
            content = opened.read(limit + 1)
    except (OSError, ValueError):
        raise BadFile(
            "ce fichier ne peut pas être lu", place=place, remedy="Vérifiez son nom et le droit de le lire."
        ) from None
    if len(content) > limit:
        raise BadFile(
            "ce fichier est trop lourd",
            place=place,
            why=f"la limite est de {_bytes(limit)}",
            remedy="Ne donnez qu’une période et un seul service à la fois.",
        )
    if not content.strip():
        raise BadFile("ce fichier est vide", place=place, remedy="Partez d’un exemple du manuel.")
    return content


def _bytes(size: int) -> str:
    return f"{size / 1_000_000:g} Mo".replace(".", ",") if size >= 100_000 else f"{size} octets"


def decode(content: bytes, name: str) -> str:
    """The text of a file. Raises BadFile when it is binary or not UTF-8."""
    place = Place(file=name)
    if content.startswith(b"PK\x03\x04"):
        raise BadFile(
            "c’est un classeur ou une archive, pas un fichier de texte",
            place=place,
            remedy="Un classeur « .xlsx » se lit sous son nom complet ; le reste s’écrit en YAML.",
        )
    if b"\x00" in content:
        raise BadFile(
            "c’est un fichier binaire, pas un fichier de texte",
            place=place,
            remedy="Enregistrez-le comme texte, encodage UTF-8.",
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadFile(
            "ce fichier n’est pas encodé en UTF-8",
            place=Place(file=name, line=line),
            why="un caractère accentué vient sans doute d’un autre encodage",
            remedy="Enregistrez-le de nouveau en choisissant l’encodage UTF-8.",
        ) from None


def parse_document(text: str, name: str) -> Document:
    """Read YAML or JSON text; ``name`` is how errors call it. Raises as :func:`read_document`."""
    place = Place(file=name)
    if len(text) > MAX_BYTES:
        raise BadFile("ce texte est trop long", place=place, why=f"la limite est de {_bytes(MAX_BYTES)}")
    if "\x00" in text:
        raise BadFile("c’est un contenu binaire, pas du texte", place=place)
    reader = _Reader(text, name)
    try:
        data = reader.read()
    except yaml.YAMLError as error:
        raise _malformed(error, text, name) from None
    except UnicodeError:
        raise BadFile("ce texte contient des caractères impossibles à écrire en UTF-8", place=place) from None
    if data is None:
        raise BadFile("ce fichier est vide", place=place, remedy="Partez d’un exemple du manuel.")
    if not isinstance(data, dict):
        raise BadDocument(
            "ce fichier doit être fait de clés suivies de leur valeur",
            place=Place(file=name, line=reader.lines.get((), 1)),
            remedy="Écrivez par exemple « ward: Médecine polyvalente ».",
        )
    return Document(name, data, reader.lines)


class _Reader:
    """Builds plain values from YAML events, one after the other, noting lines."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines: dict[KeyPath, int] = {}
        self.events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))

    def read(self) -> object:
        data: object = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._bad(
                        event,
                        (),
                        "ce fichier contient un second document",
                        remedy="Retirez la ligne « --- ».",
                    )
                data = self._value(next(self.events), ())
        return data

    def _value(self, event: yaml.Event, path: KeyPath) -> object:
        self.lines[path] = _line(event)
        self._refuse(event, path)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if len(path) >= MAX_DEPTH:
            raise self._bad(
                event, (), f"plus de {MAX_DEPTH} niveaux sont emboîtés", remedy="Aplatissez ce fichier."
            )
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        return self._dict(path)

    def _list(self, path: KeyPath) -> list[object]:
        items: list[object] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, (*path, len(items))))
        return items

    def _dict(self, path: KeyPath) -> dict[str, object]:
        entries: dict[str, object] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            self._refuse(event, path)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._bad(
                    event,
                    path,
                    "une clé ne peut pas être une liste",
                    remedy="Mettez la valeur entre guillemets.",
                )
            key, line = event.value, _line(event)
            where = (*path, key)
            if key in entries:
                raise self._bad(
                    event, where, "cette clé est écrite deux fois",
                    why=f"la première fois ligne {self.lines[where]}", remedy="Gardez une seule des deux.",
                )  # fmt: skip
            entries[key] = None
            value = next(self.events)
            entries[key] = self._value(value, where)
            self.lines[where] = line
        return entries

    def _scalar(self, event: yaml.ScalarEvent, path: KeyPath) -> object:
        text: str = event.value
        if event.style not in (None, ""):  # quoted, or a block of text
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INT.match(text):
            return int(text)
        if _FLOAT.match(text):
            return float(text)
        found = DATE.match(text)
        if found:
            try:
                return read_date(found)
            except ValueError as error:
                raise self._bad(event, path, str(error), remedy="Corrigez la date.") from None
        return text

    def _refuse(self, event: yaml.Event, path: KeyPath) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._bad(
                event, path, "les renvois de YAML (« & » et « * ») ne sont pas acceptés",
                why="un petit fichier peut en gonfler un énorme",
                remedy="Recopiez la valeur, ou mettez-la entre guillemets si ce signe fait partie du texte.",
            )  # fmt: skip
        if getattr(event, "tag", None):
            raise self._bad(
                event, path, "les étiquettes de YAML (« ! ») ne sont pas acceptées",
                remedy="Retirez-la, ou mettez la valeur entre guillemets si « ! » fait partie du texte.",
            )  # fmt: skip

    def _bad(
        self, event: yaml.Event, path: KeyPath, what: str, *, why: str = "", remedy: str = ""
    ) -> BadDocument:
        place = Place(file=self.name, line=_line(event), key=spell(path))
        return BadDocument(what, place=place, why=why, remedy=remedy)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


_MALFORMED = (
    ("mapping values are not allowed", "un « : » est mal placé ou l’indentation est décalée",
     "Alignez les clés, et mettez entre guillemets une valeur qui contient « : »."),
    ("could not find expected ':'", "il manque un « : » après une clé", "Écrivez « clé: valeur »."),
    ("did not find expected ',' or", "une accolade ou un crochet n’est pas fermé, ou une virgule manque",
     "Fermez chaque { par } et chaque [ par ]."),
    ("did not find expected key", "l’indentation est décalée", "Alignez les clés d’un même niveau."),
    ("did not find expected '-'", "l’indentation de la liste est décalée", "Alignez les tirets."),
    ("block sequence entries are not", "ce tiret n’est pas à sa place",
     "Mettez la liste à la ligne, sous sa clé."),
    ("unexpected end of stream", "un guillemet n’est pas fermé", "Fermez les guillemets."),
    ("unexpected document indicator", "un guillemet n’est pas fermé", "Fermez les guillemets."),
    ("escape", "une barre oblique inversée « \\ » est mal comprise entre guillemets doubles",
     "Employez des guillemets simples."),
    ("cannot start any token", "cette valeur commence par un caractère réservé de YAML",
     "Mettez-la entre guillemets ; n’indentez qu’avec des espaces."),
    ("tab", "une tabulation sert d’indentation", "N’indentez qu’avec des espaces."),
    ("control characters", "le texte contient un caractère de contrôle invisible", "Supprimez-le."),
)  # fmt: skip


def _malformed(error: yaml.YAMLError, text: str, name: str) -> BadDocument:
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark is not None else None
    if line is None:
        position = getattr(error, "position", None)
        line = text.encode("utf-8", "replace").count(b"\n", 0, position) + 1 if position is not None else None
    written = text.split("\n")[line - 1 : line] if line else []
    if written and written[0][: len(written[0]) - len(written[0].lstrip())].count("\t"):
        problem = "tab"
    for extract, what, remedy in _MALFORMED:
        if extract in problem:
            return BadDocument(what, place=Place(file=name, line=line), remedy=remedy)
    return BadDocument(
        "le YAML de cette ligne n’est pas bien formé",
        place=Place(file=name, line=line),
        remedy="Vérifiez l’indentation, les guillemets et les deux-points.",
    )
