"""How fast wards are solved, and how well: first legal roster, proof or gap, memory."""

from __future__ import annotations

from typing import Any

from benchmarks.table import figure, held, percent, table
from benchmarks.trial import alone
from benchmarks.wards import Recipe, draw
from sextant.roster.result import Status
from sextant.roster.solve import solve

FIRST_TARGET, GAP_TARGET = 5.0, 0.02  # seconds; share of the cost, for the size below
TARGET_SIZE = (10, 13)  # interns, weeks
SECONDS = 60
_SAID = """\
Services tirés au sort (`benchmarks/wards.py`), par le `solve` public, tout le droit, construction du modèle \
comprise ; le tableau rendu est contrôlé avant d’être montré. L’écart est (coût − borne) / coût."""


def section(quick: bool) -> str:
    """The table of wards."""
    sizes = [(8, 13), TARGET_SIZE] if quick else [(n, weeks) for weeks in (13, 26) for n in (6, 8, 10, 14)]
    seconds = 15 if quick else SECONDS
    rows, verdict = [], ""
    for interns, weeks in sizes:
        found = alone("benchmarks.ward_solving:measure", interns=interns, weeks=weeks, seconds=seconds)
        name = f"{interns} × {weeks}"
        if "error" in found:
            rows.append([name, found["error"], *["–"] * 6])
            continue
        first, gap = found["first"], found["gap"]
        proved = found["status"] == Status.PROVEN_BEST
        if (interns, weeks) == TARGET_SIZE:
            verdict = (
                f"Cibles pour {interns} internes et {weeks} semaines : premier tableau en moins de "
                f"{figure(FIRST_TARGET, 0)} s ({held(first is not None and first < FIRST_TARGET)}), écart sous "
                f"{percent(GAP_TARGET)} à {figure(seconds, 0)} s ({held(gap is not None and gap < GAP_TARGET)})."
            )
        rows.append(
            [
                name,
                figure(first),
                f"{figure(found['seconds'])} s" if proved else "–",
                percent(gap),
                figure(found["cost"], 0),
                figure(found["bound"], 0),
                figure(found["peak"], 0),
                found["status"],
            ]
        )
    heads = [
        "internes × semaines",
        "premier tableau légal (s)",
        "preuve",
        f"écart à {seconds} s",
        "coût",
        "borne",
        "mémoire (Mio)",
        "réponse",
    ]
    return "\n\n".join(
        (
            "## Services : du premier tableau à la preuve",
            f"{verdict} {_SAID}",
            table(heads, rows),
        )
    )


def measure(interns: int, weeks: int, seconds: float, seed: int = 1) -> dict[str, Any]:
    """Solve one ward, in this process."""
    result = solve(draw(Recipe(interns=interns, weeks=weeks, seed=seed)), seconds=seconds)
    return {
        "status": result.status,
        "first": result.first_seconds,
        "seconds": result.seconds,
        "gap": result.gap,
        "cost": result.cost,
        "bound": result.bound,
    }
