"""What is known of one commune, each figure with its rank, its source and its age: for an intern, or for its mayor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from sextant.territory.commune import Fact, Territory
from sextant.territory.criteria import Criterion, criteria
from sextant.territory.source import Origin


@dataclass(frozen=True)
class Line:
    """One figure. ``better_than`` is the share (0 to 1) of the communes of the département that do less well."""

    criterion: str
    says: str
    group: str
    value: float | None
    said: str
    better_than: float | None
    rank: str
    origin: Origin | None
    old: bool

    @property
    def lacking(self) -> bool:
        """Among the worst fifth of its département: what a mayor would want to know first."""
        return self.better_than is not None and self.better_than <= 0.2


@dataclass(frozen=True)
class Sheet:
    """A commune as it is shown."""

    code: str
    name: str
    departement: str
    population: int | None
    postcodes: tuple[str, ...]
    intercommunality: str
    zone: Fact
    rural: Fact
    lines: tuple[Line, ...]
    merged: tuple[str, ...]  # the former communes that it is made of


def sheet(territory: Territory, code: str, *, on: date) -> Sheet:
    """The sheet of a commune as of a day. KeyError when the code is no commune."""
    commune = territory.commune(code)
    return Sheet(
        code=code,
        name=commune["name"],
        departement=commune["departement"],
        population=commune["population"],
        postcodes=tuple((commune["postcodes"] or "").split()),
        intercommunality=commune["epci_name"] or "",
        zone=territory.zone(code, on),
        rural=territory.rural(code, on),
        lines=tuple(_line(territory, code, name, one, on) for name, one in criteria().items()),
        merged=tuple(
            sorted(name for name, now in territory.former.values() if now == code and name != commune["name"])
        ),
    )


def _line(territory: Territory, code: str, name: str, criterion: Criterion, on: date) -> Line:
    origin = territory.origin(criterion.table)
    value = territory.commune(code).get(criterion.column) if origin else None
    return Line(
        criterion=name,
        says=criterion.says,
        group=criterion.group,
        value=value,
        said=criterion.said(value),
        better_than=None if value is None else _better_than(territory, code, criterion, value),
        rank=criterion.rank,
        origin=origin,
        old=origin is not None and origin.is_old(on),
    )


def _better_than(territory: Territory, code: str, criterion: Criterion, value: float) -> float | None:
    """Ties count for half, so that a figure that everybody has ranks in the middle."""
    table = territory.table
    around = table.filter(table["departement"] == territory.commune(code)["departement"])[criterion.column]
    values = around.drop_nulls().to_numpy()
    if len(values) < 2:
        return None
    worse = values > value if criterion.good < criterion.bad else values < value
    return float((worse.sum() + (np.equal(values, value).sum() - 1) / 2) / (len(values) - 1))
