"""The on-call instances of the MiniZinc challenges (2013, 2018), solved by our public ``solve``.

Their model, in our words. A roster day is Monday to Thursday each, or one weekend from Friday to Sunday:
five a week. One person is on call on each. Required: nobody on call when unavailable; days fixed in
advance are held; never three roster days in a row; never the day before or after one's weekend; never two
weekends running. Days that were all fixed in advance are excused from these last three. To keep low, in
one sum: the spread of weekday duties and that of weekends between people, by work load (the largest
difference over all pairs, in duties of a full-timer, rounded up); each pair of days running for one
person (the last two days of the roster are not looked at); each Wednesday before one's own weekend.

How our model says it: see :func:`ward`. :func:`faults` and :func:`cost` know nothing of it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.mzn import read_file
from benchmarks.table import figure, table
from benchmarks.trial import ROOT, alone
from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.person import Person
from sextant.law.library import Library
from sextant.roster.policies.policy import Policy
from sextant.roster.policies.request import Request
from sextant.roster.policies.spread import Spread
from sextant.roster.policies.succession import Succession
from sextant.roster.policies.work_run import WorkRun
from sextant.roster.problem import Duty, DutyLine, Fixed, Intern, Problem, Weights
from sextant.roster.result import Status
from sextant.roster.roster import Roster
from sextant.roster.solve import solve

SHARED = Path(os.environ.get("SEXTANT_SHARED") or ROOT.parent / "shared")
FOLDER = SHARED / "data" / "rostering" / "mzn-oncall"
FRIDAY = date(2027, 1, 8).toordinal()  # the first weekend of every roster starts here
SECONDS = 30
NO_LAW = Library(())
_DAY = 1440
_MONDAY = 3  # days from the Friday of a weekend
WEEK, WEEKEND = "semaine", "week-end"

Holders = Sequence[int]
"""Who is on call, by roster day: ``holders[0]`` holds day 1. People are numbered from 1."""


@dataclass(frozen=True)
class OnCall:
    """One instance. ``unavailable`` and ``fixed`` are by person; days are numbered from 1."""

    name: str
    loads: tuple[int, ...]
    days: int
    weekend_offset: int
    unavailable: tuple[frozenset[int], ...]
    fixed: tuple[frozenset[int], ...]
    adjacent_cost: int
    wednesday_cost: int

    @property
    def people(self) -> range:
        """Their numbers, from 1."""
        return range(1, len(self.loads) + 1)

    @property
    def weekends(self) -> list[int]:
        """Roster days that are weekends."""
        return list(range(self.weekend_offset + 1, self.days + 1, 5))

    @property
    def fixed_holder(self) -> dict[int, int]:
        """Who holds each day that was fixed in advance."""
        return {day: who for who in self.people for day in self.fixed[who - 1] if day <= self.days}

    def neighbours(self, day: int) -> list[int]:
        """The roster days before and after, inside the roster."""
        return [other for other in (day - 1, day + 1) if 1 <= other <= self.days]


def read_instance(file: Path) -> OnCall:
    """One .dzn file of the challenge."""
    data = read_file(file)
    return OnCall(
        name=file.stem,
        loads=tuple(data["work_load"]),
        days=data["num_days"],
        weekend_offset=data["weekend_offset"],
        unavailable=tuple(data["unavailable"]),
        fixed=tuple(data["fixed"]),
        adjacent_cost=data["adj_days_str"],
        wednesday_cost=data["wed_before_weekend_str"],
    )


# ── Their rules and their cost, from the definition alone ────────────────────────────────────────────


def faults(instance: OnCall, holders: Holders) -> list[str]:
    """Every requirement that a roster breaks, in French; empty when it is a roster of theirs."""
    if len(holders) != instance.days or any(who not in instance.people for who in holders):
        return ["chaque jour est tenu par une personne de l’équipe"]
    on = dict(enumerate(holders, start=1))
    fixed = instance.fixed_holder
    found = [
        f"jour {day} : {on[day]} est indisponible" for day in on if day in instance.unavailable[on[day] - 1]
    ]
    found += [
        f"jour {day} : fixé pour {who}, tenu par {on[day]}" for day, who in fixed.items() if on[day] != who
    ]
    for day in range(1, instance.days - 1):
        run = (day, day + 1, day + 2)
        if len({on[d] for d in run}) == 1 and not all(d in fixed for d in run):
            found.append(f"jours {day} à {day + 2} : {on[day]} trois jours de suite")
    for day in instance.weekends:
        beside = instance.neighbours(day)
        if not all(d in fixed for d in (day, *beside)):
            found += [
                f"week-end {day} : {on[day]} tient aussi le jour {d}" for d in beside if on[d] == on[day]
            ]
    for first, second in zip(instance.weekends, instance.weekends[1:], strict=False):
        if on[first] == on[second] and not (first in fixed and second in fixed):
            found.append(f"week-ends {first} et {second} : {on[first]} deux de suite")
    return found


@dataclass(frozen=True)
class Cost:
    """The four parts of their cost."""

    weekday_spread: int
    weekend_spread: int
    adjacent: int
    wednesday: int

    @property
    def total(self) -> int:
        """What they minimise."""
        return self.weekday_spread + self.weekend_spread + self.adjacent + self.wednesday


def cost(instance: OnCall, holders: Holders) -> Cost:
    """Their cost of a roster."""
    on = dict(enumerate(holders, start=1))
    weekends = set(instance.weekends)
    return Cost(
        weekday_spread=_spread(instance, [who for day, who in on.items() if day not in weekends]),
        weekend_spread=_spread(instance, [who for day, who in on.items() if day in weekends]),
        adjacent=instance.adjacent_cost * sum(on[day] == on[day + 1] for day in range(1, instance.days - 1)),
        wednesday=instance.wednesday_cost * sum(on[day] == on[day - 2] for day in weekends if day > 2),
    )


def _spread(instance: OnCall, held: Sequence[int]) -> int:
    """The largest difference between two people, each one's duties weighed by the other's load, in hundreds."""
    pairs = combinations(
        ((load, held.count(who)) for who, load in zip(instance.people, instance.loads, strict=True)), 2
    )
    return max(-(-abs(a * held_b - b * held_a) // 100) for (a, held_a), (b, held_b) in pairs)


# ── In our model ─────────────────────────────────────────────────────────────────────────────────────


def ward(instance: OnCall) -> Problem:
    """The instance as a ward: two lines, and policies of the ward.

    The week is a line of 24 hours, midnight to midnight; the weekend another, one duty of 72 hours that starts on
    Friday. Work load is the share of time. Every requirement is a policy that never gives way, every cost a policy
    and its price; what was fixed in advance is decided beforehand, which policies let be.
    """
    weekends = set(instance.weekends)
    weekdays = {real_day(instance, day) for day in range(1, instance.days + 1) if day not in weekends}
    blocks = {real_day(instance, day) for day in weekends}
    names = tuple(_name(who) for who in instance.people)
    lines = (
        DutyLine(WEEK, "Semaine", _duties(Kind.GARDE_NUIT, weekdays, 1), names),
        DutyLine(WEEKEND, "Week-end", _duties(Kind.ASTREINTE, blocks, 3), names),
    )
    return Problem(
        ward=instance.name,
        first=date.fromordinal(real_day(instance, 1)),
        last=date.fromordinal(real_day(instance, instance.days) + 2 * (instance.days in weekends)),
        interns=tuple(_intern(instance, who) for who in instance.people),
        lines=tuple(line for line in lines if line.duties),
        territory="sans-ferie",
        weights=Weights(
            fair_night=0, fair_weekend=0, fair_holiday=0, fair_half_day=0, half_day_debt=0, heavy_week=0
        ),
        policies=tuple(policies(instance)),
        normal_service=False,
    )


def policies(instance: OnCall) -> Iterator[Policy]:
    """Their requirements, then their costs."""
    week, weekend = (WEEK,), (WEEKEND,)
    for who in instance.people:
        away = frozenset(
            real_day(instance, day) for day in instance.unavailable[who - 1] if 1 <= day <= instance.days
        )
        if away:
            yield Request(who=(_name(who),), days=away)
    yield WorkRun(posts=week, at_most=2)
    yield Succession(first=week, then=weekend)
    yield Succession(first=weekend, then=week, after=_MONDAY)
    yield Succession(first=weekend, then=weekend, after=7)
    if instance.adjacent_cost:
        looked_at = frozenset(real_day(instance, day) for day in range(1, instance.days - 1))
        for first, then, after in ((week, week, 1), (week, weekend, 1), (weekend, week, _MONDAY)):
            yield Succession(
                first=first, then=then, after=after, days=looked_at, weight=instance.adjacent_cost
            )
    if instance.wednesday_cost:
        yield Succession(first=week, then=weekend, after=2, weight=instance.wednesday_cost)
    yield Spread(posts=week, weight=1)
    yield Spread(posts=weekend, weight=1)


def real_day(instance: OnCall, day: int) -> int:
    """Ordinal of a roster day in a true calendar; a weekend is its Friday."""
    week, place = divmod(day - 1 - instance.weekend_offset, 5)
    return FRIDAY + 7 * week + (place + 2 if place else 0)


def holders_of(instance: OnCall, roster: Roster) -> list[int]:
    """Who is on call, by roster day, in a roster that we made."""
    on = {
        activity.day: who
        for who in instance.people
        for activity in roster.activities[_name(who)]
        if activity.line in (WEEK, WEEKEND)
    }
    return [on[real_day(instance, day)] for day in range(1, instance.days + 1)]


def _duties(kind: Kind, days: set[int], length: int) -> tuple[Duty, ...]:
    """One duty of so many days, on these days; none when there are none."""
    return (Duty(kind, frozenset(days), 0, length * _DAY, HalfDay.NIGHT),) if days else ()


def _intern(instance: OnCall, who: int) -> Intern:
    weekends = set(instance.weekends)
    return Intern(
        person=Person(_name(who), share=instance.loads[who - 1] / 100, territory="sans-ferie"),
        fixed=tuple(
            Fixed(
                Kind.ASTREINTE if day in weekends else Kind.GARDE_NUIT,
                real_day(instance, day),
                HalfDay.NIGHT,
                WEEKEND if day in weekends else WEEK,
            )
            for day, holder in instance.fixed_holder.items()
            if holder == who
        ),
    )


def _name(who: int) -> str:
    return f"Personne {who:02d}"


# ── Solved ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Answer:
    """A roster, when one was found, how good ``solve`` says it is, and the bound it proved."""

    holders: list[int] | None
    status: Status
    bound: int


def solve_instance(instance: OnCall, seconds: float, workers: int = 8) -> Answer:
    """One call of the public ``solve``, without law: those people are not interns."""
    result = solve(ward(instance), NO_LAW, seconds=seconds, workers=workers)
    holders = None if result.roster is None else holders_of(instance, result.roster)
    return Answer(holders, result.status, result.bound)


# ── The report ───────────────────────────────────────────────────────────────────────────────────────


def section(quick: bool) -> str:
    """The table of the on-call instances."""
    title = "## Instances réelles d’astreinte (MiniZinc challenges 2013 et 2018)"
    if not FOLDER.is_dir():
        return f"{title}\n\nLe dossier facultatif des instances est absent (../shared, ou SEXTANT_SHARED) : rien n’est mesuré."
    seconds = 10 if quick else SECONDS
    files = sorted(FOLDER.glob("*.dzn"), key=_size)
    rows = [_row(file, seconds) for file in (files[:3] if quick else files)]
    heads = [
        "instance",
        "réponse",
        "temps (s)",
        "notre borne",
        "coût chez eux",
        "jours",
        "week-ends",
        "deux jours de suite",
        "mercredi avant week-end",
        "manquements à leurs règles",
        "modèle direct : coût",
        "modèle direct : borne",
        "mémoire (Mio)",
    ]
    return "\n\n".join((title, _HOW.format(seconds=seconds), table(heads, rows)))


_HOW = """\
Une personne d’astreinte par jour, de 2 à 30 personnes, 10 à 400 jours ; ni internes ni droit français : aucune règle \
de droit ne s’y applique. Chaque instance devient un service ordinaire, ses exigences et ses coûts étant des règles du \
service (`benchmarks/oncall.py`), résolu par un appel du `solve` public en {seconds} s au plus ; un vérificateur à part, \
qui ne connaît que leur définition, recompte manquements et coût. « Modèle direct » : leur définition dite mot à mot à \
CP-SAT, même limite (`benchmarks/oncall_reference.py`)."""


def _row(file: Path, seconds: float) -> list[str]:
    found = alone("benchmarks.oncall:measure", file=str(file), seconds=seconds)
    direct = alone("benchmarks.oncall:measure_reference", file=str(file), seconds=seconds)
    if "error" in found:
        return [file.stem, found["error"], *["–"] * 11]
    parts = ("total", "weekday_spread", "weekend_spread", "adjacent", "wednesday")
    return [
        file.stem,
        found["answer"],
        figure(found["seconds"]),
        figure(found["bound"], 0),
        *(figure(found.get(part), 0) for part in parts),
        figure(found.get("faults"), 0),
        figure(direct.get("total"), 0),
        figure(direct.get("bound"), 0),
        figure(found["peak"], 0),
    ]


def measure(file: str, seconds: float) -> dict[str, Any]:
    """Solve one instance by our model, in this process."""
    instance = read_instance(Path(file))
    start = time.monotonic()
    answer = solve_instance(instance, seconds)
    found = {"seconds": time.monotonic() - start, "bound": answer.bound, "answer": answer.status.value}
    return found if answer.holders is None else found | _counted(instance, answer.holders)


def measure_reference(file: str, seconds: float) -> dict[str, Any]:
    """Solve one instance by its own terms, in this process; counted by the same checker."""
    from benchmarks.oncall_reference import best

    instance = read_instance(Path(file))
    holders, bound = best(instance, seconds)
    return {"bound": bound} if holders is None else {"bound": bound} | _counted(instance, holders)


def _counted(instance: OnCall, holders: Holders) -> dict[str, Any]:
    counted = cost(instance, holders)
    return asdict(counted) | {"total": counted.total, "faults": len(faults(instance, holders))}


def _size(file: Path) -> int:
    instance = read_instance(file)
    return instance.days * len(instance.loads)
