"""Repair a roster after an absence, a new leave, a refused duty: the fewest changes, proved, and who is touched.

The law and the lines bind as when the roster was made. What costs is no longer what the ward would like, but
what people must be told: each cell that changes, more when it is near and when it was promised already. Between
two repairs that change as much, a duty goes to whoever holds the least against their fair share.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ortools.sat.python import cp_model

from sextant import wording
from sextant.almanac.activity import ABSENCES, Kind
from sextant.errors import BadInput, Disagreement, Undecided
from sextant.law import say
from sextant.law.breach import Breach
from sextant.law.library import Library, load
from sextant.roster.audit import DUTIES, judge_interns
from sextant.roster.change import Cell, Change, cells_of, judged_change
from sextant.roster.encode.planned import Refusal, planned_model, settle
from sextant.roster.encode.variables import Candidate, Cost, Model, Seat, decode
from sextant.roster.fairness import HELD, fairness
from sextant.roster.policy_costs import PolicyCosts, policy_costs
from sextant.roster.problem import Fixed, Intern, Leave, Problem
from sextant.roster.roster import Roster
from sextant.roster.touched import Touched, touched


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody who will not be there, first and last day included. ``kind`` is an absence."""

    name: str
    first: date
    last: date
    kind: Kind = Kind.SICKNESS


@dataclass(frozen=True, slots=True)
class Effort:
    """What a change weighs. A duty that moves weighs ``duty``, any other half-day ``half_day``.

    ``near``: (days, factor) from the first day that may change, nearest first; further away a change weighs once.
    ``promised`` multiplies what was published already. ``short``: one intern under the ward's minimum on one
    half-day; ``left_open``: a duty that nobody must hold, held no more; ``unfilled``: a duty that somebody must.
    """

    duty: int = 3
    half_day: int = 1
    near: tuple[tuple[int, int], ...] = ((7, 4), (14, 3), (28, 2))
    promised: int = 2
    short: int = 2
    left_open: int = 6
    unfilled: int = 10_000


USUAL = Effort()


@dataclass(frozen=True, slots=True)
class Repair:
    """The repaired roster. ``effort`` is its weight, ``least`` what no repair can go below.

    ``unfilled``: duties that nobody can hold by law, in French. ``kept``: breaches of law that the past or a pinned
    cell already makes. ``touched``: each person whose cells change, and why, in French.
    """

    change: Change
    effort: int
    least: int
    touched: tuple[Touched, ...]
    unfilled: tuple[str, ...]
    kept: tuple[Breach, ...]
    seconds: float

    @property
    def roster(self) -> Roster:
        """The roster to publish."""
        return self.change.after

    @property
    def policy_costs(self) -> PolicyCosts:
        """What the policies of the ward that have a price lose or gain: it never outweighs a change."""
        return policy_costs(self.change.before, self.change.after)

    @property
    def proved(self) -> bool:
        """True when no smaller change exists."""
        return self.effort == self.least


def repair(
    roster: Roster,
    *,
    since: date,
    absences: Sequence[Absence] = (),
    refusals: Collection[Refusal] = (),
    promised_until: date | None = None,
    effort: Effort = USUAL,
    library: Library | None = None,
    seconds: float = 20,
    workers: int = 1,
) -> Repair:
    """The roster changed as little as can be. Nothing before ``since`` moves, nor do pinned cells.

    ``refusals`` say who does not hold a duty (name, day, line). What nobody can hold is left unfilled, and said.
    Raises BadInput for an absence that does not fit the ward, Undecided when ``seconds`` give no roster.
    """
    started = time.monotonic()
    library = library or load()
    problem = with_absences(roster, absences)
    model = planned_model(problem, roster, library, since.toordinal(), refusals)
    prices = _Prices(model, roster, since.toordinal(), promised_until, effort, library)
    hold_what_can_be(model, prices)
    settle(model)
    solver, proved = _search(model, prices, seconds - (time.monotonic() - started), workers)
    chosen = lambda literal: int(solver.value(literal))  # noqa: E731
    after = Roster(problem, decode(model, chosen).activities)
    change = judged_change(roster, after, library)
    kept = change.audit.judgement.unlawful
    _refuse_new(change, model, library)
    spent = round(solver.objective_value) // prices.scale
    least = spent if proved else max(0, round(solver.best_objective_bound)) // prices.scale
    return Repair(
        change=change,
        effort=spent,
        least=least,
        touched=touched(change, {absence.name for absence in absences}, library),
        unfilled=tuple(fault.sentence for fault in change.audit.faults if fault.code == "P1"),
        kept=kept,
        seconds=time.monotonic() - started,
    )


