"""Among aids that exclude each other, the set that pays most: exact, and the same whatever their order."""

from __future__ import annotations

from collections.abc import Mapping

Weight = tuple[float, float, int]


def best_set(weights: Mapping[str, Weight], conflicts: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The compatible set of greatest weight (compared part by part), in alphabetical order; ties go to the first names.

    An aid that conflicts with nothing is always in it. The others are tried with and without, one after the other:
    exact, and quick because few aids conflict with many.
    """
    free = {name for name in weights if not conflicts[name]}
    tied = tuple(sorted(weights.keys() - free))
    return tuple(sorted(free | set(_search(tied, weights, conflicts)[1]))) if tied else tuple(sorted(free))


def _search(
    names: tuple[str, ...], weights: Mapping[str, Weight], conflicts: Mapping[str, frozenset[str]]
) -> tuple[Weight, tuple[str, ...]]:
    disputed = max(names, key=lambda name: (len(conflicts[name].intersection(names)), name), default=None)
    if disputed is None or not conflicts[disputed].intersection(names):
        return _sum(names, weights), names
    others = tuple(name for name in names if name != disputed)
    without = _search(others, weights, conflicts)
    kept = _search(tuple(name for name in others if name not in conflicts[disputed]), weights, conflicts)
    chosen = tuple(sorted((*kept[1], disputed)))
    return max(without, (_sum(chosen, weights), chosen), key=_rank)


def _sum(names: tuple[str, ...], weights: Mapping[str, Weight]) -> Weight:
    cash = base = 0.0
    count = 0
    for name in names:
        cash += weights[name][0]
        base += weights[name][1]
        count += weights[name][2]
    return round(cash, 2), round(base, 2), count


def _rank(found: tuple[Weight, tuple[str, ...]]) -> tuple[Weight, tuple[tuple[int, ...], ...]]:
    """The heavier first; between equals, the set whose names come first."""
    return found[0], tuple(tuple(-ord(letter) for letter in name) for name in found[1])
