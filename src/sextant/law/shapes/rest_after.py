"""A rest that must follow: eleven hours after a garde, a demi-garde, the last call-out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from sextant.almanac.activity import Kind
from sextant.law import say
from sextant.law.counting import KINDS
from sextant.law.finding import Finding
from sextant.law.reading import IMPOSED, PRESENCE
from sextant.law.shapes.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sextant.law.reading import Bools, Ints, Reading


class RestAfter(Shape):
    """``hours`` free of any imposed activity after the end of each activity of the kinds ``after``.

    Gardes that touch are one block: the rest starts at the end of the block. For an astreinte write
    ``deplacement``: the rest starts at the end of its last call-out.
    """

    shape: Literal["rest_after"]
    after: tuple[Kind, ...]
    hours: float

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per duty whose rest is cut short, by the first activity that cuts it."""
        triggers = self.block_ends(reading)
        barred = np.flatnonzero(_barred(reading, self.after == (Kind.CALL_OUT,)))
        if not len(triggers) or not len(barred):
            return
        following = np.searchsorted(barred, triggers, side="right")
        inside = following < len(barred)
        triggers, following = triggers[inside], barred[following[inside]]
        minutes = int(self.hours * 60)
        cut = (reading.who[triggers] == reading.who[following]) & (
            reading.start[following] < reading.end[triggers] + minutes
        )
        for row, cause in zip(triggers[cut].tolist(), following[cut].tolist(), strict=True):
            end, start = int(reading.end[row]), int(reading.start[cause])
            zone = reading.timelines[int(reading.who[row])].person.zone
            yield Finding(
                who=int(reading.who[row]),
                start=start,
                end=end + minutes,
                measured=start - end,
                allowed=minutes,
                unit="minutes",
                because=f"{say.name(KINDS[reading.kind[row]])} finie {say.moment(end, zone)} : "
                f"repos dû jusqu’à {say.moment(end + minutes, zone, after=end)}, mais {say.name(KINDS[reading.kind[cause]])} "
                f"dès {say.moment(start, zone, after=end)}, {say.duration(end + minutes - start)} trop tôt",
            )

    def block_ends(self, reading: Reading) -> Ints:
        """Rows that end a block of duty: gardes that touch are one, an astreinte ends with its last call-out."""
        if self.after == (Kind.CALL_OUT,):
            rows = np.flatnonzero(reading.parent >= 0)
            if not len(rows):
                return rows
            last = np.concatenate((reading.parent[rows[1:]] != reading.parent[rows[:-1]], [True]))
            return rows[last]
        duties = np.flatnonzero(
            reading.is_kind(Kind.GARDE_NUIT, Kind.GARDE_JOUR, Kind.DEMI_GARDE, *self.after)
        )
        if not len(duties):
            return duties
        gap = reading.start[duties[1:]] - reading.end[duties[:-1]]
        joined = (reading.who[duties[1:]] == reading.who[duties[:-1]]) & (
            gap < reading.settings.run_gap_minutes
        )
        ends = duties[np.concatenate((~joined, [True]))]
        return ends[reading.is_kind(*self.after)[ends]]


def _barred(reading: Reading, after_call: bool) -> Bools:
    """Rows that may not lie in a rest: hospital, ambulatory and university activity; what others planned.

    A personal half-day chosen alone may, and so may home duty after a call-out, which goes on.
    """
    rows = reading.is_kind(*PRESENCE)
    if not after_call:
        rows |= reading.is_kind(Kind.ASTREINTE)
    study = reading.is_kind(Kind.PERSONAL)
    if reading.settings.rest_allow_self_study:
        study &= reading.planned[reading.who] & reading.has(IMPOSED)
    return np.asarray(rows | study)
