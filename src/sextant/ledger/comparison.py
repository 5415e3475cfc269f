"""What was planned against what was done: the difference, day by day.

The tribunal of Poitiers (20 February 2025) asks for more than the plan replayed: a log whose every hour is the
plan's proves nothing, so the share of days that are the plan to the minute is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sextant.almanac.activity import Activity, Kind
from sextant.almanac.span import Instant
from sextant.almanac.timeline import Timeline
from sextant.errors import BadInput
from sextant.law.library import Library
from sextant.law.reading import PRESENCE
from sextant.law.settings import Settings
from sextant.ledger.account import PeriodAccount, timeline_accounts
from sextant.ledger.periods import By

_TOLD = frozenset(PRESENCE) | {Kind.ASTREINTE, Kind.PERSONAL, Kind.LEAVE, Kind.SICKNESS, Kind.UNION_TRAINING}


@dataclass(frozen=True, slots=True)
class DayGap:
    """A day that was not lived as planned. Kinds ``added`` were done and not planned, ``missing`` the reverse."""

    day: date
    planned_minutes: int
    worked_minutes: int
    added: tuple[Kind, ...]
    missing: tuple[Kind, ...]

    @property
    def minutes(self) -> int:
        """Counted minutes beyond the plan (negative: below)."""
        return self.worked_minutes - self.planned_minutes


@dataclass(frozen=True, slots=True)
class Comparison:
    """Plan and log over the days that both cover. ``same`` days are alike to the minute, of ``worked_days``."""

    first: date
    last: date
    planned: PeriodAccount
    worked: PeriodAccount
    gaps: tuple[DayGap, ...]
    same: int
    worked_days: int

    @property
    def replayed(self) -> bool:
        """True when every day worked is the plan to the minute, over two weeks or more: it proves nothing."""
        return self.worked_days >= 10 and self.same == self.worked_days


def compare(
    planned: Timeline,
    worked: Timeline,
    *,
    settings: Settings | None = None,
    library: Library | None = None,
) -> Comparison:
    """The difference over the days that both cover, from the first to the last day noted. Raises BadInput: none."""
    noted = [date.fromordinal(activity.day) for activity in worked.activities] or [worked.last]
    first, last = max(planned.first, min(noted)), min(planned.last, max(noted))
    if last < first:
        raise BadInput(
            f"le tableau ({planned.first:%d/%m/%Y} – {planned.last:%d/%m/%Y}) et le carnet "
            f"({worked.first:%d/%m/%Y} – {worked.last:%d/%m/%Y}) n’ont aucun jour en commun",
            remedy="Donnez le tableau de la même période.",
        )
    plan, done = (_days(one, first, last, settings, library) for one in (planned, worked))
    plan_of, done_of = _of_day(planned), _of_day(worked)
    gaps, same, lived = [], 0, 0
    for before, after in zip(plan, done, strict=True):
        day = before.period.first
        was, is_ = plan_of.get(day.toordinal(), ()), done_of.get(day.toordinal(), ())
        lived += bool(is_)
        if _facts(was) == _facts(is_):
            same += bool(is_)
            continue
        wanted, had = Counter(a.kind for a in was), Counter(a.kind for a in is_)
        added, missing = tuple((had - wanted).elements()), tuple((wanted - had).elements())
        gaps.append(DayGap(day, before.minutes, after.minutes, added, missing))
    cut_planned, cut_worked = (_whole(one, first, last, settings, library) for one in (planned, worked))
    return Comparison(first, last, cut_planned, cut_worked, tuple(gaps), same, lived)


def _days(
    timeline: Timeline, first: date, last: date, settings: Settings | None, library: Library | None
) -> list[PeriodAccount]:
    found = timeline_accounts(timeline, By.DAY, settings=settings, library=library)
    return [one for one in found if first <= one.period.first <= last]


def _whole(
    timeline: Timeline, first: date, last: date, settings: Settings | None, library: Library | None
) -> PeriodAccount:
    inside = tuple(a for a in timeline.activities if first.toordinal() <= a.day <= last.toordinal())
    cut = Timeline(timeline.person, first, last, inside, timeline.nature, timeline.records)
    (found,) = timeline_accounts(cut, By.WHOLE, settings=settings, library=library)
    return found


def _of_day(timeline: Timeline) -> Mapping[int, tuple[Activity, ...]]:
    """What counts as presence or absence, by day: a plan that writes no rest is not another plan."""
    found: dict[int, tuple[Activity, ...]] = {}
    for activity in timeline.activities:
        if activity.kind in _TOLD:
            found[activity.day] = (*found.get(activity.day, ()), activity)
    return found


def _facts(activities: tuple[Activity, ...]) -> list[tuple[Kind, Instant, Instant, object]]:
    return [(a.kind, a.start, a.end, a.call_outs) for a in activities]
