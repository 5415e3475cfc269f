"""How long one half-day may last."""

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


class LastsAtMost(Shape):
    """Each stage half-day lasts at most ``minutes``; only in the ``placements`` named, if any.

    ``per_day`` compares a day's stage hours with ``minutes`` times its half-days instead.
    """

    shape: Literal["lasts_at_most"]
    minutes: int
    placements: tuple[str, ...] = ()
    per_day: bool = False

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per half-day (or per day) that lasts longer."""
        rows = np.flatnonzero(reading.is_kind(Kind.STAGE))
        if self.placements:
            wanted = np.array(
                [t.person.placement.value in self.placements for t in reading.timelines], dtype=np.bool_
            )
            rows = rows[wanted[reading.who[rows]]]
        if not len(rows):
            return
        first = np.concatenate(
            (
                [True],
                (reading.who[rows[1:]] != reading.who[rows[:-1]])
                | (reading.day[rows[1:]] != reading.day[rows[:-1]]),
            )
        )
        if not self.per_day:
            first[:] = True
        groups = np.flatnonzero(first)
        length = np.add.reduceat(reading.length[rows], groups)
        count = np.add.reduceat(reading.half_days[rows], groups)
        for g in np.flatnonzero(length > self.minutes * count).tolist():
            row = int(rows[groups[g]])
            zone = reading.timelines[int(reading.who[row])].person.zone
            start = int(reading.start[row])
            limit = int(self.minutes * count[g])
            yield Finding(
                who=int(reading.who[row]),
                start=start,
                end=start + int(length[g]),
                measured=float(length[g]),
                allowed=limit,
                unit="minutes",
                because=f"{say.half_days(float(count[g]))} de {say.duration(int(length[g]))} {say.moment(start, zone)}, "
                f"au lieu de {say.duration(limit)}",
            )
