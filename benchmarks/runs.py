"""Measures that take hours, kept line by line: a run that was cut goes on where it stopped, another day if need be.

A line is of one state of the code and of one kind of machine: when either changes, that measure is made again. The lines are
tracked (``benchmarks/measured``): a peer that has not changed is not measured twice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from benchmarks.machine import kind
from benchmarks.trial import ROOT

FOLDER = ROOT / "benchmarks" / "measured"


def remembered(run: str, name: str, measure: Callable[[], dict[str, Any]], state: str = "") -> dict[str, Any]:
    """The measure ``name`` of a run: as it was kept for this code and machine, or measured now. Errors are not kept.

    ``state`` stands for the code when the measure is of something else than everything that a roster depends on.
    The measure gains ``when``, its day. It takes the place of the one of an earlier code.
    """
    state = state or code()
    found = kept(run).get((name, state))
    if found is None:
        found = measure()
        if "error" not in found:
            found["when"] = f"{datetime.now().astimezone():%d/%m/%Y}"
            line = {"name": name, "machine": kind(), "code": state, "found": found}
            others = [one for one in _lines(run) if (one["name"], one["machine"]) != (name, kind())]
            FOLDER.mkdir(exist_ok=True)
            whole = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in [*others, line])
            (FOLDER / f"{run}.new").write_text(whole, encoding="utf-8")
            (FOLDER / f"{run}.new").replace(FOLDER / f"{run}.jsonl")
    return found


def kept(run: str) -> dict[tuple[str, str], dict[str, Any]]:
    """What a run has measured so far on this kind of machine, by name and state of the code."""
    return {(one["name"], one["code"]): one["found"] for one in _lines(run) if one["machine"] == kind()}


def _lines(run: str) -> list[dict[str, Any]]:
    file = FOLDER / f"{run}.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return [json.loads(line) for line in lines]


def code() -> str:
    """A short print of everything that a roster depends on: the engine, the law, the instances."""
    told = hashlib.sha256()
    for folder, ends in (("src/sextant", (".py", ".yaml")), ("benchmarks/services", (".py", ".yaml"))):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in ends and path.name != "best_known.yaml":
                told.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return told.hexdigest()[:12]
