"""Where could I live and work? Every commune ranked by what somebody says matters, with the reasons.

The recipe: points from 0 to 1 for each criterion (straight line from its ``good`` to its ``bad``), weighted mean;
what is unknown gives no point and is said; what breaks a hard limit is out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sextant.errors import BadInput
from sextant.form import did_you_mean
from sextant.territory import travel
from sextant.territory.commune import Territory
from sextant.territory.criteria import MOST, Criterion, criteria

ZONES = ("ZIP", "ZAC", "ZAR", "HZ")


@dataclass(frozen=True)
class Limits:
    """What a place must be, or it is left out; empty: no limit. An unknown figure breaks a limit that is set."""

    zones: frozenset[str] = frozenset()  # of ZONES
    rural: bool = False  # in FRR, whole or in part
    departements: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    people_least: int | None = None
    people_most: int | None = None
    at_most: Mapping[str, float] = field(default_factory=dict)  # minutes, by criterion
    near: str = ""  # the code of a commune...
    near_minutes: float = 60  # ...and how far from it, estimated by road


@dataclass(frozen=True)
class Reason:
    """What one criterion brought to a place; ``points`` None: unknown."""

    criterion: str
    says: str
    value: float | None
    said: str
    points: float | None
    weight: int


@dataclass(frozen=True)
class Found:
    """A place that fits, from 0 to 100, and why. ``near_min``: minutes to the place asked for."""

    code: str
    commune: dict[str, Any]
    score: float
    reasons: tuple[Reason, ...]
    unknown: tuple[str, ...]
    near_min: float | None = None


@dataclass(frozen=True)
class Search:
    """The best places, and how many there were to choose from."""

    found: tuple[Found, ...]
    fitting: int
    communes: int


def usual_weights() -> dict[str, int]:
    """Where the sliders start."""
    return {name: one.weight for name, one in criteria().items()}


def find(
    territory: Territory, weights: Mapping[str, int], limits: Limits = Limits(), most: int = 30
) -> Search:
    """The ``most`` best places, the best first; equal ones by population, then code. Raises BadInput."""
    _check(territory, weights, limits)
    chosen = {name: criteria()[name] for name, weight in weights.items() if weight}
    table = _columns(territory)
    points = {name: _points(one, table[one.column]) for name, one in chosen.items() if one.column in table}
    score = _score(points, weights, len(territory.table))
    fits, minutes = _fit(territory, table, limits)
    order = np.lexsort((-table["population"], -np.where(fits, score, -1.0)))
    best = [int(i) for i in order[:most] if fits[i]]
    found = tuple(_found(territory, i, score[i], chosen, points, weights, minutes) for i in best)
    return Search(found, int(fits.sum()), len(territory.table))


def _check(territory: Territory, weights: Mapping[str, int], limits: Limits) -> None:
    for name, weight in weights.items():
        if name not in criteria():
            raise BadInput(f"le critère « {name} » est inconnu", remedy=did_you_mean(name, list(criteria())))
        if not 0 <= weight <= MOST:
            raise BadInput(f"le poids de « {name} » est {weight}", why=f"un poids va de 0 à {MOST}")
    for name in limits.at_most:
        if name not in criteria():
            raise BadInput(f"la limite « {name} » est inconnue", remedy=did_you_mean(name, list(criteria())))
    if unknown := limits.zones - set(ZONES):
        raise BadInput(f"la zone « {min(unknown)} » est inconnue", remedy=f"Zones : {', '.join(ZONES)}.")
    if limits.near and limits.near not in territory:
        raise BadInput(f"« {limits.near} » n’est le code d’aucune commune")


Numbers = dict[str, travel.Floats]


def _columns(territory: Territory) -> Numbers:
    """The figures as arrays, unknown as nan; made once a territory."""
    kept: Numbers | None = getattr(territory, "_finder_columns", None)
    if kept is None:
        wanted = {one.column for one in criteria().values()} | {"population", "latitude", "longitude"}
        kept = {
            name: territory.table[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()
            for name in wanted & set(territory.table.columns)
        }
        kept["population"] = np.nan_to_num(kept["population"])
        territory._finder_columns = kept  # type: ignore[attr-defined]
    return kept


def _points(criterion: Criterion, values: travel.Floats) -> travel.Floats:
    """From 0 to 1, nan where unknown."""
    return np.clip((values - criterion.bad) / (criterion.good - criterion.bad), 0.0, 1.0)


def _score(points: Numbers, weights: Mapping[str, int], communes: int) -> travel.Floats:
    """From 0 to 100: unknown gives no point, so that ignorance never ranks a place first."""
    total = sum(weights[name] for name in points)
    if not total:
        return np.zeros(communes)
    gained: travel.Floats = sum(
        (weights[name] * np.nan_to_num(one) for name, one in points.items()), np.zeros(communes)
    )
    return 100 * gained / total


def _fit(
    territory: Territory, table: Numbers, limits: Limits
) -> tuple[NDArray[np.bool_], travel.Floats | None]:
    """Which communes keep within the limits, and how far each is from the place asked for."""
    rows = territory.table
    # A city of arrondissements is there once, as the city.
    fits: NDArray[np.bool_] = (rows["kind"] == "C").to_numpy().copy()
    if limits.zones:
        fits &= _among(rows, "zone", limits.zones)
    if limits.rural:
        fits &= _among(rows, "frr", frozenset({"socle", "plus", "beneficiaire", "partiel"}))
    if limits.departements:
        fits &= _among(rows, "departement", limits.departements)
    if limits.regions:
        fits &= _among(rows, "region", limits.regions)
    if limits.people_least is not None:
        fits &= table["population"] >= limits.people_least
    if limits.people_most is not None:
        fits &= table["population"] <= limits.people_most
    for name, most in limits.at_most.items():
        column = criteria()[name].column
        fits &= table[column] <= most if column in table else np.zeros(len(rows), dtype=bool)
    if not limits.near or "latitude" not in table:
        return fits, None
    at = territory.row[limits.near]
    km = travel.kilometres(
        table["latitude"], table["longitude"], table["latitude"][at], table["longitude"][at]
    )
    minutes = travel.minutes(km)
    return fits & (minutes <= limits.near_minutes), minutes


def _among(rows: pl.DataFrame, column: str, wanted: frozenset[str]) -> NDArray[np.bool_]:
    if column not in rows.columns:
        return np.zeros(len(rows), dtype=bool)
    return rows[column].is_in(sorted(wanted)).fill_null(value=False).to_numpy()


def _found(
    territory: Territory,
    i: int,
    score: float,
    chosen: Mapping[str, Criterion],
    points: Numbers,
    weights: Mapping[str, int],
    minutes: travel.Floats | None,
) -> Found:
    commune = territory.table.row(i, named=True)
    reasons = []
    for name, one in chosen.items():
        value = commune.get(one.column)
        gained = None if value is None else float(points[name][i])
        reasons.append(Reason(name, one.says, value, one.said(value), gained, weights[name]))
    reasons.sort(key=lambda r: -r.weight * (r.points or 0))
    return Found(
        code=commune["code"],
        commune=commune,
        score=round(float(score), 1),
        reasons=tuple(reasons),
        unknown=tuple(r.says for r in reasons if r.points is None),
        near_min=None if minutes is None else round(float(minutes[i]), 1),
    )
