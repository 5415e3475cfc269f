"""Annual leave in jours ouvrables: the balance of a year and the longest run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sextant.law import say
from sextant.law.finding import Finding
from sextant.law.leave import leave_days, leave_runs, leave_year_of
from sextant.law.shapes.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sextant.law.reading import Reading
    from sextant.law.settings import Settings


class LeaveRun(Shape):
    """Jours ouvrables of leave, Saturdays included, Sundays and holidays not.

    ``at_once``: most in one run (only days off lie between its days). ``a_year``: most in a leave
    year (from the first Monday of November), days taken outside the timeline included.
    ``unit``: ``ouvrables`` (Monday to Saturday) or ``ouvres`` (Monday to Friday), ``consecutifs``
    (calendar days). ``status`` limits the rule to a statutory position.
    """

    shape: Literal["leave_run"]
    at_once: int | None = None
    a_year: int | None = None
    unit: Literal["ouvrables", "ouvres", "consecutifs"] = "ouvrables"
    status: Literal["interne", "docteur-junior"] = "interne"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per run, or per leave year, that passes its number."""
        for who, one in enumerate(reading.timelines):
            if one.person.status.value != self.status:
                continue
            days = leave_days(reading, who)
            if not days and not one.person.leave_taken:
                continue
            unit = unit_in(self.unit, reading.settings)
            if self.at_once is not None:
                limit = days_in(self.at_once, self.unit, reading.settings)
                for first, last, count in leave_runs(reading, who, days, unit):
                    if count > limit:
                        yield self._finding(reading, who, first, last, count, limit, "d’affilée")
            if self.a_year is not None:
                yield from self._years(reading, who, days, unit)

    def _years(self, reading: Reading, who: int, days: list[int], unit: str) -> Iterator[Finding]:
        one = reading.timelines[who]
        current = leave_year_of(one.last.toordinal())
        years = {leave_year_of(day) for day in days} | {current}
        for year in sorted(years):
            runs = leave_runs(reading, who, [d for d in days if leave_year_of(d) == year], unit)
            count = sum(run[2] for run in runs) + (one.person.leave_taken if year == current else 0)
            limit = days_in(self.a_year or 0, self.unit, reading.settings)
            if count > limit:
                last = runs[-1][1] if runs else one.last.toordinal()
                yield self._finding(reading, who, last, last, count, limit, "dans l’année de congés")

    def _finding(
        self, reading: Reading, who: int, first: int, last: int, count: float, limit: int, where: str
    ) -> Finding:
        return Finding(
            who=who,
            start=say.midnight(reading, who, first),
            end=say.midnight(reading, who, last + 1),
            measured=count,
            allowed=limit,
            unit="jours",
            because=f"{say.number(count)} jours de congé {where} ({say.period(first, last)}), au lieu de {limit} au plus",
        )


class PayableLeave(Shape):
    """Untaken days are paid when at least ``threshold`` were taken, at most ``most`` of them (rule L4).

    It gives an amount of days in the account, never a breach.
    """

    shape: Literal["payable_leave"]
    threshold: int
    most: int
    status: Literal["interne", "docteur-junior"] = "interne"


def unit_in(unit: str, settings: Settings) -> str:
    """The unit in which leave is counted: the setting ``leave_unit`` may read ouvrables as ouvrés."""
    return "ouvres" if settings.leave_unit == "ouvres" and unit == "ouvrables" else unit


def days_in(days: int, unit: str, settings: Settings) -> int:
    """A number of days of the text in that unit: six jours ouvrables are five jours ouvrés (30 are 25)."""
    return days if unit_in(unit, settings) == unit else days * 5 // 6
