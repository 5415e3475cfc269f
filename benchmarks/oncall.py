"""The on-call instances of the MiniZinc challenges (2013, 2018), solved by our public ``solve``.

Their model, in our words. A roster day is Monday to Thursday each, or one weekend from Friday to Sunday:
five a week. One person is on call on each. Required: nobody on call when unavailable; days fixed in
advance are held; never three roster days in a row; never the day before or after one's weekend; never two
weekends running. Days that were all fixed in advance are excused from these last three. To keep low, in
one sum: the spread of weekday duties and that of weekends between people, by work load (the largest
difference over all pairs, in duties of a full-timer, rounded up); each pair of days running for one
person (the last two days of the roster are not looked at); each Wednesday before one's own weekend.

What ours carries, and how: see :func:`ward`. :func:`faults` and :func:`cost` know nothing of it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import combinations, count
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.mzn import read_file
from benchmarks.table import figure, table
from benchmarks.trial import ROOT, alone
from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.person import Person
from sextant.law.library import Library, load
from sextant.roster.problem import Duty, DutyLine, DutyWish, Fixed, Intern, Problem, Weights
from sextant.roster.roster import Roster
from sextant.roster.solve import solve

SHARED = Path(os.environ.get("SEXTANT_SHARED") or ROOT.parent / "shared")
FOLDER = SHARED / "data" / "rostering" / "mzn-oncall"
RULES = ROOT / "benchmarks" / "rules"
FRIDAY = date(2027, 1, 8).toordinal()  # the first weekend of every roster starts here
SECONDS = 30
_HOUR, _DAY = 60, 1440
_DISSUASIVE = 10_000
_MANY = 20
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


@dataclass(frozen=True)
class Strictness:
    """Which of their two preferences are told to our model as prohibitions: it has no weight for either."""

    adjacent: bool
    wednesday: bool


LADDER = (Strictness(True, True), Strictness(True, False), Strictness(False, True), Strictness(False, False))
Barred = frozenset[tuple[int, int]]
"""(person, roster day) that may not meet."""


def ward(instance: OnCall, strictness: Strictness, barred: Barred = frozenset()) -> Problem:
    """The instance as a ward.

    Two lines share out the duties: the week (24 hours, midnight to midnight) and the weekend, one duty of
    72 hours that starts an hour early and ends an hour late: in our model nobody is in two places, so its
    holder cannot hold the Thursday or the Monday; a day earlier still, nor the Wednesday. A run of 24 or 48
    hours at most (``benchmarks/rules``) forbids two or three weekdays running. Work load is the share of
    time. A day of unavailability is a duty to avoid at a price that nothing is worth: told as an absence it
    would lighten the fair share, which theirs does not.
    """
    weekends, fixed = set(instance.weekends), instance.fixed_holder
    absences = implied(instance, strictness) | barred
    weekdays: dict[tuple[int, int], set[int]] = {}
    blocks: dict[tuple[int, int], set[int]] = {}
    for day in range(1, instance.days + 1):
        if day in weekends:
            blocks.setdefault(_block(instance, day, strictness), set()).add(real_day(instance, day))
        else:
            # Two days fixed for the same person are excused: the first ends early, and is no run.
            excused = day in fixed and fixed.get(day + 1) == fixed[day]
            weekdays.setdefault((0, _DAY - _HOUR * excused), set()).add(real_day(instance, day))
    names = tuple(_name(who) for who in instance.people)
    return Problem(
        ward=instance.name,
        first=date.fromordinal(real_day(instance, 1)),
        last=date.fromordinal(real_day(instance, instance.days) + 2 * (instance.days in weekends)),
        interns=tuple(_intern(instance, who, absences) for who in instance.people),
        lines=(
            DutyLine(WEEK, "Semaine", _duties(Kind.GARDE_NUIT, weekdays), names),
            DutyLine(WEEKEND, "Week-end", _duties(Kind.ASTREINTE, blocks), names),
        ),
        territory="sans-ferie",
        weights=Weights(wish=1, half_day_debt=0, fair_weekend=0, fair_holiday=0),
    )


def rules(strictness: Strictness) -> Library:
    """The rules that go with :func:`ward`."""
    return load(RULES).only({"X2" if strictness.adjacent else "X3"})


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


def implied(instance: OnCall, strictness: Strictness) -> Barred:
    """Unavailable days, and those that a fixed day closes to its holder."""
    fixed, weekends = instance.fixed_holder, instance.weekends
    found = {(who, day) for who in instance.people for day in instance.unavailable[who - 1]}
    for day, who in fixed.items():
        if fixed.get(day + 1) == who:  # two running: no third
            found |= {(who, day - 1), (who, day + 2)}
            found |= {(who, d) for d in (day, day + 1) for d in instance.neighbours(d) if strictness.adjacent}
        if day in weekends:
            found |= {(who, d) for d in (*instance.neighbours(day), day - 5, day + 5)}
        elif set(instance.neighbours(day)) & set(weekends):
            found |= {(who, d) for d in instance.neighbours(day) if d in weekends}
    return frozenset((who, day) for who, day in found if 1 <= day <= instance.days and fixed.get(day) != who)


def _block(instance: OnCall, day: int, strictness: Strictness) -> tuple[int, int]:
    """Start and end of a weekend's block, in minutes from Friday midnight; days fixed beside it are excused."""
    fixed = instance.fixed_holder
    who = fixed.get(day, 0)
    before = _HOUR if fixed.get(day - 1) != who or not who else 0
    if before and strictness.wednesday and (fixed.get(day - 2) != who or not who):
        before = _DAY + _HOUR
    after = _HOUR if fixed.get(day + 1) != who or not who else 0
    return -before, 3 * _DAY + after


