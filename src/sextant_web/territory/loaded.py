"""The tables of communes of this site, read once, and again when they were renewed; None when there are none."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from sextant.territory.commune import Territory, load
from sextant.territory.tables import ALL, usual_folder

TO_LOAD = "sextant territory update"
"""What a host runs to have places on every screen."""


def folder() -> Path:
    """Where this site keeps its tables: ``SEXTANT_TERRITORY``, or the folder of the machine."""
    return usual_folder(os.environ)


def territory() -> Territory | None:
    """The places, or None when no table is loaded."""
    table = folder() / ALL
    try:
        return _read(folder(), table.stat().st_mtime_ns)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=1)
def _read(tables: Path, renewed: int) -> Territory:
    return load(tables)
