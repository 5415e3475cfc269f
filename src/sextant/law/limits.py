"""The two weekly means that the law limits: eight half-days of stage, forty-eight hours at the time of writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sextant.law.library import Library
from sextant.law.rule import Force
from sextant.law.shapes.mean_at_most import MeanAtMost
from sextant.law.shapes.shape import Shape


@dataclass(frozen=True, slots=True)
class Limits:
    """Weekly means that the law allows a full-timer, None when no rule in force says one."""

    half_days: float | None
    hours: float | None

    def for_share(self, share: float) -> Limits:
        """The same for somebody who works that share of the time (rule E4: the quota applies to both means)."""
        half_days, hours = (None if one is None else one * share for one in (self.half_days, self.hours))
        return Limits(half_days, hours)


def limits(library: Library, day: date) -> Limits:
    """The two limits (eight half-days, forty-eight hours at the time of writing), as in force on ``day``."""

    def lowest(quantity: str) -> float | None:
        return min(
            (
                shape.at_most
                for rule in library.rules
                if rule.force is Force.LAW and rule.valid.covers(day)
                for shape in _means(rule.shape)
                if shape.quantity == quantity
            ),
            default=None,
        )

    return Limits(lowest("stage_half_days"), lowest("hours"))


def _means(shape: Shape) -> list[MeanAtMost]:
    return [shape] if isinstance(shape, MeanAtMost) and shape.over == "trimester" else []
