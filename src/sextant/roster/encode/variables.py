"""The candidates: everything each intern might do, each with a literal; the solver chooses among them.

A candidate is the very activity that the auditor will read, so that encoder and auditor speak of the
same instants, half-days and minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ortools.sat.python import cp_model

from sextant.almanac.activity import Activity, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.almanac.span import instant
from sextant.almanac.timeline import Nature, timeline
from sextant.law.counting import CODE, load_counting
from sextant.law.reading import Reading
from sextant.roster.problem import Duty, DutyLine, Fixed, Intern, Problem, Shift
from sextant.roster.roster import Roster

Literal = cp_model.IntVar | int
MORNING, AFTERNOON, NIGHT = HalfDay.MORNING, HalfDay.AFTERNOON, HalfDay.NIGHT


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule or a fact that constraints stand for: what an explanation names.

    ``kind``: ``rule``, ``cover``, ``leave``, ``exemption``, ``fixed``, ``course``, ``policy``. ``code`` is the
    rule's code, the line's id, or the shape of a policy; ``who`` and ``what`` say for whom and
    what exactly (the rule's id, the week of a line, the dates of a leave).
    """

    kind: str
    code: str = ""
    who: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An activity that may be chosen, and the literal that chooses it (1: it is given)."""

    activity: Activity
    literal: Literal

    @property
    def given(self) -> bool:
        """True when it is a fact, not a choice."""
        return isinstance(self.literal, int)


@dataclass
class Seat:
    """One intern and everything they might do, in order of start."""

    intern: Intern
    candidates: list[Candidate] = field(default_factory=list)
    absences: list[Activity] = field(default_factory=list)

    @cached_property
    def reading(self) -> Reading:
        """What the law reads before anything is chosen: windows, weeks net of leave."""
        problem = self.problem
        courses = [c.activity for c in self.of(Kind.UNIVERSITY)]
        facts = timeline(
            self.intern.person, problem.first, problem.last, [*self.absences, *courses], Nature.PLANNED
        )
        return Reading([facts], problem.settings)

    problem: Problem = field(kw_only=True)

    @cached_property
    def off(self) -> set[int]:
        """Days without any service, see :func:`off_days`."""
        return off_days(self.problem, self.intern)

    def of(self, *kinds: Kind) -> Iterator[Candidate]:
        """Candidates of these kinds."""
        return (c for c in self.candidates if c.activity.kind in kinds)


class Model:
    """A CP-SAT model, its seats, and the reasons of its constraints.

    With ``explaining``, every constraint that has a reason can be switched off by a literal of its own,
    and candidates that a fact rules out are made all the same, barred by that fact.
    """

    def __init__(self, problem: Problem, *, explaining: bool = False) -> None:
        self.problem = problem
        self.explaining = explaining
        self.cp = cp_model.CpModel()
        self.switches: dict[Reason, cp_model.IntVar] = {}
        self.seats = [Seat(intern, problem=problem) for intern in problem.interns]
        self.posts: dict[tuple[str, Kind, int, HalfDay], list[Candidate]] = {}
        self.costs: list[Cost] = []
        self.half_days_owed = 0.0  # a week, from the rule of recovery (V10)
        self.personal_owed = 0.0  # a week, from the rule of personal half-days (V2)

    def add(self, constraint: cp_model.Constraint | bool, reason: Reason | None = None) -> None:
        """Register the reason of a constraint just added to :attr:`cp`."""
        if self.explaining and reason is not None and not isinstance(constraint, bool):
            constraint.only_enforce_if(self.switch(reason))

    def require(self, linear: cp_model.BoundedLinearExpression | bool, reason: Reason | None = None) -> None:
        """Add a linear constraint that stands for ``reason``."""
        if isinstance(linear, bool):  # nothing to choose: a constant comparison
            if not linear:
                self.add(self.cp.add_bool_or([]), reason)
            return
        self.add(self.cp.add(linear), reason)

    def bar(self, seat: Seat, candidates: list[Candidate], reason: Reason) -> None:
        """Take candidates out of the model, as if they had never been made; when explaining, bar them."""
        if self.explaining:
            for candidate in candidates:
                self.require(candidate.literal == 0, reason)
            return
        if not candidates:
            return
        gone = {id(candidate) for candidate in candidates}
        seat.candidates = [c for c in seat.candidates if id(c) not in gone]
        for post, holders in self.posts.items():
            if gone.intersection(map(id, holders)):
                self.posts[post] = [c for c in holders if id(c) not in gone]

    def switch(self, reason: Reason) -> cp_model.IntVar:
        """The literal that switches a reason on."""
        if reason not in self.switches:
            self.switches[reason] = self.cp.new_bool_var(
                f"{reason.kind} {reason.code} {reason.who} {reason.what}"
            )
        return self.switches[reason]


@dataclass(frozen=True, slots=True)
class Cost:
    """A penalty: ``weight`` times ``amount`` (a literal or a variable), and how it is said in French.

    ``steps`` are added to the amount where each further unit costs more than the one before.
    """

    weight: int
    amount: Literal | cp_model.LinearExpr
    kind: str
    what: str
    day: int = 0
    out_of: int = 0
    steps: tuple[cp_model.IntVar, ...] = ()

    @property
    def paid(self) -> cp_model.LinearExpr | Literal:
        """What the weight multiplies."""
        return self.amount + sum(self.steps) if self.steps else self.amount

    def said(self, amount: int) -> str:
        """``what``, with what is left of ``out_of`` once ``amount`` is missing in the place of « {left} »."""
        return self.what.replace("{left}", str(self.out_of - amount))


def make_candidates(model: Model) -> None:
    """Fill the seats: given facts, half-days of stage and personal, duties of the lines, shifts."""
    make_facts(model)
    for seat in model.seats:
        if model.problem.normal_service:
            _half_days(model, seat)
        for shift in model.problem.shifts:
            if seat.intern.name in shift.eligible:
                seat.candidates += [c for day in model.problem.days for c in _shift(model, seat, shift, day)]
    for line in model.problem.lines:
        for duty in line.duties:
            for day in sorted(duty.days):
                post = line.id, duty.kind, day, duty.half_day
                model.posts.setdefault(post, []).extend(_duties(model, line, duty, day))
    for seat in model.seats:
        _decided(model, seat)
        seat.candidates.sort(key=lambda c: (c.activity.start, c.activity.end))


def make_facts(model: Model) -> None:
    """Fill the seats with leave and courses only."""
    for seat in model.seats:
        _facts(model, seat)


def _facts(model: Model, seat: Seat) -> None:
    """Leave and courses: given, never chosen."""
    problem = model.problem
    for day, kind in sorted(absent_days(problem, seat.intern).items()):
        seat.absences.append(leave_activity(problem, kind, day))
    away = set(absent_days(problem, seat.intern))
    for day, half_day in sorted(seat.intern.university):
        if day not in away:
            start = (problem.hours.morning, problem.hours.afternoon)[half_day][0]
            end = start + problem.hours.university_minutes
            course = _activity(problem, Kind.UNIVERSITY, day, half_day, start, end)
            if model.explaining:
                literal = model.cp.new_bool_var("")
                model.require(literal == 1, Reason("course", who=seat.intern.name))
                seat.candidates.append(Candidate(course, literal))
            else:
                seat.candidates.append(Candidate(course, 1))


def absent_days(problem: Problem, intern: Intern) -> dict[int, Kind]:
    """Each day of leave or absence within the period, and its kind."""
    days = range(problem.first.toordinal(), problem.last.toordinal() + 1)
    return {
        day: leave.kind
        for leave in intern.leaves
        for day in range(leave.first.toordinal(), leave.last.toordinal() + 1)
        if day in days
    }


def off_days(problem: Problem, intern: Intern) -> set[int]:
    """Days without any service: absences, and the Saturday after a Friday of leave (back on Monday)."""
    away = set(absent_days(problem, intern))
    return away | {day + 1 for day in away if (day - 1) % 7 == 4}


def working_half_days(problem: Problem) -> Iterator[tuple[int, HalfDay]]:
    """Half-days of normal service: Monday morning to Saturday morning, public holidays left out."""
    for day in problem.days:
        weekday = (day - 1) % 7
        if weekday == 6 or is_holiday(day, problem.territory):
            continue
        yield day, MORNING
        if weekday != 5:
            yield day, AFTERNOON


def _half_days(model: Model, seat: Seat) -> None:
    """Stage or personal, on each half-day of normal service that is free of course and leave."""
    problem, off = model.problem, seat.off
    taken = {(c.activity.day, c.activity.half_day) for c in seat.candidates}
    for day, half_day in working_half_days(problem):
        if day in off or (day, half_day) in taken:
            continue
        start, end = (problem.hours.morning, problem.hours.afternoon)[half_day]
        for kind in (Kind.STAGE, Kind.PERSONAL):
            seat.candidates.append(
                Candidate(_activity(problem, kind, day, half_day, start, end), model.cp.new_bool_var(""))
            )


def _decided(model: Model, seat: Seat) -> None:
    """What was decided beforehand and no line holds: a recovery, a half-day where none is usual."""
    problem, hours = model.problem, model.problem.hours
    clocks = {MORNING: hours.morning, AFTERNOON: hours.afternoon, NIGHT: hours.night}
    for fixed in seat.intern.fixed:
        if fixed.line or any(is_fixed(candidate, fixed) for candidate in seat.candidates):
            continue
        activity = _activity(problem, fixed.kind, fixed.day, fixed.half_day, *clocks[fixed.half_day])
        seat.candidates.append(Candidate(activity, model.cp.new_bool_var("")))


def is_fixed(candidate: Candidate, fixed: Fixed) -> bool:
    """True when choosing the candidate does what was decided."""
    activity = candidate.activity
    return (activity.kind, activity.day, activity.half_day) == (fixed.kind, fixed.day, fixed.half_day) and (
        not fixed.line or activity.line == fixed.line
    )


def _duties(model: Model, line: DutyLine, duty: Duty, day: int) -> list[Candidate]:
    """One candidate per intern who may hold this duty on this day."""
    activity = _activity(model.problem, duty.kind, day, duty.half_day, duty.start, duty.end, line.id)
    found: list[Candidate] = []
    for seat in model.seats:
        if seat.intern.name in line.eligible:
            made = _held(model, seat, activity)
            seat.candidates += made
            found += made
    return found


def leave_activity(problem: Problem, kind: Kind, day: int) -> Activity:
    """A day of leave or absence."""
    return _activity(problem, kind, day, MORNING, *problem.hours.day_duty)


def shift_activity(problem: Problem, shift: Shift, day: int) -> Activity:
    """What holding a shift on a day is."""
    return _activity(problem, shift.kind, day, shift.half_day, shift.start, shift.end, shift.id)


def _shift(model: Model, seat: Seat, shift: Shift, day: int) -> list[Candidate]:
    return _held(model, seat, shift_activity(model.problem, shift, day))


def _held(model: Model, seat: Seat, activity: Activity) -> list[Candidate]:
    """The candidate for a post, unless a fact bars it."""
    reason = _barred(seat, activity)
    if reason is not None and not model.explaining:
        return []
    candidate = Candidate(activity, model.cp.new_bool_var(""))
    if reason is not None:
        model.require(candidate.literal == 0, reason)
    return [candidate]


def _barred(seat: Seat, activity: Activity) -> Reason | None:
    """The leave that this duty would touch."""
    last_day = activity.day + (1 if activity.end > instant(activity.day + 1, 0, seat.problem.zone) else 0)
    day = next((day for day in (activity.day, last_day) if day in seat.off), None)
    if day is None:
        return None
    leave = next(
        (x for x in seat.intern.leaves if x.first.toordinal() <= day <= x.last.toordinal() + 1), None
    )
    what = f"du {leave.first:%d/%m/%Y} au {leave.last:%d/%m/%Y}" if leave else ""
    return Reason("leave", who=seat.intern.name, what=what)


def _activity(
    problem: Problem, kind: Kind, day: int, half_day: HalfDay, start: int, end: int, line: str = ""
) -> Activity:
    return Activity(
        kind=kind,
        day=day,
        half_day=half_day,
        start=instant(day, start, problem.zone),
        end=instant(day, end, problem.zone),
        line=line,
        consent=False,
    )


def by_slot(candidates: Iterable[Candidate]) -> dict[tuple[int, HalfDay], list[Candidate]]:
    """Candidates of each (day, half-day): no two of them can be chosen together."""
    found: dict[tuple[int, HalfDay], list[Candidate]] = {}
    for candidate in candidates:
        for slot in candidate.activity.fills:
            found.setdefault((candidate.activity.day, slot), []).append(candidate)
    return found


def alike(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """Candidates of one kind, half-day and hours together, in order: the same night of several lines.

    One at most of each group is chosen, so that a constraint on hours speaks once for the whole group.
    """
    found: dict[tuple[Kind, int, HalfDay, int, int], list[Candidate]] = {}
    for c in candidates:
        a = c.activity
        found.setdefault((a.kind, a.day, a.half_day, a.start, a.end), []).append(c)
    return list(found.values())


def one_thing_at_a_time(model: Model) -> None:
    """At most one candidate in each half-day, and none of two that overlap in time."""
    for seat in model.seats:
        for together in by_slot(seat.candidates).values():
            if len(together) > 1:
                model.cp.add_at_most_one(c.literal for c in together)
        for i, first in enumerate(seat.candidates):
            for second in seat.candidates[i + 1 :]:
                if second.activity.start >= first.activity.end:
                    break
                same = set(first.activity.fills) & set(second.activity.fills)
                if first.activity.day != second.activity.day or not same:
                    model.cp.add_at_most_one((first.literal, second.literal))


def half_days_of(activity: Activity) -> int:
    """Stage half-days that an activity is credited with."""
    return int(load_counting().stage_half_days[CODE[activity.kind]])


def minutes_of(activity: Activity) -> int:
    """Minutes that an activity counts toward 48 h."""
    return activity.minutes * int(load_counting().counts_hours[CODE[activity.kind]])


def decode(model: Model, chosen: Callable[[cp_model.LinearExpr | int], int]) -> Roster:
    """The roster that the solver chose."""
    return Roster(
        model.problem,
        {
            seat.intern.name: tuple(
                sorted(
                    [*seat.absences, *(c.activity for c in seat.candidates if chosen(c.literal))],
                    key=lambda a: (a.start, a.end),
                )
            )
            for seat in model.seats
        },
    )
