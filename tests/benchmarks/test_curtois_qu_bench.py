"""The peers solve what we solve, and the report says who is ahead without flattering anyone."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from benchmarks import curtois_qu_bench as bench
from benchmarks import curtois_qu_checker as checker
from benchmarks import runs
from benchmarks.curtois_qu import NO_LAW, ward
from benchmarks.peers import cp_sat, highs
from sextant.roster.search.ward_table import shift_table
from sextant.roster.solve import solve
from tests.benchmarks.test_curtois_qu import TINY

PLAN = bench.Plan((1, 2), 60, (1,), ("sextant", "cp-sat-8", "highs"))


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A memory of trials of its own."""
    monkeypatch.setattr(runs, "FOLDER", tmp_path)
    return tmp_path / f"{bench.RUN}.jsonl"


def told(kept: Path, solver: str, number: int, cost: int | None, faults: int = 0) -> None:
    """A trial that was made."""
    found = {"cost": cost, "faults": faults, "bound": 0, "peak": 100, "load": "0,50 ; 1,00 ; 1,00"}
    runs.remembered(bench.RUN, PLAN.name(solver, number, 1), lambda: found, bench._code(solver))
    assert kept.is_file()


def test_a_measure_takes_the_place_of_that_of_an_earlier_code_not_of_another_machine(kept: Path) -> None:
    elsewhere = {"name": "x", "machine": "une autre", "code": "a", "found": {"cost": 9}}
    kept.write_text(json.dumps(elsewhere) + "\n", encoding="utf-8")
    for code in "ab":
        assert runs.remembered(bench.RUN, "x", lambda code=code: {"cost": code}, code)["cost"] == code
    assert list(runs.kept(bench.RUN)) == [("x", "b")]
    assert elsewhere in map(json.loads, kept.read_text(encoding="utf-8").splitlines())
    assert runs.remembered(bench.RUN, "x", lambda: {"cost": "again"}, "b")["cost"] == "b"


def test_the_mean_gap_of_a_class_stands_beside_its_target(kept: Path) -> None:
    told(kept, "sextant", 1, 607)
    told(kept, "sextant", 2, 836)
    said = bench.report(PLAN)
    assert "1 à 7 (2 sur 7) : 0,5\u202f% (cible 0\u202f% : **manquée**)" in said
    assert "Aucun pair n’est mesuré" in said


@pytest.mark.parametrize("peer", [cp_sat, highs])
def test_a_peer_proves_the_same_best_roster_as_ours(peer: object) -> None:
    problem = ward(TINY, "Essai")
    ours = solve(problem, NO_LAW, seconds=20, workers=1)
    table = shift_table(problem, NO_LAW)
    assert table is not None
    answer = peer.solve(table, 20, 1, time.monotonic(), 1)  # type: ignore[attr-defined]
    assert answer.rows is not None
    definition = checker.read(TINY)
    assert checker.faults(definition, answer.rows) == []
    assert answer.proved
    assert checker.cost(definition, answer.rows) == answer.bound == ours.cost


def test_ahead_on_both_is_said(kept: Path) -> None:
    for solver, costs in {"sextant": (607, 830), "cp-sat-8": (607, 900), "highs": (700, None)}.items():
        for number, cost in enumerate(costs, start=1):
            told(kept, solver, number, cost)
    said = bench.report(PLAN)
    assert "Au meilleur coût des pairs ou dessous : 2 instances sur 2 (tenue)" in said
    assert "Strictement dessous : 1 sur les 1" in said
    assert "aucun tableau" in said


def test_behind_is_said_and_where(kept: Path) -> None:
    for solver, cost in {"sextant": 900, "cp-sat-8": 828}.items():
        told(kept, solver, 2, cost)
    assert "**manquée** : derrière sur 2" in bench.report(PLAN)


def test_a_roster_with_faults_has_no_cost(kept: Path) -> None:
    told(kept, "sextant", 1, 600, faults=3)
    assert "**3 fautes**" in bench.report(PLAN)


def test_what_was_not_run_is_not_guessed() -> None:
    said = bench.report(PLAN)
    assert "non mesuré" in said
    assert "Aucun pair n’est mesuré" in said
