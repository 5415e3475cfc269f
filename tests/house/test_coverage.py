"""``docs/coverage.yaml`` says what works, and names the test that shows it."""

from __future__ import annotations

import ast
import csv
from collections import Counter

import pytest

from docs.printing.coverage import STATUSES, System, read
from tests.lanes import ROOT, SHARED

CAPABILITIES, SYSTEMS = read()

# How many systems the documents name, family by family: 221 in all.
FAMILIES = {"WT": 17, "RD": 21, "TP": 43, "AC": 64, "PH": 14, "OD": 37, "IE": 25}
EXPECTED = [f"{family}{number}" for family, count in FAMILIES.items() for number in range(1, count + 1)]


def functions(path: str) -> set[str]:
    """The tests of a file, as pytest names them: ``test_x`` or ``TestY::test_x``."""
    file = ROOT / path
    if not file.is_file():
        return set()
    found: set[str] = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{item.name}" for item in node.body if isinstance(item, ast.FunctionDef)}
    return found


def fault(system: System) -> str:
    """What is wrong with a row, or nothing."""
    path, _, test = system.test.partition("::")
    if system.status not in STATUSES:
        return f"« {system.status} » is not a status"
    if system.capability not in CAPABILITIES:
        return f"{system.capability} is not a capability"
    if bool(system.test) != (system.status == "works"):
        return "a system that works names its test, and no other does"
    if bool(system.lacks) != (system.status == "partly"):
        return "a system that partly works says what lacks, and no other does"
    if system.test and test.partition("[")[0] not in functions(path):
        return f"there is no test {system.test}"
    return ""


def test_every_system_has_one_row() -> None:
    assert len(EXPECTED) == 221
    assert Counter(system.id for system in SYSTEMS) == Counter(EXPECTED)


def test_every_row_holds() -> None:
    assert [f"{system.id}: {fault(system)}" for system in SYSTEMS if fault(system)] == []


def test_the_capabilities_are_the_twenty_four() -> None:
    assert list(CAPABILITIES) == list(range(1, 25))
    assert {system.capability for system in SYSTEMS} == set(CAPABILITIES)


@pytest.mark.parametrize(
    "row",
    [
        System("WT1", 2, "done", "x"),
        System("WT1", 25, "not yet", "x"),
        System("WT1", 2, "works", "x"),
        System("WT1", 2, "works", "x", test="tests/house/test_coverage.py::test_that_nobody_wrote"),
        System("WT1", 2, "works", "x", test="tests/house/nowhere.py::test_every_row_holds"),
        System("WT1", 2, "works", "x", test="tests/house/test_coverage.py"),
        System("WT1", 2, "partly", "x"),
        System("WT1", 2, "not yet", "x", test="tests/house/test_coverage.py::test_every_row_holds"),
    ],
)
def test_a_row_that_does_not_hold_is_refused(row: System) -> None:
    assert fault(row)


def test_a_row_that_names_its_test_is_accepted() -> None:
    proof = "tests/house/test_coverage.py::test_every_row_holds"
    assert not fault(System("WT1", 2, "works", "x", test=proof))


@pytest.mark.shared
def test_the_rows_are_those_of_the_documents() -> None:
    with (SHARED / "systems.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [system.id for system in SYSTEMS] == [row["id"] for row in rows]
    positions = {row["id"] for row in rows if row["software"].startswith("position only")}
    assert {system.id for system in SYSTEMS if system.status == "position"} == positions
