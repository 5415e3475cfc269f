"""A duty line as the law sees it: how many interns may hold it, and what is on record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Line:
    """Facts of one line over a period.

    ``interns``: eligible interns once exemptions are applied and surnombre left out, those of the
    other wards sharing it included. ``nights`` and ``free_days``: nights, and Sundays or holidays by
    day, to hold in a garde month of ``weeks`` weeks (4 or 5), the fullest one.
    ``first`` is the day the count is made on (the worst one), ``left_out`` who does not count then, and why,
    in French.
    """

    name: str
    interns: int
    first: date
    senior_roster: bool = False
    nights: int = 28
    free_days: int = 4
    weeks: int = 4
    records: Mapping[str, object] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    @property
    def normal_service_interns(self) -> int:
        """Interns needed to stay inside the normal service: one night a week, one Sunday or holiday a month.

        28 nights and 4 Sundays are 32 duties; each intern gives 4 + 1 in four weeks: seven are needed
        (arrêté of 10 Sept 2002, art. 1; arithmetic of our own). Nights and Sundays are also bounded apart.
        """
        each = (
            -(-self.nights // self.weeks),
            self.free_days,
            -(-(self.nights + self.free_days) // (self.weeks + 1)),
        )
        return max(each)
