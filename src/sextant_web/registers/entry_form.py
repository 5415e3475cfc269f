"""The fields of an entry as a form shows them: its place, its answers, what is wrong with each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from sextant.territory.register import Asked, Kind, read_entry
from sextant_web.registers.place import SCALES, read_place
from sextant_web.territory.loaded import territory

LONGEST = 1000


@dataclass(frozen=True)
class Row:
    """One question of the form."""

    name: str
    asked: Asked
    value: str
    wrong: str


@dataclass
class EntryForm:
    """What was typed, read. ``wrong`` names the fields that do not hold; empty, the rest can be kept."""

    kind: Kind
    written: Mapping[str, str] = field(default_factory=dict)
    scale: str = ""
    words: str = ""
    territory: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> Iterator[Row]:
        """The questions in the order of the file."""
        for name, asked in self.kind.fields.items():
            yield Row(name, asked, self.written.get(name, ""), self.wrong.get(name, ""))

    @property
    def scales(self) -> list[tuple[str, str]]:
        """The kinds of place that such an entry may be about."""
        return [(scale, SCALES[scale]) for scale in self.kind.scales]


def blank(kind: Kind, scale: str = "", words: str = "") -> EntryForm:
    """The form before anything is typed; the place is filled in when one comes from its sheet."""
    return EntryForm(kind, {}, scale if scale in kind.scales else kind.scales[0], words[:80])


def read_form(kind: Kind, post: QueryDict) -> EntryForm:
    """What was sent."""
    written = {name: post.get(name, "")[:LONGEST] for name in kind.fields}
    scale, words = post.get("echelle", kind.scales[0]), post.get("territoire", "")[:80]
    read = read_entry(kind, written)
    wrong = dict(read.wrong)
    code, said = (
        read_place(scale, words, territory()) if scale in kind.scales else ("", "Choisissez l’échelle.")
    )
    if said:
        wrong["territoire"] = said
    return EntryForm(kind, written, scale, words, code, read.values, wrong)


def filled(kind: Kind, scale: str, code: str, values: Mapping[str, Any]) -> EntryForm:
    """The form of an entry that exists."""
    written = {name: _written(values.get(name)) for name in kind.fields}
    return EntryForm(kind, written, scale, code, code, dict(values))


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    return f"{value:g}" if isinstance(value, float) else str(value)
