"""Plain wards, built in a line: the garde line that every hospital knows, and nothing else to speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from benchmarks.wards import garde_line
from sextant.almanac.person import Person
from sextant.roster.problem import DutyLine, Intern, Problem

FEBRUARY = date(2027, 2, 1)  # four weeks without a public holiday: one garde month
NAMES = ("Camille", "Yanis", "Inès", "Théo", "Jade", "Malo", "Nour", "Zoé", "Hugo", "Sofia", "Malik", "Lina")


def plain_ward(
    interns: int = 8,
    weeks: int = 4,
    first: date = FEBRUARY,
    *,
    line: Mapping[str, Any] | None = None,
) -> Problem:
    """Ordinary interns and the plain line, whose fields ``line`` changes."""
    names = NAMES[:interns]
    problem = Problem(
        "Médecine",
        first,
        first + timedelta(days=7 * weeks - 1),
        tuple(Intern(Person(name)) for name in names),
    )
    plain: DutyLine = replace(garde_line(problem, names), **(line or {}))
    return replace(problem, lines=(plain,))


def changed(problem: Problem, name: str, **changes: Any) -> Problem:
    """The same ward, one intern changed; ``person`` gives the fields of the legal person."""
    person = changes.pop("person", {})
    return replace(
        problem,
        interns=tuple(
            replace(i, person=replace(i.person, **person), **changes) if i.name == name else i
            for i in problem.interns
        ),
    )
