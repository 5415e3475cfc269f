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


def remembered(run: str, name: str, measure: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The measure ``name`` of a run: as it was kept for this code, or measured now and kept. Errors are not kept."""
    file, state = FOLDER / f"{run}.jsonl", code()
    if file.is_file():
        for line in file.read_text(encoding="utf-8").splitlines():
            kept = json.loads(line)
            if (kept["name"], kept["code"]) == (name, state):
                found: dict[str, Any] = kept["found"]
                return found
    found = measure()
    if "error" not in found:
        FOLDER.mkdir(exist_ok=True)
        with file.open("a", encoding="utf-8") as opened:
            opened.write(json.dumps({"name": name, "code": state, "found": found}) + "\n")
    return found


def code() -> str:
    """A short print of everything that a roster depends on: the engine, the law, the instances."""
    told = hashlib.sha256()
    for folder, ends in (("src/sextant", (".py", ".yaml")), ("benchmarks/services", (".py", ".yaml"))):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in ends and path.name != "best_known.yaml":
                told.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return told.hexdigest()[:12]
