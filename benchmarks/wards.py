"""Wards drawn at random, the same for a seed: what the benchmarks and some tests solve.

A ward has one line of gardes (every night, Saturday afternoons, Sundays and holidays by day), maybe a line
of astreintes, weekly courses, leave, wishes, and a presence asked for each half-day. ``thinness`` says how
much of what its interns can give at most the presence asks for.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.almanac.hours import DEFAULT_HOURS
from sextant.almanac.person import Person, Pregnancy
from sextant.roster.problem import (
    Duty,
    DutyLine,
    DutyWish,
    History,
    Intern,
    Leave,
    PersonalWish,
    Phase,
    Presence,
    Problem,
)

MORNING, AFTERNOON, NIGHT = HalfDay.MORNING, HalfDay.AFTERNOON, HalfDay.NIGHT


@dataclass(frozen=True, slots=True)
class Recipe:
    """What to draw: ``leave_rate`` is the share of interns' weeks on leave, ``thinness`` 0 (easy) to 1 (bare)."""

    interns: int = 10
    weeks: int = 13
    thinness: float = 0.8
    leave_rate: float = 0.08
    astreintes: bool = True
    necessity: bool = True
    seed: int = 1
    first: date = date(2026, 11, 2)

    @property
    def name(self) -> str:
        """Short name of the ward in tables."""
        return f"{self.interns} internes, {self.weeks} semaines, n° {self.seed}"


def draw(recipe: Recipe) -> Problem:
    """The ward of a recipe. Wards of fewer than seven interns pass the normal service: a necessity is recorded."""
    rng = random.Random(f"{recipe}")
    last = recipe.first + timedelta(days=7 * recipe.weeks - 1)
    problem = Problem(ward=recipe.name, first=recipe.first, last=last, interns=())
    away: Counter[int] = Counter()
    interns = tuple(_intern(rng, number, recipe, problem, away) for number in range(recipe.interns))
    names = tuple(intern.name for intern in interns)
    necessity = "Poste d’interne non pourvu." if recipe.necessity and recipe.interns < 8 else ""
    lines = [garde_line(problem, names, necessity=necessity)]
    if recipe.astreintes:
        lines.append(astreinte_line(problem, names))
    problem = replace(problem, interns=interns, lines=tuple(lines))
    return replace(problem, presence=_presence(recipe, problem))


def garde_line(
    problem: Problem, names: tuple[str, ...], *, necessity: str = "", senior: bool = False
) -> DutyLine:
    """The plain line: every night, Saturday afternoons, Sundays and holidays by day."""
    days, hours = problem.days, DEFAULT_HOURS
    free = frozenset(d for d in days if (d - 1) % 7 == 6 or is_holiday(d, problem.territory))
    saturdays = frozenset(d for d in days if (d - 1) % 7 == 5) - free
    duties = (
        Duty(Kind.GARDE_NUIT, frozenset(days), *hours.night, NIGHT),
        Duty(Kind.CONTINUITE, saturdays, *hours.afternoon, AFTERNOON),
        Duty(Kind.GARDE_JOUR, free, *hours.day_duty, MORNING),
    )
    return DutyLine("gardes", "Gardes", duties, names, necessity=necessity, senior_roster=senior)


def astreinte_line(problem: Problem, names: tuple[str, ...]) -> DutyLine:
    """Astreintes every night of even weeks, shared with another ward."""
    nights = frozenset(d for d in problem.days if date.fromordinal(d).isocalendar().week % 2 == 0)
    duty = Duty(Kind.ASTREINTE, nights, *DEFAULT_HOURS.night, NIGHT)
    return DutyLine("astreintes", "Astreintes", (duty,), names, shared_with="Gériatrie", extra_interns=4)


def _intern(rng: random.Random, number: int, recipe: Recipe, problem: Problem, away: Counter[int]) -> Intern:
    share = 0.5 if number == 3 and recipe.interns >= 8 else 1.0
    pregnancy = None
    if number == 2 and recipe.interns >= 9:
        pregnancy = Pregnancy(third_month=recipe.first + timedelta(days=7 * (recipe.weeks * 2 // 3)))
    course = (rng.choice((1, 3, 4)), rng.choice((MORNING, AFTERNOON)))
    university = frozenset(
        (day, course[1])
        for day in problem.days
        if (day - 1) % 7 == course[0] and not is_holiday(day, problem.territory)
    )
    nights = recipe.weeks * 7 // recipe.interns
    return Intern(
        person=Person(f"Interne {number + 1}", share=share, pregnancy=pregnancy),
        phase=rng.choice((Phase.SOCLE, Phase.APPROFONDISSEMENT)),
        semester=rng.randint(1, 6),
        university=university,
        leaves=_leaves(rng, recipe, away),
        personal_wishes=(
            PersonalWish(rng.randrange(5), rng.choice((MORNING, AFTERNOON)), rng.randint(1, 5)),
        ),
        duty_wishes=(
            DutyWish(False, frozenset(rng.sample(problem.days, 4)), rng.randint(1, 5)),
            DutyWish(True, frozenset(rng.sample(problem.days, 3)), rng.randint(1, 3)),
        ),
        history=History(
            nights=nights + rng.randint(-1, 1),
            weekends=nights // 3 + rng.randint(0, 1),
            holidays=rng.randint(0, 2),
            half_days=rng.randint(-3, 3),
        ),
    )


def _leaves(rng: random.Random, recipe: Recipe, away: Counter[int]) -> tuple[Leave, ...]:
    """Whole weeks from Monday to Saturday, never two in a row, at most a quarter of the ward away at once."""
    count = sum(rng.random() < recipe.leave_rate for _ in range(recipe.weeks))
    weeks: set[int] = set()
    for _ in range(count):
        week = rng.randrange(recipe.weeks)
        if not {week - 1, week, week + 1} & weeks and away[week] < max(1, recipe.interns // 4):
            weeks.add(week)
            away[week] += 1
    return tuple(
        Leave(Kind.LEAVE, monday, monday + timedelta(days=5))
        for monday in (recipe.first + timedelta(weeks=week) for week in sorted(weeks))
    )


def _presence(recipe: Recipe, problem: Problem) -> tuple[Presence, ...]:
    """Two needs: a minimum, and a wish that asks for ``thinness`` of what is left beside gardes and courses."""
    weekdays = [d for d in problem.days if (d - 1) % 7 < 5 and not is_holiday(d, problem.territory)]
    shares = sum(intern.person.share for intern in problem.interns)
    duty = sum(
        len(duty.days) * (1 if duty.kind is Kind.CONTINUITE else 2)
        for line in problem.lines
        for duty in line.duties
        if duty.kind is not Kind.ASTREINTE
    )
    weeks = recipe.weeks * (1 - recipe.leave_rate)
    left = max(8 * shares * weeks - duty, 0) / (2 * len(weekdays))
    wanted = max(1, int(recipe.thinness * left))
    least = max(1, wanted - 2)
    found = [
        Presence(day, half, least, wanted, recipe.interns)
        for day in weekdays
        for half in (MORNING, AFTERNOON)
    ]
    saturdays = [d for d in problem.days if (d - 1) % 7 == 5 and not is_holiday(d, problem.territory)]
    return (*found, *(Presence(day, MORNING, 0, 1, 3) for day in saturdays))
