"""How time grows with interns and with weeks: first legal roster, and a gap of one hundredth; told and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from benchmarks.runs import remembered
from benchmarks.services.draw import WINTER, Recipe, service
from benchmarks.table import figure, table
from benchmarks.trial import ROOT, alone
from sextant.document import parse_document
from sextant.roster.result import Progress
from sextant.roster.solve import solve
from sextant.roster.ward_file import problem_of
from sextant.roster.ward_text import dump

INTERNS = (6, 8, 10, 12, 14, 18, 22, 26, 32, 40)
WEEKS = (4, 8, 13, 17, 22, 26)
OF_WEEKS, OF_INTERNS, SECONDS, NEAR = 13, 10, 120.0, 0.01
PICTURE = ROOT / "docs" / "pictures" / "growth.svg"


def section(quick: bool) -> str:
    """Two tables and the picture."""
    by_interns = [(n, _measured(n, OF_WEEKS)) for n in (INTERNS[:3] if quick else INTERNS)]
    by_weeks = [(w, _measured(OF_INTERNS, w)) for w in (WEEKS[:3] if quick else WEEKS)]
    if not quick:
        PICTURE.write_text(drawn(by_interns, by_weeks), encoding="utf-8")
    said = (
        f"Services tirés comme ceux de l’ensemble figé, une ligne de gardes (deux dès 25 internes), présence demandée "
        f"à la mesure de l’équipe ; {figure(SECONDS, 0)} s au plus. Secondes jusqu’au premier tableau légal, puis jusqu’à "
        "un écart de 1 % entre le meilleur tableau et la borne."
    )
    heads = ["premier tableau (s)", "écart de 1 % (s)"]
    return "\n\n".join(
        (
            "## Croissance",
            said,
            table([f"internes, {OF_WEEKS} semaines", *heads], [_row(n, one) for n, one in by_interns]),
            table([f"semaines, {OF_INTERNS} internes", *heads], [_row(n, one) for n, one in by_weeks]),
            "![Temps selon les internes et les semaines](../docs/pictures/growth.svg)",
        )
    )


def _row(size: int, one: dict[str, Any]) -> list[str]:
    near = figure(one.get("near")) if one.get("near") is not None else f"plus de {figure(SECONDS, 0)}"
    return [str(size), figure(one.get("first")), near]


def _measured(interns: int, weeks: int) -> dict[str, Any]:
    return remembered(
        "growth",
        f"{interns} x {weeks}",
        lambda: alone("benchmarks.growth:measure", interns=interns, weeks=weeks, seconds=SECONDS),
    )


def measure(interns: int, weeks: int, seconds: float, first: str = "") -> dict[str, Any]:
    """Solve one ward, in this process; ``near`` is when the gap fell to a hundredth."""
    start = date.fromisoformat(first) if first else WINTER
    recipe = Recipe(f"g{interns}-{weeks}", interns, weeks, 1.0, 0.06, "alone", past=True, first=start)
    problem = problem_of(parse_document(dump(service(recipe)), ""))
    moments: list[Progress] = []
    result = solve(problem, seconds=seconds, progress=moments.append)
    near = [m.seconds for m in moments if m.gap is not None and m.gap <= NEAR]
    if result.gap is not None and result.gap <= NEAR:
        near.append(result.seconds)
    return {"first": result.first_seconds, "near": min(near, default=None), "status": result.status}


# -- the picture ----------------------------------------------------------------------------------------

_WIDE, _HIGH, _EDGE = 360, 220, 40
_Points = Sequence[tuple[int, dict[str, Any]]]


def drawn(by_interns: _Points, by_weeks: _Points) -> str:
    """Two small plots side by side: a line for the first roster, a dashed one for the gap of a hundredth."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * _WIDE} {_HIGH + 40}" font-size="11">',
        "<title>Secondes selon les internes et les semaines</title>",
        f'<rect width="{2 * _WIDE}" height="{_HIGH + 40}" fill="#fff"/>',
        *_plot(by_interns, 0, "internes"),
        *_plot(by_weeks, _WIDE, "semaines"),
        f'<text x="{_EDGE}" y="{_HIGH + 30}">trait plein : premier tableau légal ; tirets : écart de 1 % (secondes)</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _plot(points: _Points, left: int, name: str) -> list[str]:
    most = max([one.get(key) or 0.0 for _, one in points for key in ("first", "near")] + [1.0])
    widest = max(size for size, _ in points)

    def at(size: int, seconds: float) -> str:
        x = left + _EDGE + (_WIDE - 2 * _EDGE) * size / widest
        return f"{x:.1f},{_HIGH - (_HIGH - 30) * seconds / most:.1f}"

    lines = [
        f'<line x1="{left + _EDGE}" y1="{_HIGH}" x2="{left + _WIDE - _EDGE}" y2="{_HIGH}" stroke="#444"/>',
        f'<line x1="{left + _EDGE}" y1="30" x2="{left + _EDGE}" y2="{_HIGH}" stroke="#444"/>',
        f'<text x="{left + 4}" y="34">{figure(most, 0)} s</text>',
        f'<text x="{left + _WIDE - _EDGE}" y="{_HIGH + 14}" text-anchor="end">{widest} {name}</text>',
    ]
    for key, dash, colour in (("first", "", "#0b6e4f"), ("near", ' stroke-dasharray="5 4"', "#8a3b12")):
        path = " ".join(at(size, one[key]) for size, one in points if one.get(key) is not None)
        lines.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
    return lines
