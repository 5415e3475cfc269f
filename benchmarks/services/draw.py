"""Services drawn at random, written as ordinary ward files: the generator of the frozen set.

A recipe fixes everything: the same recipe gives the same file. What each number means, and why it was chosen, is
told in docs/explanation/services-benchmark.md.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sextant.almanac.holidays import is_holiday

WINTER, SUMMER = date(2026, 11, 2), date(2027, 5, 3)
"""First days of the placements: Mondays."""
_TERRITORY = "metropole"
_NAMES = """
    Adèle Amir Anouk Basile Camille Carla Chloé David Elif Émile Farah Félix Gabin Hana Hugo Inès Ismaël Jade Joris
    Karim Léa Lina Louis Maël Manon Marius Nadia Noé Olga Oscar Paul Rania Rémi Sacha Sofia Théo Victor Wendy Yanis Zoé
""".split()  # noqa: SIM905  (a list of forty quoted names says less)
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi")
_HALVES = ("matin", "après-midi")
_REST = ("week-end", "samedi", "vendredi", "dimanche", "mercredi")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What to draw. ``asked``: presence asked for, as a share of what the team can give beside gardes and courses.

    ``lines``: ``alone`` (one line of gardes), ``astreintes`` (and one of astreintes, shared by weeks), ``shared``
    (gardes of even weeks only), ``two`` (a second line, not always covered, of demi-gardes), ``emergency`` (several
    lines of gardes). ``past``: duties of the trimester before are known.
    """

    name: str
    interns: int
    weeks: int
    asked: float
    leave: float
    lines: str
    past: bool
    first: date
    draw: int = 1

    @property
    def size(self) -> str:
        """« 8 × 26 »: the class that results are told by."""
        return f"{self.interns} × {self.weeks}"


_IN_A_CLASS = {6: 8, 7: 8, 8: 10, 10: 8, 12: 8, 14: 8}
_ASKED, _LEAVE = (0.8, 1.0, 1.2), (0.06, 0.10, 0.14)


