"""Names: one word per thing, as the glossary says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.printing.glossary import banned_words, read
from tests.lanes import ROOT

SOURCE = ROOT / "src"
FILES = sorted(
    file for file in SOURCE.rglob("*.py") if file.parent.name != "migrations"
)  # those Django prints
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+|\d+")


def words(identifier: str) -> set[str]:
    """The words of a snake_case, CamelCase or CONSTANT name, in lower case."""
    return {word.lower() for word in WORD.findall(identifier)}


def names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every name that the file gives to something, with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name, node.lineno
            case ast.Name(ctx=ast.Store()):
                yield node.id, node.lineno
            case ast.Attribute(ctx=ast.Store()):
                yield node.attr, node.lineno
            case ast.arg():
                yield node.arg, node.lineno
            case ast.alias(asname=str(name)):
                yield name, node.lineno


def given(file: Path) -> list[tuple[str, int]]:
    """The names of a file: its own, those of the folders it is in, and those it gives."""
    path = [(part.removesuffix(".py"), 1) for part in file.relative_to(SOURCE).parts]
    return path + list(names(ast.parse(file.read_text(encoding="utf-8"))))


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("half_day", {"half", "day"}),
        ("DemiGarde", {"demi", "garde"}),
        ("APLValue", {"apl", "value"}),
        ("MAX_DJ", {"max", "dj"}),
        ("paid", {"paid"}),
        ("garde2", {"garde", "2"}),
    ],
)
def test_a_name_is_cut_into_words(identifier: str, expected: set[str]) -> None:
    assert words(identifier) == expected


def test_no_banned_word_in_a_name() -> None:
    banned = banned_words()
    faults = [
        f"{file.relative_to(ROOT)}:{line}: {name} holds « {word} »; write {banned[word]}"
        for file in FILES
        for name, line in given(file)
        for word in words(name) & banned.keys()
    ]
    assert not faults, "\n".join(faults)


def test_names_are_without_accents() -> None:
    faults = [
        f"{file.relative_to(ROOT)}:{line}: {name}"
        for file in FILES
        for name, line in given(file)
        if not name.isascii()
    ]
    assert not faults, "\n".join(faults)


def test_a_term_is_written_once() -> None:
    terms = [term["french"] for term in read()["terms"]]
    assert sorted(set(terms)) == sorted(terms)
    for term in read()["terms"]:
        assert set(term) <= {"french", "identifier", "kept", "note", "banned"}, term
        assert not words(" ".join(term["identifier"])) & set(term.get("banned", ())), term
