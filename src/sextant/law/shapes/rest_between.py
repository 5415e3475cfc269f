"""A daily rest between two days of work (directive 2003/88/CE, art. 3)."""

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


class RestBetween(Shape):
    """At least ``hours`` between the end of one day's work and the start of the next day's."""

    shape: Literal["rest_between"]
    hours: float
    placements: tuple[str, ...] = ()  # placement kinds concerned; empty: all

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per night shorter than the rest, when no garde or call-out explains it."""
        rows = reading.present
        duties = reading.is_kind(Kind.GARDE_NUIT, Kind.GARDE_JOUR, Kind.DEMI_GARDE, Kind.CALL_OUT)
        minutes = int(self.hours * 60)
        before, after = rows[:-1], rows[1:]
        gap = reading.start[after] - reading.end[before]
        short = (
            (reading.who[before] == reading.who[after])
            & (reading.day[before] != reading.day[after])
            & ~duties[before]
            & ~duties[after]
            & (gap < minutes)
        )
        if self.placements:
            wanted = np.array(
                [t.person.placement.value in self.placements for t in reading.timelines], dtype=np.bool_
            )
            short &= wanted[reading.who[before]]
        for row, following in zip(before[short].tolist(), after[short].tolist(), strict=True):
            zone = reading.timelines[int(reading.who[row])].person.zone
            end, start = int(reading.end[row]), int(reading.start[following])
            yield Finding(
                who=int(reading.who[row]),
                start=end,
                end=start,
                measured=start - end,
                allowed=minutes,
                unit="minutes",
                because=f"{say.duration(start - end)} de repos entre {say.moment(end, zone)} et {say.moment(start, zone)}, "
                f"au lieu de {say.duration(minutes)}",
            )
