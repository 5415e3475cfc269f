"""The law as a library of rules: reads ``texts/``, and says which rules bind on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from sextant.document import Document, read_document
from sextant.errors import BadInput, BadLaw, Place
from sextant.law.rule import Rule

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Library:
    """Rules in a fixed order: by code, then by date of entry into force."""

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

    def only(self, codes: Iterable[str]) -> Library:
        """The rules of these codes."""
        wanted = set(codes)
        return Library(tuple(rule for rule in self.rules if rule.code in wanted))


def load(*folders: Path) -> Library:
    """The shipped law, or the rules of the given folders. Raises BadLaw, which names file and line."""
    return _load(folders or (TEXTS,))


@lru_cache(maxsize=8)
def _load(folders: tuple[Path, ...]) -> Library:
    files = sorted(file for folder in folders for file in folder.rglob("*.yaml"))
    rules = [rule for file in files for rule in read_rules(file)]
    seen: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in seen:
            raise BadLaw(
                f"l’identifiant « {rule.id} » sert deux fois (déjà dans {seen[rule.id].file})",
                place=Place(rule.file, rule.line),
                remedy="Donnez un autre « id » à la nouvelle règle.",
            )
        seen[rule.id] = rule
    return Library(tuple(sorted(rules, key=_order)))


def read_rules(file: Path) -> list[Rule]:
    """The rules of one file of ``texts/``."""
    document = read_document(file)
    data = document.data
    if not isinstance(data, dict) or not isinstance(data.get("rules"), list):
        raise BadLaw(
            "ce fichier n’a pas de liste « rules »",
            place=Place(file.name, 1),
            remedy="Voyez docs/how-to/add-a-rule.md : un fichier nomme un texte (text, article, checked, seen), puis ses règles.",
        )
    return [_rule(document, data, number, file) for number in range(len(data["rules"]))]


def _rule(document: Document, data: dict[str, Any], number: int, file: Path) -> Rule:
    """One entry of ``rules``, with what the file says of its text, checked where it is written."""
    if not isinstance(data["rules"][number], dict):
        raise document.bad(("rules", number), "une règle s’écrit avec des clés (id, code, says…)")
    entry = dict(data["rules"][number])
    numbers = entry.pop("with", None) or {}
    shape = {"shape": entry.pop("shape", None), **(numbers if isinstance(numbers, dict) else {})}
    cite = {key: data[key] for key in ("text", "article", "id", "quote", "checked", "seen") if key in data}
    cite |= {key: entry.pop(key) for key in ("article", "quote", "checked", "seen") if key in entry}
    cites = [cite, *entry.pop("also", [])]
    start = ("rules", number)
    lines = {
        (("shape", *path[3:]) if path[2:3] == ("with",) else path[2:]): line
        for path, line in document.lines.items()
        if path[:2] == start
    }
    whole = {
        "id": entry.pop("id", None),
        **entry,
        "shape": shape,
        "cites": cites,
        "file": file.name,
        "line": document.line(start),
    }
    return Document(document.name, whole, lines).validate(Rule)


def _order(rule: Rule) -> tuple[str, int, str, date, str]:
    letters = rule.code.rstrip("0123456789abcdefghijklmnopqrstuvwxyz")
    digits = "".join(c for c in rule.code if c.isdigit())
    suffix = rule.code[len(letters) + len(digits) :]
    return _FAMILIES.get(letters, letters), int(digits), suffix, rule.valid.since or date.min, rule.id


# The families of rules in the order of a working week: volume, rest, gardes, exemptions, leave, tables.
_FAMILIES = {"V": "1", "R": "2", "G": "3", "E": "4", "L": "5", "T": "6"}


def _nearest(code: str, codes: Iterable[str]) -> str:
    near = get_close_matches(code.upper(), list(codes), n=1, cutoff=0.4)
    return f"Vouliez-vous {near[0]} ?" if near else "« sextant law list » donne toutes les règles."
