"""The outlines that maps are drawn from: read, checked and kept as plain GeoJSON, without anything else of the file."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from sextant import wording
from sextant.errors import BadFile, Place
from sextant.territory.source import Reading, Source

_SHAPES = ("Polygon", "MultiPolygon")
_LARGEST = 60 * 1024 * 1024


def read_outlines(source: Source, path: Path, reading: Reading, codes: Collection[str]) -> str:
    """The features of a file, their code and shape alone, as GeoJSON text. Raises BadFile, which says why.

    ``codes``: those of the places that exist; a shape of no place, or as many shapes as there should not be, refuses
    the file.
    """
    features = _features(source, path)
    key = reading.columns["code"][0]
    kept = [_kept(source, path, one, key) for one in features]
    low, high = source.rows * (1 - source.rows_within), source.rows * (1 + source.rows_within)
    if not low <= len(kept) <= high:
        raise _bad(
            source, path, f"ce fichier a {wording.say_count(len(kept), 'contour')}",
            why=f"{wording.say_number(source.rows)} attendus, à {wording.say_number(source.rows_within * 100)} % près",
        )  # fmt: skip
    unknown = [one["properties"]["code"] for one in kept if one["properties"]["code"] not in codes]
    if len(unknown) > (1 - source.joins) * len(kept):
        raise _bad(source, path, f"« {unknown[0]} » n’est le code d’aucun territoire connu")
    return json.dumps({"type": "FeatureCollection", "features": kept}, separators=(",", ":"))


def _features(source: Source, path: Path) -> list[Any]:
    try:
        if path.stat().st_size > _LARGEST:
            raise _bad(source, path, "ce fichier est trop gros")
        data = json.loads(path.read_bytes().decode("utf-8"))
        features = data["features"]
    except UnicodeDecodeError:
        raise _bad(source, path, "ce fichier n’est pas en UTF-8") from None
    except (ValueError, KeyError, TypeError):
        raise _bad(source, path, "ce fichier ne se lit pas comme des contours (GeoJSON)") from None
    if not isinstance(features, list):
        raise _bad(source, path, "ce fichier ne se lit pas comme des contours (GeoJSON)")
    return features


def _kept(source: Source, path: Path, one: Any, key: str) -> dict[str, Any]:
    wrong = _bad(
        source, path, "un de ses contours n’a ni code, ni forme qui tienne", why=f"propriété lue : {key}"
    )
    try:
        code, shape = str(one["properties"][key]), one["geometry"]
        points = [point for ring in rings(shape) for point in ring]
        sound = shape["type"] in _SHAPES and len(points) >= 3 and all(_on_earth(*point) for point in points)
    except (KeyError, TypeError, ValueError, IndexError):
        raise wrong from None
    if not sound:
        raise wrong
    geometry = {"type": shape["type"], "coordinates": shape["coordinates"]}
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


def rings(geometry: Any) -> list[list[tuple[float, float]]]:
    """The outer ring of each polygon of a shape, as longitudes and latitudes."""
    shapes = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(float(x), float(y)) for x, y, *_ in shape[0]] for shape in shapes]


def _on_earth(x: float, y: float) -> bool:
    return -180 <= x <= 180 and -90 <= y <= 90


def _bad(source: Source, path: Path, what: str, *, why: str = "") -> BadFile:
    return BadFile(
        what, place=Place(path.name), why=why,
        remedy=f"Les contours d’avant sont gardés. Téléchargez le fichier de nouveau : {source.page}",
    )  # fmt: skip
