"""How long the finder takes to rank every commune of France: alone, and through the page; loading and memory."""

from __future__ import annotations

import os
import random
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.table import figure, held, table
from benchmarks.trial import alone

FIND_TARGET, LOAD_TARGET, MEMORY_TARGET = 100, 3, 500  # ms at the 95th percentile, seconds, MiB
_SAID = """\
Cibles : classement de {communes} communes sous {find} ms au 95e centile ({found}), page comprise ({page}) ; tables \
chargées en moins de {load} s ({loaded}) ; mémoire du processus sous {memory} Mio ({light}). Chaque demande a ses poids \
et ses limites, tirés au hasard, toutes différentes. « seul » : le calcul ; « page » : la même demande par le site, de \
la requête au HTML, carte comprise. Tables : {tables}."""
_NONE = "Non mesuré : aucune table de communes sur cette machine (`sextant territory update`)."


def section(quick: bool) -> str:
    """The table of the speed of the finder."""
    with tempfile.TemporaryDirectory() as made:
        tables, said = _tables(Path(made))
        if tables is None:
            return f"## Territoire\n\n{_NONE}"
        asked = 60 if quick else 400
        core = alone("benchmarks.territory_speed:measure", one_core=True, tables=str(tables), asked=asked)
        page = alone(
            "benchmarks.territory_speed:measure_page", one_core=True, tables=str(tables), asked=asked
        )
    for found in (core, page):
        if "error" in found:
            return f"## Territoire\n\nNon mesuré : {found['error']}"
    rows = [
        [name, figure(found["asked"], 0), figure(found["p50"]), f"**{figure(found['p95'])}**",
         figure(found["worst"]), figure(found["load"], 2), figure(found["peak"], 0)]
        for name, found in (("seul", core), ("page", page))
    ]  # fmt: skip
    heads = [
        "voie", "demandes", "médiane (ms)", "95e centile (ms)", "la plus longue (ms)", "chargement (s)", "mémoire (Mio)",
    ]  # fmt: skip
    text = _SAID.format(
        communes=figure(core["communes"], 0), find=FIND_TARGET, load=LOAD_TARGET, memory=MEMORY_TARGET, tables=said,
        found=held(core["p95"] < FIND_TARGET), page=held(page["p95"] < FIND_TARGET),
        loaded=held(max(core["load"], page["load"]) < LOAD_TARGET),
        light=held(max(core["peak"], page["peak"]) < MEMORY_TARGET),
    )  # fmt: skip
    return "\n\n".join(
        ("## Territoire : toutes les communes classées, sur un cœur", text, table(heads, rows))
    )


def _tables(made: Path) -> tuple[Path | None, str]:
    """The tables of this machine, else those made of the files of the shared lane."""
    from sextant.territory.tables import ALL, update, usual_folder
    from tests.lanes import SHARED

    mine = usual_folder(os.environ)
    if (mine / ALL).is_file():
        return mine, "celles de cette machine"
    files = SHARED / "data" / "territory"
    if not files.is_dir():
        return None, ""
    update(files, made)
    return made, "l’instantané des fichiers publics"


def measure(tables: str, asked: int) -> dict[str, Any]:
    """The ranking in this process: times in ms, load in seconds."""
    from sextant.territory.commune import load
    from sextant.territory.finder import find

    start = time.perf_counter()
    territory = load(Path(tables))
    find(
        territory, _weights(random.Random(0)), _limits(random.Random(0), territory), 20
    )  # what is worked out once
    loaded = time.perf_counter() - start
    chance, times = random.Random(1), []
    for _ in range(asked):
        weights, limits = _weights(chance), _limits(chance, territory)
        start = time.perf_counter()
        find(territory, weights, limits, 20)
        times.append(1000 * (time.perf_counter() - start))
    return _summary(times) | {"communes": len(territory.table), "load": loaded}


def measure_page(tables: str, asked: int) -> dict[str, Any]:
    """The same requests through the site: from the request to the whole page."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "sextant_web.settings.demo"
    os.environ["SEXTANT_TERRITORY"] = tables
    import django
    from django.conf import settings

    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    from django.test import Client

    from sextant_web.territory.loaded import territory

    client = Client()
    start = time.perf_counter()
    territory()
    loaded = time.perf_counter() - start
    _answered(client.post("/territoire", {}))  # the site itself starts on its first request
    chance, times = random.Random(1), []
    for _ in range(asked):
        form = {f"poids.{name}": str(weight) for name, weight in _weights(chance).items()}
        form |= {"zone": chance.choice(["ZIP", "ZAC"])} if chance.random() < 0.3 else {}
        form |= {"people_least": str(chance.choice((200, 1000, 5000)))} if chance.random() < 0.3 else {}
        start = time.perf_counter()
        _answered(client.post("/territoire", form))
        times.append(1000 * (time.perf_counter() - start))
    return _summary(times) | {"load": loaded}


def _answered(response: Any) -> None:
    if response.status_code != 200 or b"<svg" not in response.content:
        raise RuntimeError(f"the finder answered {response.status_code}")


def _weights(chance: random.Random) -> dict[str, int]:
    from sextant.territory.criteria import MOST, criteria

    return {name: chance.randint(0, MOST) for name in criteria()}


def _limits(chance: random.Random, territory: Any) -> Any:
    from sextant.territory.finder import Limits

    near = chance.choice(territory.table["code"].to_list()) if chance.random() < 0.3 else ""
    zones = frozenset({chance.choice(["ZIP", "ZAC"])}) if chance.random() < 0.3 else frozenset()
    least = chance.choice((200, 1000, 5000)) if chance.random() < 0.3 else None
    return Limits(zones=zones, near=near, near_minutes=60, people_least=least)


def _summary(times: list[float]) -> dict[str, Any]:
    return {"asked": len(times), "p50": median(times), "p95": quantiles(times, n=20)[-1], "worst": max(times)}
