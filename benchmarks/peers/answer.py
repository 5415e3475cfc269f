"""What a peer brings back."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

from sextant.roster.search.shift_table import ShiftTable


@dataclass(frozen=True)
class Answer:
    """``rows``: for each person the shift of each day, empty for rest; None without a roster."""

    rows: dict[str, list[str]] | None
    bound: int
    proved: bool
    first_seconds: float | None

    @classmethod
    def of(
        cls,
        table: ShiftTable,
        given: Collection[tuple[int, int, int]] | None,
        bound: float,
        proved: bool,
        first_seconds: float | None,
    ) -> Answer:
        """From the cells that a model chose."""
        whole = max(0, math.ceil(bound - 1e-6)) if math.isfinite(bound) else 0
        if given is None:
            return cls(None, whole, proved, first_seconds)
        rows = {name: [""] * table.days for name in table.people}
        for person, day, kind in given:
            rows[table.people[person]][day] = table.kinds[kind]
        return cls(rows, whole, proved, first_seconds)
