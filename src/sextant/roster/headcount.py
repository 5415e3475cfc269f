"""How many interns the lines of a ward need under the rules in force, with the proof."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

from sextant import wording
from sextant.almanac.activity import Kind
from sextant.law import say
from sextant.law.library import Library, load
from sextant.law.rule import Force, Level, Rule
from sextant.law.shapes.count_at_most import CountAtMost, period_starts
from sextant.law.shapes.line_at_least import LineAtLeast
from sextant.roster.audit import line_facts
from sextant.roster.encode.lines_only import can_hold
from sextant.roster.problem import DutyLine, History, Intern, Problem
from sextant.roster.refused import refused
from sextant.roster.roster import Roster
from sextant.roster.solve import judged

MOST = 40
"""Beyond this many interns the search gives up: no line of a ward needs them."""


@dataclass(frozen=True, slots=True)
class Headcount:
    """The answer: ``needed`` interns, held by ``roster`` (audited); one fewer is impossible.

    ``present`` is how many the ward has. ``by_law`` are the minima that the rules set by themselves (code and
    number). ``proof`` says in French why one fewer does not do. ``needed`` None: even :data:`MOST` do not.
    """

    present: int
    needed: int | None
    by_law: tuple[tuple[str, int], ...]
    proof: str
    roster: Roster | None


def headcount(problem: Problem, library: Library | None = None, *, seconds: float = 60) -> Headcount:
    """Find the smallest number of interns that can hold every required line, whatever the presence.

    Ordinary interns are added to the ward's own, or taken away from the last; leave, courses and exemptions
    of those who stay are kept.
    """
    library = library or load()
    by_law = _by_law(problem, library)
    floor = max((number for _, number in by_law), default=1)
    number = max(floor, 1)
    previous = None
    while number <= MOST:
        changed = with_interns(problem, number)
        roster = None if refused(changed, library) else can_hold(changed, library, seconds)
        if roster is not None:
            judged(roster, library)
            return Headcount(
                len(problem.interns), number, by_law, _proof(problem, library, number, floor), roster
            )
        previous = number
        number += 1
    return Headcount(len(problem.interns), None, by_law, f"même {previous} internes ne suffisent pas", None)


def with_interns(problem: Problem, number: int) -> Problem:
    """The same ward with exactly ``number`` interns: the first ones, then ordinary ones who hold every line."""
    kept = list(problem.interns[:number])
    added = [ordinary_intern(problem, n) for n in range(1, number - len(kept) + 1)]
    names = {intern.name for intern in (*kept, *added)}
    return replace(
        problem,
        interns=(*kept, *added),
        lines=tuple(
            replace(
                line,
                eligible=(*(n for n in line.eligible if n in names), *(i.name for i in added)),
            )
            for line in problem.lines
        ),
    )


def ordinary_intern(problem: Problem, number: int) -> Intern:
    """A full-time intern like the first of the ward, without leave, course, wish or past."""
    model = problem.interns[0]
    person = replace(
        model.person,
        name=f"Interne supplémentaire {number}",
        share=1.0,
        surnombre=False,
        pregnancy=None,
        restrictions=(),
        leave_taken=0.0,
    )
    return Intern(person=person, phase=model.phase, semester=model.semester, history=History())


def _by_law(problem: Problem, library: Library) -> tuple[tuple[str, int], ...]:
    """Minimum that rules of law set on each line, seniors and other wards' interns deducted."""
    found: dict[str, int] = {}
    for rule in library.rules:
        shape = rule.shape
        if not isinstance(shape, LineAtLeast) or rule.level_in(problem.settings) != "manquement":
            continue
        for line, facts in zip(problem.lines, line_facts(problem, library), strict=True):
            if not (shape.unless_senior and line.senior_roster):
                needed = shape.needed(facts, problem.settings) - line.extra_interns
                found[rule.code] = max(found.get(rule.code, 0), needed)
    return tuple(sorted(found.items()))


def _proof(problem: Problem, library: Library, number: int, floor: int) -> str:
    """Why one fewer does not do: a count when there is one, else the search that proved it."""
    if number == floor:
        codes = ", ".join(code for code, least in _by_law(problem, library) if least == floor)
        return (
            f"avec {number - 1} internes, la règle {codes} refuse la ligne" if codes else "un interne suffit"
        )
    counted = counting(problem, library, number - 1)
    if counted:
        return counted
    return f"avec {number - 1} internes, la recherche complète ne trouve aucun tableau légal"


def counting(problem: Problem, library: Library, number: int) -> str:
    """The count that forbids ``number`` interns, when a garde month has more duties than they may hold; or ""."""
    first, last = problem.first.toordinal(), problem.last.toordinal()
    ceilings = [(rule, shape) for rule in library.rules if (shape := _ceiling(rule, problem)) is not None]
    for line in problem.lines:
        if line.necessity or not line.required:
            continue
        for begin, end in itertools.pairwise(period_starts("garde-month", first, last).tolist()):
            weeks = (end - begin) // 7
            counts = [
                (_duties(line, shape, begin, end), _most(shape, weeks), rule.code) for rule, shape in ceilings
            ]
            duties, each = sum(d for d, _, _ in counts), sum(m for _, m, _ in counts)
            if duties > number * each:
                codes = wording.join(sorted({code for _, _, code in counts}))
                parts = wording.join(
                    [f"{d} {_said(shape)}" for (d, _, _), (_, shape) in zip(counts, ceilings, strict=True)]
                )
                return (
                    f"avec {number} internes, ligne « {line.name} », mois de garde du {say.day(begin)} ({weeks} semaines) : "
                    f"{parts} font {duties} gardes, et {number} internes en donnent au plus {say.number(number * each)}, "
                    f"{say.number(each)} chacun (règle {codes})"
                )
            for (held, most, code), (_, shape) in zip(counts, ceilings, strict=True):
                if held > number * most:
                    return (
                        f"avec {number} internes, ligne « {line.name} », mois de garde du {say.day(begin)} ({weeks} semaines) : "
                        f"{held} {_said(shape)}, et {number} internes en donnent au plus {say.number(number * most)}, "
                        f"{say.number(most)} chacun (règle {code})"
                    )
    return ""


def _ceiling(rule: Rule, problem: Problem) -> CountAtMost | None:
    """The rule's number of nights, or of Sundays and holidays, in a garde month, when it binds."""
    shape = rule.shape
    if (
        not isinstance(shape, CountAtMost)
        or shape.per != "garde-month"
        or len(shape.kinds) != 1
        or rule.force is not Force.LAW
        or rule.level_in(problem.settings) is not Level.BREACH
        or not rule.valid.covers(problem.first)
        or (shape.unless_record and problem.records.get(shape.unless_record))
    ):
        return None
    return shape


def _duties(line: DutyLine, shape: CountAtMost, begin: int, end: int) -> int:
    return sum(begin <= day < end for duty in line.duties if duty.kind in shape.kinds for day in duty.days)


def _most(shape: CountAtMost, weeks: int) -> float:
    return shape.at_most_per_week * weeks if shape.at_most_per_week is not None else shape.at_most or 0.0


def _said(shape: CountAtMost) -> str:
    return "nuits" if shape.kinds == (Kind.GARDE_NUIT,) else "dimanches ou fériés de jour"
