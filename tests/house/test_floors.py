"""The wall between the floors, seen at run time; ``make test`` also draws it with import-linter."""

import importlib.util
import subprocess
import sys

import pytest

# Imports one module on a machine where the forbidden ones are not installed.
ALONE = """
import importlib, sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {forbidden!r}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Absent())
importlib.import_module({module!r})
"""
UPSTAIRS = ["django", "django_htmx", "psycopg", "typer", "rich", "sextant_cli", "sextant_web"]


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("sextant", UPSTAIRS),
        ("sextant.law", [*UPSTAIRS, "ortools"]),
        ("sextant.roster.audit", [*UPSTAIRS, "ortools"]),
        ("sextant.roster.solve", UPSTAIRS),
        ("sextant_cli.__main__", ["django", "django_htmx", "psycopg", "sextant_web"]),
    ],
)
def test_a_module_stands_without_what_is_above(module: str, forbidden: list[str]) -> None:
    assert importlib.util.find_spec(module), f"{module} is missing"
    program = ALONE.format(module=module, forbidden=forbidden)
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
