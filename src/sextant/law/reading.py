"""Timelines as the law reads them: one table of rows for any number of people, counted once.

The shapes work on whole columns rather than on one activity at a time, so that a ward, a hospital or
the national file are judged by the same few lines. Rows are sorted by person, then start. Call-outs are
rows of their own, right where they happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from sextant.almanac.activity import Activity, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.almanac.span import instant, local
from sextant.almanac.timeline import Nature, Timeline
from sextant.law.counting import CODE, KINDS, Counting, load_counting
from sextant.law.line import Line
from sextant.law.settings import Settings
from sextant.law.windows import windows

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

NO_PAUSE, IMPOSED, CONSENT, NO_SENIOR, ELSEWHERE = 1, 2, 4, 8, 16
_DAY = 1440
_WIDE = 1 << 40  # wider than any instant: keys person * _WIDE + instant sort by person, then time

# Being there, at work or in class. A written rest, an absence, a personal half-day are not; nor is an
# astreinte without call-out.
PRESENCE = (
    Kind.STAGE,
    Kind.GARDE_NUIT,
    Kind.GARDE_JOUR,
    Kind.DEMI_GARDE,
    Kind.CONTINUITE,
    Kind.CALL_OUT,
    Kind.PDSA,
    Kind.EXCEPTIONAL,
    Kind.UNIVERSITY,
)
NEUTRAL = (Kind.LEAVE, Kind.SICKNESS, Kind.UNION_TRAINING)


@lru_cache(maxsize=512)
def _midnights(first: int, last: int, zone: str) -> Ints:
    """Instants of local midnight of the days ``first``..``last`` + 1."""
    return np.array([instant(day, 0, zone) for day in range(first, last + 2)], dtype=np.int64)


@lru_cache(maxsize=512)
def _holidays(first: int, last: int, territory: str) -> Bools:
    return np.array([is_holiday(day, territory) for day in range(first, last + 1)], dtype=np.bool_)


class Reading:
    """Columns over the activities of ``timelines``; see the module's docstring.

    ``who`` index of the timeline; ``start``/``end`` instants; ``day`` ordinal of the local day;
    ``slot`` the half-day; ``kind`` code; ``flags`` bits; ``parent`` row number of the astreinte of a
    call-out, else -1; ``half_days`` stage half-days credited; ``minutes`` counted toward 48 h.
    """

    def __init__(
        self,
        timelines: Sequence[Timeline],
        settings: Settings | None = None,
        lines: Sequence[Line] = (),
        counting: Counting | None = None,
    ) -> None:
        self.timelines = timelines
        self.settings = settings or Settings()
        self.lines = lines
        self.counting = counting or load_counting()
        self._read()
        self._count()

    # -- columns ------------------------------------------------------------------------------

    def _read(self) -> None:
        flat: list[int] = []
        extend = flat.extend
        self.activities: list[Activity] = []
        keep = self.activities.append
        called: list[tuple[int, Activity]] = []
        code = CODE
        for who, one in enumerate(self.timelines):
            own_site = one.person.site
            for a in one.activities:
                flags = (
                    (NO_PAUSE if a.no_pause else 0)
                    | (IMPOSED if a.imposed else 0)
                    | (CONSENT if a.consent else 0)
                    | (NO_SENIOR if a.no_senior else 0)
                    | (ELSEWHERE if a.site and a.site != own_site else 0)
                )
                extend((who, a.start, a.end, a.day, a.half_day, code[a.kind], flags, -1, 0))
                if a.call_outs:
                    called.append((len(self.activities), a))
                keep(a)
        for row, a in called:
            who, flags = flat[row * 9], flat[row * 9 + 6]
            for call in a.call_outs:
                extend(
                    (
                        who,
                        call.start,
                        call.end,
                        a.day,
                        a.half_day,
                        code[Kind.CALL_OUT],
                        flags,
                        row,
                        call.on_site,
                    )
                )
                keep(a)
        table = np.array(flat, dtype=np.int64).reshape(-1, 9)
        if called:
            order = np.lexsort((table[:, 1], table[:, 0]))
            back = np.empty(len(order), dtype=np.int64)
            back[order] = np.arange(len(order))
            table = table[order]
            parents = table[:, 7]
            table[:, 7] = np.where(parents >= 0, back[parents], -1)
            self.activities = [self.activities[i] for i in order]
        columns = np.ascontiguousarray(table.T)
        (
            self.who,
            self.start,
            self.end,
            self.day,
            self.slot,
            self.kind,
            self.flags,
            self.parent,
            self.on_site,
        ) = columns
        self.length = self.end - self.start

    def is_kind(self, *kinds: Kind) -> Bools:
        """Mask of the rows of these kinds."""
        table = np.zeros(len(KINDS), dtype=np.bool_)
        for kind in kinds:
            table[CODE[kind]] = True
        return np.asarray(table[self.kind], dtype=np.bool_)

    def has(self, flag: int) -> Bools:
        """Mask of the rows that carry the flag."""
        return np.asarray((self.flags & flag) != 0)

    @property
    def people(self) -> int:
        """Number of timelines."""
        return len(self.timelines)

    @cached_property
    def planned(self) -> Bools:
        """For each timeline, True when it is planned rather than worked."""
        return np.array([t.nature is Nature.PLANNED for t in self.timelines], dtype=np.bool_)

    @cached_property
    def shares(self) -> Floats:
        """Share of time of each person."""
        return np.array([t.person.share for t in self.timelines], dtype=np.float64)

    # -- calendar -----------------------------------------------------------------------------

    @cached_property
    def span(self) -> tuple[int, int]:
        """First and last day (ordinals) over all timelines."""
        if not self.timelines:
            return 1, 1
        return (
            min(t.first for t in self.timelines).toordinal(),
            max(t.last for t in self.timelines).toordinal(),
        )

    @cached_property
    def weekday(self) -> Ints:
        """0 Monday to 6 Sunday, of each row's day."""
        return np.asarray((self.day - 1) % 7)

    @cached_property
    def holiday_table(self) -> Bools:
        """Person × day of :attr:`span` (and one more): True on a public holiday."""
        first, last = self.span
        names = [t.person.territory for t in self.timelines]
        distinct = sorted(set(names))
        tables = np.stack([_holidays(first, last + 1, name) for name in distinct])
        index = {name: number for number, name in enumerate(distinct)}
        return np.asarray(tables[np.array([index[name] for name in names], dtype=np.int64)])

    @cached_property
    def holiday(self) -> Bools:
        """True for rows whose day is a public holiday."""
        if not self.timelines:
            return np.zeros(0, dtype=np.bool_)
        return np.asarray(self.holiday_table[self.who, self.day - self.span[0]])

    def midnight(self, who: Ints, day: Ints) -> Ints:
        """Instant of local midnight of ``day`` for each person of ``who``."""
        first, last = self.span
        names = [t.person.zone for t in self.timelines]
        distinct = sorted(set(names))
        if len(distinct) == 1:
            return _midnights(first, last + 2, distinct[0])[day - first]
        index = {name: i for i, name in enumerate(distinct)}
        table = np.stack([_midnights(first, last + 2, name) for name in distinct])
        zone = np.array([index[name] for name in names], dtype=np.int64)
        return table[zone[who], day - first]

    @cached_property
    def start_clock(self) -> Ints:
        """What the clock on the wall says at the start of each row, in minutes after midnight."""
        return self.clock(self.who, self.day, self.start) + self.abroad

    @cached_property
    def abroad(self) -> Ints:
        """Minutes by which the clock on the wall of each row is ahead of the person's own: 0 but in another zone."""
        ahead = np.zeros(len(self.who), dtype=np.int64)
        for row, activity in enumerate(self.activities):
            own = self.timelines[int(self.who[row])].person.zone if activity.zone else ""
            if activity.zone != own:
                there, here = (local(activity.start, zone).utcoffset() for zone in (activity.zone, own))
                if there is not None and here is not None:
                    ahead[row] = round((there - here).total_seconds() / 60)
        return ahead

    def clock(self, who: Ints, day: Ints, moment: Ints) -> Ints:
        """What the clock on the wall says at each instant of ``day``, in minutes after its midnight.

        On the Sunday when clocks go forward, 8:30 comes seven hours and a half after midnight.
        """
        begin, end = self.midnight(who, day), self.midnight(who, day + 1)
        elapsed, change = moment - begin, _DAY - (end - begin)
        # At two o'clock it is three; in autumn at three it is two again.
        changed = elapsed >= np.where(change > 0, 120, 180)
        return np.asarray(elapsed + np.where(changed, change, 0), dtype=np.int64)

    # -- counting -----------------------------------------------------------------------------

    def _count(self) -> None:
        self.half_days = self.counting.stage_half_days[self.kind]
        self.minutes = self.length * self.counting.counts_hours[self.kind]
        self.pool_after: dict[int, int] = {}  # minutes left towards the next half-day, after a call-out's row
        calls = np.flatnonzero(self.parent >= 0)
        if len(calls):
            self._count_calls(calls)

    def _count_calls(self, calls: Ints) -> None:
        """Half-days of call-outs: the pool of five hours, the exception of three, the cap of two."""
        counting, mode = self.counting, self.settings.astreinte_pool
        pool: dict[tuple[int, int], int] = {}
        given: dict[int, int] = {}
        if self.settings.travel_mode == "forfait-1h":
            self.minutes[calls] = self.on_site[calls] + 60
        if self.settings.rounding == "heure":
            self.minutes[calls] = (self.minutes[calls] + 30) // 60 * 60
        for row in calls.tolist():
            who, parent = int(self.who[row]), int(self.parent[row])
            room = counting.cap - given.get(parent, 0)
            if self.on_site[row] >= counting.exceptional_minutes:
                credit = min(1, room)  # this call-out leaves the pool
            else:
                key = (who, self._pool_of(row, parent, mode))
                filled = pool.get(key, 0) + int(self.minutes[row])
                credit = min(filled // counting.pool_minutes, room)
                pool[key] = filled - (filled // counting.pool_minutes) * counting.pool_minutes
            given[parent] = given.get(parent, 0) + credit
            self.half_days[row] = credit
            self.pool_after[row] = pool.get((who, self._pool_of(row, parent, mode)), 0)

    def _pool_of(self, row: int, parent: int, mode: str) -> int:
        if mode == "astreinte":
            return parent
        if mode == "mois":
            day = date.fromordinal(int(self.day[row]))
            return day.year * 12 + day.month
        return int(self.window_of[row])

    # -- neutral time (leave, sickness) ------------------------------------------------------------

    @cached_property
    def neutral(self) -> tuple[Ints, Ints]:
        """(who, day) of each neutral jour ouvrable: leave, sickness, union training.

        A Saturday right after a Friday of absence counts when nothing was done on it: leave is
        counted from the first day off to the day before the return (rule L1).
        """
        mask = self.is_kind(*NEUTRAL)
        if not mask.any():
            empty = np.zeros(0, dtype=np.int64)
            return empty, empty
        who, day = self.who[mask], self.day[mask]
        last_day = np.array([t.last.toordinal() for t in self.timelines], dtype=np.int64)
        fridays = (day - 1) % 7 == 4
        extra_who, extra_day = who[fridays], day[fridays] + 1
        inside = extra_day <= last_day[extra_who]
        extra_who, extra_day = extra_who[inside], extra_day[inside]
        busy = self.who[~mask & self.busy] * _WIDE + self.day[~mask & self.busy]
        free = ~np.isin(extra_who * _WIDE + extra_day, busy)
        keys = np.unique(np.concatenate((who * _WIDE + day, (extra_who * _WIDE + extra_day)[free])))
        who, day = keys // _WIDE, keys % _WIDE
        working = ((day - 1) % 7 != 6) & ~self.holiday_table[who, day - self.span[0]]
        if self.settings.leave_unit == "ouvres":
            working &= (day - 1) % 7 != 5
        return who[working], day[working]

    @cached_property
    def leave_days(self) -> dict[int, list[int]]:
        """Days of annual leave written down (ordinals, in order, without doubles), by person who has any."""
        rows = self.is_kind(Kind.LEAVE)
        found: dict[int, list[int]] = {}
        for who, day in zip(self.who[rows].tolist(), self.day[rows].tolist(), strict=True):
            days = found.setdefault(who, [])
            if not days or days[-1] != day:
                days.append(day)
        return found

    @cached_property
    def busy(self) -> Bools:
        """Rows that show the person at work or called to it, on leave days too."""
        return self.is_kind(*PRESENCE, Kind.PERSONAL, Kind.RECOVERY, Kind.ASTREINTE)

    @property
    def days_a_week(self) -> int:
        """Jours ouvrables (6) or ouvrés (5) in a week, for neutral time."""
        return 5 if self.settings.leave_unit == "ouvres" else 6

    # -- windows and weeks --------------------------------------------------------------------------

    @cached_property
    def window_rows(self) -> tuple[Ints, Ints, Ints, Bools, Ints]:
        """(who, first, last, closed, last day of the whole trimester) of every averaging window."""
        flat: list[tuple[int, int, int, bool, int]] = []
        whole_weeks = self.settings.trimester_cut == "semaines-entieres"
        for who, t in enumerate(self.timelines):
            flat.extend((who, *w) for w in windows(t.person, t.first, t.last, whole_weeks=whole_weeks))
        table = np.array(flat, dtype=np.int64).reshape(-1, 5)
        return table[:, 0], table[:, 1], table[:, 2], table[:, 3].astype(np.bool_), table[:, 4]

    def in_window(self, who: Ints, day: Ints) -> Ints:
        """Window index of each (person, day), -1 outside every window."""
        w_who, w_first, w_last, _, _ = self.window_rows
        if not len(w_who):
            return np.full(len(who), -1, dtype=np.int64)
        index = np.searchsorted(w_who * _WIDE + w_first, who * _WIDE + day, side="right") - 1
        safe = np.maximum(index, 0)
        ok = (index >= 0) & (w_who[safe] == who) & (day <= w_last[safe])
        return np.where(ok, index, -1)

    @cached_property
    def window_of(self) -> Ints:
        """Window index of each row by its day."""
        return self.in_window(self.who, self.day)

    def window_sum(self, values: Floats | Ints, rows: Bools | None = None) -> Floats:
        """Sum of ``values`` over the rows of each window."""
        index = self.window_of
        mask = index >= 0 if rows is None else (index >= 0) & rows
        count = len(self.window_rows[0])
        return np.bincount(index[mask], weights=values[mask], minlength=count).astype(np.float64)

    @cached_property
    def window_covered(self) -> Floats:
        """Weeks of each window, neutral time included."""
        _, first, last, _, _ = self.window_rows
        return (last - first + 1) / 7

    @cached_property
    def window_neutral_days(self) -> Floats:
        """Neutral jours ouvrables in each window."""
        who, day = self.neutral
        index = self.in_window(who, day)
        return np.bincount(index[index >= 0], minlength=len(self.window_rows[0])).astype(np.float64)

    def window_weeks(self, neutral: bool = True) -> Floats:
        """Weeks of each window, net of leave and sickness (rule L6) and, if set, of public holidays."""
        weeks = self.window_covered
        if neutral and self.settings.leave_neutral:
            weeks = weeks - self.window_neutral_days / self.days_a_week
        if self.settings.holiday_reduces_target:
            w_who, first, last, _, _ = self.window_rows
            off = [
                sum(
                    bool(self.holiday_table[w, d - self.span[0]]) and (d - 1) % 7 != 6
                    for d in range(a, b + 1)
                )
                for w, a, b in zip(w_who.tolist(), first.tolist(), last.tolist(), strict=True)
            ]
            weeks = weeks - np.array(off) / self.days_a_week
        return np.maximum(weeks, 0.0)

    @cached_property
    def window_half_days(self) -> Floats:
        """Stage half-days of each window, on the day they start (setting ``boundary_mode``)."""
        return self.window_sum(self.half_days)

    @cached_property
    def window_minutes(self) -> Floats:
        """Counted minutes of each window; hours of a night that leaves the window are split at midnight."""
        total = self.window_sum(self.minutes)
        if self.settings.boundary_mode != "minuit" or not len(total):
            return total
        w_who, _, w_last, _, _ = self.window_rows
        limit = self.midnight(w_who, w_last + 1)
        index = self.window_of
        over = np.flatnonzero((index >= 0) & (self.minutes > 0))
        over = over[self.end[over] > limit[index[over]]]
        for row in over.tolist():
            window = int(index[row])
            out = int(min(self.end[row] - limit[window], self.minutes[row]))
            total[window] -= out
            following = self.in_window(self.who[row : row + 1], self.day[row : row + 1] + 1)[0]
            if following >= 0 and following != window:
                total[following] += out
        return total

    @cached_property
    def week_grid(self) -> tuple[Ints, Ints, Ints]:
        """(who, ordinal of Monday, offset of each person): one entry per person and week touched."""
        mondays = np.array([t.first.toordinal() - t.first.weekday() for t in self.timelines], dtype=np.int64)
        last = np.array([t.last.toordinal() for t in self.timelines], dtype=np.int64)
        counts = (last - mondays) // 7 + 1
        offset = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts)))
        who = np.repeat(np.arange(len(mondays)), counts)
        number = np.arange(len(who)) - offset[who]
        return who, mondays[who] + 7 * number, offset

    def week_index(self, who: Ints, day: Ints) -> Ints:
        """Index in :attr:`week_grid` of each (person, day)."""
        _, mondays, offset = self.week_grid
        begin = offset[who]
        return begin + (day - mondays[begin]) // 7

    @cached_property
    def week_of(self) -> Ints:
        """Week index of each row."""
        return self.week_index(self.who, self.day)

    # -- presence -----------------------------------------------------------------------------------

    @cached_property
    def present(self) -> Ints:
        """Row numbers of real presence, in order."""
        return np.flatnonzero(self.is_kind(*PRESENCE))

    @cached_property
    def runs(self) -> tuple[Ints, Ints]:
        """First and last row number of each unbroken presence (settings ``run_gap``, ``midday_gap``)."""
        rows = self.present
        if not len(rows):
            return rows, rows
        gap = self.start[rows[1:]] - self.end[rows[:-1]]
        midday = (
            (self.day[rows[1:]] == self.day[rows[:-1]])
            & (self.slot[rows[:-1]] == HalfDay.MORNING)
            & (self.slot[rows[1:]] == HalfDay.AFTERNOON)
            & (gap <= self.settings.midday_gap_minutes)
        )
        joined = (self.who[rows[1:]] == self.who[rows[:-1]]) & (
            (gap < self.settings.run_gap_minutes) | midday
        )
        begins = np.flatnonzero(np.concatenate((np.ones(1, dtype=np.bool_), ~joined)))
        ends = np.concatenate((begins[1:] - 1, np.array([len(rows) - 1])))
        return rows[begins], rows[ends]
