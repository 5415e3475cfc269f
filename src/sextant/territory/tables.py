"""The tables on disk: one Parquet file a source, one for the communes with all of it, and what each is worth.

A source whose new file is refused keeps its table of before; the others are renewed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import numpy as np
import polars as pl
from scipy.spatial import KDTree

from sextant.errors import BadFile, Place
from sextant.territory import travel
from sextant.territory.outlines import read_outlines
from sextant.territory.read_table import find_file, read_table, vintage_of
from sextant.territory.source import Reading, Source, sources

ALL = "territory.parquet"
STATE = "tables.json"

FACILITIES = (
    *("gp", "nurse", "physio", "pharmacy", "laboratory", "imaging", "health_centre", "health_house"),
    *("creche", "primary", "college", "lycee", "supermarket", "bakery", "post_office", "cinema", "pool"),
)
"""What ``equipment`` counts; for each, the minutes to the nearest commune that has one are computed."""


def usual_folder(environment: Mapping[str, str]) -> Path:
    """Where the tables are kept on a machine: ``SEXTANT_TERRITORY``, or with the data of its user."""
    if place := environment.get("SEXTANT_TERRITORY"):
        return Path(place)
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "sextant" / "territory"


@dataclass(frozen=True)
class Kept:
    """What is known of a table on disk."""

    file: str
    vintage: str
    rows: int
    sha256: str


@dataclass(frozen=True)
class Outcome:
    """What became of one source: ``renewed``, ``kept`` (refused, the old one stays), ``absent`` (no file, no table)."""

    source: str
    state: str
    rows: int = 0
    vintage: date | None = None
    said: str = ""


def update(folder: Path, tables: Path, tell: Callable[[str], None] = lambda words: None) -> list[Outcome]:
    """Reads every source found in ``folder`` into ``tables``; a refused file changes nothing of its table.

    Raises BadFile when a table that all the others need (the communes) is neither there nor readable.
    """
    tables.mkdir(parents=True, exist_ok=True)
    state = kept(tables)
    outcomes: list[Outcome] = []
    current: dict[str, str] | None = None
    for name, source in sources().items():
        tell(source.title)
        if source.keyed and name not in BASE and current is None:
            current = codes_of_today(tables)
        outcome = _renew(name, source, folder, tables, state, current)
        if source.required and outcome.state != "renewed" and name not in state:
            raise BadFile(outcome.said or f"le fichier de « {source.title} » n’est pas dans ce dossier",
                          place=Place(str(folder)), remedy=f"Il se prend ici : {source.page}")  # fmt: skip
        outcomes.append(outcome)
    tell("Distances")
    _write(_assemble(tables, state), tables / ALL)
    _write_text(json.dumps({name: asdict(one) for name, one in state.items()}, indent=1), tables / STATE)
    return outcomes


BASE = ("communes", "former_communes", "departements", "regions")
"""The tables that say what a commune is: they are not joined to themselves."""


def kept(tables: Path) -> dict[str, Kept]:
    """What is on disk, by name of source; empty when nothing was loaded yet."""
    file = tables / STATE
    if not file.is_file():
        return {}
    return {name: Kept(**one) for name, one in json.loads(file.read_text(encoding="utf-8")).items()}


def _renew(
    name: str,
    source: Source,
    folder: Path,
    tables: Path,
    state: dict[str, Kept],
    current: dict[str, str] | None,
) -> Outcome:
    found = find_file(source, folder)
    if found is None:
        return Outcome(name, "kept" if name in state else "absent")
    path, reading = found
    if reading.format == "geojson":
        return _renew_outlines(name, source, path, reading, tables, state)
    try:
        table = read_table(source, path, reading, None if name in BASE else current)
        vintage = vintage_of(path, reading)
    except BadFile as error:
        return Outcome(name, "kept" if name in state else "absent", said=str(error))
    _write(table, tables / f"{name}.parquet")
    digest = sha256(path.read_bytes()).hexdigest()
    state[name] = Kept(path.name, vintage.isoformat(), len(table), digest)
    return Outcome(name, "renewed", len(table), vintage)


def _renew_outlines(
    name: str, source: Source, path: Path, reading: Reading, tables: Path, state: dict[str, Kept]
) -> Outcome:
    """Outlines are kept as they are drawn, one GeoJSON a source; refused ones leave those of before."""
    codes = pl.read_parquet(tables / "departements.parquet", columns=["code"])["code"].to_list()
    try:
        text = read_outlines(source, path, reading, set(codes))
        vintage = vintage_of(path, reading)
    except BadFile as error:
        return Outcome(name, "kept" if name in state else "absent", said=str(error))
    _write_text(text, tables / f"{name}.geojson")
    shapes = text.count('"Feature"')
    state[name] = Kept(path.name, vintage.isoformat(), shapes, sha256(path.read_bytes()).hexdigest())
    return Outcome(name, "renewed", shapes, vintage)


def codes_of_today(tables: Path) -> dict[str, str]:
    """The commune of today for each code ever seen: mergers followed; arrondissements of big cities are themselves."""
    communes = pl.read_parquet(tables / "communes.parquet", columns=["code"])["code"].to_list()
    former = pl.read_parquet(tables / "former_communes.parquet", columns=["code", "now"])
    return {**dict(former.iter_rows()), **{code: code for code in communes}}


# -- all of it, commune by commune ------------------------------------------------------------------


def _assemble(tables: Path, state: dict[str, Kept]) -> pl.DataFrame:
    """One row a commune (and an arrondissement), with every figure; null is unknown."""
    table = pl.read_parquet(tables / "communes.parquet").with_columns(
        pl.col("population").cast(pl.Int64, strict=False)
    )
    parent = pl.col("parent").fill_null(pl.col("code"))
    table = table.with_columns(parent.alias("parent"))
    for name, read in {
        "centres": _means("latitude", "longitude"),
        "zoning": _words("zone"),
        "frr": _words("frr"),
        "zrr": _words("zrr"),
        "access": _means("access", "access_65"),
        "emergency": _means("minutes"),
        "equipment": _sums(*FACILITIES),
    }.items():
        if name in state:
            table = table.join(
                read(pl.read_parquet(tables / f"{name}.parquet")), left_on="code", right_on="now", how="left"
            )
    table = table.rename({"minutes": "emergency_min"}, strict=False)
    table = _centre_of_parent(table)
    return _distances(table, tables, state).sort("code")


Read = Callable[[pl.DataFrame], pl.DataFrame]


def _words(column: str) -> Read:
    """The one word of a commune; when those that merged into it say several, it is unknown."""

    def read(rows: pl.DataFrame) -> pl.DataFrame:
        one = pl.when(pl.col(column).n_unique() == 1).then(pl.col(column).first())
        word = rows.group_by("now").agg(one.alias(column))
        return word.with_columns(pl.when(pl.col(column) != "").then(pl.col(column)).alias(column))

    return read


def _means(*columns: str) -> Read:
    """The plain mean of those that merged (few, and near one another)."""

    def read(rows: pl.DataFrame) -> pl.DataFrame:
        numbers = rows.with_columns(
            pl.col(c).str.replace(",", ".").cast(pl.Float64, strict=False) for c in columns
        )
        return numbers.group_by("now").agg(pl.col(c).mean() for c in columns)

    return read


def _sums(*columns: str) -> Read:
    def read(rows: pl.DataFrame) -> pl.DataFrame:
        numbers = rows.with_columns(pl.col(c).cast(pl.Int64, strict=False) for c in columns)
        return numbers.group_by("now").agg(pl.col(c).sum() for c in columns)

    return read


def _centre_of_parent(table: pl.DataFrame) -> pl.DataFrame:
    """An arrondissement without coordinates stands at the centre of its city."""
    if "latitude" not in table.columns:
        return table
    centre = table.select("code", pl.col("latitude").alias("city_lat"), pl.col("longitude").alias("city_lon"))
    table = table.join(centre, left_on="parent", right_on="code", how="left")
    return table.with_columns(
        pl.col("latitude").fill_null(pl.col("city_lat")), pl.col("longitude").fill_null(pl.col("city_lon"))
    ).drop("city_lat", "city_lon")


def _distances(table: pl.DataFrame, tables: Path, state: dict[str, Kept]) -> pl.DataFrame:
    """Minutes to the nearest of each facility, by the estimate of :mod:`sextant.territory.travel`."""
    if "latitude" not in table.columns:
        return table
    placed = table.filter(pl.col("latitude").is_not_null())
    points = _points(placed)
    found: dict[str, pl.Series] = {"code": placed["code"]}
    if "equipment" in state:
        for name in FACILITIES:
            having = np.flatnonzero(placed[name].fill_null(0).to_numpy() > 0)
            found[f"{name}_min"] = _nearest(points, points[having])
    if "stations" in state:
        stations = pl.read_parquet(tables / "stations.parquet").with_columns(
            pl.col("latitude", "longitude").cast(pl.Float64, strict=False)
        )
        found["station_min"] = _nearest(points, _points(stations.drop_nulls(["latitude", "longitude"])))
    return table.join(pl.DataFrame(found), on="code", how="left")


def _points(table: pl.DataFrame) -> travel.Floats:
    return travel.on_the_globe(table["latitude"].to_numpy(), table["longitude"].to_numpy())


def _nearest(points: travel.Floats, places: travel.Floats) -> pl.Series:
    if not len(places):
        return pl.Series([None] * len(points), dtype=pl.Float64)
    chord, _ = KDTree(places).query(points)
    return pl.Series(np.round(travel.minutes(travel.arc(chord)), 1))


# -- on disk ------------------------------------------------------------------------------------------


def _write(table: pl.DataFrame, path: Path) -> None:
    """Whole or not at all: written beside, then put in place."""
    partial = path.with_suffix(".partial")
    table.write_parquet(partial)
    os.replace(partial, path)


def _write_text(text: str, path: Path) -> None:
    partial = path.with_suffix(".partial")
    partial.write_text(text, encoding="utf-8")
    os.replace(partial, path)