def recipes() -> list[Recipe]:
    """The hundred services: 6 to 14 interns, 13 and 26 weeks."""
    found = []
    for weeks in (13, 26):
        for interns, count in _IN_A_CLASS.items():
            kinds = ("alone", "astreintes", "shared", "astreintes" if interns < 10 else "two")
            for n in range(count):
                found.append(
                    Recipe(
                        f"s{len(found) + 1:03d}",
                        interns,
                        weeks,
                        _ASKED[n % 3],
                        _LEAVE[(n + n // 3) % 3],
                        kinds[n % 4],
                        past=n % 2 == 0,
                        first=WINTER if n % 4 < 2 else SUMMER,
                    )
                )
    return found


def large_recipes() -> list[Recipe]:
    """The large services: a team of twenty-five, an emergency department of forty."""
    return [
        Recipe(
            f"l{n:02d}",
            interns,
            weeks,
            asked,
            0.1,
            "two" if interns == 25 else "emergency",
            n % 2 == 0,
            WINTER,
        )
        for n, (interns, weeks, asked) in enumerate(
            ((i, w, a) for i in (25, 40) for w in (13, 26) for a in (0.8, 1.0, 1.2)), 1
        )
    ]


def service(recipe: Recipe) -> dict[str, Any]:
    """The keys and values of the ward file of a recipe."""
    rng = random.Random(f"sextant {recipe.interns} {recipe.weeks} {recipe.name} {recipe.draw}")
    last = recipe.first + timedelta(days=7 * recipe.weeks - 1)
    away: Counter[int] = Counter()
    names = sorted(rng.sample(_NAMES, recipe.interns))
    interns = [_intern(rng, n, name, recipe, away) for n, name in enumerate(names)]
    return {
        "sextant": "service",
        "ward": f"Service {recipe.name}",
        "from": recipe.first,
        "to": last,
        "interns": interns,
        "lines": list(_lines(recipe)),
        "presence": _presence(recipe, sum(intern.get("share", 1) for intern in interns)),
    }


# -- people -------------------------------------------------------------------------------------------


def _intern(rng: random.Random, number: int, name: str, recipe: Recipe, away: Counter[int]) -> dict[str, Any]:
    made: dict[str, Any] = {"name": name}
    if number == 3 and recipe.interns >= 8:
        made["share"] = 0.5
    if number == 2 and recipe.interns >= 10:
        made["pregnancy"] = {"third_month": recipe.first + timedelta(weeks=recipe.weeks * 2 // 3)}
    made["phase"] = rng.choice(("socle", "approfondissement"))
    made["semester"] = rng.randint(1, 6)
    made["university"] = [f"{rng.choice(_DAYS[1:])} {rng.choice(_HALVES)}"]
    if leave := _leave(rng, recipe, away):
        made["leave"] = leave
    made["wishes"] = {
        "personal": [{"when": f"{rng.choice(_DAYS)} {rng.choice(_HALVES)}", "weight": rng.randint(1, 5)}],
        "avoid": [{"days": sorted(_some_days(rng, recipe, 4)), "weight": rng.randint(1, 8)}],
        "prefer": [
            {
                "days": [rng.choice(_REST)] if rng.random() < 0.3 else sorted(_some_days(rng, recipe, 3)),
                "weight": rng.randint(1, 3),
            }
        ],
    }
    nights = recipe.weeks * 7 // recipe.interns
    if recipe.past:
        made["history"] = {
            "nights": nights + rng.randint(-1, 1),
            "weekends": nights // 3 + rng.randint(0, 1),
            "holidays": rng.randint(0, 2),
            "half_days": rng.randint(-3, 3),
        }
        if number == 0:
            made["history"]["last_duty_end"] = f"{recipe.first} 08:30"
    return made


def _some_days(rng: random.Random, recipe: Recipe, count: int) -> list[date]:
    return [recipe.first + timedelta(days=n) for n in rng.sample(range(7 * recipe.weeks), count)]


def _leave(rng: random.Random, recipe: Recipe, away: Counter[int]) -> list[dict[str, date]]:
    """Whole weeks from Monday to Saturday, never two in a row, at most a quarter of the team away at once."""
    weeks: set[int] = set()
    for _ in range(sum(rng.random() < recipe.leave for _ in range(recipe.weeks))):
        week = rng.randrange(recipe.weeks)
        if not {week - 1, week, week + 1} & weeks and away[week] < max(1, recipe.interns // 4):
            weeks.add(week)
            away[week] += 1
    mondays = [recipe.first + timedelta(weeks=week) for week in sorted(weeks)]
    return [{"from": monday, "to": monday + timedelta(days=5)} for monday in mondays]


# -- lines and presence ---------------------------------------------------------------------------------

_WHOLE_LINE = 8
"""Interns from whom a line of every night fits in the normal service; fewer: a necessity is recorded (rule G2)."""


def _lines(recipe: Recipe) -> Iterator[dict[str, Any]]:
    for n in range(1, _garde_lines(recipe) + 1):
        line: dict[str, Any] = {"id": f"gardes-{n}", "name": f"Gardes {n}", "kind": "garde"}
        if recipe.lines == "shared":
            line["shared"] = {"with": "Gériatrie", "ours": ["semaines paires"], "interns": 4}
        elif recipe.interns < _WHOLE_LINE:
            line["necessity"] = "Un poste d’interne non pourvu ce semestre."
        yield line
    if recipe.lines == "astreintes":
        yield {
            "id": "astreintes",
            "name": "Astreintes",
            "kind": "astreinte",
            "shared": {"with": "Cardiologie", "ours": ["semaines paires"], "interns": 4},
        }
    if recipe.lines in ("two", "emergency"):
        yield {
            "id": "soirees",
            "name": "Soirées",
            "kind": "demi-garde",
            "duties": [{"kind": "demi-garde", "days": ["mardi hors férié", "jeudi hors férié"]}],
            "cover": "wanted",
        }


def _garde_lines(recipe: Recipe) -> int:
    """Lines of every night: three in an emergency department, two in a team of twenty-five, else one."""
    return 3 if recipe.lines == "emergency" else 2 if recipe.interns >= 25 else 1


def _presence(recipe: Recipe, shares: float) -> list[dict[str, Any]]:
    """A minimum, and a wish that asks for ``asked`` of what the team can give beside gardes and courses."""
    days = [recipe.first + timedelta(days=n) for n in range(7 * recipe.weeks)]
    holidays = sum(is_holiday(day.toordinal(), _TERRITORY) for day in days)
    free_days = recipe.weeks + holidays
    of_line = 2 * len(days) + 2 * free_days + recipe.weeks
    duty = _garde_lines(recipe) * of_line * (0.5 if recipe.lines == "shared" else 1)
    weekdays = 5 * recipe.weeks - holidays
    left = max(8 * shares * recipe.weeks * (1 - recipe.leave) - duty, 0) / (2 * weekdays)
    wanted = max(1, int(recipe.asked * left))
    return [
        {"days": ["lundi au vendredi"], "minimum": max(1, wanted - 2), "wanted": wanted},
        {"days": ["samedi"], "half_day": "matin", "wanted": 1, "maximum": 3 if recipe.interns < 25 else 6},
    ]
