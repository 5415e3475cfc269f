"""Reads MiniZinc data files (.dzn): as much of the notation as the public instances use, no more.

Integers, truth values, strings, sets (listed or ``a..b``), arrays, and ``arrayNd`` with its index ranges.
Arrays keep the indices that the file gives them: from 1 unless it says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from sextant.errors import BadInput, Place

_TOKEN = re.compile(
    r"""(?P<blank>\s+|%[^\n]*)
      | (?P<string>"[^"\n]*")
      | (?P<number>-?\d+)
      | (?P<name>[A-Za-z_]\w*)
      | (?P<mark>\.\.|[=;,{}\[\]()])""",
    re.VERBOSE,
)
_TRUTH = {"true": True, "false": False}


@dataclass(frozen=True)
class Array:
    """Values by index: ``array[2]``, ``array[1, 0, 3]``. Iterating gives the values in order."""

    ranges: tuple[range, ...]
    values: tuple[Any, ...]

    def __getitem__(self, index: int | tuple[int, ...]) -> Any:
        place = 0
        for position, within in zip(
            index if isinstance(index, tuple) else (index,), self.ranges, strict=True
        ):
            place = place * len(within) + within.index(position)
        return self.values[place]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)

    def indices(self) -> Iterator[tuple[int, ...]]:
        """Every index, the last one running fastest."""
        return product(*self.ranges)


def read_file(file: Path) -> dict[str, Any]:
    """Every name that a .dzn file gives a value to. Raises BadInput, with the line, on anything else."""
    return read(file.read_text(encoding="utf-8"), file.name)


def read(text: str, name: str = "") -> dict[str, Any]:
    """As :func:`read_file`, from the text itself."""
    return _Reader(text, name).everything()


class _Reader:
    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.known: dict[str, Any] = {}
        self.tokens: list[tuple[str, str, int]] = []
        self.place = position = 0
        line = 1
        while position < len(text):
            found = _TOKEN.match(text, position)
            if found is None:
                raise BadInput(f"caractère inattendu « {text[position]} »", place=Place(name, line))
            if found.lastgroup != "blank":
                self.tokens.append((str(found.lastgroup), found.group(), line))
            line += found.group().count("\n")
            position = found.end()
        self.tokens.append(("end", "la fin du fichier", line))

    def everything(self) -> dict[str, Any]:
        while self.tokens[self.place][0] != "end":
            name = self.take("name")
            self.take("mark", "=")
            self.known[name] = self.value()
            self.take("mark", ";")
        return self.known

    def take(self, kind: str, wanted: str = "") -> str:
        found, text, line = self.tokens[self.place]
        if found != kind or (wanted and text != wanted):
            raise BadInput(f"« {wanted or kind} » attendu, et non « {text} »", place=Place(self.name, line))
        self.place += 1
        return text

    def next_is(self, mark: str) -> bool:
        return self.tokens[self.place][:2] == ("mark", mark)

    def value(self) -> Any:
        kind, text, line = self.tokens[self.place]
        if self.next_is("["):
            values = self.listed("[", "]")
            return Array((range(1, len(values) + 1),), values)
        if self.next_is("{"):
            return frozenset(self.listed("{", "}"))
        if kind == "string":
            self.place += 1
            return text[1:-1]
        if kind == "name" and re.fullmatch(r"array\dd", text):
            return self.array()
        if kind == "name" and text in _TRUTH:
            self.place += 1
            return _TRUTH[text]
        if kind not in ("number", "name"):
            raise BadInput(f"valeur attendue, et non « {text} »", place=Place(self.name, line))
        first = self.integer()
        if not self.next_is(".."):
            return first
        self.place += 1
        return frozenset(range(first, self.integer() + 1))

    def integer(self) -> int:
        kind, text, line = self.tokens[self.place]
        self.place += 1
        found = int(text) if kind == "number" else self.known.get(text)
        if not isinstance(found, int):
            raise BadInput(f"« {text} » n’est pas un nombre déjà donné", place=Place(self.name, line))
        return found

    def listed(self, opening: str, closing: str) -> tuple[Any, ...]:
        self.take("mark", opening)
        found: list[Any] = []
        while not self.next_is(closing):
            found.append(self.value())
            if not self.next_is(closing):
                self.take("mark", ",")  # a comma before the closing mark is welcome
        self.take("mark", closing)
        return tuple(found)

    def array(self) -> Array:
        line = self.tokens[self.place][2]
        self.take("name")
        self.take("mark", "(")
        ranges: list[range] = []
        while not self.next_is("["):
            first = self.integer()
            self.take("mark", "..")
            ranges.append(range(first, self.integer() + 1))
            self.take("mark", ",")
        values = self.listed("[", "]")
        self.take("mark", ")")
        if len(values) != prod(map(len, ranges)):
            raise BadInput(
                f"{len(values)} valeurs pour {prod(map(len, ranges))} indices", place=Place(self.name, line)
            )
        return Array(tuple(ranges), values)
