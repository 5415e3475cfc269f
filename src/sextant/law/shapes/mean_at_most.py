"""A weekly mean that may not be passed over the trimester: 8 half-days, 48 hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from sextant.law import say
from sextant.law.finding import Finding
from sextant.law.shapes.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sextant.law.reading import Reading

_ROLLING = 13  # weeks


class MeanAtMost(Shape):
    """Mean of ``quantity`` per week, over each closed trimester, at most ``at_most``.

    ``quantity``: ``stage_half_days`` or ``hours``. Weeks are net of leave and sickness when
    ``neutral`` (pro rata of jours ouvrables); the limit is multiplied by the person's share of time.
    """

    shape: Literal["mean_at_most"]
    quantity: Literal["stage_half_days", "hours"]
    at_most: float
    over: Literal["trimester", "rolling-13"] = "trimester"
    neutral: bool = True

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per window whose mean passes the limit; per person for the rolling mean."""
        # Only one way of averaging judges, the other warns (ambiguity 3, setting ``window_mode``).
        sliding = reading.settings.window_mode == "glissante"
        if self.over == "rolling-13":
            yield from self._rolling(reading, "manquement" if sliding else "")
        else:
            yield from self._windows(reading, "avertissement" if sliding else "")

    def _windows(self, reading: Reading, level: str) -> Iterator[Finding]:
        who, first, last, closed, _ = reading.window_rows
        weeks = reading.window_weeks(self.neutral)
        total = reading.window_half_days if self.quantity == "stage_half_days" else reading.window_minutes
        limit = self._limit * reading.shares[who]
        for w in np.flatnonzero((total > limit * weeks + 1e-6) & (weeks > 0)).tolist():
            mean = float(total[w] / weeks[w])
            span = say.period(int(first[w]), int(last[w]))
            yield Finding(
                who=int(who[w]),
                start=say.midnight(reading, int(who[w]), int(first[w])),
                end=say.midnight(reading, int(who[w]), int(last[w]) + 1),
                measured=mean,
                allowed=float(limit[w]),
                unit=self._unit,
                because=f"moyenne de {self._say(mean)} par semaine {span}, au lieu de {self._say(float(limit[w]))} au plus"
                + ("" if closed[w] else " ; le trimestre n’est pas fini, ce n’est pas encore un verdict"),
                day=int(last[w]),
                level=level if closed[w] else "information",
            )

    def _rolling(self, reading: Reading, level: str) -> Iterator[Finding]:
        who, mondays, offset = reading.week_grid
        values = reading.half_days if self.quantity == "stage_half_days" else reading.minutes
        total = np.bincount(reading.week_of, weights=values, minlength=len(who))
        neutral = np.bincount(reading.week_index(*reading.neutral), minlength=len(who)) / reading.days_a_week
        weeks = 1.0 - (neutral if self.neutral and reading.settings.leave_neutral else 0.0 * neutral)
        # Thirteen weeks alone are a trimester: they are told once, by the way of averaging that gives the verdict.
        shortest = _ROLLING if reading.settings.window_mode == "glissante" else _ROLLING + 1
        for person in np.flatnonzero(np.diff(offset) >= shortest).tolist():
            begin, end = int(offset[person]), int(offset[person + 1])
            ones = np.ones(_ROLLING)
            sums = np.convolve(total[begin:end], ones, "valid")
            spans = np.maximum(np.convolve(weeks[begin:end], ones, "valid"), 1e-9)
            worst = int(np.argmax(sums / spans))
            limit = self._limit * float(reading.shares[person])
            mean = float(sums[worst] / spans[worst])
            if sums[worst] > limit * spans[worst] + 1e-6:
                first = int(mondays[begin + worst])
                last = first + 7 * _ROLLING - 1
                yield Finding(
                    who=person,
                    start=say.midnight(reading, person, max(first, reading.span[0])),
                    end=say.midnight(reading, person, min(last, reading.span[1]) + 1),
                    measured=mean,
                    allowed=limit,
                    unit=self._unit,
                    because=f"moyenne glissante de {self._say(mean)} par semaine sur 13 semaines {say.period(first, last)}, "
                    f"au lieu de {self._say(limit)} au plus",
                    day=last,
                    level=level,
                )

    @property
    def _limit(self) -> float:
        return self.at_most if self.quantity == "stage_half_days" else self.at_most * 60

    @property
    def _unit(self) -> str:
        return "demi-journées" if self.quantity == "stage_half_days" else "minutes"

    def _say(self, value: float) -> str:
        return say.half_days(value) if self.quantity == "stage_half_days" else say.duration(value)
