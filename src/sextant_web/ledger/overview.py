"""Where a person stands over a week, a month, a trimester or a semester: the figures behind the pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sextant import wording
from sextant.almanac.activity import Activity
from sextant.almanac.person import Person
from sextant.almanac.span import local
from sextant.almanac.timeline import Nature, Timeline, timeline
from sextant.almanac.week import leave_year, monday_of, months_later, placement_semester, trimesters
from sextant.law.account import Account
from sextant.law.audit import judge
from sextant.law.breach import Breach
from sextant.law.library import Library, load
from sextant.law.limits import Limits, limits
from sextant.law.rests import rests
from sextant.law.shapes.mean_at_most import MeanAtMost
from sextant.law.shapes.recovered_within import RecoveredWithin
from sextant.law.shapes.rest_after import RestAfter
from sextant.ledger.account import PeriodAccount, timeline_accounts
from sextant.ledger.comparison import Comparison, compare
from sextant.ledger.entry import Entry
from sextant.ledger.journal import timeline_of
from sextant.ledger.periods import By
from sextant.roster.papers.drawn_week import DrawnWeek, drawn_weeks

CUTS = {"semaine": By.WEEK, "mois": By.MONTH, "trimestre": By.TRIMESTER, "semestre": By.SEMESTER}
"""What an address may ask for."""


@dataclass(frozen=True)
class Span:
    """The days that are shown, and those before and after for the arrows."""

    by: By
    first: date
    last: date

    @property
    def says(self) -> str:
        return wording.say_span(self.first, self.last)

    @property
    def before(self) -> date:
        return self.first - timedelta(days=1)

    @property
    def after(self) -> date:
        return self.last + timedelta(days=1)


@dataclass(frozen=True)
class RestDot:
    """A rest that the law owed: when it began, whether it was kept, what broke it."""

    day: date
    says: str
    broken: Breach | None


@dataclass(frozen=True)
class Week:
    """One week: its account, the mean since the first week shown (minutes), its rests."""

    account: PeriodAccount
    mean: float | None
    rests: tuple[RestDot, ...]

    @property
    def monday(self) -> date:
        return monday_of(self.account.period.first)


@dataclass(frozen=True)
class Overview:
    """``since`` and ``until``: the days counted, from the first week ever noted to today at the latest.

    ``account`` is the law's, over the trimester or semester. ``silent`` are the Mondays of the weeks between with
    nothing noted: the mean counts them as not worked, which may be wrong, and is told. ``coming`` is what the
    trimester would break if it ended today: no verdict before its last day. Means and surplus are those of the
    whole weeks, up to ``settled`` (None before the first Sunday): half a week of work has no mean.
    ``leave_left``: jours ouvrables of the leave year, None when the law was not asked for this status.
    """

    span: Span
    since: date
    until: date
    silent: tuple[date, ...]
    person: Person
    limits: Limits
    weeks: tuple[Week, ...]
    total: PeriodAccount
    settled: date | None
    means: PeriodAccount | None
    account: Account
    breaches: tuple[Breach, ...]
    coming: tuple[Breach, ...]
    warnings: tuple[Breach, ...]
    drawn: tuple[DrawnWeek, ...]
    comparison: Comparison | None
    leave_taken: float
    leave_left: float


def span_of(by: By, day: date, person: Person) -> Span:
    """The period of that kind around ``day``."""
    if by is By.WEEK:
        return Span(by, monday_of(day), monday_of(day) + timedelta(days=6))
    if by is By.MONTH:
        first = day.replace(day=1)
        return Span(by, first, months_later(first, 1) - timedelta(days=1))
    start = person.placement_start
    if start is not None and start <= day < months_later(start, 6):
        first, last = start, months_later(start, 6) - timedelta(days=1)
    else:
        semester = placement_semester(day, person.territory)
        first, last = semester.first, semester.last
    if by is By.SEMESTER:
        return Span(by, first, last)
    if person.trimester is not None and person.trimester[0] <= day <= person.trimester[1]:
        return Span(by, *person.trimester)
    found = next(one for one in trimesters(first, last) if one[0] <= day <= one[1])
    return Span(by, *found)


def judged_span(span: Span, person: Person) -> Span:
    """The whole trimesters that hold what is shown: a week alone has no mean."""
    if span.by in (By.TRIMESTER, By.SEMESTER):
        return span
    around = [span_of(By.TRIMESTER, day, person) for day in (span.first, span.last)]
    return Span(By.TRIMESTER, around[0].first, around[1].last)


def read_span(span: Span, person: Person) -> tuple[date, date]:
    """The days whose entries :func:`overview` needs: the judged ones, and the leave year so far."""
    judged = judged_span(span, person)
    return min(judged.first, leave_year(min(judged.last, span.last))[0]), judged.last


def overview(
    person: Person,
    entries: Sequence[Entry],
    plan: Sequence[Activity],
    span: Span,
    today: date,
    noted_since: date,
) -> Overview:
    """Everything about ``span``. ``entries`` are those of :func:`read_span`, ``plan`` the published activities.

    ``noted_since`` is the first day ever noted: what came before is not known, and does not lower the means.
    """
    library, judged = load(), judged_span(span, person)
    until = max(min(judged.last, today), judged.first)
    since = max(judged.first, min(monday_of(noted_since), until))
    inside = [entry for entry in entries if since.toordinal() <= entry.day <= until.toordinal()]
    if judged.by is By.TRIMESTER:
        person = replace(person, trimester=(judged.first, judged.last))
    settled = _settled(judged, since, until)
    worked = timeline_of(person, inside, since, until)
    judgement = judge([worked], library=library)
    known = (
        timeline_of(person, [one for one in inside if one.day <= settled.toordinal()], since, settled)
        if settled
        else worked
    )
    of_weeks = judgement if known.last == worked.last else judge([known], library=library)
    shown = (max(span.first, since), min(span.last, until))
    by_week = timeline_accounts(worked, By.WEEK, entries=inside, library=library)
    dots = _dots(worked, judgement.breaches, library)
    planned = _planned(person, plan, since, until)
    drawn = drawn_weeks(worked, judgement.breaches, library=library)
    taken, left = _leave(person, entries, judgement.accounts[0], until)

    def open_(breach: Breach) -> bool:
        """A mean or a recovery of a trimester that has not ended: the last days may still change it."""
        return today < judged.last and local(breach.end, breach.zone).date() >= known.last

    over = [one for one in of_weeks.breaches if _is_mean(one) and not open_(one)]
    coming = [one for one in (*of_weeks.breaches, *of_weeks.notes) if _is_mean(one) and open_(one)]
    return Overview(
        span=span,
        since=shown[0],
        until=shown[1],
        silent=tuple(
            one.period.first
            for one in by_week
            if not one.entries and one.period.last < today and shown[0] <= one.period.first <= shown[1]
        ),
        person=person,
        limits=limits(library, until),
        weeks=tuple(
            week
            for week in _weeks(by_week, dots, settled)
            if shown[0] <= week.account.period.last and week.monday <= shown[1]
        ),
        total=_total(person, inside, *shown) if shown[0] <= shown[1] else by_week[0],
        settled=settled,
        means=_total(person, inside, shown[0], min(shown[1], settled))
        if settled and shown[0] <= settled
        else None,
        account=of_weeks.accounts[0],
        breaches=tuple(
            one
            for one in sorted(
                (*over, *(b for b in judgement.breaches if not _is_mean(b))), key=lambda b: b.start
            )
            if _touches(one, shown)
        ),
        coming=tuple(coming) if settled else (),
        warnings=tuple(one for one in judgement.warnings if _touches(one, shown)),
        drawn=tuple(
            week for week in drawn if shown[0] <= week.monday + timedelta(days=6) and week.monday <= shown[1]
        ),
        comparison=compare(planned, worked, library=library) if planned is not None else None,
        leave_taken=taken,
        leave_left=left,
    )


def _settled(judged: Span, since: date, until: date) -> date | None:
    """The last day of the last whole week, or of the period when it is over."""
    if until == judged.last:
        return until
    sunday = monday_of(until + timedelta(days=1)) - timedelta(days=1)
    return sunday if sunday > since else None


def _is_mean(breach: Breach) -> bool:
    return isinstance(breach.rule.shape, MeanAtMost | RecoveredWithin)


def _weeks(accounts: Sequence[PeriodAccount], dots: Sequence[RestDot], settled: date | None) -> list[Week]:
    found, minutes, weeks = [], 0, 0.0
    for one in accounts:
        minutes, weeks = minutes + one.minutes, weeks + one.weeks
        mine = tuple(dot for dot in dots if one.period.first <= dot.day <= one.period.last)
        whole = settled is not None and one.period.last <= settled and weeks > 0
        found.append(Week(one, minutes / weeks if whole else None, mine))
    return found


def _dots(worked: Timeline, breaches: Sequence[Breach], library: Library) -> list[RestDot]:
    broken = {breach.end: breach for breach in breaches if isinstance(breach.rule.shape, RestAfter)}
    found = []
    for rest in rests(worked, library):
        day = local(rest.span.start, worked.person.zone).date()
        if day <= worked.last:
            until = local(rest.span.end, worked.person.zone)
            says = f"repos dû jusqu’au {wording.say_date(until.date())}, {wording.say_time(until.hour * 60 + until.minute)}"
            found.append(RestDot(day, says, broken.get(rest.span.end)))
    return found


def _total(person: Person, entries: Sequence[Entry], first: date, last: date) -> PeriodAccount:
    cut = [entry for entry in entries if first.toordinal() <= entry.day <= last.toordinal()]
    (found,) = timeline_accounts(timeline_of(person, cut, first, last), By.WHOLE, entries=cut)
    return found


def _leave(person: Person, entries: Sequence[Entry], account: Account, until: date) -> tuple[float, float]:
    """Jours ouvrables taken in the leave year and left: the law's allowance is read from its own account."""
    first, last = leave_year(until)
    mine = [entry for entry in entries if first.toordinal() <= entry.day <= last.toordinal()]
    whole = timeline_of(replace(person), mine, first, max(last, until))
    taken = sum(one.leave_days for one in timeline_accounts(whole, By.LEAVE_YEAR, entries=mine))
    taken += person.leave_taken
    return taken, account.leave_taken + account.leave_left - taken


def _touches(breach: Breach, shown: tuple[date, date]) -> bool:
    first, last = (local(moment, breach.zone).date() for moment in (breach.start, breach.end))
    return first <= shown[1] and shown[0] <= last


def _planned(person: Person, plan: Sequence[Activity], since: date, until: date) -> Timeline | None:
    """The plan over the whole weeks that a published roster covers: before and after, nothing was planned or not."""
    known = [one for one in plan if since.toordinal() <= one.day <= until.toordinal()]
    if not known:
        return None
    days = [date.fromordinal(one.day) for one in known]
    first, last = monday_of(min(days)), monday_of(max(days)) + timedelta(days=6)
    return timeline(person, max(first, since), min(last, until), known, Nature.PLANNED)
