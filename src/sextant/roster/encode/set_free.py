"""A better roster, part by part: some people, weeks or weekends are set free, all else is kept, CP-SAT fills them in.

A part takes a twentieth of a second where the whole takes a minute, so that a large ward has a good roster long before
anything is proved of it. Parts that pay are drawn more; a part that is proved at once is drawn larger next time.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from sextant.roster.encode.variables import Model
from sextant.roster.roster import Roster

_WORK = 0.3
"""Work for one part, in CP-SAT's own deterministic time: a quarter of a second to one second."""


@dataclass
class _Shape:
    """One way to draw a part: how large (in people or weeks), and what it brought for its work of late."""

    name: str
    size: float
    most: float
    paid: float = float("inf")  # until it was tried

    def learn(self, gain: float, work: float, closed: bool) -> None:
        rate = gain / (work + 0.01)
        self.paid = rate if self.paid == float("inf") else 0.7 * self.paid + 0.3 * rate
        if closed and work < _WORK / 4:
            self.size = min(self.size * 1.1, self.most)
        elif not closed:
            self.size = max(self.size * 0.85, 1.0)


class SetFree:
    """The best roster so far, and what is drawn to make it better. The model is copied: another search may use it."""

    def __init__(self, model: Model, roster: Roster, cost: int, seed: int) -> None:
        self.cp = model.cp.clone()
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        self.cost = cost
        self.values: list[int] = []  # of every variable, once CP-SAT has filled a part
        self.solver: cp_model.CpSolver | None = None  # that found the best, when it was found here
        self._rng = random.Random(seed)
        self._given_up = False
        self.settled = False  # parts bring nothing any more
        self._now: cp_model.CpSolver | None = None
        self._offer: tuple[int, list[int]] | None = None
        self._read(model, roster)
        self._costs = [
            (cost.day, cost.weight * cost.paid) for cost in model.costs if cost.weight and cost.day
        ]
        people, weeks = len(model.seats), self.weeks
        self._shapes = [
            _Shape("people", 2.0, people),
            _Shape("weeks", 2.0, weeks),
            _Shape("both", 6.0, weeks),
            _Shape("weekends", 6.0, weeks),
        ]
        self._people = people
        self._deck: list[int] = []

    def _read(self, model: Model, roster: Roster) -> None:
        """Each choice: the place of its variable, its day, whose it is, and whether the roster makes it."""
        start = model.problem.first.toordinal()
        self.weeks = (model.problem.last.toordinal() - start) // 7 + 1
        rows: list[tuple[int, int, int, int]] = []
        for place, seat in enumerate(model.seats):
            own = roster.activities.get(seat.intern.name, ())
            made = {(a.kind, a.day, a.half_day, a.line) for a in own}
            for c in seat.candidates:
                if not isinstance(c.literal, int):
                    a = c.activity
                    key = (a.kind, a.day, a.half_day, a.line)
                    rows.append((c.literal.index, a.day - start, place, int(key in made)))
        table: NDArray[np.int64] = np.array(rows, dtype=np.int64).reshape(-1, 4)
        self.index, self.day, self.who, self.made = table.T
        self._start = start
        self._by_week = np.ones(self.weeks)

    # -- what is drawn ----------------------------------------------------------------------------------

    def _draw(self) -> tuple[_Shape, NDArray[np.bool_]]:
        """A shape, those that paid more often, and the choices that it sets free."""
        untried = [shape for shape in self._shapes if shape.paid == float("inf")]
        if untried:
            shape = untried[0]
        else:
            least = 0.1 * max(shape.paid for shape in self._shapes) + 1e-9
            chances = [max(shape.paid, least) for shape in self._shapes]
            shape = self._rng.choices(self._shapes, chances)[0]
        if shape.name == "people":
            return shape, np.isin(self.who, self._some(round(shape.size)))
        first, length = self._stretch(round(shape.size))
        free = (self.day >= 7 * first) & (self.day < 7 * (first + length))
        if shape.name == "both":
            free &= np.isin(self.who, self._some(max(2, self._people // 3)))
        if shape.name == "weekends":
            free &= (self.day + self._start - 1) % 7 >= _FRIDAY
        return shape, free

    def _some(self, count: int) -> list[int]:
        """People drawn in turn: nobody twice before everybody once."""
        count = min(max(2, count), self._people)
        if len(self._deck) < count:
            self._deck = self._rng.sample(range(self._people), self._people)
        drawn, self._deck = self._deck[:count], self._deck[count:]
        return drawn

    def _stretch(self, length: int) -> tuple[int, int]:
        """Consecutive weeks, drawn more where more is paid."""
        length = min(max(1, length), self.weeks)
        sums = np.convolve(self._by_week, np.ones(length), "valid")
        first = self._rng.choices(range(len(sums)), sums.tolist())[0]
        return first, length

    # -- one part -----------------------------------------------------------------------------------------

    def step(self, seconds: float) -> bool:
        """Set a part free and fill it in as well as can be. True when the roster is cheaper for it."""
        self._take_offer()
        shape, free = self._draw()
        variables = self.cp.proto.variables
        for index, made, open_ in zip(self.index.tolist(), self.made.tolist(), free.tolist(), strict=True):
            domain = variables[index].domain
            domain[0], domain[1] = (0, 1) if open_ else (made, made)
        solver = self._now = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.max_time_in_seconds = max(seconds, 0.01)
        parameters.max_deterministic_time = _WORK
        parameters.num_workers = 1
        parameters.random_seed = self._rng.randrange(1 << 30)
        parameters.linearization_level = 2
        parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
        parameters.catch_sigint_signal = False
        status = solver.solve(self.cp)
        self._now = None
        found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        before = self.cost
        if found and round(solver.objective_value) <= self.cost:
            self._keep(round(solver.objective_value), list(solver.response_proto.solution))
            self.solver = solver
            self._weigh(solver)
        work = solver.response_proto.deterministic_time
        shape.learn((before - self.cost) / max(before, 1), work, status == cp_model.OPTIMAL)
        return self.cost < before

    def _keep(self, cost: int, values: list[int]) -> None:
        self.cost, self.values = cost, values
        self.made = np.array(values, dtype=np.int64)[self.index]
        self.hint(self.cp)

    def hint(self, cp: cp_model.CpModel) -> None:
        """Tell a model the best so far, when CP-SAT has filled a part of it."""
        if self.values:
            cp.clear_hints()  # type: ignore[no-untyped-call]
            cp.proto.solution_hint.vars.extend(range(len(self.values)))
            cp.proto.solution_hint.values.extend(self.values)

    def _weigh(self, solver: cp_model.CpSolver) -> None:
        """What each week pays."""
        by_week = np.ones(self.weeks)
        for day, paid in self._costs:
            by_week[(day - self._start) // 7] += solver.value(paid)
        self._by_week = by_week

    # -- beside another search ------------------------------------------------------------------------------

    def offer(self, cost: int, values: list[int]) -> None:
        """A roster that another search found: taken up at the next part if it is cheaper."""
        self._offer = cost, values

    def _take_offer(self) -> None:
        offer, self._offer = self._offer, None
        if offer is not None and offer[0] < self.cost:
            self._keep(*offer)
            self.solver = None

    def stop(self) -> None:
        """End the part under way."""
        if (now := self._now) is not None:
            now.stop_search()

    def give_up(self) -> None:
        """End the part under way, and begin no other."""
        self._given_up = True
        self.stop()

    def run(
        self,
        until: threading.Event,
        left: Callable[[], float],
        tell: Callable[[cp_model.CpSolver, int], None],
    ) -> None:
        """Part after part, until they bring nothing any more, the event is set, or no second is left.

        Each cheaper roster is told. How many parts are tried is counted, not timed: the same for a seed.
        """
        in_vain = 0
        while in_vain < _IN_VAIN and self.cost > 0:
            if until.is_set() or self._given_up or (seconds := left()) <= 0:
                return
            in_vain += 1
            if self.step(seconds) and self.solver is not None:
                in_vain = 0
                tell(self.solver, self.cost)
        self.settled = not self._given_up


_IN_VAIN = 8
"""So many parts that brought nothing: the roster is as good as parts make it. The whole, told so good a roster, is
proved in half the time; told a poor one, it takes twice as long."""
_FRIDAY = 4
