"""How many person-weeks a second the auditor judges, on one core."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from benchmarks.population import population
from benchmarks.table import figure, held, table
from benchmarks.trial import alone
from sextant.law.audit import judge
from sextant.law.library import load
from sextant.law.reading import Reading

TARGET = 20_000  # person-weeks a second
_REPEATS = 7
_SAID = """\
Cible : au moins {target} pour 100 personnes et plus ({met}). Médiane de {repeats} passages ; « première fois » : \
rien n’est encore en mémoire, les règles sont lues. Population inventée (`benchmarks/population.py`) : gardes, \
astreintes avec déplacements, cours, congés, repos écrits ; une personne sur dix est dans un service qui ne donne \
pas les repos, et chaque manquement est écrit en français avec son article. Toutes les règles, et le compte de \
chacun."""


def section(quick: bool) -> str:
    """The table of the auditor's speed."""
    sizes = [(100, 13)] if quick else [(10, 13), (500, 13), (500, 26)]
    rows, met = [], True
    for people, weeks in sizes:
        found = alone("benchmarks.audit_speed:measure", one_core=True, people=people, weeks=weeks)
        if "error" in found:
            rows.append([f"{people} × {weeks}", found["error"], *["–"] * 6])
            continue
        met = met and (people < 100 or found["judging"] >= TARGET)
        rows.append(
            [
                f"{people} × {weeks}",
                figure(found["activities"]),
                figure(found["reading"], 0),
                f"**{figure(found['judging'], 0)}**",
                figure(found["first"], 0),
                figure(found["breaches"], 0),
                figure(found["warnings"], 0),
                figure(found["peak"], 0),
            ]
        )
    heads = [
        "personnes × semaines",
        "activités par semaine",
        "lecture seule (pers.-sem./s)",
        "contrôle, lecture comprise (pers.-sem./s)",
        "première fois (pers.-sem./s)",
        "manquements",
        "avertissements",
        "mémoire (Mio)",
    ]
    return "\n\n".join(
        (
            "## Contrôle : semaines de personne par seconde, sur un cœur",
            _SAID.format(target=figure(TARGET, 0), met=held(met), repeats=_REPEATS),
            table(heads, rows),
        )
    )


def measure(people: int, weeks: int) -> dict[str, Any]:
    """Person-weeks a second, in this process."""
    timelines = population(people, weeks)
    size = people * weeks
    first = size / _seconds(lambda: judge(timelines, library=load()))
    reading = median(size / _seconds(lambda: Reading(timelines)) for _ in range(_REPEATS))
    judging = median(size / _seconds(lambda: judge(timelines)) for _ in range(_REPEATS))
    found = judge(timelines)
    return {
        "activities": sum(len(one.activities) for one in timelines) / size,
        "reading": reading,
        "judging": judging,
        "first": first,
        "breaches": len(found.breaches),
        "warnings": len(found.warnings),
    }


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
