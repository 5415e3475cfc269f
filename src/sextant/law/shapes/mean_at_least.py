"""A weekly mean that is owed over the trimester: one university and one personal half-day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from sextant.almanac.activity import Kind
from sextant.law import say
from sextant.law.finding import Finding
from sextant.law.shapes.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sextant.law.reading import Reading


class MeanAtLeast(Shape):
    """Mean of ``quantity`` per week, over each closed trimester, at least ``at_least``.

    A verdict only in a planned timeline that covers the trimester; information elsewhere, since a
    half-day that nobody wrote down may have been taken all the same.
    """

    shape: Literal["mean_at_least"]
    quantity: Literal["university_half_days", "personal_half_days"]
    at_least: float

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per window where fewer were given than whole half-days are owed."""
        kind = Kind.UNIVERSITY if self.quantity == "university_half_days" else Kind.PERSONAL
        who, first, last, closed, _ = reading.window_rows
        ones = np.ones(len(reading.who))
        total = reading.window_sum(ones, reading.is_kind(kind))
        # A half-day cannot be cut: only whole ones are owed.
        owed = np.floor(self.at_least * reading.shares[who] * reading.window_weeks() + 1e-9)
        name = "universitaire" if kind is Kind.UNIVERSITY else "autonome"

        def said(value: float) -> str:
            return say.count(value, f"demi-journée {name}", f"demi-journées {name}s")

        for w in np.flatnonzero(total < owed).tolist():
            verdict = bool(closed[w]) and bool(reading.planned[who[w]])
            yield Finding(
                who=int(who[w]),
                start=say.midnight(reading, int(who[w]), int(first[w])),
                end=say.midnight(reading, int(who[w]), int(last[w]) + 1),
                measured=float(total[w]),
                allowed=float(owed[w]),
                unit="demi-journées",
                because=f"{said(float(total[w]))} {say.period(int(first[w]), int(last[w]))}, "
                f"au lieu de {say.number(float(owed[w]))} au moins",
                day=int(last[w]),
                level="" if verdict else "information",
            )
