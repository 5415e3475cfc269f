"""Who holds how many nights, weekends, holidays, against the share that is fairly theirs.

Each duty is shared, by share of time unless the ward chose otherwise, between those who could hold it that day: on
the line, there, and not exempted. What was held before counts: the period makes up for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sextant.almanac.activity import GARDES, Activity, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.almanac.timeline import Nature, timeline
from sextant.law.library import Library, load
from sextant.law.reading import Reading
from sextant.law.rule import Force, Level, Rule
from sextant.law.shapes.exempted import Exempted
from sextant.roster.problem import DutyLine, History, Intern, Problem, Sharing
from sextant.roster.roster import Roster

HELD = frozenset({*GARDES, Kind.DEMI_GARDE, Kind.CONTINUITE})
NIGHTS = frozenset({Kind.GARDE_NUIT, Kind.DEMI_GARDE})
_A_SEMESTER = 0.05
"""What each semester done takes off a share, where gardes are shared by seniority."""
_PAST = ("nights", "weekends", "holidays", "half_days")


@dataclass(frozen=True, slots=True)
class Share:
    """What one intern holds in the period.

    ``fair_nights``, ``fair_weekends``, ``fair_holidays`` are what would be fair, the past made up for.
    ``half_days`` counts stage half-days; ``refused`` the wishes that the roster does not grant.
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

    @property
    def away(self) -> float:
        """The largest distance to a fair share, in duties."""
        return max(
            abs(self.nights - self.fair_nights),
            abs(self.weekends - self.fair_weekends),
            abs(self.holidays - self.fair_holidays),
        )


@dataclass(frozen=True, slots=True)
class Fairness:
    """``shares`` in the ward's order; ``worst`` is the largest distance to a fair share, in duties.

    ``spread`` is how many nights, to fair shares, lie between the most and the least loaded.
    """

    shares: tuple[Share, ...]
    worst: float
    spread: float


@dataclass(frozen=True, slots=True)
class Post:
    """A duty of a line on a day, whoever holds it."""

    line: str
    kind: Kind
    day: int
    half_day: HalfDay = HalfDay.NIGHT


def fairness(roster: Roster, library: Library | None = None) -> Fairness:
    """Count what each intern holds, and compare it with the fair share of what is held."""
    problem, library = roster.problem, library or load()
    held = [
        Post(a.line, a.kind, a.day, a.half_day)
        for activities in roster.activities.values()
        for a in activities
        if a.kind in HELD
    ]
    of = _counted(problem)
    fair = {
        name: fair_shares(problem, library, [post for post in held if counts(post)], name)
        for name, counts in of.items()
    }
    shares = tuple(
        Share(
            name=intern.name,
            fair_nights=fair["nights"][n],
            fair_weekends=fair["weekends"][n],
            fair_holidays=fair["holidays"][n],
            **_held(roster, intern),
        )
        for n, intern in enumerate(problem.interns)
    )
    return _summed_up(shares)


def recounted(known: Fairness, after: Roster, names: Collection[str]) -> Fairness:
    """The fairness of a roster whose duties are those of ``known``, some held by others among ``names``.

    What is fair for each did not change: only what they hold is counted again.
    """
    interns = {intern.name: intern for intern in after.problem.interns}
    return _summed_up(
        tuple(
            replace(share, **_held(after, interns[share.name])) if share.name in names else share
            for share in known.shares
        )
    )


def _counted(problem: Problem) -> dict[str, Callable[[Post | Activity], bool]]:
    """What is shared fairly, and which duties each counts."""
    return {
        "nights": lambda a: a.kind in NIGHTS,
        "weekends": lambda a: is_weekend(a.day),
        "holidays": lambda a: is_holiday(a.day, problem.territory),
    }


def _held(roster: Roster, intern: Intern) -> dict[str, Any]:
    """What one intern holds: the fields of a share that do not depend on the others."""
    of = _counted(roster.problem)
    return {
        **{name: _count(roster, intern, counts) for name, counts in of.items()},
        "fridays": _count(roster, intern, lambda a: (a.day - 1) % 7 == 4),
        "half_days": _half_days(roster, intern),
        "refused": _refused(roster, intern),
    }


def _summed_up(shares: tuple[Share, ...]) -> Fairness:
    beyond = [share.nights - share.fair_nights for share in shares if share.nights or share.fair_nights]
    return Fairness(
        shares,
        max((share.away for share in shares), default=0.0),
        max(beyond, default=0.0) - min(beyond, default=0.0),
    )


def is_weekend(day: int) -> bool:
    """True on a Saturday or a Sunday."""
    return (day - 1) % 7 >= 5


