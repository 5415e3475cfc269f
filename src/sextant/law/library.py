"""The law as a library of rules: reads ``texts/``, and says which rules bind on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sextant import wording
from sextant.document import Document, decode, parse_document, read_bytes
from sextant.errors import BadInput, BadLaw, Place
from sextant.form import KeyPath
from sextant.law.rule import Confidence, Force, Level, Rule
from sextant.law.shapes import SHAPES

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Library:
    """Rules in a fixed order: by code, then what weighs most today first."""

    rules: tuple[Rule, ...]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Every code, once, in order."""
        return tuple(dict.fromkeys(rule.code for rule in self.rules))

    def by_code(self, code: str) -> tuple[Rule, ...]:
        """All the versions and halves of a rule. Raises BadInput, with the nearest code, when there is none."""
        found = tuple(rule for rule in self.rules if rule.code.lower() == code.lower())
        if not found:
            raise BadInput(f"« {code} » : règle inconnue", remedy=_nearest(code, self.codes))
        return found

    def in_force(self, day: date) -> Library:
        """The rules in force on ``day``."""
        return Library(tuple(rule for rule in self.rules if rule.valid.covers(day)))

    def about(self, words: str) -> Library:
        """The rules that hold each of these words, accents and case set aside: code, sentence, texts or doubt."""
        wanted = wording.fold(words).split()
        return Library(
            tuple(rule for rule in self.rules if all(word in wording.fold(_said(rule)) for word in wanted))
        )

    def only(self, codes: Iterable[str]) -> Library:
        """The rules of these codes."""
        wanted = set(codes)
        return Library(tuple(rule for rule in self.rules if rule.code in wanted))


def _said(rule: Rule) -> str:
    cites = " ".join(f"{cite} {cite.quote}" for cite in rule.cites)
    return f"{rule.code} {rule.says} {rule.doubt} {rule.force.value} {cites}"


def load(*folders: Path) -> Library:
    """The shipped law, read once, or the rules of the given folders (``load(TEXTS, mine)`` adds to it).

    Raises BadLaw or BadDocument, which name file and line.
    """
    return _read(folders) if folders else _shipped()


@lru_cache(maxsize=1)
def _shipped() -> Library:
    return _read((TEXTS,))


def _read(folders: Iterable[Path]) -> Library:
    rules = [rule for folder in folders for file in rule_files(folder) for rule in read_rules(file, folder)]
    seen: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in seen:
            raise BadLaw(
                f"l’identifiant « {rule.id} » sert deux fois (déjà dans {seen[rule.id].file})",
                place=Place(rule.file, rule.line),
                remedy="Donnez un autre « id » à la nouvelle règle.",
            )
        seen[rule.id] = rule
    return library_of(rules)


def library_of(rules: Iterable[Rule]) -> Library:
    """These rules, in the order of a library."""
    return Library(tuple(sorted(rules, key=_order)))


def rule_files(folder: Path) -> list[Path]:
    """The rule files of a folder and of the folders in it, in order."""
    return sorted(folder.rglob("*.yaml"))


