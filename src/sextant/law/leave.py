"""Annual leave counted in jours ouvrables, from the first day off to the day before the return (CSP R6153-12)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from sextant.almanac.week import leave_year

if TYPE_CHECKING:
    from sextant.law.reading import Reading


def leave_days(reading: Reading, who: int) -> list[int]:
    """Ordinals of the days of annual leave written in one timeline, in order, without doubles."""
    return reading.leave_days.get(who, [])


def leave_runs(reading: Reading, who: int, days: list[int], unit: str) -> list[tuple[int, int, float]]:
    """(first, last, days counted) of each run of leave. Two runs with only days off between them are one.

    ``unit``: ``ouvrables`` (Monday to Saturday), ``ouvres`` (Monday to Friday) or ``consecutifs``;
    public holidays count only in the last. A Saturday after a Friday of leave counts as leave when
    nothing is done on it (return on Monday).
    """
    begin, end = np.searchsorted(reading.who, [who, who + 1])
    busy = set(reading.day[begin:end][reading.busy[begin:end]].tolist())
    last_day = reading.timelines[who].last.toordinal()
    off = set(days)
    off |= {day + 1 for day in days if _weekday(day) == 4 and day + 1 not in busy and day + 1 <= last_day}
    runs: list[list[int]] = []
    for day in sorted(off):
        between = range(runs[-1][-1] + 1, day) if runs else range(0)
        if runs and all(_weekday(d) == 6 or _is_holiday(reading, who, d) for d in between):
            runs[-1].append(day)
        else:
            runs.append([day])
    return [(run[0], run[-1], _count(reading, who, run, unit)) for run in runs]


def leave_year_of(day: int) -> int:
    """Calendar year in which the leave year of ``day`` starts (first Monday of November)."""
    return leave_year(date.fromordinal(day))[0].year


def _count(reading: Reading, who: int, run: list[int], unit: str) -> float:
    if unit == "consecutifs":
        return run[-1] - run[0] + 1
    barred = {6} if unit == "ouvrables" else {5, 6}
    return sum(1 for day in run if _weekday(day) not in barred and not _is_holiday(reading, who, day))


def _weekday(day: int) -> int:
    return (day - 1) % 7


def _is_holiday(reading: Reading, who: int, day: int) -> bool:
    first, last = reading.span
    return first <= day <= last and bool(reading.holiday_table[who, day - first])
