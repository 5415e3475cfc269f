"""Make a roster: encode the law and the ward's aims, search, decode, and have it judged before it is shown."""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from sextant.errors import Disagreement
from sextant.law.library import Library, load
from sextant.roster.audit import RosterAudit, audit
from sextant.roster.bill import bill, total
from sextant.roster.encode import ctrl_c
from sextant.roster.encode.aims import fairness, heavy_weeks, minimise, presence, wishes
from sextant.roster.encode.cover import (
    decided_beforehand,
    hold_lines,
    no_more_personal_than_owed,
    stage_half_days_owed,
)
from sextant.roster.encode.first_roster import first_roster, hint
from sextant.roster.encode.heard import ends_when
from sextant.roster.encode.law import obey
from sextant.roster.encode.policies.every import keep_policies
from sextant.roster.encode.policies.posts import POLICY
from sextant.roster.encode.set_free import SetFree
from sextant.roster.encode.variables import Cost, Model, decode, make_candidates, one_thing_at_a_time
from sextant.roster.kept import missed
from sextant.roster.missing import missing
from sextant.roster.problem import Problem
from sextant.roster.refused import refused
from sextant.roster.result import CostLine, Progress, Result, Status
from sextant.roster.roster import Roster
from sextant.roster.search.shift_table import ShiftTable, small_table
from sextant.roster.search.unheard import first_highs
from sextant.roster.search.ward_table import cells_of, roster_of, shift_table

if TYPE_CHECKING:
    from sextant.roster.search.find import Found


