"""Fields of a screen, each named after the path of its value in the facts: what is typed goes back where it came from.

What a field cannot read stays as text in the facts: the floor below refuses it, in its own words, and the screen
shows that sentence beside the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import pairwise
from typing import Any

from sextant.form import KeyPath

Json = dict[str, Any]


class Kind(Enum):
    """How a value is typed."""

    TEXT = "text"
    LONG = "long"
    WHOLE = "whole"
    NUMBER = "number"
    HOURS = "hours"  # « 48 h 30 »: minutes in the facts
    DAY = "day"
    MOMENT = "moment"
    WORDS = "words"  # several texts, with commas between
    CHOICE = "choice"
    CHOICES = "choices"
    YES = "yes"
    NO = "no"  # ticked: False; the usual is True


@dataclass(frozen=True)
class Field:
    """One value: where it is, what it is called, how it is typed, and what is wrong with it."""

    path: KeyPath
    label: str
    kind: Kind = Kind.TEXT
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    suggestions: str = ""  # the id of a datalist
    value: Any = None
    wrong: str = ""

    @property
    def name(self) -> str:
        """Its name in the form: ``interns.0.leave.1.from``."""
        return ".".join(map(str, self.path))

    @property
    def id(self) -> str:
        """Its id in the page."""
        return "f-" + self.name.replace(".", "-")

    @property
    def shown(self) -> str:
        """Its value as text."""
        if self.value is None:
            return ""
        if self.kind is Kind.WORDS and isinstance(self.value, list):
            return ", ".join(map(str, self.value))
        if self.kind is Kind.NUMBER and isinstance(self.value, float | int):
            return f"{self.value:g}".replace(".", ",")
        if self.kind is Kind.HOURS and isinstance(self.value, int):
            hours, minutes = divmod(self.value, 60)
            return f"{hours} h {minutes:02d}" if minutes else f"{hours} h"
        if self.kind is Kind.MOMENT:
            return str(self.value).replace(" ", "T")
        return str(self.value)

    @property
    def ticked(self) -> bool:
        """Whether a box is ticked."""
        return self.value is (self.kind is Kind.YES)

    @property
    def options(self) -> list[tuple[str, str, bool]]:
        """The choices, with whether each is chosen."""
        held = self.value if isinstance(self.value, list) else [self.value]
        texts = {str(one) for one in held if one is not None} or {""}
        return [(value, label, value in texts) for value, label in self.choices]

    def read(self, posted: Mapping[str, Any]) -> Any:
        """The value typed, None when nothing was."""
        if self.kind is Kind.YES:
            return True if posted.get(self.name) else None
        if self.kind is Kind.NO:
            return False if posted.get(self.name) else None
        if self.kind is Kind.CHOICES:
            chosen = posted.getlist(self.name) if hasattr(posted, "getlist") else posted.get(self.name, [])
            return [one for one in chosen if one] or None
        text = " ".join(str(posted.get(self.name, "")).split())
        if not text:
            return None
        if self.kind is Kind.WHOLE:
            return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() else text
        if self.kind is Kind.NUMBER:
            return _number(text)
        if self.kind is Kind.HOURS:
            found = re.fullmatch(r"(\d{1,5})(?: ?h ?(\d{1,2})?)?", text)
            return 60 * int(found[1]) + int(found[2] or 0) if found else text
        if self.kind is Kind.WORDS:
            return [one for part in text.replace(";", ",").split(",") if (one := part.strip())]
        return text.replace("T", " ") if self.kind is Kind.MOMENT else text


def _number(text: str) -> float | str:
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        return text
    return found if abs(found) < 1e6 else text


@dataclass(frozen=True)
class Row:
    """Fields that stand together: an intern, a leave. ``fresh``: not in the facts yet, kept only when filled."""

    path: KeyPath
    fields: tuple[Field, ...]
    fresh: bool = False

    @property
    def name(self) -> str:
        """What the button that takes it away sends."""
        return ".".join(map(str, self.path))


def _steps(key: str) -> list[str | int]:
    return [int(step) if step.isdigit() else step for step in key.split(".")]


@dataclass
class Sheet:
    """The fields of a screen, in rows, with what the facts hold."""

    rows: list[Row] = field(default_factory=list)

    def __iter__(self) -> Iterable[Field]:
        return (one for row in self.rows for one in row.fields)

    def under(self, *path: str | int) -> list[Row]:
        """The rows of a list of the facts, or one row."""
        return [row for row in self.rows if row.path[: len(path)] == path]

    def mine(self, path: KeyPath) -> bool:
        """Whether the value at ``path`` is typed here, or holds what is typed here."""
        return any(one.path[: len(path)] == path[: len(one.path)] for one in self)

    @property
    def wrong(self) -> Field | None:
        """The field that has to be mended."""
        return next((one for one in self if one.wrong), None)

    def with_wrong(self, path: KeyPath, sentence: str) -> Sheet:
        """The same, the sentence beside the field that is nearest to ``path``."""
        best = max(self, key=lambda one: _shared(one.path, path), default=None)
        if best is None:
            return self
        return Sheet(
            [
                replace(
                    row,
                    fields=tuple(
                        replace(f, wrong=sentence) if f.path == best.path else f for f in row.fields
                    ),
                )
                for row in self.rows
            ]
        )


def _shared(one: KeyPath, other: KeyPath) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def fill(facts: Json, rows: Iterable[Row]) -> Sheet:
    """The rows with the values that the facts hold."""
    return Sheet(
        [
            replace(row, fields=tuple(replace(one, value=get(facts, one.path)) for one in row.fields))
            for row in rows
        ]
    )


def posted_length(posted: Iterable[str], path: KeyPath) -> int:
    """How many rows of that list a form sends."""
    prefix = ".".join(map(str, path)) + "."
    numbers = [
        int(name[len(prefix) :].split(".")[0])
        for name in posted
        if name.startswith(prefix) and name[len(prefix) :].split(".")[0].isdigit()
    ]
    return min(max(numbers, default=-1) + 1, 400)


def typed(facts: Json, sheet: Sheet, posted: Mapping[str, Any]) -> Json:
    """The facts with what was typed; rows that were fresh and stayed empty are left out."""
    changed = deepcopy(facts)
    for row in sheet.rows:
        read = [(one, one.read(posted)) for one in row.fields]
        free = (Kind.CHOICE, Kind.YES, Kind.NO, Kind.CHOICES)
        if row.fresh and not any(value is not None and one.kind not in free for one, value in read):
            continue
        for one, value in read:
            put(changed, one.path, value)
    return tidy(changed)


def get(facts: Any, path: Sequence[str | int]) -> Any:
    """The value at a path, None when there is none."""
    for step in path:
        if (isinstance(facts, list) and isinstance(step, int) and step < len(facts)) or (
            isinstance(facts, dict) and step in facts
        ):
            facts = facts[step]
        else:
            return None
    return facts


def put(facts: Any, path: Sequence[str | int], value: Any) -> None:
    """Writes a value at a path, making what is on the way; None takes it away."""
    for step, following in pairwise(path):
        made: Any = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            while len(facts) <= step:
                facts.append({})
            if not isinstance(facts[step], type(made)):
                facts[step] = made
        elif not isinstance(facts.get(step), type(made)):
            facts[step] = made
        facts = facts[step]
    last = path[-1]
    if isinstance(last, int):
        while len(facts) <= last:
            facts.append(None)
        facts[last] = value
    elif value is None:
        facts.pop(last, None)
    else:
        facts[last] = value


def take_away(facts: Json, name: str) -> Json:
    """The facts without the row that a button named; a name that is not a row changes nothing."""
    *path, last = _steps(name)
    changed = deepcopy(facts)
    rows = get(changed, path)
    if isinstance(rows, list) and isinstance(last, int) and last < len(rows):
        del rows[last]
    return tidy(changed)


def tidy(value: Any) -> Any:
    """Without what is empty: the floor below supplies the usual."""
    if isinstance(value, dict):
        kept = {key: _tidy_policies(one) if key == "policies" else tidy(one) for key, one in value.items()}
        return {key: one for key, one in kept.items() if one is not None and one != {} and one != []}
    if isinstance(value, list):
        return [one for one in map(tidy, value) if one is not None and one != {}]
    return value


def _tidy_policies(policies: Any) -> Any:
    """A policy may say nothing (everybody, always), and "over: null" says that it never gives way: both stay."""
    if not isinstance(policies, dict):
        return policies
    found = {}
    for shape, those in policies.items():
        if isinstance(those, list):
            found[shape] = [
                tidy(one) | ({"over": None} if "over" in one and one["over"] is None else {})
                if isinstance(one, dict)
                else one
                for one in those
            ]
        else:
            found[shape] = those
    return {shape: those for shape, those in found.items() if those}
