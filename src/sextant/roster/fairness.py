"""The few numbers by which two rosters are compared: who holds how many nights, weekends, holidays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sextant.almanac.activity import GARDES, Activity, Kind
from sextant.almanac.holidays import is_holiday
from sextant.almanac.timeline import Nature, timeline
from sextant.law.reading import Reading
from sextant.roster.problem import History, Intern
from sextant.roster.roster import Roster

HELD = frozenset({*GARDES, Kind.DEMI_GARDE, Kind.CONTINUITE})
_PAST = ("nights", "weekends", "holidays", "half_days")


@dataclass(frozen=True, slots=True)
class Share:
    """What one intern holds in the period, the past added where there is one.

    ``fair_nights``, ``fair_weekends``, ``fair_holidays`` are the shares of the whole that are theirs, by time
    present. ``half_days`` counts stage half-days; ``refused`` the wishes that the roster does not grant.
    """

    name: str
    nights: int
    fridays: int
    weekends: int
    holidays: int
    half_days: float
    refused: int
    fair_nights: float
    fair_weekends: float
    fair_holidays: float


@dataclass(frozen=True, slots=True)
class Fairness:
    """``shares`` in the ward's order; ``worst`` is the largest distance to a fair share, in duties."""

    shares: tuple[Share, ...]
    worst: float
    spread: float  # between the most and the least loaded, in nights, by full time


def fairness(roster: Roster) -> Fairness:
    """Count, and compare with the fair share: the whole, history included, by time present."""
    problem = roster.problem
    interns = problem.interns
    able = [_presence(roster, intern) for intern in interns]
    counts = {
        "nights": [_count(roster, i, lambda a: a.kind in (Kind.GARDE_NUIT, Kind.DEMI_GARDE)) for i in interns],
        "weekends": [_count(roster, i, lambda a: (a.day - 1) % 7 >= 5) for i in interns],
        "holidays": [_count(roster, i, lambda a: is_holiday(a.day, problem.territory)) for i in interns],
    }
    fair = {name: _fair(found, able, past_of(interns, name)) for name, found in counts.items()}
    shares = tuple(
        Share(
            name=intern.name,
            nights=counts["nights"][n],
            fridays=_count(roster, intern, lambda a: (a.day - 1) % 7 == 4),
            weekends=counts["weekends"][n],
            holidays=counts["holidays"][n],
            half_days=_half_days(roster, intern),
            refused=_refused(roster, intern),
            fair_nights=fair["nights"][n],
            fair_weekends=fair["weekends"][n],
            fair_holidays=fair["holidays"][n],
        )
        for n, intern in enumerate(interns)
    )
    worst = max(
        (
            abs(found[n] - fair[name][n])
            for name, found in counts.items()
            for n in range(len(interns))
            if able[n] > 0
        ),
        default=0.0,
    )
    rates = [counts["nights"][n] / able[n] for n in range(len(interns)) if able[n] > 0]
    return Fairness(shares, worst, max(rates, default=0.0) - min(rates, default=0.0))


def past_of(interns: Sequence[Intern], name: str) -> list[float]:
    """Duties held before, by intern. Someone without a past is given the mean of the others: nothing is owed."""
    if name not in _PAST:
        return [0.0] * len(interns)
    known = [getattr(intern.history, name) for intern in interns if _has_past(intern)]
    mean = sum(known) / len(known) if known else 0.0
    return [getattr(intern.history, name) if _has_past(intern) else mean for intern in interns]


def _has_past(intern: Intern) -> bool:
    none = History(last_duty_end=intern.history.last_duty_end)
    return intern.history != none


def _fair(found: Sequence[int], able: Sequence[float], past: Sequence[float]) -> list[float]:
    whole = sum(found) + sum(p for p, a in zip(past, able, strict=True) if a)
    total = sum(able) or 1.0
    return [max(whole * a / total - p, 0.0) if a else 0.0 for a, p in zip(able, past, strict=True)]


def _count(roster: Roster, intern: Intern, wanted: Callable[[Activity], bool]) -> int:
    return sum(1 for a in roster.activities.get(intern.name, ()) if a.kind in HELD and wanted(a))


def _presence(roster: Roster, intern: Intern) -> float:
    """Share of time, times the share of days without leave, for those who may hold a line at all."""
    if not any(intern.name in line.eligible for line in roster.problem.lines):
        return 0.0
    days = roster.problem.days
    away = sum(
        1 for day in days for leave in intern.leaves if leave.first.toordinal() <= day <= leave.last.toordinal()
    )
    exempt = intern.person.pregnancy
    if exempt is not None and exempt.consent is None:
        away += sum(1 for day in days if day >= exempt.third_month.toordinal())
    return intern.person.share * max(len(days) - away, 0) / len(days)


def _half_days(roster: Roster, intern: Intern) -> float:
    found = timeline(
        intern.person,
        roster.problem.first,
        roster.problem.last,
        roster.activities.get(intern.name, ()),
        Nature.PLANNED,
    )
    return float(Reading([found], roster.problem.settings).half_days.sum())


def _refused(roster: Roster, intern: Intern) -> int:
    """Wishes not granted: each duty on a day to avoid, each preferred duty missed, each personal half-day missed."""
    activities = roster.activities.get(intern.name, ())
    duties = [a for a in activities if a.kind in HELD or a.kind is Kind.ASTREINTE]
    missed = 0
    for wish in intern.duty_wishes:
        met = [a for a in duties if a.day in wish.days and (not wish.line or a.line == wish.line)]
        missed += (0 if met else 1) if wish.prefer else len(met)
    for personal in intern.personal_wishes:
        for a in activities:
            same = (a.day - 1) % 7 == personal.weekday and a.half_day is personal.half_day
            if same and a.kind is Kind.STAGE:
                missed += 1
    return missed
