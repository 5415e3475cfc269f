"""Times of the week where an activity of some kind may not lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.law import say
from sextant.law.counting import KINDS
from sextant.law.finding import Finding
from sextant.law.shapes.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sextant.law.reading import Bools, Reading


class NotBetween(Shape):
    """No activity of ``kinds`` on the ``times`` named.

    ``times``: ``saturday-afternoon``, ``sunday``, ``holiday`` (ordinary service may not be planned
    there) or ``normal-service`` (Monday morning to Saturday 13:00 by day: for astreintes).
    """

    shape: Literal["not_between"]
    kinds: tuple[Kind, ...]
    times: tuple[Literal["saturday-afternoon", "sunday", "holiday", "normal-service"], ...]

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per activity that lies on a time where it may not."""
        rows = reading.is_kind(*self.kinds)
        if not rows.any():
            return
        for time, why in _TIMES.items():
            if time not in self.times:
                continue
            for row in np.flatnonzero(rows & _on(time, reading)).tolist():
                zone = reading.timelines[int(reading.who[row])].person.zone
                yield Finding(
                    who=int(reading.who[row]),
                    start=int(reading.start[row]),
                    end=int(reading.end[row]),
                    measured=1,
                    allowed=0,
                    unit="fois",
                    because=f"{say.name(KINDS[reading.kind[row]])} {say.moment(int(reading.start[row]), zone)}, {why}",
                )


_TIMES = {
    "holiday": "un jour férié",
    "sunday": "un dimanche",
    "saturday-afternoon": "un samedi après-midi",
    "normal-service": "pendant le service normal de jour",
}


def _on(time: str, reading: Reading) -> Bools:
    """Rows on that time; a holiday that is a Sunday is told once, as a holiday."""
    if time == "holiday":
        return reading.holiday
    if time == "sunday":
        return np.asarray((reading.weekday == 6) & ~reading.holiday)
    if time == "saturday-afternoon":
        return np.asarray((reading.weekday == 5) & (reading.slot == HalfDay.AFTERNOON) & ~reading.holiday)
    clock = reading.start_clock
    end_of_day = np.where(reading.weekday == 5, 13 * 60, 18 * 60 + 30)
    return (reading.weekday < 6) & ~reading.holiday & (clock >= 8 * 60 + 30) & (clock < end_of_day)
