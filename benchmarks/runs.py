"""Measures that take hours, kept line by line: a run that was cut goes on where it stopped.

The lines are of one state of the code: when it changes, everything is measured again. They are not tracked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from benchmarks.trial import ROOT

FOLDER = ROOT / "benchmarks" / ".runs"


def remembered(run: str, name: str, measure: Callable[[], dict[str, Any]], state: str = "") -> dict[str, Any]:
    """The measure ``name`` of a run: as it was kept for this code, or measured now and kept. Errors are not kept.

    ``state`` stands for the code when the measure is of something else than everything that a roster depends on.
    """
    state = state or code()
    found = kept(run).get((name, state))
    if found is None:
        found = measure()
        if "error" not in found:
            FOLDER.mkdir(exist_ok=True)
            with (FOLDER / f"{run}.jsonl").open("a", encoding="utf-8") as opened:
                opened.write(json.dumps({"name": name, "code": state, "found": found}) + "\n")
    return found


def kept(run: str) -> dict[tuple[str, str], dict[str, Any]]:
    """What a run has measured so far, by name and state of the code."""
    file = FOLDER / f"{run}.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return {(one["name"], one["code"]): one["found"] for one in map(json.loads, lines)}


def code() -> str:
    """A short print of everything that a roster depends on: the engine, the law, the instances."""
    told = hashlib.sha256()
    for folder, ends in (("src/sextant", (".py", ".yaml")), ("benchmarks/services", (".py", ".yaml"))):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in ends and path.name != "best_known.yaml":
                told.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return told.hexdigest()[:12]
