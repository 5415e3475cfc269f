"""What works, what partly works, what does not yet: printed from ``docs/coverage.yaml``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SOURCE = Path(__file__).resolve().parent.parent / "coverage.yaml"

# Each status with how it is said, in the order of the table.
STATUSES = {"works": "fonctionne", "partly": "en partie", "position": "position", "not yet": "pas encore"}


@dataclass(frozen=True)
class System:
    """One row: something that the union's documents name or demand."""

    id: str
    capability: int
    status: str
    title: str
    test: str = ""  # of a system that works: the test that shows it
    lacks: str = ""  # of a system that partly works: what is missing


def read() -> tuple[dict[int, str], list[System]]:
    """The capabilities by number, and the systems in the file's order."""
    content: dict[str, Any] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return content["capabilities"], [System(**row) for row in content["systems"]]


def page() -> str:
    """The printed page."""
    capabilities, systems = read()
    lines = [
        "# Ce que fait Sextant, et ce qu’il ne fait pas encore",
        "",
        f"Les {len(systems)} systèmes que nomment ou demandent les documents de l’ISNAR-IMG, un par ligne.",
        "« Fonctionne » nomme le test qui le montre. « Position » est une ligne du registre des positions.",
        "",
        *_summary(capabilities, systems),
    ]
    for number, name in capabilities.items():
        lines += ["", f"## {number}. {name}", "", "| | Système | État | |", "|---|---|---|---|"]
        lines += [_row(system) for system in systems if system.capability == number]
    return "\n".join(lines) + "\n"


def _summary(capabilities: dict[int, str], systems: list[System]) -> list[str]:
    counts = Counter((system.capability, system.status) for system in systems)
    totals = Counter(system.status for system in systems)
    table = [("", "Capacité", *STATUSES.values()), ("---", "---", *["---:"] * len(STATUSES))]
    for number, name in capabilities.items():
        table.append((str(number), name, *(str(counts[number, status] or "") for status in STATUSES)))
    table.append(("", "**Ensemble**", *(f"**{totals[status]}**" for status in STATUSES)))
    return ["| " + " | ".join(row) + " |" for row in table]


def _row(system: System) -> str:
    remark = f"`{system.test}`" if system.test else system.lacks
    return f"| {system.id} | {system.title} | {STATUSES[system.status]} | {remark} |"
