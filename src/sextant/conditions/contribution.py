"""What one person brings to the conditions of one ward over one period: a few sums, no day, no hour, no name.

A contribution lives in memory while a release is made. It is never kept, sent or shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sextant.almanac.activity import Kind
from sextant.almanac.person import Person
from sextant.almanac.timeline import Timeline
from sextant.almanac.week import monday_of
from sextant.conditions.indicator import Thresholds, plan
from sextant.law.library import load
from sextant.law.reading import Reading
from sextant.law.rests import rests
from sextant.law.rule import Force
from sextant.law.shapes.rest_after import RestAfter
from sextant.ledger.account import PeriodAccount, timeline_accounts
from sextant.ledger.entry import Entry
from sextant.ledger.journal import timeline_of
from sextant.ledger.periods import By

_RESTS = {
    Kind.GARDE_NUIT: "rest_after_garde",
    Kind.GARDE_JOUR: "rest_after_garde",
    Kind.DEMI_GARDE: "rest_after_demi_garde",
    Kind.ASTREINTE: "rest_after_call_out",
    Kind.CALL_OUT: "rest_after_call_out",
}


@dataclass(frozen=True, slots=True)
class Ratio:
    """``part`` over ``whole``: heavy weeks over weeks, hours over weeks, rests kept over rests owed."""

    part: float
    whole: float


@dataclass(frozen=True, slots=True)
class Contribution:
    """``who`` is a word that means nothing outside; ``ward`` the id of the ward. ``ratios`` by id of indicator.

    An indicator that does not concern the person (no demi-garde, nothing told of the time out of care) is absent.
    ``weeks``: counted hours of each whole week noted, for a median over many people.
    """

    who: str
    ward: str
    ratios: Mapping[str, Ratio]
    weeks: tuple[float, ...]


def whole_weeks(first: date, last: date) -> tuple[date, date] | None:
    """The first Monday and the last Sunday of these days, None when no whole week lies in them."""
    monday = monday_of(first + timedelta(days=6))
    sunday = monday_of(last + timedelta(days=1)) - timedelta(days=1)
    return (monday, sunday) if monday < sunday else None


def contribution(
    who: str,
    ward: str,
    person: Person,
    entries: Sequence[Entry],
    first: date,
    last: date,
    *,
    roster: bool | None = None,
    thresholds: Thresholds | None = None,
) -> Contribution | None:
    """What the whole weeks between two days bring, None when too few of them were noted.

    ``entries`` may hold more than these days: the day after the last week tells whether its last rest was kept.
    ``roster``: whether the person has a roster in their name, None when nobody said. A week of which nothing is
    noted, or that leave or sickness fills, is no week of work and is left out.
    """
    thresholds = thresholds or plan().thresholds
    span = whole_weeks(first, last)
    if span is None:
        return None
    until = span[1] + timedelta(days=1)
    read = [one for one in entries if span[0].toordinal() <= one.day <= until.toordinal()]
    timeline = timeline_of(person, read, span[0], until)
    weeks = [
        one
        for one in timeline_accounts(timeline, By.WEEK, entries=read)
        if one.period.last <= span[1] and one.entries and one.weeks > 0
    ]
    if len(weeks) < thresholds.weeks_at_least:
        return None
    ratios = _of_weeks(weeks, thresholds) | _of_rests(timeline, span[1])
    ratios |= _of_entries([one for one in read if one.day <= span[1].toordinal()], thresholds)
    if roster is not None:
        ratios["roster"] = Ratio(float(roster), 1.0)
    kept = {name: ratio for name, ratio in ratios.items() if ratio.whole > 0}
    return Contribution(who, ward, kept, tuple(one.minutes / 60 for one in weeks if one.weeks >= 1))


def _of_weeks(weeks: Sequence[PeriodAccount], thresholds: Thresholds) -> dict[str, Ratio]:
    """Hours and half-days over the weeks net of leave; heavy weeks over the weeks without any leave."""
    full = [one.minutes / 60 for one in weeks if one.weeks >= 1]
    net = sum(one.weeks for one in weeks)

    def beyond(hours: int) -> Ratio:
        return Ratio(sum(1 for one in full if one > hours), len(full))

    return {
        "over_48": beyond(thresholds.heavy_week),
        "over_80": beyond(thresholds.extreme_week),
        "hours": Ratio(sum(one.minutes for one in weeks) / 60, net),
        "half_days": Ratio(sum(one.stage_half_days for one in weeks), net),
        "gardes": Ratio(sum(one.nights + one.day_duties for one in weeks), net / 4),
        "call_outs": Ratio(sum(one.call_outs for one in weeks), sum(one.astreintes for one in weeks)),
        "out_of_care": Ratio(sum(one.out_of_care for one in weeks), sum(one.care_told for one in weeks)),
    }


def _of_rests(timeline: Timeline, until: date) -> dict[str, Ratio]:
    """Rests kept over rests owed by the law, by what came before."""
    library, reading = load(), Reading([timeline])
    broken = {
        finding.end
        for rule in library.rules
        if isinstance(rule.shape, RestAfter) and rule.force is Force.LAW
        for finding in rule.shape.find(reading)
    }
    found: dict[str, Ratio] = {}
    for rest in rests(timeline, library):
        name = _RESTS.get(rest.after.kind)
        if name is None or rest.after.day > until.toordinal():
            continue
        before = found.get(name, Ratio(0.0, 0.0))
        found[name] = Ratio(before.part + (rest.span.end not in broken), before.whole + 1)
    return found


def _of_entries(entries: Iterable[Entry], thresholds: Thresholds) -> dict[str, Ratio]:
    """The length of a stage half-day, and the astreintes that are a day of work in disguise."""
    entries = list(entries)
    stages = [one for one in entries if one.kind is Kind.STAGE]
    astreintes = [one for one in entries if one.kind is Kind.ASTREINTE]
    out = [sum(call.end - call.start for call in one.call_outs) for one in astreintes]
    heavy = sum(1 for minutes in out if minutes > thresholds.heavy_astreinte * 60)
    return {
        "half_day_length": Ratio(
            sum(one.minutes for one in stages) / 60, sum(one.half_days or 1 for one in stages)
        ),
        "heavy_astreintes": Ratio(heavy, len(astreintes)),
    }
