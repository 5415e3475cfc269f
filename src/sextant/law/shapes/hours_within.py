"""At what time a duty may start and end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from sextant.almanac.activity import Kind
from sextant.law import say
from sextant.law.counting import KINDS
from sextant.law.finding import Finding
from sextant.law.shapes.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sextant.law.reading import Reading


class HoursWithin(Shape):
    """An activity of ``kinds`` starts at ``starts_from`` or later and ends at ``ends_from`` or later.

    Local clock times "18:30"; unless the record ``unless_record`` (service organised in continuous
    time) is true.
    """

    shape: Literal["hours_within"]
    kinds: tuple[Kind, ...]
    starts_from: str
    ends_from: str
    unless_record: str = ""

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per duty that starts before, or ends before, its hour."""
        rows = np.flatnonzero(reading.is_kind(*self.kinds))
        if self.unless_record and len(rows):
            free = np.array(
                [bool(t.records.get(self.unless_record)) for t in reading.timelines], dtype=np.bool_
            )
            rows = rows[~free[reading.who[rows]]]
        if not len(rows):
            return
        starts_from, ends_from = minutes_of(self.starts_from), minutes_of(self.ends_from)
        next_day = 1 if ends_from <= starts_from else 0
        start = reading.start_clock[rows]
        end = (
            reading.clock(reading.who[rows], reading.day[rows] + next_day, reading.end[rows])
            + reading.abroad[rows]
        )
        for i in np.flatnonzero((start < starts_from) | (end < ends_from)).tolist():
            row = int(rows[i])
            zone = reading.timelines[int(reading.who[row])].person.zone
            early = start[i] < starts_from
            name = say.name(KINDS[reading.kind[row]])
            if early:
                said = f"{name} commencée {say.moment(int(reading.start[row]), zone)}, pas avant {say.clock(starts_from)}"
            else:
                said = f"{name} finie {say.moment(int(reading.end[row]), zone)}, pas avant {say.clock(ends_from)}"
            yield Finding(
                who=int(reading.who[row]),
                start=int(reading.start[row]),
                end=int(reading.end[row]),
                measured=float(start[i] if early else end[i]),
                allowed=float(starts_from if early else ends_from),
                unit="minutes",
                because=said,
            )


def minutes_of(clock: str) -> int:
    """Minutes after midnight of a clock written "18:30"."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
