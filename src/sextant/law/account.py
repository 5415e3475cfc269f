"""The account of a person over a period: half-days by kind, hours, rests, leave, surplus."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from sextant.almanac.activity import GARDES, Kind
from sextant.law.leave import leave_days, leave_runs, leave_year_of
from sextant.law.rule import Force
from sextant.law.shapes.lasts_at_most import LastsAtMost
from sextant.law.shapes.leave_run import LeaveRun, PayableLeave, days_in, unit_in
from sextant.law.shapes.recovered_within import RecoveredWithin
from sextant.law.shapes.rest_after import RestAfter

if TYPE_CHECKING:
    from sextant.law.library import Library
    from sextant.law.reading import Bools, Floats, Ints, Reading


@dataclass(frozen=True, slots=True)
class WeekAccount:
    """One week, Monday to Sunday: stage half-days and minutes counted toward 48 h."""

    monday: date
    stage_half_days: float
    minutes: int
    neutral_days: float


@dataclass(frozen=True, slots=True)
class Window:
    """One averaging window (trimester) as far as the timeline covers it.

    ``weeks`` are net of neutral time; ``closed`` when the timeline covers the whole trimester;
    ``limit`` is the trimester's last day, by which a surplus can be recovered.
    ``surplus`` is stage half-days beyond eight a net week (negative: owed to the ward).
    """

    first: date
    last: date
    covered_weeks: float
    weeks: float
    stage_half_days: float
    mean_half_days: float
    minutes: int
    mean_minutes: float
    surplus: float
    closed: bool
    limit: date


@dataclass(frozen=True, slots=True)
class Account:
    """Everything counted for one person over the timeline's period. Minutes are real minutes."""

    person: str
    stage_half_days: float
    university_half_days: float
    personal_half_days: float
    minutes: int
    mean_minutes: float  # per net week, over the timeline
    rolling_minutes: float | None  # highest mean over 13 consecutive weeks, None when shorter
    nights: int
    day_duties: int
    demi_gardes: int
    weekends: int
    holidays: int
    astreintes: int
    call_outs: int
    call_out_minutes: int
    rests_owed: int
    rests_kept: int
    leave_taken: float  # jours ouvrables, in the leave year of the period's end
    leave_left: float
    leave_payable: int  # untaken days that would be paid if the year closed now (rule L4)
    sick_days: int
    surplus: float
    recover_before: date | None
    charter_half_days: float | None  # MSU charter count, ambulatory placements only
    weeks: tuple[WeekAccount, ...] = field(default=())
    windows: tuple[Window, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Yardsticks:
    """The numbers that an account measures against, taken from the rules in force."""

    half_days: float  # stage half-days owed a week (rule V10)
    charter_minutes: int | None  # length of a half-day by the MSU charter (rule V7)
    rests: tuple[RestAfter, ...]
    leave: dict[str, tuple[int, str]]  # status: days a year, unit (rule L1)
    payable: dict[str, tuple[int, int]]  # status: days to have taken, most days paid (rule L4)

    @classmethod
    def of(cls, library: Library, day: date) -> _Yardsticks:
        shapes = [(rule, rule.shape) for rule in library.rules if rule.valid.covers(day)]
        return cls(
            half_days=next((s.per_week for _, s in shapes if isinstance(s, RecoveredWithin)), 0.0),
            charter_minutes=next(
                (s.minutes for _, s in shapes if isinstance(s, LastsAtMost) and s.per_day), None
            ),
            rests=tuple(s for rule, s in shapes if isinstance(s, RestAfter) and rule.force is Force.LAW),
            leave={s.status: (s.a_year, s.unit) for _, s in shapes if isinstance(s, LeaveRun) and s.a_year},
            payable={s.status: (s.threshold, s.most) for _, s in shapes if isinstance(s, PayableLeave)},
        )


def accounts(reading: Reading, library: Library) -> tuple[Account, ...]:
    """The account of each person of a reading, in order, by the rules in force on its last day."""
    people = reading.people
    if not people:
        return ()
    yardsticks = _Yardsticks.of(library, date.fromordinal(reading.span[1]))
    sums = _sums(reading)
    weekends = _weekends(reading)
    rests_owed, rests_kept = _rests(reading, yardsticks)
    weeks = _weeks(reading)
    spans = _windows(reading, yardsticks)
    rolling = _rolling(reading)
    leave = _leave(reading, yardsticks)
    found: list[Account] = []
    for who, one in enumerate(reading.timelines):
        taken, left, payable = leave[who]
        opened = [window for window in spans[who] if not window.closed and window.surplus > 0]
        net = sum(window.weeks for window in spans[who])
        minutes = int(sums["minutes"][who])
        found.append(
            Account(
                person=one.person.name,
                stage_half_days=float(sums["half_days"][who]),
                university_half_days=float(sums["university"][who]),
                personal_half_days=float(sums["personal"][who]),
                minutes=minutes,
                mean_minutes=minutes / net if net > 0 else 0.0,
                rolling_minutes=rolling[who],
                nights=int(sums["nights"][who]),
                day_duties=int(sums["day_duties"][who]),
                demi_gardes=int(sums["demi_gardes"][who]),
                weekends=int(weekends[who]),
                holidays=int(sums["holidays"][who]),
                astreintes=int(sums["astreintes"][who]),
                call_outs=int(sums["call_outs"][who]),
                call_out_minutes=int(sums["call_out_minutes"][who]),
                rests_owed=int(rests_owed[who]),
                rests_kept=int(rests_kept[who]),
                leave_taken=taken,
                leave_left=left,
                leave_payable=payable,
                sick_days=int(sums["sick_days"][who]),
                surplus=sum(window.surplus for window in spans[who]),
                recover_before=opened[0].limit if opened else None,
                charter_half_days=_charter(reading, who, yardsticks)
                if one.person.placement.is_ambulatory
                else None,
                weeks=weeks[who],
                windows=spans[who],
            )
        )
    return tuple(found)


def _sums(reading: Reading) -> dict[str, Floats]:
    """Plain sums by person."""

    def total(mask: Bools, values: Floats | Ints | None = None) -> Floats:
        weights = None if values is None else values[mask]
        return np.bincount(reading.who[mask], weights=weights, minlength=reading.people).astype(np.float64)

    everything = np.ones(len(reading.who), dtype=np.bool_)
    duties = reading.is_kind(*GARDES, Kind.DEMI_GARDE)
    calls = reading.parent >= 0
    return {
        "half_days": total(everything, reading.half_days),
        "minutes": total(everything, reading.minutes),
        "university": total(reading.is_kind(Kind.UNIVERSITY)),
        "personal": total(reading.is_kind(Kind.PERSONAL)),
        "nights": total(reading.is_kind(Kind.GARDE_NUIT)),
        "day_duties": total(reading.is_kind(Kind.GARDE_JOUR)),
        "demi_gardes": total(reading.is_kind(Kind.DEMI_GARDE)),
        "holidays": total((duties | reading.is_kind(Kind.CONTINUITE)) & reading.holiday),
        "astreintes": total(reading.is_kind(Kind.ASTREINTE)),
        "call_outs": total(calls),
        "call_out_minutes": total(calls, reading.minutes),
        "sick_days": total(reading.is_kind(Kind.SICKNESS)),
    }


def _weekends(reading: Reading) -> Ints:
    """Weekends (Saturday noon to Sunday night) on which a person held any duty, by person."""
    held = reading.is_kind(*GARDES, Kind.DEMI_GARDE, Kind.CONTINUITE) & (reading.weekday >= 5)
    weeks = np.unique(reading.week_of[held])
    return np.bincount(reading.week_grid[0][weeks], minlength=reading.people)


def _rests(reading: Reading, yardsticks: _Yardsticks) -> tuple[Ints, Ints]:
    """Safety rests owed and kept, by person: after gardes, demi-gardes and last call-outs, eleven hours."""
    owed = np.zeros(reading.people, dtype=np.int64)
    broken = np.zeros(reading.people, dtype=np.int64)
    for shape in yardsticks.rests:
        owed += np.bincount(reading.who[shape.block_ends(reading)], minlength=reading.people)
        for finding in shape.find(reading):
            broken[finding.who] += 1
    return owed, owed - broken


def _weeks(reading: Reading) -> list[tuple[WeekAccount, ...]]:
    who, mondays, offset = reading.week_grid
    half_days = np.bincount(reading.week_of, weights=reading.half_days, minlength=len(who)).tolist()
    minutes = np.bincount(reading.week_of, weights=reading.minutes, minlength=len(who)).tolist()
    neutral = np.bincount(reading.week_index(*reading.neutral), minlength=len(who)).tolist()
    days = [date.fromordinal(day) for day in mondays.tolist()]
    rows = [WeekAccount(*row) for row in zip(days, half_days, map(int, minutes), neutral, strict=True)]
    bounds = offset.tolist()
    return [tuple(rows[a:b]) for a, b in itertools.pairwise(bounds)]


def _windows(reading: Reading, yardsticks: _Yardsticks) -> list[tuple[Window, ...]]:
    who, first, last, closed, limit = reading.window_rows
    weeks = reading.window_weeks()
    owed = yardsticks.half_days * reading.shares[who] * weeks
    found: list[list[Window]] = [[] for _ in range(reading.people)]
    for w, person in enumerate(who.tolist()):
        net = float(weeks[w])
        half_days, minutes = float(reading.window_half_days[w]), float(reading.window_minutes[w])
        found[person].append(
            Window(
                first=date.fromordinal(int(first[w])),
                last=date.fromordinal(int(last[w])),
                covered_weeks=float(reading.window_covered[w]),
                weeks=net,
                stage_half_days=half_days,
                mean_half_days=half_days / net if net > 0 else 0.0,
                minutes=int(minutes),
                mean_minutes=minutes / net if net > 0 else 0.0,
                surplus=half_days - float(owed[w]),
                closed=bool(closed[w]),
                limit=date.fromordinal(int(limit[w])),
            )
        )
    return [tuple(windows) for windows in found]


def _rolling(reading: Reading) -> list[float | None]:
    """Highest mean over thirteen consecutive weeks, net of leave, by person."""
    who, _, offset = reading.week_grid
    minutes = np.bincount(reading.week_of, weights=reading.minutes, minlength=len(who))
    neutral = np.bincount(reading.week_index(*reading.neutral), minlength=len(who)) / reading.days_a_week
    found: list[float | None] = []
    for a, b in zip(offset[:-1].tolist(), offset[1:].tolist(), strict=True):
        if b - a < 13:
            found.append(None)
            continue
        sums = np.convolve(minutes[a:b], np.ones(13), "valid")
        weeks = np.convolve(1.0 - neutral[a:b], np.ones(13), "valid")
        means = sums / np.maximum(weeks, 1e-9)
        found.append(float(means[weeks > 0].max()) if (weeks > 0).any() else None)
    return found


def _leave(reading: Reading, yardsticks: _Yardsticks) -> list[tuple[float, float, int]]:
    """(taken, left, payable) jours of annual leave in the leave year of each timeline's last day."""
    found: list[tuple[float, float, int]] = []
    for who, one in enumerate(reading.timelines):
        status = one.person.status.value
        a_year, unit = yardsticks.leave.get(status, (0, "ouvrables"))
        threshold, most = yardsticks.payable.get(status, (10**6, 0))
        settings = reading.settings
        a_year, threshold, most = (days_in(days, unit, settings) for days in (a_year, threshold, most))
        unit = unit_in(unit, settings)
        taken = one.person.leave_taken
        if who in reading.leave_days:
            year = leave_year_of(one.last.toordinal())
            days = [day for day in leave_days(reading, who) if leave_year_of(day) == year]
            taken += sum(count for _, _, count in leave_runs(reading, who, days, unit))
        left = a_year - taken
        payable = int(max(0, min(most, left))) if taken >= threshold else 0
        found.append((taken, left, payable))
    return found


def _charter(reading: Reading, who: int, yardsticks: _Yardsticks) -> float | None:
    """Half-days by the MSU charter: a day counts one half-day per started 5 h 20 beyond the law's own count."""
    if yardsticks.charter_minutes is None:
        return None
    rows = reading.is_kind(Kind.STAGE) & (reading.who == who)
    total = 0.0
    for day in np.unique(reading.day[rows]):
        same = rows & (reading.day == day)
        legal = float(reading.half_days[same].sum())
        total += max(legal, float(-(-int(reading.length[same].sum()) // yardsticks.charter_minutes)))
    return total
