"""The frozen hundred, and the large services: first legal roster, cost at five seconds, proof or gap, memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from statistics import median
from typing import Any

from benchmarks.runs import remembered
from benchmarks.services.draw import Recipe
from benchmarks.services.frozen import best_known, hundred, keep_best, large, problem_of
from benchmarks.table import figure, held, percent, table
from benchmarks.trial import alone
from sextant.roster.bill import bill, total
from sextant.roster.result import Progress, Status
from sextant.roster.solve import solve

FIRST = 1.0  # seconds to a legal roster
SOON, NEAR = 5.0, 0.02  # seconds after which the cost is within this share of the best
PROOF = {13: 30.0, 26: 60.0}  # seconds given to the proof, by weeks
LARGE = 120.0
GAP, MINUTES, MEMORY, PROVED = 0.05, 20.0, 1024.0, 90
_SAID = """\
Cent services figés (`benchmarks/services`, [définition](../docs/explanation/services-benchmark.md)), par le `solve` public, \
tout le droit, lecture et construction du modèle comprises, chacun dans un processus à part. Temps donné : 30 s \
pour 13 semaines, 60 s pour 26, 120 s pour les grands. Chaque tableau est contrôlé, et son coût recompté sur \
le tableau seul. « À 5 s » : écart au meilleur coût connu."""


def section(quick: bool) -> str:
    """The table by class, the targets, then the large services."""
    few = [recipe for n, recipe in enumerate(hundred()) if n % 16 == 3] if quick else hundred()
    big = large()[:2] if quick else large()
    found = [(recipe, _measured(recipe, PROOF[recipe.weeks])) for recipe in few]
    found_big = [(recipe, _measured(recipe, LARGE)) for recipe in big]
    return "\n\n".join(
        (
            "## Cent services figés",
            _SAID,
            _targets([one for _, one in found]),
            table(_HEADS, [_row(size, rows) for size, rows in _classes(found)]),
            "Les grands services, à part :",
            table(_HEADS, [_row(size, rows) for size, rows in _classes(found_big)]),
        )
    )


def _measured(recipe: Recipe, seconds: float) -> dict[str, Any]:
    found = remembered(
        "services",
        f"{recipe.name} {seconds:.0f} s",
        lambda: alone("benchmarks.service_set:measure", name=recipe.name, seconds=seconds),
    )
    if found.get("cost") is not None:
        keep_best(recipe.name, found["cost"], found["bound"], f"{datetime.now().astimezone():%Y-%m-%d}")
        best = best_known(recipe.name)
        found["best"] = best["cost"] if best else found["cost"]
    return found


_HEADS = [
    "internes × semaines",
    "services",
    "premier tableau, médiane (s)",
    "le plus long (s)",
    "à 2 % à 5 s",
    "prouvés",
    "preuve, médiane (s)",
    "plus grand écart",
    "mémoire (Mio)",
]


def _classes(
    found: Sequence[tuple[Recipe, dict[str, Any]]],
) -> list[tuple[str, list[dict[str, Any]]]]:
    classes: dict[str, list[dict[str, Any]]] = {}
    for recipe, one in found:
        classes.setdefault(recipe.size, []).append(one)
    return list(classes.items())


def _row(size: str, rows: Sequence[dict[str, Any]]) -> list[str]:
    good = [one for one in rows if one.get("cost") is not None]
    if not good:
        return [size, str(len(rows)), *["–"] * 7]
    proofs = [one["seconds"] for one in good if _proved(one)]
    return [
        size,
        str(len(rows)) if len(good) == len(rows) else f"{len(rows)} (sans tableau : {len(rows) - len(good)})",
        figure(median(one["first"] for one in good)),
        figure(max(one["first"] for one in good)),
        f"{sum(_near(one) for one in good)} sur {len(rows)}",
        f"{len(proofs)} sur {len(rows)}",
        figure(median(proofs)) if proofs else "–",
        percent(max(one["gap"] for one in good)),
        figure(max(one["peak"] for one in good), 0),
    ]


def _proved(one: dict[str, Any]) -> bool:
    return bool(one.get("status") == Status.PROVEN_BEST)


def _near(one: dict[str, Any]) -> bool:
    """The cost at five seconds is within two hundredths of the best known."""
    return one["soon"] is not None and one["soon"] <= (1 + NEAR) * one["best"] + 1e-9


def _targets(rows: Sequence[dict[str, Any]]) -> str:
    """Each target, met or not, and by how many."""
    number = len(rows)
    good = [one for one in rows if one.get("cost") is not None]
    first = sum(one["first"] <= FIRST for one in good)
    near, proved = sum(map(_near, good)), sum(map(_proved, good))
    gaps = max((one["gap"] for one in good if not _proved(one)), default=0.0)
    minutes = sum(one["seconds"] for one in good) / 60
    peak = max((one["peak"] for one in good), default=0.0)
    enough = proved >= PROVED * number / 100
    return (
        f"Cibles : tableau légal en {figure(FIRST, 0)} s ({held(first == number)}, {first} sur {number}) ; à 2 % du meilleur "
        f"à 5 s ({held(near == number)}, {near} sur {number}) ; prouvés sur 90 % ({held(enough)}, {proved} sur {number}) ; "
        f"écart des autres sous 5 % ({held(gaps <= GAP)}, {percent(gaps)} au plus) ; les cent en 20 min "
        f"({held(minutes <= MINUTES)}, {figure(minutes)} min de calcul) ; sous 1 Gio ({held(peak <= MEMORY)}, "
        f"{figure(peak, 0)} Mio au plus)."
    )


def measure(name: str, seconds: float) -> dict[str, Any]:
    """Solve one instance, in this process; ``soon`` is the cost of the best roster after five seconds."""
    moments: list[Progress] = []
    result = solve(problem_of(name), seconds=seconds, progress=moments.append)
    soon = [m.best for m in moments if m.best is not None and m.seconds <= SOON]
    if result.roster is not None:
        assert total(bill(result.roster)) == result.cost
        if result.seconds <= SOON:
            soon.append(result.cost)
    return {
        "status": result.status,
        "first": result.first_seconds,
        "seconds": result.seconds,
        "soon": min(soon, default=None),
        "gap": result.gap,
        "cost": result.cost,
        "bound": result.bound,
    }
