"""The frozen files: what they are, that they have not changed, and what is best known of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from benchmarks.services.draw import Recipe, large_recipes, recipes, service
from sextant.roster.problem import Problem
from sextant.roster.ward_file import read_ward
from sextant.roster.ward_text import dump

FOLDER = Path(__file__).parent
INSTANCES = FOLDER / "instances"
MANIFEST = FOLDER / "manifest.yaml"
BEST = FOLDER / "best_known.yaml"
_REDRAWN: dict[str, int] = {
    "s002": 2,
    "s004": 2,
    "s021": 2,
    "s071": 2,
    "s081": 3,
    "s087": 2,
    "s089": 5,
    "s095": 2,
    "s097": 2,
}
"""Services whose first draw had no legal roster, and the draw that has one."""


def hundred() -> list[Recipe]:
    """The recipes of the hundred, each with the draw that was kept."""
    return [_kept(recipe) for recipe in recipes()]


def large() -> list[Recipe]:
    """The recipes of the large services, told apart."""
    return [_kept(recipe) for recipe in large_recipes()]


def _kept(recipe: Recipe) -> Recipe:
    return replace(recipe, draw=_REDRAWN.get(recipe.name, 1))


def path_of(name: str) -> Path:
    """The ward file of an instance."""
    return INSTANCES / f"{name}.yaml"


def problem_of(name: str) -> Problem:
    """The problem of an instance."""
    return read_ward(path_of(name))


def written(recipe: Recipe) -> str:
    """The text that the generator gives for a recipe."""
    return dump(service(recipe))


def write() -> int:
    """Write every instance and the manifest. Returns how many."""
    INSTANCES.mkdir(exist_ok=True)
    every = [*hundred(), *large()]
    for recipe in every:
        path_of(recipe.name).write_text(written(recipe), encoding="utf-8")
    manifest = {recipe.name: {"size": recipe.size, "sha256": _sha(recipe.name)} for recipe in every}
    MANIFEST.write_text(yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return len(every)


def changed() -> Iterator[str]:
    """The instances that are not, byte for byte, what the manifest says."""
    manifest: dict[str, Any] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    for name, told in manifest.items():
        if not path_of(name).is_file() or _sha(name) != told["sha256"]:
            yield name


def _sha(name: str) -> str:
    return hashlib.sha256(path_of(name).read_bytes()).hexdigest()


def best_known(name: str) -> dict[str, Any] | None:
    """The best cost and bound that a run of the benchmark gave, with its date; None before the first."""
    return _best().get(name)


def keep_best(name: str, cost: int, bound: int, day: str) -> None:
    """Write a better cost or a higher bound down. The roster was audited."""
    known = _best()
    old = known.get(name)
    better = {
        "cost": min(cost, old["cost"]) if old else cost,
        "bound": max(bound, old["bound"]) if old else bound,
    }
    if old is None or any(old[key] != value for key, value in better.items()):
        known[name] = {**better, "seen": day}
        text = yaml.safe_dump(dict(sorted(known.items())), allow_unicode=True, default_flow_style=None)
        BEST.write_text(text, encoding="utf-8")


def _best() -> dict[str, dict[str, Any]]:
    return yaml.safe_load(BEST.read_text(encoding="utf-8")) or {} if BEST.is_file() else {}
