"""The reader and the checker of the Curtois-Qu format agree, on instances made by hand."""

from __future__ import annotations

import re
from itertools import product

import numpy as np
import pytest

from benchmarks import curtois_qu_checker as checker
from benchmarks.curtois_qu import FOLDER, NO_LAW, read_instance, rows_of, ward
from sextant.roster.audit import audit
from sextant.roster.kept import missed
from sextant.roster.result import Status
from sextant.roster.search.shift_table import cost, faults
from sextant.roster.search.ward_table import roster_of, shift_table
from sextant.roster.solve import solve

TINY = """\
# made by hand
SECTION_HORIZON
7

SECTION_SHIFTS
E,480,
L,600,E

SECTION_STAFF
Ada,E=5|L=2,2400,960,3,2,2,1
Bob,E=3|L=3,2400,1440,4,1,1,0

SECTION_DAYS_OFF
Ada,1

SECTION_SHIFT_ON_REQUESTS
Ada,3,L,5
Bob,0,E,2
Bob,1,E,2

SECTION_SHIFT_OFF_REQUESTS
Bob,2,L,7

SECTION_COVER
0,E,1,100,1
1,E,1,100,1
2,L,1,100,1
3,L,2,100,3
4,E,1,100,1
5,E,1,50,1
6,L,0,50,4
"""
EMPTY = {"Ada": ("",) * 7, "Bob": ("",) * 7}


def disguised(text: str, names: dict[str, str], factor: int) -> str:
    """The same instance, its people and shifts renamed, its lines the other way round, its weights multiplied."""
    out = []
    for block in re.split(r"(?=SECTION_)", text):
        head, _, body = block.partition("\n")
        lines = [line for line in body.splitlines() if line and not line.startswith("#")]
        named = [
            re.sub(r"\b[A-Za-z]+\b", lambda found: names.get(found[0], found[0]), line) for line in lines
        ]
        if "REQUESTS" in head or "COVER" in head:
            named = [
                ",".join([*row[:3], *(str(int(weight) * factor) for weight in row[3:])])
                for row in (line.split(",") for line in named)
            ]
        out.append("\n".join([head, *(reversed(named) if "HORIZON" not in head else named)]))
    return "\n".join(out)


def test_the_best_roster_of_the_tiny_instance_is_the_cheapest_of_all() -> None:
    definition = checker.read(TINY)
    rows = list(product(("", "E", "L"), repeat=7))
    lawful = {
        name: [
            row
            for row in rows
            if not [f for f in checker.faults(definition, {**EMPTY, name: row}) if f.startswith(name)]
        ]
        for name in ("Ada", "Bob")
    }
    best = min(
        checker.cost(definition, {"Ada": ada, "Bob": bob})
        for ada, bob in product(lawful["Ada"], lawful["Bob"])
    )
    result = solve(ward(TINY, "tiny"), NO_LAW, seconds=20, workers=1)
    assert result.status is Status.PROVEN_BEST
    assert result.roster is not None
    found = rows_of(result.roster)
    assert checker.faults(definition, found) == []
    assert result.cost == result.bound == checker.cost(definition, found) == best


def test_reader_and_checker_say_the_same_of_any_roster() -> None:
    problem, definition = ward(TINY, "tiny"), checker.read(TINY)
    table = shift_table(problem, NO_LAW)
    assert table is not None
    random = np.random.default_rng(1)
    verdicts = set()
    for busy in np.linspace(0.2, 0.8, 400):
        cells = (random.integers(1, 3, size=(2, 7)) * (random.random((2, 7)) < busy)).astype(np.int16)
        roster = roster_of(problem, cells)
        rows = rows_of(roster)
        said = checker.faults(definition, rows)
        assert bool(faults(table, cells)) is bool(said)
        assert audit(roster, NO_LAW).clean is not bool(said)
        assert cost(table, cells) == checker.cost(definition, rows)
        assert sum(one.cost or 0 for one in missed(roster)) == checker.cost(definition, rows)
        verdicts.add(bool(said))
    assert verdicts == {True, False}


@pytest.mark.parametrize("factor", [1, 3])
def test_a_disguised_instance_costs_the_same(factor: int) -> None:
    names = {"Ada": "Zoé", "Bob": "Yan", "E": "x", "L": "q"}
    hidden = disguised(TINY, names, factor)
    plain = solve(ward(TINY, "tiny"), NO_LAW, seconds=20, workers=1)
    other = solve(ward(hidden, "hidden"), NO_LAW, seconds=20, workers=1)
    assert other.roster is not None
    assert plain.cost is not None
    assert other.cost == factor * plain.cost == checker.cost(checker.read(hidden), rows_of(other.roster))


def test_each_requirement_is_found_by_the_checker() -> None:
    definition = checker.read(TINY)
    good = {"Ada": ("", "", "", "L", "L", "", ""), "Bob": ("E", "E", "E", "", "", "", "")}
    assert checker.faults(definition, good) == []
    wrong = {
        "Ada: day 1 is off": ("E", "E", "", "", "", "", ""),
        "Ada: day 4: E cannot follow L": ("", "", "", "L", "E", "", ""),
        "Ada: more than 2 of L": ("", "", "", "", "L", "L", "L"),
        "Ada: 480 minutes": ("E", "", "", "", "", "", ""),
        "Ada: day 3: 4 shifts running": ("", "", "", "E", "E", "E", "E"),
        "Ada: day 3: shifts running: 1": ("E", "", "", "E", "", "", ""),
        "Ada: day 1: days off running: 1": ("E", "", "E", "E", "", "", ""),
    }
    for said, row in wrong.items():
        assert said in checker.faults(definition, {**good, "Ada": row})
    assert "Bob: 1 weekends" in checker.faults(definition, {**good, "Bob": ("E", "E", "", "", "", "", "E")})


@pytest.mark.shared
def test_the_first_public_instance_is_proved() -> None:
    file = FOLDER / "Instance1.txt"
    result = solve(read_instance(file), NO_LAW, seconds=60, workers=2)
    assert result.roster is not None
    rows, definition = rows_of(result.roster), checker.read(file.read_text(encoding="utf-8"))
    assert checker.faults(definition, rows) == []
    assert (result.cost, result.bound, checker.cost(definition, rows)) == (607, 607, 607)
