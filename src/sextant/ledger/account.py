"""The account of a person cut by day, week, garde month, month, trimester, semester or leave year.

Nothing is counted here that the law does not count already: :class:`sextant.law.reading.Reading` says what each
presence is worth, and this file only lays it on days. Half-days, duties and rests belong to the day their duty
starts on; hours belong to the day on which they are lived, a night being cut at midnight (setting
``boundary_mode``), so that days add up to months and months to the trimester that the law averages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from sextant.almanac.activity import GARDES, Kind
from sextant.almanac.person import Person
from sextant.almanac.timeline import Timeline
from sextant.almanac.week import monday_of, placement_semester
from sextant.errors import BadEntry
from sextant.law.counting import KINDS
from sextant.law.leave import leave_runs
from sextant.law.library import Library, load
from sextant.law.limits import Limits, limits
from sextant.law.reading import Bools, Floats, Ints, Reading
from sextant.law.rule import Force, Level
from sextant.law.settings import Settings
from sextant.law.shapes.rest_after import RestAfter
from sextant.ledger.entry import Entry
from sextant.ledger.journal import timeline_of
from sextant.ledger.periods import By, Period, periods


@dataclass(frozen=True, slots=True)
class PeriodAccount:
    """What one period holds. Minutes are real minutes, ``minutes`` those that count toward the weekly limit.

    ``half_days_by_kind``: stage half-days credited, by kind of presence. ``weeks`` are net of leave and
    sickness. ``surplus_half_days`` and ``surplus_minutes`` are what exceeds the law's weekly means over those
    weeks, pro rata of the share of time (negative: below; None: no rule in force says a limit).
    ``pauses_given`` and ``pauses_refused`` count the entries that say so. ``out_of_care`` minutes are told over
    ``care_told`` minutes of presence; what was not told is in neither. ``blank_days`` are working days, up to the
    last one noted, of which nothing says anything: means take them as not worked, which may be forgetting.
    """

    period: Period
    half_days_by_kind: Mapping[Kind, float]
    stage_half_days: float
    university_half_days: float
    personal_half_days: float
    minutes: int
    weeks: float
    mean_half_days: float
    mean_minutes: float
    surplus_half_days: float | None
    surplus_minutes: float | None
    nights: int
    day_duties: int
    demi_gardes: int
    continuites: int
    astreintes: int
    call_outs: int
    call_out_minutes: int
    rests_owed: int
    rests_kept: int
    pauses_given: int
    pauses_refused: int
    out_of_care: int
    care_told: int
    leave_days: float
    sick_days: int
    recoveries: int
    blank_days: int
    entries: int

    @property
    def out_of_care_share(self) -> float | None:
        """Share of the told presence that was not spent on care, None when nothing was told."""
        return self.out_of_care / self.care_told if self.care_told else None


def ledger_accounts(
    person: Person,
    entries: Sequence[Entry],
    by: By = By.WEEK,
    first: date | None = None,
    last: date | None = None,
    *,
    settings: Settings | None = None,
    library: Library | None = None,
) -> tuple[PeriodAccount, ...]:
    """The accounts of the periods that the days ``first`` to ``last`` touch (all of the entries by default).

    Everything is read at once, so that a call-out still finds its pool, a rest what broke it, and a night its
    other half. Raises BadTimeline on an overlap.
    """
    timeline = whole_timeline(person, entries, first, last)
    found = timeline_accounts(timeline, by, entries=entries, settings=settings, library=library)
    return tuple(
        one
        for one in found
        if (last is None or one.period.first <= last) and (first is None or first <= one.period.last)
    )


def whole_timeline(
    person: Person, entries: Sequence[Entry], first: date | None = None, last: date | None = None
) -> Timeline:
    """Everything worked, from the Monday of the first entry to the Sunday of the last.

    ``first`` and ``last`` make it wider; a ``last`` on or after the last entry ends it, so that the rest of a week
    that is not lived yet does not weigh on the means.
    """
    days = [entry.day for entry in entries]
    days += [day.toordinal() for day in (first, last) if day is not None]
    if not days:
        raise BadEntry("ce carnet est vide", remedy="Notez une première présence : sextant ledger add.")
    begin = monday_of(date.fromordinal(min(days)))
    end = monday_of(date.fromordinal(max(days))) + timedelta(days=6)
    begin = min(begin, first or begin)
    end = last if last is not None and last.toordinal() == max(days) else end
    if person.placement_start is None:
        # A ledger starts and ends where it does: its length says nothing of the trimester.
        person = replace(person, placement_start=placement_semester(end, person.territory).first)
    return timeline_of(person, entries, begin, end)


def timeline_accounts(
    timeline: Timeline,
    by: By,
    *,
    entries: Iterable[Entry] = (),
    settings: Settings | None = None,
    library: Library | None = None,
) -> tuple[PeriodAccount, ...]:
    """The same for any timeline, planned or worked; ``entries`` add what an activity does not say."""
    settings, library = settings or Settings(), library or load()
    days = _Days(Reading([timeline], settings), library, list(entries))
    limit = limits(library, timeline.last)
    cut = periods(by, timeline.first, timeline.last, timeline.person, settings)
    return tuple(days.account(period, limit) for period in cut)


class _Days:
    """Everything counted, by day of the timeline."""

    def __init__(self, reading: Reading, library: Library, entries: list[Entry]) -> None:
        self.reading, self.timeline = reading, reading.timelines[0]
        self.origin = self.timeline.first.toordinal()
        self.length = (self.timeline.last - self.timeline.first).days + 1
        self.at = reading.day - self.origin
        self.hours = self._hours()
        self.half_days = {
            kind: self._by_day(reading.half_days, reading.is_kind(kind))
            for kind in dict.fromkeys(KINDS[code] for code in np.unique(reading.kind).tolist())
        }
        self.rests_owed, self.rests_broken = self._rests(library)
        self.neutral = self._count(reading.neutral[1] - self.origin)
        self.leave = self._leave()
        self.blank = self._blank()
        self.entries = entries

    def account(self, period: Period, limit: Limits) -> PeriodAccount:
        low, high = period.first.toordinal() - self.origin, period.last.toordinal() - self.origin + 1
        reading, span = self.reading, slice(low, high)
        inside = (self.at >= low) & (self.at < high)
        share, settings = self.timeline.person.share, reading.settings
        weeks = (high - low) / 7
        if settings.leave_neutral:
            weeks = max(0.0, weeks - float(self.neutral[span].sum()) / reading.days_a_week)
        by_kind = {kind: float(days[span].sum()) for kind, days in self.half_days.items()}
        half_days, minutes = sum(by_kind.values()), round(float(self.hours[span].sum()))
        if period.by is By.WHOLE:
            minutes = int(reading.minutes.sum())  # the last night too, whole
        told = [e for e in self.entries if low <= e.day - self.origin < high]
        of_care = [e for e in told if e.out_of_care is not None]

        def count(*kinds: Kind) -> int:
            return int((reading.is_kind(*kinds) & inside).sum())

        calls = (reading.parent >= 0) & inside
        owed = int(self.rests_owed[span].sum())
        return PeriodAccount(
            period=period,
            half_days_by_kind={kind: value for kind, value in by_kind.items() if value},
            stage_half_days=half_days,
            university_half_days=count(Kind.UNIVERSITY),
            personal_half_days=count(Kind.PERSONAL),
            minutes=minutes,
            weeks=weeks,
            mean_half_days=half_days / weeks if weeks > 0 else 0.0,
            mean_minutes=minutes / weeks if weeks > 0 else 0.0,
            surplus_half_days=None
            if limit.half_days is None
            else half_days - limit.half_days * share * weeks,
            surplus_minutes=None if limit.hours is None else minutes - limit.hours * 60 * share * weeks,
            nights=count(Kind.GARDE_NUIT),
            day_duties=count(Kind.GARDE_JOUR),
            demi_gardes=count(Kind.DEMI_GARDE),
            continuites=count(Kind.CONTINUITE),
            astreintes=count(Kind.ASTREINTE),
            call_outs=int(calls.sum()),
            call_out_minutes=int(reading.minutes[calls].sum()),
            rests_owed=owed,
            rests_kept=owed - int(self.rests_broken[span].sum()),
            pauses_given=sum(1 for e in told if e.pause is True),
            pauses_refused=sum(1 for e in told if e.pause is False),
            out_of_care=sum(e.out_of_care or 0 for e in of_care),
            care_told=sum(e.minutes for e in of_care),
            leave_days=float(self.leave[span].sum()),
            sick_days=count(Kind.SICKNESS),
            recoveries=count(Kind.RECOVERY),
            blank_days=int(self.blank[span].sum()),
            entries=len(told),
        )

    def _hours(self) -> Floats:
        """Counted minutes lived on each day; a night is cut at midnight."""
        reading = self.reading
        found = self._by_day(reading.minutes)
        if reading.settings.boundary_mode != "minuit" or not len(reading.day):
            return found
        rows = np.flatnonzero(reading.minutes > 0)
        midnight = reading.midnight(reading.who[rows], reading.day[rows] + 1)
        after = np.minimum(np.maximum(reading.end[rows] - midnight, 0), reading.minutes[rows])
        late = after > 0
        found -= self._count(self.at[rows[late]], after[late])
        return found + self._count(self.at[rows[late]] + 1, after[late])

    def _rests(self, library: Library) -> tuple[Floats, Floats]:
        """Rests that the law owes after the duties of each day, and those that were broken."""
        reading = self.reading
        owed, broken = np.zeros(self.length), np.zeros(self.length)
        for rule in library.rules:
            shape = rule.shape
            if (
                not isinstance(shape, RestAfter)
                or rule.force is not Force.LAW
                or rule.level is not Level.BREACH
            ):
                continue
            rows = shape.block_ends(reading)
            rows = rows[[rule.valid.covers(date.fromordinal(day)) for day in reading.day[rows].tolist()]]
            owed += self._count(self.at[rows])
            ends = {int(reading.end[row]): int(self.at[row]) for row in rows.tolist()}
            for finding in shape.find(reading):
                day = ends.get(finding.end - round(shape.hours * 60))
                if day is not None:
                    broken[day] += 1
        return owed, broken

    def _leave(self) -> Floats:
        """Jours ouvrables of annual leave, as the law counts them, on each day."""
        found = np.zeros(self.length)
        days = self.reading.leave_days.get(0, [])
        for first, last, counted in leave_runs(self.reading, 0, days, self.reading.settings.leave_unit):
            span = np.arange(first - self.origin, last - self.origin + 1)
            working = span[[self._is_working(day) for day in span.tolist()]]
            if len(working):
                found[working] += counted / len(working)
        return found

    def _blank(self) -> Bools:
        """Mondays to Fridays, holidays apart, between the first and the last day noted, of which nothing is said.

        A day of rest after a night is not one of them.
        """
        said = np.zeros(self.length + 1, dtype=np.bool_)
        said[self.at] = True
        days = np.arange(self.length)
        noted = days[said[:-1]]
        if not len(noted):
            return np.zeros(self.length, dtype=np.bool_)
        nights = self.reading.is_kind(*GARDES, Kind.DEMI_GARDE) | (self.reading.parent >= 0)
        said[self.at[nights] + 1] = True
        between = (days >= noted.min()) & (days <= noted.max())
        working = ((days + self.origin - 1) % 7 < 5) & ~self.reading.holiday_table[0, : self.length]
        return np.asarray(working & ~said[:-1] & between)

    def _is_working(self, at: int) -> bool:
        day = at + self.origin
        barred = {6} if self.reading.settings.leave_unit == "ouvrables" else {5, 6}
        return (day - 1) % 7 not in barred and not bool(self.reading.holiday_table[0, at])

    def _by_day(self, values: Floats | Ints, rows: Bools | None = None) -> Floats:
        return self._count(self.at, values) if rows is None else self._count(self.at[rows], values[rows])

    def _count(self, at: Ints, values: Floats | Ints | None = None) -> Floats:
        """Sums by day of the timeline; what falls outside of it is left out."""
        inside = (at >= 0) & (at < self.length)
        weights = None if values is None else values[inside]
        return np.bincount(at[inside], weights=weights, minlength=self.length).astype(np.float64)
