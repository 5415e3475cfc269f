"""A number that may not be passed in a period: gardes in a garde month, days in a year."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from sextant.almanac.activity import Kind
from sextant.almanac.week import first_monday
from sextant.law import say
from sextant.law.finding import Finding
from sextant.law.shapes.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sextant.law.reading import Bools, Floats, Ints, Reading


class CountAtMost(Shape):
    """At most a number of activities of ``kinds`` in each period.

    ``per``: ``garde-month`` (first Monday 08:30 to the next), ``month`` (calendar), ``leave-year``
    (first Monday of November), ``year`` (calendar), ``week``. The limit is ``at_most``, or
    ``at_most_per_week`` times the weeks of the garde month (4 or 5). ``days``: ``any``, or
    ``sunday-or-holiday`` to count only those. ``demi_garde_weight`` counts a demi-garde as a part.
    ``unless_record``: a record (such as ``necessite_imperieuse``) that lifts the limit.
    """

    shape: Literal["count_at_most"]
    kinds: tuple[Kind, ...]
    per: Literal["garde-month", "month", "leave-year", "year", "week"]
    at_most: float | None = None
    at_most_per_week: float | None = None
    at_most_setting: str = ""
    days: Literal["any", "sunday-or-holiday"] = "any"
    demi_garde_weight: float = 1.0
    unless_record: str = ""
    only_if_record: str = ""

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per person and period where the number is passed."""
        rows = reading.is_kind(*self.kinds)
        if self.days == "sunday-or-holiday":
            rows &= (reading.weekday == 6) | reading.holiday
        index = np.flatnonzero(rows & ~self._lifted(reading)[reading.who])
        if not len(index):
            return
        periods, weeks = _periods(self.per, reading)
        number = np.searchsorted(periods, reading.day[index], side="right") - 1
        weight = np.where(reading.is_kind(Kind.DEMI_GARDE)[index], self.demi_garde_weight, 1.0)
        key = reading.who[index] * len(periods) + number
        counts = np.bincount(key, weights=weight, minlength=reading.people * len(periods))
        limits = np.tile(self._limits(reading, weeks), reading.people)
        for k in np.flatnonzero(counts > limits + 1e-9).tolist():
            who, period = divmod(k, len(periods))
            beyond = index[key == k][int(limits[k]) :]
            row = int(beyond[0]) if len(beyond) else int(index[key == k][-1])
            yield Finding(
                who=who,
                start=int(reading.start[row]),
                end=int(reading.end[row]),
                measured=float(counts[k]),
                allowed=float(limits[k]),
                unit="gardes" if Kind.GARDE_NUIT in self.kinds or Kind.GARDE_JOUR in self.kinds else "jours",
                because=f"{say.number(float(counts[k]))} {self._noun(float(counts[k]))} "
                f"{_say_period(self.per, periods, period)}, "
                f"au lieu de {say.number(float(limits[k]))} au plus",
            )
        if (
            self.per == "garde-month"
            and self.at_most_per_week is not None
            and reading.settings.garde_week_strict
        ):
            yield from self._each_week(reading, index)

    def _each_week(self, reading: Reading, index: Ints) -> Iterator[Finding]:
        """The strict reading: one night a week, each week (setting ``garde_week_strict``)."""
        weeks, counts = np.unique(reading.week_of[index], return_counts=True)
        for week, count in zip(weeks.tolist(), counts.tolist(), strict=True):
            if count > (self.at_most_per_week or 0):
                row = int(index[reading.week_of[index] == week][-1])
                yield Finding(
                    who=int(reading.who[row]),
                    start=int(reading.start[row]),
                    end=int(reading.end[row]),
                    measured=float(count),
                    allowed=float(self.at_most_per_week or 0),
                    unit="gardes",
                    because=f"{count} {self._noun(count)} la même semaine (lecture stricte)",
                )

    def _lifted(self, reading: Reading) -> Bools:
        """People for whom a record lifts the limit, or does not set it."""
        lifted = np.zeros(reading.people, dtype=np.bool_)
        if self.unless_record or self.only_if_record:
            for who, t in enumerate(reading.timelines):
                lifted[who] = bool(self.unless_record and t.records.get(self.unless_record)) or bool(
                    self.only_if_record and not t.records.get(self.only_if_record)
                )
        return lifted

    def _limits(self, reading: Reading, weeks: Ints) -> Floats:
        if self.at_most_setting:
            return np.full(len(weeks), float(getattr(reading.settings, self.at_most_setting)))
        if self.at_most_per_week is not None:
            return (weeks * self.at_most_per_week).astype(np.float64)
        return np.full(len(weeks), float(self.at_most or 0))

    def _noun(self, count: float) -> str:
        if set(self.kinds) == {Kind.GARDE_NUIT}:
            return "gardes de nuit" if count >= 2 else "garde de nuit"
        if set(self.kinds) == {Kind.GARDE_JOUR}:
            return (
                "gardes de dimanche ou de jour férié" if count >= 2 else "garde de dimanche ou de jour férié"
            )
        if Kind.UNION_TRAINING in self.kinds:
            return "jours de formation syndicale" if count >= 2 else "jour de formation syndicale"
        return "gardes" if count >= 2 else "garde"


def _periods(per: str, reading: Reading) -> tuple[Ints, Ints]:
    """First day of each period that touches the reading, in order, and its length in weeks."""
    first, last = reading.span
    starts = period_starts(per, first, last)
    return starts[:-1], np.diff(starts) // 7


@lru_cache(maxsize=256)
def period_starts(per: str, first: int, last: int) -> Ints:
    """First days of the periods that touch ``first``..``last``, and the first day of the one after."""
    begin, end = date.fromordinal(max(first - 370, 1)), date.fromordinal(last + 370)
    days: list[int] = []
    if per == "week":
        days = list(range(first - (first - 1) % 7, last + 8, 7))
    else:
        for year in range(begin.year, end.year + 1):
            months = {"leave-year": (11,), "year": (1,)}.get(per, range(1, 13))
            for month in months:
                mondays = per in ("garde-month", "leave-year")
                days.append((first_monday(year, month) if mondays else date(year, month, 1)).toordinal())
    low = max(i for i, day in enumerate(days) if day <= first)
    high = min(i for i, day in enumerate(days) if day > last)
    return np.array(days[low : high + 1], dtype=np.int64)


def _say_period(per: str, periods: Ints, number: int) -> str:
    day = say.day(int(periods[number]))
    return {
        "garde-month": f"dans le mois de garde commencé le {day}",
        "month": f"dans le mois commencé le {day}",
        "week": f"dans la semaine du {day}",
        "leave-year": f"dans l’année de congés commencée le {day}",
        "year": f"dans l’année commencée le {day}",
    }[per]
