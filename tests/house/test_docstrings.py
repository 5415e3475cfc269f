"""Every public file says what it is for."""

import ast
from pathlib import Path

import pytest

from tests.lanes import ROOT

FILES = [
    file
    for package in ("sextant", "sextant_cli", "sextant_web")
    for file in sorted((ROOT / "src" / package).rglob("*.py"))
    if "migrations" not in file.parts  # Django writes those
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT / "src")))
def test_a_file_says_what_it_is_for(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
