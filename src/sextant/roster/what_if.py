"""What one thing more or less would change: an intern more, a line less, a wish more, no search for fairness.

Each answer is a ward solved and audited, not an estimate. The price of fairness is what the other aims lose to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from sextant.law.library import Library, load
from sextant.roster.bill import bill, total
from sextant.roster.fairness import fairness
from sextant.roster.headcount import with_interns
from sextant.roster.missing import missing
from sextant.roster.problem import DutyWish, Intern, Problem
from sextant.roster.result import CostLine, Result, Status
from sextant.roster.roster import Roster
from sextant.roster.solve import solve


@dataclass(frozen=True, slots=True)
class Outcome:
    """A ward with one change. ``cost`` and ``was``: with and without it, None where there is no roster.

    ``proved`` when both costs are the least possible. ``lacks`` says in words what the roster does not give;
    ``nights`` is the most nights that one intern holds.
    """

    what: str
    cost: int | None
    was: int | None
    proved: bool
    lacks: str
    nights: int


def what_if(problem: Problem, library: Library | None = None, *, seconds: float = 20) -> tuple[Outcome, ...]:
    """As it is, then each change, each searched for ``seconds`` at most."""
    library = library or load()
    base = solve(problem, library, seconds=seconds)
    found = [_outcome("Tel quel", base, base)]
    for what, changed in _changes(problem):
        found.append(_outcome(what, solve(changed, library, seconds=seconds, start=base.roster), base))
    if base.roster is not None:
        found.append(_without_fairness(problem, library, seconds, base))
    return tuple(found)


def _changes(problem: Problem) -> Iterator[tuple[str, Problem]]:
    yield "Un interne de plus", with_interns(problem, len(problem.interns) + 1)
    for line in problem.lines:
        others = tuple(one for one in problem.lines if one is not line)
        freed = tuple(
            replace(intern, fixed=tuple(f for f in intern.fixed if f.line != line.id))
            for intern in problem.interns
        )
        yield f"Sans la ligne « {line.name} »", replace(problem, lines=others, interns=freed)
    for intern in problem.interns[:1]:
        free = _every_weekend(problem)
        wish = DutyWish(prefer=False, days=free, weight=5)
        wished: Intern = replace(intern, duty_wishes=(*intern.duty_wishes, wish))
        yield (
            f"Un souhait de plus : {intern.name} évite les week-ends",
            replace(problem, interns=(wished, *problem.interns[1:])),
        )


def _every_weekend(problem: Problem) -> frozenset[int]:
    return frozenset(day for day in problem.days if (day - 1) % 7 >= 5)


def _without_fairness(problem: Problem, library: Library, seconds: float, base: Result) -> Outcome:
    """The same ward where no share weighs; both rosters counted without their shares."""
    fair = {f.name: 0 for f in fields(problem.weights) if f.name.startswith("fair_")}
    free = replace(problem, weights=replace(problem.weights, **fair))
    found = solve(free, library, seconds=seconds)
    assert base.roster is not None
    was = total(bill(Roster(free, base.roster.activities), library))
    outcome = _outcome("Sans chercher l’équité (coûts comptés hors équité)", found, base)
    return replace(outcome, was=was)


def _outcome(what: str, found: Result, base: Result) -> Outcome:
    lines: tuple[CostLine, ...] = found.costs
    nights = (
        max((s.nights for s in fairness(found.roster).shares), default=0) if found.roster is not None else 0
    )
    return Outcome(
        what,
        found.cost,
        base.cost,
        found.status is base.status is Status.PROVEN_BEST,
        "aucun tableau légal"
        if found.status is Status.IMPOSSIBLE
        else missing((line.kind, line.amount) for line in lines)
        if found.roster is not None
        else "pas de tableau dans le temps donné",
        nights,
    )
