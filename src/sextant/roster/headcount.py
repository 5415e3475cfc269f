"""How many interns the lines of a ward need under the rules in force, with the proof."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sextant.law.library import Library, load
from sextant.law.shapes.line_at_least import LineAtLeast
from sextant.roster.audit import line_facts
from sextant.roster.encode.lines_only import can_hold
from sextant.roster.problem import History, Intern, Problem
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
    counted = counting(problem, number - 1)
    if counted:
        return counted
    return f"avec {number - 1} internes, la recherche complète ne trouve aucun tableau légal"


def counting(problem: Problem, number: int) -> str:
    """The counting argument against ``number`` interns, when a garde month has more duties than they may hold."""
    for line, facts in zip(problem.lines, line_facts(problem), strict=True):
        if line.necessity:
            continue
        duties, most = facts.nights + facts.free_days, (number + line.extra_interns) * (facts.weeks + 1)
        if duties > most:
            return (
                f"ligne « {line.name} » : {facts.nights} nuits et {facts.free_days} dimanches ou fériés font {duties} gardes "
                f"dans un mois de {facts.weeks} semaines ; {number} internes en donnent au plus {most}, à une nuit par semaine "
                f"et un dimanche ou férié par mois (règle G1)"
            )
    return ""