# -- the ward with the absence ------------------------------------------------------------------------


def with_absences(roster: Roster, absences: Iterable[Absence]) -> Problem:
    """The same ward, each absence added to the leaves of its intern; days that are leave already stay so.

    Courses of those days are missed, and what was pinned on them is pinned no more. Raises BadInput.
    """
    problem = roster.problem
    for absence in absences:
        if absence.name not in {intern.name for intern in problem.interns}:
            raise BadInput(f"« {absence.name} » n’est pas un interne de ce service")
        if absence.kind not in ABSENCES:
            raise BadInput(f"« {say.name(absence.kind)} » n’est pas une absence")
        if absence.last < absence.first:
            raise BadInput(
                f"l’absence de {absence.name} finit avant de commencer", remedy="Corrigez ses dates."
            )
        if absence.last < problem.first or absence.first > problem.last:
            raise BadInput(
                f"l’absence de {absence.name} est hors du tableau, qui va {wording.say_span(problem.first, problem.last)}"
            )
        problem = replace(
            problem,
            interns=tuple(_absent(i, absence) if i.name == absence.name else i for i in problem.interns),
        )
    return problem


def _absent(intern: Intern, absence: Absence) -> Intern:
    """The intern with the days of the absence that are not leave already, in runs."""
    away = {
        day for leave in intern.leaves for day in range(leave.first.toordinal(), leave.last.toordinal() + 1)
    }
    new = [d for d in range(absence.first.toordinal(), absence.last.toordinal() + 1) if d not in away]
    runs: list[list[int]] = []
    for day in new:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    leaves = tuple(
        Leave(absence.kind, date.fromordinal(run[0]), date.fromordinal(run[-1]), movable=False)
        for run in runs
    )
    fixed: tuple[Fixed, ...] = tuple(f for f in intern.fixed if f.day not in set(new))
    courses = frozenset(c for c in intern.university if c[0] not in set(new))
    return replace(intern, leaves=(*intern.leaves, *leaves), fixed=fixed, university=courses)


# -- what changes cost --------------------------------------------------------------------------------


@dataclass
class _Prices:
    """What the model pays, in units of ``scale``: what is below one unit only decides between equals."""

    model: Model
    before: Roster
    since: int
    promised_until: date | None
    effort: Effort
    library: Library
    scale: int = field(init=False)

    def __post_init__(self) -> None:
        self.preference = self._preferences()
        most = max(self.preference.values(), default=0) + _WISH
        duties = sum(
            1
            for line in self.model.problem.lines
            for duty in line.duties
            for day in duty.days
            if day >= self.since
        )
        self.scale = 1 + most * max(duties, 1)

    def _preferences(self) -> dict[str, int]:
        """0 for who holds the least against their fair share, more for the others: at most a score of steps."""
        shares = fairness(self.before, self.library).shares
        away = {s.name: s.nights - s.fair_nights + s.weekends - s.fair_weekends for s in shares}
        lowest = min(away.values(), default=0.0)
        return {name: min(round(2 * (value - lowest)), _STEPS) for name, value in away.items()}

    def of_cell(self, cell: Cell, duty: bool) -> int:
        """What it costs that this cell changes."""
        ahead = cell.day - self.since
        factor = next((times for days, times in self.effort.near if ahead < days), 1)
        promised = self.promised_until is not None and cell.day <= self.promised_until.toordinal()
        return (
            (self.effort.duty if duty else self.effort.half_day)
            * factor
            * (self.effort.promised if promised else 1)
        )

    def total(self) -> cp_model.LinearExpr | int:
        """The whole price of a choice."""
        return sum(cost.weight * cost.paid for cost in self.model.costs) + sum(
            self._of_seat(seat) for seat in self.model.seats
        )

    def _of_seat(self, seat: Seat) -> cp_model.LinearExpr | int:
        """Each cell that loses what it held, each empty cell that gets something, and who is preferred for a duty."""
        name = seat.intern.name
        had = cells_of(self.before, name)
        avoided = {day for wish in seat.intern.duty_wishes if not wish.prefer for day in wish.days}
        paid: cp_model.LinearExpr | int = 0
        for c in seat.candidates:
            if isinstance(c.literal, int):
                continue
            a = c.activity
            was = had.get((a.day, a.half_day))
            if was == a:
                paid += (
                    self.scale
                    * self.of_cell(Cell(name, a.day, a.half_day), was.kind in DUTIES)
                    * (1 - c.literal)
                )
                self.model.cp.add_hint(c.literal, 1)
                continue
            self.model.cp.add_hint(c.literal, 0)
            price = 0
            if was is None:
                price = self.scale * self.of_cell(Cell(name, a.day, a.half_day), a.kind in DUTIES)
            if a.kind in HELD:
                price += self.preference.get(name, 0) + (_WISH if a.day in avoided else 0)
            paid += price * c.literal
        return paid


