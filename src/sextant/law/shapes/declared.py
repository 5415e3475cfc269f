"""Something that each activity may declare against: no pause given, no senior reachable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from sextant.almanac.activity import Kind
from sextant.law import say
from sextant.law.counting import KINDS
from sextant.law.finding import Finding
from sextant.law.reading import NO_PAUSE, NO_SENIOR
from sextant.law.shapes.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sextant.law.reading import Reading


class Declared(Shape):
    """A breach for each activity of ``kinds`` that declares ``flag``. Silence is presumed compliance."""

    shape: Literal["declared"]
    flag: Literal["no_pause", "no_senior"]
    kinds: tuple[Kind, ...]

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per activity that declares the flag."""
        rows = reading.is_kind(*self.kinds) & reading.has(NO_PAUSE if self.flag == "no_pause" else NO_SENIOR)
        said = "sans pause" if self.flag == "no_pause" else "sans senior joignable"
        for row in np.flatnonzero(rows).tolist():
            zone = reading.timelines[int(reading.who[row])].person.zone
            yield Finding(
                who=int(reading.who[row]),
                start=int(reading.start[row]),
                end=int(reading.end[row]),
                measured=0,
                allowed=1,
                unit="fois",
                because=f"{say.name(KINDS[reading.kind[row]])} {say.moment(int(reading.start[row]), zone)} déclarée {said}",
            )
