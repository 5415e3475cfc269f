"""A first legal roster, at once: the law and the lines alone, everybody on the ward where nothing forbids it.

The best roster takes its time; people, and a search that is stopped, need one that may be published. A roster known
already (last version, last trimester) takes its place when the law still accepts it.
"""

from __future__ import annotations

import threading

from ortools.sat.python import cp_model

from sextant.almanac.activity import Kind
from sextant.roster.encode.heard import ends_when
from sextant.roster.encode.variables import Model, decode
from sextant.roster.roster import Roster

_SECONDS = 20.0
_PATIENCE = 0.3
"""Seconds between « stop » and the end of the search: a ward that has a roster most often has it by then."""


def first_roster(
    model: Model,
    seconds: float,
    seed: int,
    start: Roster | None = None,
    stop: threading.Event | None = None,
) -> tuple[Roster | None, bool]:
    """A roster that obeys what ``model`` holds so far; None when it was not found. And: is there none, proved?

    One search without any preparation, that tries ``start``, or the ward full, before anything else. Called before
    the aims are told: nothing is weighed. Setting ``stop`` ends the search.
    """
    hint(model, start)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.1, min(seconds / 6, _SECONDS))
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.cp_model_presolve = False
    solver.parameters.linearization_level = 0
    solver.parameters.catch_sigint_signal = False
    with ends_when(stop, solver.stop_search, _PATIENCE):
        status = solver.solve(model.cp)
    model.cp.clear_hints()  # type: ignore[no-untyped-call]
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, status == cp_model.INFEASIBLE
    return decode(model, lambda literal: int(solver.value(literal))), False


def hint(model: Model, start: Roster | None) -> None:
    """What to try first: what ``start`` plans; where it says nothing of somebody, a half-day of stage."""
    for seat in model.seats:
        planned = start.activities.get(seat.intern.name) if start is not None else None
        kept = {(a.kind, a.day, a.half_day, a.line) for a in planned or ()}
        for c in seat.candidates:
            if isinstance(c.literal, int):
                continue
            a = c.activity
            if planned is not None:
                model.cp.add_hint(c.literal, int((a.kind, a.day, a.half_day, a.line) in kept))
            elif a.kind in (Kind.STAGE, Kind.PERSONAL):
                model.cp.add_hint(c.literal, int(a.kind is Kind.STAGE))
