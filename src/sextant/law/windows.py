"""The averaging windows of a person: the two trimesters of a placement (CSP R6153-2, arrêté 30 June 2015)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from sextant.almanac.person import Person
from sextant.almanac.week import months_later, placement_semester, trimesters

# A period that stops short of its trimester by no more than a long weekend still gives a verdict.
_EDGE_DAYS = 3


class AveragingWindow(NamedTuple):
    """First and last day (ordinals) that a timeline covers of a trimester; ``closed`` if (nearly) all.

    ``full_last`` is the last day of the trimester itself: the limit for recovery.
    """

    first: int
    last: int
    closed: bool
    full_last: int


def windows(
    person: Person, first: date, last: date, *, whole_weeks: bool = True
) -> tuple[AveragingWindow, ...]:
    """Cut the period ``first``..``last`` by the person's trimesters.

    The person's own ``trimester`` comes first; else, when ``placement_start`` is not said, a period of 12 to
    14 weeks is taken as the trimester; else the trimesters of the placement (``placement_start``, or the
    calendar of placements: first working days of November and May), cut by whole weeks or from date to date
    (setting ``trimester_cut``).
    """
    return _windows(person.trimester, person.placement_start, person.territory, first, last, whole_weeks)


@lru_cache(maxsize=4096)
def _windows(
    declared: tuple[date, date] | None,
    placement_start: date | None,
    territory: str,
    first: date,
    last: date,
    whole_weeks: bool,
) -> tuple[AveragingWindow, ...]:
    low, high = first.toordinal(), last.toordinal()
    found: list[AveragingWindow] = []
    if declared is not None:
        begin, end = declared[0].toordinal(), declared[1].toordinal()
        found = [_cut(begin, end, low, high)] if begin <= high and end >= low else []
    elif placement_start is None and 12 * 7 <= high - low + 1 <= 14 * 7:
        found = [AveragingWindow(low, high, True, high)]
    else:
        day = low
        while day <= high:
            for begin, end in _trimesters(placement_start, territory, date.fromordinal(day), whole_weeks):
                if begin <= high and end >= day:
                    found.append(_cut(begin, end, low, high))
                    day = end + 1
    return tuple(found)


def _trimesters(
    placement_start: date | None, territory: str, day: date, whole_weeks: bool
) -> list[tuple[int, int]]:
    if placement_start is not None and placement_start <= day < months_later(placement_start, 6):
        start, end = placement_start, months_later(placement_start, 6) - timedelta(days=1)
        usual = placement_semester(start, territory)
        if usual.first == start:  # it ends when the next ones start
            end = usual.last
    else:
        semester = placement_semester(day, territory)
        start, end = semester.first, semester.last
    return [(a.toordinal(), b.toordinal()) for a, b in trimesters(start, end, whole_weeks=whole_weeks)]


def _cut(begin: int, end: int, low: int, high: int) -> AveragingWindow:
    first, last = max(begin, low), min(end, high)
    closed = (first - begin) + (end - last) <= _EDGE_DAYS
    return AveragingWindow(first, last, closed, end)