class TextForm(BaseModel):
    """What a rule file says before its rules: which text, which article, when and how it was last checked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(min_length=4, examples=["Code de la santé publique"])
    article: str = ""
    id: str = ""
    checked: date = Field(examples=["2026-11-22"])
    seen: Literal["texte", "secondaire", "non vu"] = Field(examples=["secondaire"])
    rules: list[Any] = Field(min_length=1, examples=["[]"])


def read_rules(file: Path, folder: Path | None = None) -> list[Rule]:
    """The rules of one file, named as it is inside ``folder``.

    Raises BadFile, BadDocument or BadLaw, which name file and line.
    """
    document = text_of(file, folder or file.parent)
    return [rule_of(document, number) for number in range(len(document.data["rules"]))]


def text_of(file: Path, folder: Path) -> Document:
    """A rule file whose head is right; its rules are not checked yet (see :func:`rule_of`). Raises the same."""
    name = file.relative_to(folder).as_posix()
    document = parse_document(decode(read_bytes(file), name), name)
    if not isinstance(document.data.get("rules"), list):
        raise BadLaw(
            "ce fichier n’a pas de liste « rules »",
            place=Place(document.name, document.line(("rules",))),
            remedy="Voyez docs/how-to/add-a-rule.md : un fichier nomme un texte (text, article, checked, seen), puis ses règles.",
        )
    document.validate(TextForm)
    return document


def rule_of(document: Document, number: int) -> Rule:
    """One entry of ``rules``, with what the file says of its text. Raises BadDocument where it is written."""
    data, start = document.data, ("rules", number)
    if not isinstance(data["rules"][number], dict):
        raise document.bad(start, "une règle s’écrit avec des clés (id, code, says…)")
    entry = dict(data["rules"][number])
    numbers, also = entry.pop("with", None) or {}, entry.pop("also", None) or []
    if not isinstance(numbers, dict):
        raise document.bad(
            (*start, "with"), "les nombres d’une règle s’écrivent avec des clés", remedy=_NUMBERS
        )
    if not isinstance(also, list):
        raise document.bad((*start, "also"), "les autres textes forment une liste", remedy=_ALSO)
    if "shape" not in entry:
        raise document.bad(
            start, "la clé « shape » manque", remedy=f"Formes possibles : {', '.join(SHAPES)}."
        )
    shape = {"shape": entry.pop("shape"), **numbers}
    cite: dict[str, Any] = {
        key: data[key] for key in ("text", "article", "id", "checked", "seen") if key in data
    }
    cite |= {key: entry.pop(key) for key in ("article", "quote", "checked", "seen") if key in entry}
    lines = {
        _moved(path[2:]): line
        for path, line in document.lines.items()
        if path[:2] == start and path[2:] != ("with",)
    }
    whole = {
        "id": entry.pop("id", None),
        **entry,
        "shape": shape,
        "cites": [cite, *also],
        "file": document.name,
        "line": document.line(start),
    }
    return Document(document.name, whole, lines).validate(Rule)


def _moved(path: KeyPath) -> KeyPath:
    """Where a value of an entry stands once ``with`` is inside the shape, and ``also`` behind the first text."""
    if path[:1] == ("with",):
        return ("shape", *path[1:])
    if path[:1] == ("also",) and len(path) > 1 and isinstance(path[1], int):
        return ("cites", path[1] + 1, *path[2:])
    return ("cites", 0, *path) if path[:1] in (("article",), ("quote",), ("checked",), ("seen",)) else path


_NUMBERS = "Écrivez par exemple « with: {after: [garde-nuit], hours: 11} »."
_ALSO = "Écrivez par exemple « also: [{text: …, checked: 2026-11-22, seen: secondaire}] »."


def _order(rule: Rule) -> tuple[str, int, str, bool, int, int, int, date, str]:
    """By code, then what weighs most today first: versions that ended, charters and doubtful readings come last."""
    letters = family_of(rule.code)
    digits = "".join(c for c in rule.code if c.isdigit())
    return (
        str(list(FAMILIES).index(letters)) if letters in FAMILIES else letters,
        int(digits),
        rule.code[len(letters) + len(digits) :],
        rule.valid.until is not None,
        list(Force).index(rule.force),
        list(Level).index(rule.level),
        list(Confidence).index(rule.confidence),
        rule.valid.since or date.min,
        rule.id,
    )


FAMILIES = {
    "V": "Volume de travail",
    "R": "Repos et continuité",
    "G": "Gardes et astreintes",
    "E": "Dispenses",
    "L": "Congés et absences",
    "T": "Tableaux et relevés",
}
"""The families of rules by the letter of their codes, in the order of a working week."""


def family_of(code: str) -> str:
    """The letter of the family of a rule."""
    return code.rstrip("0123456789abcdefghijklmnopqrstuvwxyz")


def _nearest(code: str, codes: Iterable[str]) -> str:
    near = get_close_matches(code.upper(), list(codes), n=1, cutoff=0.4)
    return f"Vouliez-vous {near[0]} ?" if near else "« sextant law list » donne toutes les règles."
