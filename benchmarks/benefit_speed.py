"""How many situations a minute the whole catalogue judges, on one core."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta
from statistics import median
from typing import Any

from benchmarks.table import figure, held, table
from benchmarks.trial import alone
from sextant.benefits.assess import assess
from sextant.benefits.catalogue import load
from sextant.benefits.situation import Situation, situation_of
from sextant.benefits.vocabulary import Fact, vocabulary

TARGET = 100_000  # situations a minute
_ON = date(2026, 11, 22)
_SAID = """\
Cible : au moins {target} situations par minute, tout le catalogue ({met}). Médiane de {repeats} passages, en temps de \
processeur, sur des situations toutes différentes, tirées au hasard : chacune dit une part de ses faits, le reste est \
inconnu. Chaque situation donne l’état de chaque aide, les montants des droits, le meilleur ensemble compatible et les \
totaux. « première fois » : le catalogue est lu et préparé."""
_REPEATS = 5


def section(quick: bool) -> str:
    """The table of the speed of the aids."""
    sizes = [2_000] if quick else [2_000, 20_000]
    rows, met = [], True
    for people in sizes:
        found = alone("benchmarks.benefit_speed:measure", one_core=True, people=people)
        if "error" in found:
            rows.append([figure(people, 0), found["error"], *["–"] * 4])
            continue
        met = met and found["judging"] >= TARGET
        rows.append(
            [
                figure(people, 0),
                figure(found["files"], 0),
                figure(found["facts"]),
                f"**{figure(found['judging'], 0)}**",
                figure(found["first"], 2),
                figure(found["peak"], 0),
            ]
        )
    heads = [
        "situations",
        "aides",
        "faits dits en moyenne",
        "situations par minute",
        "première fois (s)",
        "mémoire (Mio)",
    ]
    return "\n\n".join(
        (
            "## Aides : situations jugées par minute, sur un cœur",
            _SAID.format(target=figure(TARGET, 0), met=held(met), repeats=_REPEATS),
            table(heads, rows),
        )
    )


def measure(people: int) -> dict[str, Any]:
    """Situations a minute, in this process."""
    crowd = drawn(people)
    start = time.perf_counter()
    assess(crowd[0], _ON)
    first = time.perf_counter() - start
    return {
        "files": len(load().benefits),
        "facts": sum(len(one.facts) for one in crowd) / people,
        "first": first,
        "judging": median(60 * people / _seconds(crowd) for _ in range(_REPEATS)),
    }


def drawn(people: int, seed: int = 1) -> list[Situation]:
    """People who say about half of what could be said, always the same for a seed."""
    chance = random.Random(seed)
    return [
        situation_of(
            {name: _value(fact, chance) for name, fact in vocabulary().items() if chance.random() < 0.5}
        )
        for _ in range(people)
    ]


def _value(fact: Fact, chance: random.Random) -> Any:
    keys = sorted(fact.choices)
    match fact.kind:
        case "choice":
            return chance.choice(keys)
        case "yes_no":
            return chance.random() < 0.5
        case "number":
            low, high = fact.between or (0, 100)
            return chance.randint(low, min(high, 400))
        case "day":
            return _ON + timedelta(days=chance.randint(-400, 1200))
        case "place":
            places = {
                "commune": ("72269", "53147", "27681", "93001"),
                "departement": ("72", "53", "27", "93"),
            }
            return chance.choice(places.get(fact.names, ("11", "52", "28")))
        case "set":
            return frozenset(key for key in keys if chance.random() < 0.2)
        case "history":
            return ()
        case _:
            return {key: chance.randint(0, 200) for key in keys}


def _seconds(crowd: list[Situation]) -> float:
    start = time.process_time()  # one core's own time: what else the machine does is not counted
    for one in crowd:
        assess(one, _ON)
    return time.process_time() - start