_STEPS, _WISH = 20, 5


def hold_what_can_be(model: Model, prices: _Prices) -> None:
    """Each post to come is held once or stays open, dearly; so are half-days under the ward's minimum."""
    effort, scale = prices.effort, prices.scale
    held = {
        (a.line, a.kind, a.day, a.half_day)
        for own in prices.before.activities.values()
        for a in own
        if a.line
    }
    for line in model.problem.lines:
        for duty in line.duties:
            for day in sorted(day for day in duty.days if day >= prices.since):
                post = line.id, duty.kind, day, duty.half_day
                left = model.cp.new_bool_var("")
                model.cp.add(sum(c.literal for c in model.posts[post]) + left == 1)
                if line.required or post in held:
                    weight = effort.unfilled if line.required else effort.left_open
                    model.costs.append(Cost(scale * weight, left, "uncovered", line.name, day))
    _keep_presence(model, prices)


def _keep_presence(model: Model, prices: _Prices) -> None:
    there: dict[tuple[int, int], list[Candidate]] = {}
    for seat in model.seats:
        if not seat.intern.person.surnombre:
            for c in seat.of(Kind.STAGE):
                there.setdefault((c.activity.day, int(c.activity.half_day)), []).append(c)
    for need in model.problem.presence:
        if need.minimum > 0 and need.day >= prices.since and prices.effort.short:
            found = there.get((need.day, int(need.half_day)), [])
            short = model.cp.new_int_var(0, need.minimum, "")
            model.cp.add(short + sum(c.literal for c in found) >= need.minimum)
            weight = prices.effort.short * prices.of_cell(Cell("", need.day, need.half_day), False)
            model.costs.append(Cost(prices.scale * weight, short, "below_minimum", "", need.day))


def _search(model: Model, prices: _Prices, seconds: float, workers: int) -> tuple[cp_model.CpSolver, bool]:
    model.cp.minimize(prices.total())
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(seconds, 0.5)
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = 2
    solver.parameters.cp_model_probing_level = 0  # the proof comes without it, a quarter sooner
    status = solver.solve(model.cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise Undecided(
            "le temps donné n’a pas suffi pour réparer le tableau"
            if status == cp_model.UNKNOWN
            else "ce tableau ne peut pas être réparé sans toucher au passé ou à une case fixée",
            remedy="Libérez une case fixée, ou réparez à partir d’un jour plus proche.",
        )
    return solver, status == cp_model.OPTIMAL


def _refuse_new(change: Change, model: Model, library: Library) -> None:
    """What is left broken is what the facts and the fixed cells break alone.

    Raises Disagreement when a repair breaks anything else: a bug of ours, never shown as a roster.
    """
    names = {intern.name for intern in model.problem.interns}
    broken = [b for b in change.audit.judgement.unlawful if b.person in names]
    if broken:
        fixed = Roster(
            model.problem,
            decode(model, lambda literal: literal if isinstance(literal, int) else 0).activities,
        )
        alone = judge_interns(fixed, model.problem.interns, library).unlawful
        forced = {(b.rule.id, b.person) for b in alone}
        broken = [b for b in broken if (b.rule.id, b.person) not in forced]
    if broken:
        raise Disagreement(
            f"Sextant refuse le tableau qu’il vient de réparer : {broken[0].sentence}",
            remedy="C’est un défaut de Sextant : signalez-le, avec votre fichier.",
        )
