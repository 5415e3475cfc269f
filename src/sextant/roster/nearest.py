"""When no roster holds every line: the nearest one, legal for everybody, and the duties that it leaves open."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from sextant.law.library import Library, load
from sextant.roster.audit import audit
from sextant.roster.encode.lines_only import least_open
from sextant.roster.problem import Problem
from sextant.roster.refused import refused
from sextant.roster.result import Progress, Result
from sextant.roster.roster import Roster
from sextant.roster.solve import solve

_ABOVE_ALL = 20_000


@dataclass(frozen=True, slots=True)
class Nearest:
    """``roster`` is of the ward as it is: not to be published. ``open`` says each duty without anybody, in French.

    ``fewest`` is True when it is proved that no legal roster leaves fewer open.
    """

    roster: Roster
    open: tuple[str, ...]
    fewest: bool
    result: Result


def nearest(
    problem: Problem,
    library: Library | None = None,
    *,
    seconds: float = 30,
    workers: int = 8,
    progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> Nearest | None:
    """The roster that leaves the fewest duties open; None when even so nothing is legal in ``seconds``.

    Every line may stay uncovered, at a price above any other; what the law asks of people binds as ever. A line that
    the law refuses for want of interns is filled as if a senior roster completed it: the breach of the line stays.
    """
    library = library or load()
    least = least_open(problem, library, seconds / 3)
    eased = replace(
        problem,
        lines=tuple(replace(line, required=False) for line in problem.lines),
        weights=replace(problem.weights, uncovered=max(problem.weights.uncovered, _ABOVE_ALL)),
    )
    if refused(eased, library):
        completed = tuple(replace(line, senior_roster=True) for line in eased.lines)
        eased = replace(eased, lines=completed)
    result = solve(eased, library, seconds=seconds, workers=workers, progress=progress, stop=stop)
    if result.roster is None:
        return None
    roster = Roster(problem, result.roster.activities)
    left = [fault for fault in audit(roster, library).faults if fault.code == "P1"]
    return Nearest(roster, tuple(fault.sentence for fault in left), len(left) <= least, result)