def solve(
    problem: Problem,
    library: Library | None = None,
    *,
    seconds: float = 60,
    workers: int = 8,
    seed: int = 1,
    start: Roster | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> Result:
    """Find the best legal roster within ``seconds``.

    ``start`` is a roster to begin from: the last version, to go on improving it, or last trimester's habits. ``progress``
    is called at each better roster or bound; setting ``stop`` (or Ctrl-C) ends the search and keeps the best so far.
    ``workers`` bounds the searches led together, one a core at most; with ``workers`` = 1 the search is the same
    for a seed. Every roster returned was judged by :func:`sextant.roster.audit.audit`; Disagreement is raised if it
    is not legal, or if its cost read on the roster is not what the search counted.
    """
    started = time.monotonic()
    library = library or load()
    if refused(problem, library):
        return Result(Status.IMPOSSIBLE, None, None, None, 0, time.monotonic() - started, None)
    table = shift_table(problem, library)
    if table is not None:
        found = by_table(problem, table, seconds, workers, seed, progress, stop, started, start)
        if _referee(table, found, stop):
            other = by_model(
                problem, library, seconds, workers, seed, progress, stop, started, found.roster or start
            )
            found = better(found, other)
    else:
        found = by_model(problem, library, seconds, workers, seed, progress, stop, started, start)
    if found.roster is None:
        status = Status.IMPOSSIBLE if found.impossible else Status.OUT_OF_TIME
        return Result(status, None, None, None, found.bound, time.monotonic() - started, None)
    if found.cost is not None and found.cost < found.bound:
        raise _contradiction("rien de moins cher ne serait possible", found.cost, found.bound)
    return Result(
        status=Status.PROVEN_BEST if found.proved or found.cost == found.bound else Status.GOOD,
        roster=found.roster,
        audit=judged(found.roster, library),
        cost=found.cost,
        bound=found.bound,
        seconds=time.monotonic() - started,
        first_seconds=found.first_seconds,
        costs=found.costs,
    )


def by_model(
    problem: Problem,
    library: Library,
    seconds: float,
    workers: int,
    seed: int,
    progress: Callable[[Progress], None] | None,
    stop: threading.Event | None,
    started: float,
    start: Roster | None = None,
) -> Answer:
    """The ward told whole to CP-SAT: every law, every line, every policy; a first legal roster, then the best."""
    if stop is not None and stop.is_set():
        return Answer()
    model = law_and_lines(problem, library)
    first, impossible = first_roster(model, seconds, seed, start, stop)
    if impossible:
        return Answer(impossible=True)
    watch, found = _Watch(started, progress), _Found()
    paid = cost_lines(first, bill(first, library)) if first is not None else ()
    try:
        if first is not None:
            watch.has(total(paid), [(line.kind, line.amount) for line in paid])
        if stop is not None and stop.is_set():
            return Answer(
                first, None if first is None else total(paid), first_seconds=watch.first, costs=paid
            )
        aims(model, library)
        if start is not None:  # the first roster of all is not told: one so poor would mislead the search
            hint(model, first)
        watch.costs = [cost for cost in model.costs if cost.weight]
        parts = SetFree(model, first, total(paid), seed) if first is not None and model.costs else None
        found = _search(model, parts, started + seconds, workers, seed, watch, stop)
    except KeyboardInterrupt:
        if first is None:
            raise
    answer = Answer(first, bound=found.bound, proved=found.proved, impossible=found.impossible, costs=paid)
    if found.chosen is not None:
        chosen = decode(model, found.chosen)
        costs = _costs(model, found.chosen, chosen, library)
        if first is None or total(costs) <= total(paid):
            answer.roster, answer.costs = chosen, costs
    if answer.roster is not None:
        answer.first_seconds, answer.cost = watch.first, total(answer.costs)
    return answer


_SMALL = 2100
_SHARE_OF_THE_TABLE = 0.5
"""On a table of so many cells, CP-SAT has the rest of the time: it proves where the relaxation leaves a gap."""
_TINY = 500
_SHARE_OF_THE_TINY = 0.02
"""On one of so few, it proves in a second."""


def _referee(table: ShiftTable, found: Answer, stop: threading.Event | None) -> bool:
    """True when CP-SAT is asked what the engine left unproved."""
    stopped = stop is not None and stop.is_set()
    return table.allowed.size <= _SMALL and not (found.proved or found.impossible or stopped)


def better(one: Answer, other: Answer) -> Answer:
    """The cheaper roster of two searches, under the higher bound."""
    if other.impossible:
        return other
    best = one if other.cost is None or (one.cost is not None and one.cost <= other.cost) else other
    bound = max(one.bound, other.bound)
    first = one.first_seconds if one.first_seconds is not None else other.first_seconds
    return replace(best, bound=bound, proved=best.cost == bound, impossible=False, first_seconds=first)


_AFTER_COMPILING = 5.0
"""Seconds that a search has at least, when it is the first on this machine and its loops had to be compiled."""


@lru_cache(maxsize=1)
def engine() -> Callable[..., Found]:
    """:func:`sextant.roster.search.find.find`, its loops loaded or compiled: on a ward of three, before the search."""
    from sextant.roster.search.find import find  # a second to load: only where it serves

    first_highs()
    find(small_table(), seconds=0.5, workers=1, work=2)
    return find


def by_table(
    problem: Problem,
    table: ShiftTable,
    seconds: float,
    workers: int,
    seed: int,
    progress: Callable[[Progress], None] | None,
    stop: threading.Event | None,
    started: float,
    start: Roster | None = None,
) -> Answer:
    """The ward as a table of shifts, filled in by :func:`sextant.roster.search.find.find`."""
    if stop is not None and stop.is_set():
        return Answer()
    find = engine()
    if table.allowed.size <= _SMALL:
        seconds *= _SHARE_OF_THE_TINY if table.allowed.size <= _TINY else _SHARE_OF_THE_TABLE
    waited = time.monotonic() - started
    tell = None if progress is None else lambda best, bound, at: progress(Progress(best, bound, waited + at))
    found = find(
        table,
        seconds=max(seconds - waited, min(seconds, _AFTER_COMPILING)),
        workers=workers,
        seed=seed,
        progress=tell,
        stop=stop,
        start=None if start is None else cells_of(start),
    )
    answer = Answer(bound=found.bound, proved=found.proved, impossible=found.impossible)
    if found.roster is not None:
        answer.roster = roster_of(problem, found.roster)
        answer.first_seconds = None if found.first_seconds is None else waited + found.first_seconds
        answer.costs = cost_lines(answer.roster, [])
        answer.cost = total(answer.costs)
    return answer


@dataclass
class Answer:
    """What a way of searching brought back, before it is judged."""

    roster: Roster | None = None
    cost: int | None = None
    bound: int = 0
    proved: bool = False
    impossible: bool = False
    first_seconds: float | None = None
    costs: tuple[CostLine, ...] = ()


def encode(problem: Problem, library: Library) -> Model:
    """The whole model: candidates, law, lines, aims."""
    model = law_and_lines(problem, library)
    aims(model, library)
    return model


def law_and_lines(problem: Problem, library: Library) -> Model:
    """What every roster obeys."""
    model = Model(problem)
    make_candidates(model)
    one_thing_at_a_time(model)
    obey(model, library)
    hold_lines(model)
    decided_beforehand(model)
    no_more_personal_than_owed(model)
    keep_policies(model)
    return model


def aims(model: Model, library: Library) -> None:
    """What is weighed."""
    stage_half_days_owed(model)
    presence(model)
    fairness(model, library)
    heavy_weeks(model)
    wishes(model)
    minimise(model)


def judged(roster: Roster, library: Library) -> RosterAudit:
    """The audit of a roster that must be legal. Raises Disagreement when it is not."""
    verdict = audit(roster, library)
    if not verdict.clean:
        said = [breach.sentence for breach in verdict.judgement.unlawful] + [
            fault.sentence for fault in verdict.faults
        ]
        raise Disagreement(
            f"Sextant refuse le tableau qu’il vient de calculer : {said[0]}",
            remedy="C’est un défaut de Sextant : signalez-le, avec votre fichier.",
        )
    return verdict


@dataclass
class _Found:
    """What a search brought back. ``over``: it was ended for good, or found all there is."""

    chosen: Callable[[cp_model.LinearExpr | int], int] | None = None
    cost: int | None = None
    bound: int = 0
    impossible: bool = False
    over: bool = False

    @property
    def proved(self) -> bool:
        """Nothing is cheaper."""
        return self.cost is not None and self.cost <= self.bound

    def and_then(self, other: _Found) -> _Found:
        """The cheaper of two, under the higher bound."""
        best = other if self.cost is None or (other.cost is not None and other.cost < self.cost) else self
        return replace(
            best, bound=max(self.bound, other.bound), impossible=self.impossible or other.impossible
        )


def _search(
    model: Model,
    parts: SetFree | None,
    until: float,
    workers: int,
    seed: int,
    watch: _Watch,
    stop: threading.Event | None,
) -> _Found:
    """Part after part, beside the whole when there is a core for each; then the whole, told the best of the parts."""
    cores = max(1, min(workers, os.cpu_count() or 1))

    def left() -> float:
        return until - time.monotonic()

    def end() -> None:
        watch.stop_whole()
        if parts is not None:
            parts.give_up()

    found = _Found()
    try:
        with ends_when(stop, end):
            if parts is not None and cores == 1:
                parts.run(threading.Event(), left, watch.has_part)
            elif parts is not None:
                found = _beside(model, parts, left, cores - 1, seed, watch)
            found = found.and_then(_of_parts(parts))
            whole = parts is None or (parts.settled and not (found.over or found.proved or found.impossible))
            if whole and left() > 0:
                if parts is not None:
                    parts.hint(model.cp)
                found = found.and_then(_whole(model, left(), cores, seed, watch))
    except KeyboardInterrupt:
        if parts is None or parts.solver is None:
            raise
    ctrl_c.give_back()
    return found.and_then(_of_parts(parts))


def _of_parts(parts: SetFree | None) -> _Found:
    """The best roster that parts gave."""
    if parts is None or parts.solver is None:
        return _Found()
    return _Found(_reader(parts.solver), parts.cost)


def _beside(
    model: Model,
    parts: SetFree,
    left: Callable[[], float],
    cores: int,
    seed: int,
    watch: _Watch,
) -> _Found:
    """The parts on one core, the whole on the others until it is proved or the parts have settled."""
    watch.parts, done = parts, threading.Event()

    def improve() -> None:
        parts.run(done, left, watch.has_part)
        while parts.settled and not done.wait(0.02):
            watch.stop_whole()

    beside = threading.Thread(target=improve, daemon=True)
    beside.start()
    found = _whole(model, left(), cores, seed, watch)
    found.over = not parts.settled
    done.set()
    while beside.is_alive():
        parts.stop()
        beside.join(0.02)
    watch.parts = None
    return found


def _whole(model: Model, seconds: float, cores: int, seed: int, watch: _Watch) -> _Found:
    """The whole model asked of CP-SAT."""
    solver = watch.whole = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(seconds, 0.1)
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2
    _share_cores(solver, cores)
    solver.best_bound_callback = watch.on_bound
    status = solver.solve(model.cp, watch)
    watch.whole = None
    if status == cp_model.MODEL_INVALID:
        raise Disagreement(
            f"modèle refusé par le solveur : {model.cp.validate()}",
            remedy="C’est un défaut de Sextant : signalez-le, avec votre fichier.",
        )
    if status == cp_model.INFEASIBLE:
        return _Found(impossible=True)
    found = _Found(bound=max(watch.bound, ceil(solver.best_objective_bound - 1e-6), 0))
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found.chosen, found.cost = _reader(solver), round(solver.objective_value)
        if status == cp_model.OPTIMAL:
            found.bound = found.cost
    return found


def _reader(solver: cp_model.CpSolver) -> Callable[[cp_model.LinearExpr | int], int]:
    """What a solver chose."""
    return lambda literal: int(solver.value(literal))


# Two searches led by the linear relaxation prove what a broad portfolio does not, when both have a core of
# their own: 14 interns over 26 weeks in 16 s, against no proof in 25 s for eight searches on the same two cores.
_ON_FEW_CORES = ("max_lp", "default_lp", "reduced_costs")
_BROAD = 7


def _share_cores(solver: cp_model.CpSolver, cores: int) -> None:
    """One search a core; the portfolio fits their number."""
    solver.parameters.num_workers = cores
    if 1 < cores < _BROAD:
        # From three on, one core is left to the searches that improve the best roster so far.
        solver.parameters.subsolvers.extend(_ON_FEW_CORES[: max(2, cores - 1)])


class _Watch(cp_model.CpSolverSolutionCallback):
    """Tells the progress, and notes when the first roster came."""

    def __init__(self, started: float, progress: Callable[[Progress], None] | None) -> None:
        super().__init__()
        self.started = started
        self.progress = progress
        self.first: float | None = None
        self.best: int | None = None
        self.bound = 0
        self.missing = ""
        self.costs: list[Cost] = []
        self.parts: SetFree | None = None  # told of what the search of the whole finds
        self.whole: cp_model.CpSolver | None = None
        self._one = threading.Lock()

    def has(self, cost: int, amounts: Iterable[tuple[str, int]]) -> None:
        """A roster of this cost is in hand, that lacks these amounts by kind."""
        with self._one:
            if self.best is None or cost < self.best:
                self.best = cost
                self.missing = missing(amounts) if self.progress is not None else ""
            if self.first is None:
                self.first = time.monotonic() - self.started
        self.end_if_reached()
        self.tell()

    def end_if_reached(self) -> None:
        """Nothing is cheaper than the bound: the search of the whole may end."""
        if self.best is not None and self.best <= self.bound:
            self.stop_whole()

    def stop_whole(self) -> None:
        """End the search of the whole, if there is one."""
        if (whole := self.whole) is not None:
            whole.stop_search()

    def has_part(self, part: cp_model.CpSolver, cost: int) -> None:
        """The roster is cheaper for a part that was set free."""
        self.has(cost, ((c.kind, int(part.value(c.amount))) for c in self.costs))

    def on_solution_callback(self) -> None:
        self.bound = max(self.bound, ceil(self.best_objective_bound - 1e-6))
        cost = round(self.objective_value)
        if self.parts is not None:
            self.parts.offer(cost, list(self.response_proto.solution))
        self.has(cost, ((c.kind, int(self.value(c.amount))) for c in self.costs))

    def on_bound(self, bound: float) -> None:
        self.bound = max(self.bound, ceil(bound - 1e-6))
        self.end_if_reached()
        self.tell()

    def tell(self) -> None:
        if self.progress is not None:
            self.progress(Progress(self.best, self.bound, time.monotonic() - self.started, self.missing))


def cost_lines(roster: Roster, others: Sequence[CostLine] = ()) -> tuple[CostLine, ...]:
    """The costs paid, dearest first: those of policies, read in the roster itself, and ``others``."""
    policies = [
        CostLine(one.kind, one.sentence, one.amount, one.cost, one.day) for one in missed(roster) if one.cost
    ]
    return tuple(sorted([*policies, *others], key=lambda line: (-line.cost, line.day, line.what)))


def _costs(
    model: Model,
    chosen: Callable[[cp_model.LinearExpr | int], int],
    roster: Roster,
    library: Library,
) -> tuple[CostLine, ...]:
    """The costs paid, as read on the roster itself: a search that was stopped may count more than the roster costs.

    Raises Disagreement when what is read exceeds what the solver counts, of any kind.
    """
    read = cost_lines(roster, bill(roster, library))
    counted: Counter[str] = Counter()
    for cost in model.costs:
        if cost.weight:
            counted[cost.kind] += cost.weight * chosen(cost.paid)
    paid: Counter[str] = Counter()
    for line in read:
        kind = line.kind if line.kind in counted else POLICY
        paid[kind] += line.cost
        if paid[kind] > counted[kind]:
            raise _contradiction(line.what, paid[kind], counted[kind])
    return read


def _contradiction(what: str, read: int, counted: int) -> Disagreement:
    """Two readings of one cost that part: the roster is not shown."""
    return Disagreement(
        f"Sextant compte de deux façons ce que coûte le tableau qu’il vient de calculer : {read} relu sur le "
        f"tableau, {counted} dans la recherche ({what})",
        remedy="C’est un défaut de Sextant : signalez-le, avec votre fichier.",
    )
