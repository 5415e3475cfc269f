"""What each kind of activity counts for, in half-days and in hours: read from ``counting.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from sextant.almanac.activity import Kind
from sextant.errors import BadLaw, Place

KINDS: tuple[Kind, ...] = tuple(Kind)
CODE: dict[Kind, int] = {kind: code for code, kind in enumerate(KINDS)}
_FILE = Path(__file__).parent / "counting.yaml"


@dataclass(frozen=True, slots=True)
class Counting:
    """Arrays indexed by kind code (order of :class:`Kind`).

    ``stage_half_days``: half-days credited to the eight; ``hors_stage``: to the two others;
    ``counts_hours``: 1 where real hours count toward 48. The call-out numbers are those of the
    arrêté of 6 Aug 2015, art. 4: one half-day per ``pool_minutes`` cumulated (travel included), one at
    once for a call-out of ``exceptional_minutes`` on site, at most ``cap`` per astreinte.
    """

    stage_half_days: npt.NDArray[np.float64]
    hors_stage: npt.NDArray[np.float64]
    counts_hours: npt.NDArray[np.int64]
    pool_minutes: int
    exceptional_minutes: int
    cap: int


@lru_cache(maxsize=4)
def load_counting(file: Path = _FILE) -> Counting:
    """Read the conversion table. Raises BadLaw when a kind is missing or a number is not one."""
    data: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    kinds = data.get("kinds", {})
    missing = [kind.value for kind in KINDS if kind.value not in kinds]
    if missing:
        raise BadLaw(
            f"la table de décompte ne dit rien de « {missing[0]} »",
            place=Place(file=file.name),
            remedy="Ajoutez cette activité sous « kinds ».",
        )
    rows = [kinds[kind.value] for kind in KINDS]
    calls = data["call_outs"]
    return Counting(
        stage_half_days=np.array([float(row.get("half_days", 0)) for row in rows]),
        hors_stage=np.array([float(row.get("hors_stage", 0)) for row in rows]),
        counts_hours=np.array([1 if row.get("hours") == "reelles" else 0 for row in rows], dtype=np.int64),
        pool_minutes=int(calls["pool_minutes"]),
        exceptional_minutes=int(calls["exceptional_minutes"]),
        cap=int(calls["cap"]),
    )
