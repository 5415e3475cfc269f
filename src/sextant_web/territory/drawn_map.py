"""A map made of our own tables: the ranked communes as points, over the outline of their départements when it is given.

The outlines are loaded with the tables (``sextant territory update``). Numbers go out as text, with points.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians
from pathlib import Path

from sextant.territory.finder import Found
from sextant.territory.outlines import rings

OUTLINE = "departements_outline.geojson"
WIDE = 400.0
_TALL = 480.0
_METROPOLE = (41.0, 51.5, -5.6, 9.8)
"""South, north, west, east: places across the seas are not drawn beside those of the mainland."""


@dataclass(frozen=True)
class Point:
    """A place on the map, its rank in the list, its centre in the units of the drawing."""

    code: str
    rank: int
    name: str
    x: str
    y: str


@dataclass(frozen=True)
class DrawnMap:
    """The points, the outlines as SVG paths, the box of the drawing, and how many places are not on it."""

    points: tuple[Point, ...]
    outlines: tuple[str, ...]
    box: str
    left_out: int


def drawn_map(found: Sequence[Found], tables: Path) -> DrawnMap | None:
    """The map of the places found; None when no centre is known."""
    placed = [(rank, one) for rank, one in enumerate(found, 1) if one.commune.get("latitude") is not None]
    mainland = [(rank, one) for rank, one in placed if _inside(one)]
    shown = mainland or placed
    if not shown:
        return None
    shapes = [
        shape
        for code in sorted({one.commune["departement"] for _, one in shown})
        for shape in _outline(tables, code)
    ]
    spots = [(one.commune["longitude"], one.commune["latitude"]) for _, one in shown]
    frame = _Frame.around([*spots, *(point for shape in shapes for point in shape)])
    points = tuple(
        Point(
            one.code, rank, one.commune["name"], *frame.at(one.commune["longitude"], one.commune["latitude"])
        )
        for rank, one in shown
    )
    return DrawnMap(points, tuple(frame.path(shape) for shape in shapes), frame.box, len(found) - len(shown))


def _inside(one: Found) -> bool:
    south, north, west, east = _METROPOLE
    return south <= one.commune["latitude"] <= north and west <= one.commune["longitude"] <= east


Spot = tuple[float, float]


@dataclass(frozen=True)
class _Frame:
    """Longitudes and latitudes onto a sheet: a plane drawn true at its middle latitude."""

    west: float
    north: float
    squeeze: float
    scale: float
    height: float

    @classmethod
    def around(cls, spots: Sequence[Spot]) -> _Frame:
        west, east = min(x for x, _ in spots), max(x for x, _ in spots)
        south, north = min(y for _, y in spots), max(y for _, y in spots)
        squeeze = cos(radians((south + north) / 2))
        wide, tall = max((east - west) * squeeze, 0.05), max(north - south, 0.05)
        scale = min(WIDE / wide, _TALL / tall)
        return cls(west, north, squeeze, scale, tall * scale)

    @property
    def box(self) -> str:
        return f"-24 -24 {WIDE + 48:.0f} {self.height + 48:.0f}"

    def at(self, longitude: float, latitude: float) -> tuple[str, str]:
        x = (longitude - self.west) * self.squeeze * self.scale
        y = (self.north - latitude) * self.scale
        return f"{x:.1f}", f"{y:.1f}"

    def path(self, shape: Sequence[Spot]) -> str:
        return "M" + "L".join(f"{x} {y}" for x, y in (self.at(*spot) for spot in shape)) + "Z"


def _outline(tables: Path, departement: str) -> list[list[Spot]]:
    file = tables / OUTLINE
    return _outlines(file, file.stat().st_mtime_ns).get(departement, []) if file.is_file() else []


@lru_cache(maxsize=2)
def _outlines(file: Path, renewed: int) -> dict[str, list[list[Spot]]]:
    """The rings of each département, by code; they were checked when they were loaded."""
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    return {one["properties"]["code"]: rings(one["geometry"]) for one in features}
