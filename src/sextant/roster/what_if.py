"""What one thing more or less would change: an intern more, a line less, a wish more, no search for fairness.

Each answer is a ward solved and audited, not an estimate. The price of fairness is what the other aims lose to it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, fields, replace

from sextant import wording
from sextant.law.library import Library, load
from sextant.roster.bill import bill, total
from sextant.roster.fairness import fairness
from sextant.roster.headcount import with_interns
from sextant.roster.missing import missing
from sextant.roster.problem import DutyWish, Problem
from sextant.roster.result import CostLine, Result, Status
from sextant.roster.roster import Roster
from sextant.roster.shares import shifts
from sextant.roster.solve import solve

AS_IT_IS, MORE, WISH, UNFAIR = "as-it-is", "more", "wish", "unfair"
"""Keys of the tries; that of a line left out is ``without-`` and the line's id."""

_WISH_WEIGHT = 5


@dataclass(frozen=True, slots=True)
class Change:
    """One thing more or less: ``key`` names it, ``what`` says it in French, ``problem`` is the ward with it."""

    key: str
    what: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """A ward with one change. ``cost`` and ``was``: with and without it, None where there is no roster.

    ``proved`` when both costs are the least possible. ``lacks`` says in words what the roster does not give;
    ``nights`` is the most nights that one intern holds; ``who`` says whose nights or wishes change, in French.
    """

    key: str
    what: str
    cost: int | None
    was: int | None
    proved: bool
    lacks: str
    nights: int
    who: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """Better, worse or the same, in one French sentence."""
        if self.cost is None:
            return f"{self.lacks[0].upper()}{self.lacks[1:]}."
        cost, was = wording.say_number(self.cost), wording.say_number(self.was or 0)
        if self.key == AS_IT_IS:
            return f"Un tableau légal existe, au coût de {cost}."
        if self.key == UNFAIR:
            price = (self.was or 0) - self.cost
            if price <= 0:
                return "L’équité ne coûte rien aux autres demandes."
            lost = f"{wording.say_number(price)}, que les autres demandes y perdent"
            return f"Le prix de l’équité : {lost} (coût {was} au lieu de {cost})."
        if self.was is None:
            return f"Un tableau légal existe alors, au coût de {cost}."
        if self.cost == self.was:
            return f"Rien de plus, rien de moins : le coût reste de {cost}."
        better = "Mieux" if self.cost < self.was else "Moins bien"
        return f"{better} : coût {cost} au lieu de {was}."


def changes(problem: Problem, wish: tuple[str, frozenset[int]] | None = None) -> tuple[Change, ...]:
    """What may be tried. ``wish``: who wishes to avoid duties on which days; the first intern, weekends, if not said."""
    found = [Change(MORE, "Un interne de plus", _one_more(problem))]
    for line in problem.lines:
        others = tuple(one for one in problem.lines if one is not line)
        freed = tuple(
            replace(intern, fixed=tuple(f for f in intern.fixed if f.line != line.id))
            for intern in problem.interns
        )
        without = replace(problem, lines=others, interns=freed)
        found.append(Change(f"without-{line.id}", f"Sans la ligne « {line.name} »", without))
    return (*found, *_one_wish(problem, wish))


