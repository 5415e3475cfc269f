"""One solver on one instance of Curtois and Qu, in this process; the roster is counted by the independent checker."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks import curtois_qu, curtois_qu_checker
from benchmarks.peers.answer import Answer
from benchmarks.trial import ROOT
from sextant.roster.search.shift_table import ShiftTable
from sextant.roster.search.ward_table import shift_table

FOLDER_OF_TIMEFOLD = ROOT / "benchmarks" / ".runs" / "timefold"
"""Where Timefold is installed and our peer compiled; never committed."""

CORES = 2


def instance_file(number: int) -> Path:
    """The file of an instance."""
    return curtois_qu.FOLDER / f"Instance{number}.txt"


def measure(solver: str, number: int, seconds: float, seed: int) -> dict[str, Any]:
    """Cost, faults, bound, proof, seconds to the first roster and in all."""
    file, started = instance_file(number), time.monotonic()
    answer = SOLVERS[solver](file, seconds, seed, started)
    found: dict[str, Any] = {
        "seconds": time.monotonic() - started,
        "bound": answer.bound,
        "proved": answer.proved,
        "first": answer.first_seconds,
        "cost": None,
        "faults": 0,
    }
    if answer.rows is not None:
        definition = curtois_qu_checker.read(file.read_text(encoding="utf-8"))
        faults = curtois_qu_checker.faults(definition, answer.rows)
        found |= {"cost": curtois_qu_checker.cost(definition, answer.rows), "faults": len(faults)}
    return found


def _sextant(file: Path, seconds: float, seed: int, started: float) -> Answer:
    from sextant.roster.result import Status
    from sextant.roster.solve import solve

    ward = curtois_qu.read_instance(file)
    left = seconds - (time.monotonic() - started)
    result = solve(ward, curtois_qu.NO_LAW, seconds=left, workers=CORES, seed=seed)
    rows = None if result.roster is None else curtois_qu.rows_of(result.roster)
    return Answer(rows, result.bound, result.status == Status.PROVEN_BEST, result.first_seconds)


def _table(file: Path) -> ShiftTable:
    """The peers are handed the arrays: their models start from the same reading as ours."""
    found = shift_table(curtois_qu.read_instance(file), curtois_qu.NO_LAW)
    assert found is not None
    return found


def _cp_sat(workers: int) -> Any:
    def run(file: Path, seconds: float, seed: int, started: float) -> Answer:
        from benchmarks.peers.cp_sat import solve

        return solve(_table(file), seconds, seed, started, workers)

    return run


def _highs(file: Path, seconds: float, seed: int, started: float) -> Answer:
    from benchmarks.peers.highs import solve

    return solve(_table(file), seconds, seed, started, CORES)


def _timefold(file: Path, seconds: float, seed: int, started: float) -> Answer:
    from benchmarks.peers.timefold_peer import prepare, solve

    class_path = prepare(FOLDER_OF_TIMEFOLD)
    with tempfile.TemporaryDirectory() as folder:
        # One second for the virtual machine to start: its own limit begins after.
        return solve(class_path, file, Path(folder) / "roster.txt", max(1, seconds - 1), seed)


SOLVERS = {
    "sextant": _sextant,
    "cp-sat-2": _cp_sat(2),
    "cp-sat-8": _cp_sat(8),
    "highs": _highs,
    "timefold": _timefold,
}