def _duties(kind: Kind, days: dict[tuple[int, int], set[int]]) -> tuple[Duty, ...]:
    return tuple(
        Duty(kind, frozenset(found), start, end, HalfDay.NIGHT)
        for (start, end), found in sorted(days.items())
    )


def _intern(instance: OnCall, who: int, absences: Barred) -> Intern:
    away = frozenset(real_day(instance, day) for person, day in absences if person == who)
    weekends = set(instance.weekends)
    return Intern(
        person=Person(_name(who), share=instance.loads[who - 1] / 100, territory="sans-ferie"),
        duty_wishes=(DutyWish(False, away, _DISSUASIVE),) if away else (),
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
    """A roster without fault, the conversion that gave it, and how many times ``solve`` was called in all."""

    holders: list[int] | None
    strictness: Strictness | None
    calls: int


def solve_instance(instance: OnCall, seconds: float) -> Answer:
    """The cheapest roster, to them, of a few attempts: a new one starts until a third of the time is gone."""
    start, calls = time.monotonic(), 0
    best = Answer(None, None, 0)
    for seed in count(1):
        found = _attempt(instance, seed, start, seconds)
        calls += found.calls
        if found.holders is not None and (
            best.holders is None or cost(instance, found.holders).total < cost(instance, best.holders).total
        ):
            best = found
        done = best.holders is not None and cost(instance, best.holders).total == 0
        if done or time.monotonic() - start > seconds / 3:
            return replace(best, calls=calls)
    raise AssertionError


def _attempt(instance: OnCall, seed: int, start: float, seconds: float) -> Answer:
    """A roster by the strictest conversion that has one.

    Our model has no rule on two weekends running: when a roster has some, one of the two is closed to
    their holder and the ward is solved again. Two people, many, or half of the time gone: two teams take
    every other weekend.
    """
    random, calls = Random(seed), 0
    teams = _two_teams(instance, random.randrange(2))
    for strictness in LADDER[(seed - 1) % len(LADDER) :]:  # each attempt starts one rung lower
        barred = Barred() if 2 < len(instance.people) <= _MANY else teams
        while (left := start + seconds - time.monotonic()) > 0.5:
            calls += 1
            result = solve(ward(instance, strictness, barred), rules(strictness), seconds=left, seed=seed)
            if result.roster is None or (result.cost or 0) >= _DISSUASIVE:
                break
            holders = holders_of(instance, result.roster)
            if not faults(instance, holders):
                return Answer(holders, strictness, calls)
            running = _weekends_running(instance, holders, random)
            barred = teams if left < seconds / 2 else barred | running
    return Answer(None, None, calls)


def _weekends_running(instance: OnCall, holders: Holders, random: Random) -> Barred:
    """One of the two, closed to who holds two weekends running, unless it was fixed in advance."""
    fixed = instance.fixed_holder
    found: set[tuple[int, int]] = set()
    for pair in zip(instance.weekends, instance.weekends[1:], strict=False):
        who = holders[pair[0] - 1]
        free = [day for day in pair if day not in fixed]
        if holders[pair[1] - 1] == who and free:
            found.add((who, random.choice(free)))
    return frozenset(found)


def _two_teams(instance: OnCall, first: int) -> Barred:
    """Every other weekend is closed to each person: half of the work load on each side."""
    fixed = instance.fixed_holder
    ranked = sorted(instance.people, key=lambda who: instance.loads[who - 1])
    return frozenset(
        (who, day)
        for place, who in enumerate(ranked)
        for number, day in enumerate(instance.weekends)
        if (place + number + first) % 2 and fixed.get(day) != who
    )


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
        "appels",
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
    return "\n\n".join((title, _LACKS.format(seconds=seconds), table(heads, rows)))


_LACKS = """\
Une personne d’astreinte par jour, de 2 à 30 personnes, 10 à 400 jours ; ni internes ni droit français : \
une règle écrite en données (`benchmarks/rules`) remplace le droit. Chaque instance devient un service \
(`benchmarks/oncall.py`), résolu par le `solve` public en {seconds} s au plus ; un vérificateur à part, qui ne \
connaît que leur définition, recompte manquements et coût. « Modèle direct » : leur définition dite mot à mot à \
CP-SAT, même limite (`benchmarks/oncall_reference.py`).

Ce que leur modèle a et que le nôtre n’a pas :

- une absence ne réduit pas la part : chez nous elle l’allège ; une indisponibilité est donc dite comme une garde à \
éviter, à un prix dissuasif, et le vérificateur s’assure qu’elle est respectée ;
- des préférences entre deux jours (deux jours de suite, mercredi avant son week-end) : chez nous, une \
interdiction ou rien ; l’interdiction est gardée quand un tableau existe ainsi, sinon levée ;
- jamais deux week-ends de suite : le service est résolu de nouveau, l’un des deux fermé à la personne, plusieurs \
fois s’il le faut (colonne « appels », essais compris : un nouvel essai part tant qu’un tiers du temps n’est pas passé) ;
- un seul coût, le plus grand écart entre deux personnes : le nôtre compte ce qui dépasse la part équitable de \
chacun, à une garde près ;
- des exceptions pour les jours fixés d’avance : traduites par des durées plus courtes et des jours fermés.

Le week-end en un bloc se dit chez nous : une astreinte de 72 heures, une heure de plus à chaque bout pour \
écarter le jeudi et le lundi."""


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
        str(found["calls"]),
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
    found = {"seconds": time.monotonic() - start, "calls": answer.calls, "answer": _said(answer.strictness)}
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


def _said(strictness: Strictness | None) -> str:
    if strictness is None:
        return "temps écoulé"
    kept = [
        name
        for name, told in (("deux jours de suite", strictness.adjacent), ("mercredi", strictness.wednesday))
        if told
    ]
    return f"interdits : {', '.join(kept)}" if kept else "rien d’interdit en plus"


def _size(file: Path) -> int:
    instance = read_instance(file)
    return instance.days * len(instance.loads)
