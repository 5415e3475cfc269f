"""The longest unbroken presence: twenty-four hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sextant.law import say
from sextant.law.finding import Finding
from sextant.law.shapes.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sextant.law.reading import Reading


class LongestRun(Shape):
    """A run of presence lasts at most ``at_most_hours`` (or stays under ``under_hours``).

    Activities less than ``run_gap_minutes`` apart are one run; the midday break between the morning
    and the afternoon of one day does not break it (settings).
    """

    shape: Literal["longest_run"]
    at_most_hours: float | None = None
    under_hours: float | None = None

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per unbroken presence that is too long, in real minutes."""
        begins, ends = reading.runs
        length = reading.end[ends] - reading.start[begins]
        limit = int((self.at_most_hours if self.at_most_hours is not None else self.under_hours or 0) * 60)
        long = length > limit if self.at_most_hours is not None else length >= limit
        for begin, end in zip(begins[long].tolist(), ends[long].tolist(), strict=True):
            zone = reading.timelines[int(reading.who[begin])].person.zone
            start, stop = int(reading.start[begin]), int(reading.end[end])
            yield Finding(
                who=int(reading.who[begin]),
                start=start,
                end=stop,
                measured=stop - start,
                allowed=limit,
                unit="minutes",
                because=f"{say.duration(stop - start)} d’affilée, {say.moment(start, zone)} jusqu’à {say.moment(stop, zone)}, "
                f"au lieu de {'' if self.at_most_hours is not None else 'moins de '}{say.duration(limit)}"
                f"{' au plus' if self.at_most_hours is not None else ''}",
            )
