"""A long enough free stretch in each week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from sextant.law import say
from sextant.law.finding import Finding
from sextant.law.shapes.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sextant.law.reading import Reading


class FreeStretch(Shape):
    """At least ``hours`` in a row free of presence in each whole week, Monday to Sunday."""

    shape: Literal["free_stretch"]
    hours: float

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per whole week whose longest free stretch is too short."""
        who, mondays, _ = reading.week_grid
        rows = reading.present
        if not len(rows):
            return
        first = np.array([t.first.toordinal() for t in reading.timelines], dtype=np.int64)
        last = np.array([t.last.toordinal() for t in reading.timelines], dtype=np.int64)
        whole = (mondays >= first[who]) & (mondays + 6 <= last[who])
        week_start = reading.midnight(who, np.clip(mondays, reading.span[0], reading.span[1]))
        week_end = reading.midnight(who, np.clip(mondays + 7, reading.span[0], reading.span[1] + 1))
        longest = np.zeros(len(who), dtype=np.int64)
        busy = np.zeros(len(who), dtype=np.bool_)
        # Each free stretch is cut at the ends of the weeks it touches; weeks without presence are free.
        week = reading.week_of[rows]
        end_week = np.minimum(week + (reading.end[rows] >= week_end[week]), len(who) - 1)
        end_week = np.where(who[end_week] == reading.who[rows], end_week, week)
        busy[week] = True
        same = np.concatenate((reading.who[rows[1:]] == reading.who[rows[:-1]], [False]))
        next_start = np.concatenate((reading.start[rows[1:]], [0]))
        stop = np.where(same, np.minimum(next_start, week_end[end_week]), week_end[end_week])
        np.maximum.at(longest, end_week, stop - reading.end[rows])
        new_week = np.concatenate(([True], week[1:] != week[:-1]))
        before = np.concatenate(([0], reading.end[rows[:-1]]))
        same_before = np.concatenate(([False], same[:-1]))
        begin = np.where(same_before, np.maximum(before, week_start[week]), week_start[week])
        np.maximum.at(longest, week[new_week], (reading.start[rows] - begin)[new_week])
        minutes = int(self.hours * 60)
        for w in np.flatnonzero(busy & whole & (longest < minutes)).tolist():
            yield Finding(
                who=int(who[w]),
                start=int(week_start[w]),
                end=int(week_end[w]),
                measured=float(longest[w]),
                allowed=minutes,
                unit="minutes",
                because=f"semaine du {say.day(int(mondays[w]))} : {say.duration(int(longest[w]))} libres d’affilée au plus long, "
                f"au lieu de {say.duration(minutes)}",
            )
