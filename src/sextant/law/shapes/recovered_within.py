"""A surplus must be given back before the trimester closes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from sextant.law import say
from sextant.law.finding import Finding
from sextant.law.shapes.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sextant.law.reading import Reading


class RecoveredWithin(Shape):
    """Stage half-days beyond ``per_week`` times the weeks are recovered inside the trimester.

    At the close of a trimester a surplus left is a breach; before, it is information with the number
    of half-days still to recover and the last day to do so.
    """

    shape: Literal["recovered_within"]
    per_week: float

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per window with a surplus: a breach once closed, information before."""
        who, first, last, closed, full_last = reading.window_rows
        surplus = reading.window_half_days - self.per_week * reading.shares[who] * reading.window_weeks()
        for w in np.flatnonzero(surplus > 1e-6).tolist():
            over = float(surplus[w])
            yield Finding(
                who=int(who[w]),
                start=say.midnight(reading, int(who[w]), int(first[w])),
                end=say.midnight(reading, int(who[w]), int(last[w]) + 1),
                measured=over,
                allowed=0,
                unit="demi-journées",
                because=f"{say.half_days(over)} de trop {say.period(int(first[w]), int(last[w]))}, "
                + (
                    "non récupérées à la fin du trimestre"
                    if closed[w]
                    else f"à récupérer avant le {say.day(int(full_last[w]))}, fin du trimestre"
                ),
                day=int(last[w]),
                level="" if closed[w] else "information",
            )