def _one_more(problem: Problem) -> Problem:
    """One intern more, full time, with the courses and the past of somebody in the middle of the ward.

    Without courses they would owe the ward other half-days than their colleagues; without a past, they would make
    up for nights that they never had to hold.
    """
    larger = with_interns(problem, len(problem.interns) + 1)
    whole = [one for one in problem.interns if one.person.share == 1] or list(problem.interns)
    like = sorted(whole, key=lambda one: one.history.nights)[len(whole) // 2]
    added = replace(
        larger.interns[-1],
        university=like.university,
        history=replace(like.history, last_duty_end=None),
    )
    return replace(larger, interns=(*larger.interns[:-1], added))


def _one_wish(problem: Problem, wish: tuple[str, frozenset[int]] | None) -> tuple[Change, ...]:
    if not problem.interns:
        return ()
    name, days = wish or (problem.interns[0].name, frozenset(d for d in problem.days if (d - 1) % 7 >= 5))
    asked = DutyWish(prefer=False, days=days, weight=_WISH_WEIGHT)
    interns = tuple(
        replace(one, duty_wishes=(*one.duty_wishes, asked)) if one.name == name else one
        for one in problem.interns
    )
    says = f"{len(days)} jours" if wish else "les week-ends"
    what = f"Un souhait de plus : {name} évite {says}"
    return (Change(WISH, what, replace(problem, interns=interns)),)


def what_if(
    problem: Problem,
    library: Library | None = None,
    *,
    seconds: float = 20,
    only: Collection[str] | None = None,
    wish: tuple[str, frozenset[int]] | None = None,
    start: Roster | None = None,
    workers: int = 8,
    progress: Callable[[int, int, str], None] | None = None,
    stop: threading.Event | None = None,
) -> tuple[Outcome, ...]:
    """As it is, then each change whose key is in ``only`` (all of them if None), each for ``seconds`` at most.

    ``progress`` is told how many are done, of how many, and which one is tried. ``stop`` ends with those done.
    """
    library, stop = library or load(), stop or threading.Event()
    tried = [one for one in changes(problem, wish) if only is None or one.key in only]
    unfair = only is None or UNFAIR in only
    whole = 1 + len(tried) + unfair
    tell = progress or (lambda done, of, what: None)
    tell(0, whole, "Tel quel")
    base = solve(problem, library, seconds=seconds, start=start, workers=workers, stop=stop)
    found = [_outcome(Change(AS_IT_IS, "Tel quel", problem), base, base)]
    for change in tried:
        if stop.is_set():
            return tuple(found)
        tell(len(found), whole, change.what)
        after = solve(change.problem, library, seconds=seconds, start=base.roster, workers=workers, stop=stop)
        if after.roster is None and stop.is_set():
            return tuple(found)  # it was not given its time: nothing to say of it
        found.append(_outcome(change, after, base))
    if base.roster is not None and unfair and not stop.is_set():
        tell(len(found), whole, "Sans chercher l’équité")
        found.append(_without_fairness(problem, library, seconds, base, workers, stop))
    return tuple(found)


def _without_fairness(
    problem: Problem, library: Library, seconds: float, base: Result, workers: int, stop: threading.Event
) -> Outcome:
    """The same ward where no share weighs; both rosters counted without their shares."""
    fair = {f.name: 0 for f in fields(problem.weights) if f.name.startswith("fair_")}
    free = replace(problem, weights=replace(problem.weights, **fair))
    found = solve(free, library, seconds=seconds, start=base.roster, workers=workers, stop=stop)
    assert base.roster is not None
    was = total(bill(Roster(free, base.roster.activities), library))
    what = "Sans chercher l’équité (coûts comptés hors équité)"
    return replace(_outcome(Change(UNFAIR, what, free), found, base), was=was)


def _outcome(change: Change, found: Result, base: Result) -> Outcome:
    lines: tuple[CostLine, ...] = found.costs
    nights = (
        max((s.nights for s in fairness(found.roster).shares), default=0) if found.roster is not None else 0
    )
    return Outcome(
        change.key,
        change.what,
        found.cost,
        base.cost,
        found.status is base.status is Status.PROVEN_BEST,
        "aucun tableau légal"
        if found.status is Status.IMPOSSIBLE
        else missing((line.kind, line.amount) for line in lines)
        if found.roster is not None
        else "pas de tableau dans le temps donné",
        nights,
        () if found is base else _who(found, base),
    )


_NOUNS = {"nights": ("nuit", "nuits"), "refused": ("souhait refusé", "souhaits refusés")}


def _who(found: Result, base: Result) -> tuple[str, ...]:
    """« Camille : 8 nuits au lieu de 9 », for each intern of the ward whose nights or refused wishes change."""
    if found.roster is None or base.roster is None:
        return ()
    told: dict[str, list[str]] = {}
    for shift in shifts(fairness(base.roster), fairness(found.roster)):
        if shift.what in _NOUNS:
            now = wording.say_count(round(shift.now), *_NOUNS[shift.what])
            told.setdefault(shift.name, []).append(f"{now} au lieu de {round(shift.was)}")
    return tuple(f"{name} : {' ; '.join(parts)}" for name, parts in told.items())