def fair_shares(problem: Problem, library: Library, posts: Iterable[Post], past: str = "") -> list[float]:
    """What is fair for each intern, in the ward's order, of these posts.

    ``past`` names what of the history is made up for: who held more than the others, by share of time, now
    holds as many less. Who should hold less than nothing holds nothing, and the others share the rest.
    """
    whole = _each_among_the_able(problem, library, posts)
    before = past_of(problem.interns, past)
    sharing = [n for n, part in enumerate(whole) if part > 0]
    fair = [0.0] * len(whole)
    while sharing:
        scale = sum(whole) / sum(whole[n] for n in sharing)
        time = {n: part_of(problem, problem.interns[n]) for n in sharing}
        rate = sum(before[n] for n in sharing) / sum(time.values())
        found = {n: whole[n] * scale + rate * time[n] - before[n] for n in sharing}
        if min(found.values()) >= 0:
            for n, share in found.items():
                fair[n] = share
            break
        sharing = [n for n in sharing if found[n] > 0]
    return fair


def part_of(problem: Problem, intern: Intern) -> float:
    """What an intern's share is in proportion to, as the ward chose: see :class:`Sharing`."""
    if problem.sharing is Sharing.EQUAL:
        return 1.0
    seniority = _A_SEMESTER * (intern.semester - 1) if problem.sharing is Sharing.SENIORITY else 0.0
    return intern.person.share * (1 - seniority)


def _each_among_the_able(problem: Problem, library: Library, posts: Iterable[Post]) -> list[float]:
    """Each post shared, in the proportion that the ward chose, between those who could hold it."""
    rules = _exemptions(problem, library)
    exemptions = [
        [rule for rule in rules if isinstance(rule.shape, Exempted) and rule.shape.concerns(intern.person)]
        for intern in problem.interns
    ]
    lines = {line.id: line for line in problem.lines}
    away = [_away(intern) for intern in problem.interns]
    known: dict[tuple[str, Kind, int], list[float]] = {}
    whole = [0.0] * len(problem.interns)
    for post in posts:
        key = (post.line, post.kind, post.day)
        if key not in known:
            able = [
                part_of(problem, intern)
                if post.day not in away[n]
                and _may_hold(intern, lines.get(post.line), post, problem, exemptions[n])
                else 0.0
                for n, intern in enumerate(problem.interns)
            ]
            together = sum(able)
            known[key] = [part / together if together else 0.0 for part in able]
        for n, part in enumerate(known[key]):
            whole[n] += part
    return whole


def _exemptions(problem: Problem, library: Library) -> list[Rule]:
    return [
        rule
        for rule in library.rules
        if isinstance(rule.shape, Exempted)
        and rule.force is Force.LAW
        and rule.level_in(problem.settings) is Level.BREACH
    ]


def _may_hold(
    intern: Intern, line: DutyLine | None, post: Post, problem: Problem, exemptions: Sequence[Rule]
) -> bool:
    if line is not None and intern.name not in line.eligible:
        return False
    if not exemptions:
        return True
    duty = Activity(post.kind, post.day, HalfDay.NIGHT, 0, 1, line=post.line)
    return not any(
        isinstance(rule.shape, Exempted)
        and rule.valid.covers(date.fromordinal(post.day))
        and rule.shape.why(intern.person, problem.records, duty, post.kind)
        for rule in exemptions
    )


def _away(intern: Intern) -> set[int]:
    return {
        day for leave in intern.leaves for day in range(leave.first.toordinal(), leave.last.toordinal() + 1)
    }


def past_of(interns: Sequence[Intern], name: str) -> list[float]:
    """Duties held before, by intern. Someone without a past is given that of the others: nothing is owed."""
    if name not in _PAST:
        return [0.0] * len(interns)
    known = [intern for intern in interns if _has_past(intern)]
    time = sum(intern.person.share for intern in known)
    rate = sum(getattr(intern.history, name) for intern in known) / time if time else 0.0
    return [
        getattr(intern.history, name) if _has_past(intern) else rate * intern.person.share
        for intern in interns
    ]


def _has_past(intern: Intern) -> bool:
    none = History(last_duty_end=intern.history.last_duty_end)
    return intern.history != none


def _count(roster: Roster, intern: Intern, wanted: Callable[[Activity], bool]) -> int:
    return sum(1 for a in roster.activities.get(intern.name, ()) if a.kind in HELD and wanted(a))


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
    """Wishes not granted: each duty on a day to avoid, each preferred day missed, each personal half-day missed."""
    activities = roster.activities.get(intern.name, ())
    duties = [a for a in activities if a.kind in HELD or a.kind is Kind.ASTREINTE]
    missed = 0
    for wish in intern.duty_wishes:
        met = [a for a in duties if a.day in wish.days and (not wish.line or a.line == wish.line)]
        missed += (0 if met else 1) if wish.prefer else len(met)
    for personal in intern.personal_wishes:
        missed += sum(
            a.kind is Kind.STAGE and (a.day - 1) % 7 == personal.weekday and a.half_day is personal.half_day
            for a in activities
        )
    return missed
