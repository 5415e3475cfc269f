"""Every error Sextant raises, drawn as a tree.

    SextantError            one French sentence: what happened, where, why, what to do
    ├── BadInput            a file, a cell or a word that cannot be read (exit code 2)
    │   ├── BadFile         the file itself: absent, empty, binary, too large, not UTF-8
    │   ├── BadDocument     a key or a value of a YAML file, with its line
    │   ├── BadCell         a cell of a workbook, with its address
    │   ├── BadNotation     a word of the week notation, with its place in the week
    │   ├── BadTimeline     activities that cannot be true together (overlap, end before start)
    │   └── BadEntry        what a ledger cannot take in (future, too long, unknown correction)
    │       └── AlreadyNoted    the same presence is in the ledger already: nothing is lost
    ├── BadLaw              a rule file that does not hold (used by ``make law``)
    ├── Undecided           the time given does not suffice to know
    └── Disagreement        Sextant contradicts itself: a bug of ours

An error message is a page of the manual: ``what`` says what happened, ``place`` where, ``why`` the
rule of form that was missed, ``remedy`` what to write instead. Nothing is written before all of the
input was accepted.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where an error sits: a file and, when known, a line, a sheet and a cell, or a key path."""

    file: str = ""
    line: int | None = None
    cell: str = ""
    key: str = ""
    sheet: str = ""

    def __str__(self) -> str:
        parts = [self.file] if self.file else []
        if self.sheet:
            parts.append(f"feuille « {self.sheet} »")
        if self.line is not None:
            parts.append(f"ligne {self.line}")
        if self.cell:
            parts.append(f"cellule {self.cell}")
        if self.key:
            parts.append(f"« {self.key} »")
        return ", ".join(parts)


class SextantError(Exception):
    """The root: everything Sextant raises on purpose. ``str()`` gives one French sentence."""

    exit_code = 2

    def __init__(self, what: str, *, place: Place | None = None, why: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.place = place or Place()
        self.why = why
        self.remedy = remedy

    def __str__(self) -> str:
        where = str(self.place)
        sentence = f"{where} : {self.what}" if where else self.what
        if self.why:
            sentence += f" ({self.why})"
        sentence = sentence.rstrip(".") + "."
        return f"{sentence} {self.remedy}" if self.remedy else sentence

    def at(self, place: Place) -> SextantError:
        """The same error, told where it happened (used by readers that know the file)."""
        self.place = place
        return self


class BadInput(SextantError):
    """Something given by the user cannot be read or cannot be true."""


class BadFile(BadInput):
    """The file itself: absent, empty, binary, too large, not UTF-8."""


class BadDocument(BadInput):
    """A key or a value of a YAML document."""


class BadCell(BadInput):
    """A cell of a workbook."""


class BadNotation(BadInput):
    """A word of the week notation."""


class BadTimeline(BadInput):
    """Activities that cannot be true together."""


class BadEntry(BadInput):
    """An entry or a correction that a ledger cannot take in."""


class AlreadyNoted(BadEntry):
    """The same presence is in the ledger already (sent twice, or noted on two devices): nothing is lost."""


class BadLaw(SextantError):
    """A rule file that does not hold."""


class Undecided(SextantError):
    """The time given does not suffice to know: neither an answer nor a proof that there is none."""


class Disagreement(SextantError):
    """The auditor refuses what the solver made: a bug of ours, told as such and never shown as a roster."""
