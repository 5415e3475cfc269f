"""Two readings of each rule, one answer: the encoder and the auditor accept the same weeks.

Two weeks of one intern are drawn at random among all that a roster may hold. The solver is given those weeks,
fixed, and one rule; it must find them possible exactly when the auditor finds no breach of that rule.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.almanac.hours import DEFAULT_HOURS
from sextant.almanac.person import Consent, Person, PlacementKind, Pregnancy, Restriction
from sextant.almanac.timeline import Nature, timeline
from sextant.law.audit import judge
from sextant.law.library import load
from sextant.law.settings import Settings
from sextant.roster.encode.law import binding, obey
from sextant.roster.encode.variables import Candidate, Model, by_slot, make_candidates, off_days
from sextant.roster.problem import Duty, DutyLine, Fixed, Intern, Leave, Problem

NOVEMBER = date(2026, 11, 9)  # Wednesday 11 is a holiday
OCTOBER = date(2026, 10, 19)  # the night of Saturday 24 lasts an hour more
MARCH = date(2027, 3, 22)  # Sunday 28 lasts an hour less
WEEKS = 2
CAMILLE = Person("Camille")


@dataclass(frozen=True)
class Case:
    """A rule and the circumstances in which weeks are drawn."""

    code: str
    first: date = NOVEMBER
    weeks: int = WEEKS
    person: Person = CAMILLE
    reading: Settings = Settings()
    leave: tuple[Leave, ...] = ()
    label: str = ""

    @property
    def id(self) -> str:
        return f"{self.code} {self.label}".strip()

    @property
    def last(self) -> date:
        return self.first + timedelta(days=7 * self.weeks - 1)


def closed(case: Case) -> Case:
    """The same, the weeks drawn being the whole averaging window."""
    return replace(case, person=replace(case.person, trimester=(case.first, case.last)))


HALF_TIME = Person("Théo", share=0.5)
PREGNANT = Person(
    "Inès", pregnancy=Pregnancy(date(2026, 11, 14), consent=Consent(date(2026, 11, 18), date(2026, 11, 20)))
)
LIMITED = Person(
    "Yanis",
    restrictions=(
        Restriction(date(2026, 11, 12), date(2026, 11, 17), frozenset({Kind.GARDE_NUIT, Kind.ASTREINTE})),
    ),
)
AWAY = Person("Malo", placement=PlacementKind.SASPAS)
A_WEEK_OFF = (Leave(Kind.LEAVE, date(2026, 11, 9), date(2026, 11, 13)),)

CASES = [
    closed(Case("V1")),
    closed(Case("V1", person=HALF_TIME, label="half-time")),
    closed(Case("V1", leave=A_WEEK_OFF, label="on leave")),
    closed(Case("V1", leave=A_WEEK_OFF, reading=Settings(leave_neutral=False), label="leave not neutral")),
    closed(Case("V2")),
    closed(Case("V2", leave=A_WEEK_OFF, label="on leave")),
    closed(Case("V2", person=HALF_TIME, weeks=4, label="half-time")),
    closed(Case("V3")),
    closed(Case("V3", first=OCTOBER, label="clocks change")),
    closed(Case("V3", reading=Settings(boundary_mode="jour-de-debut"), label="whole nights")),
    Case("V3", person=Person("Jade", trimester=(date(2026, 11, 9), date(2026, 11, 18))), label="window ends inside"),
    Case("V3", person=Person("Jade", trimester=(date(2026, 11, 12), date(2026, 11, 22))), label="window starts inside"),
    Case("V1", weeks=14, reading=Settings(window_mode="glissante"), label="rolling"),
    Case("V3", weeks=14, reading=Settings(window_mode="glissante"), label="rolling"),
    Case("V9"),
    closed(Case("V10")),
    Case("R1"),
    Case("R1", first=OCTOBER, label="clocks change"),
    Case("R3"),
    Case("R4"),
    Case("R4", first=OCTOBER, label="clocks change"),
    Case("R6", reading=Settings(eu_rest_level="manquement"), label="as a breach"),
    Case("G1"),
    Case("G1", first=date(2026, 11, 30), label="two garde months"),
    Case("G1", reading=Settings(garde_week_strict=True), label="each week"),
    Case("G4"),
    Case("G4", first=MARCH, label="clocks change"),
    Case("G4", first=OCTOBER, label="clocks change back"),
    Case("G5", reading=Settings(demi_garde_policy="interdite"), label="forbidden"),
    Case("G10", person=AWAY),
    Case("G11"),
    Case("E1", person=PREGNANT),
    Case("E5", person=LIMITED),
]  # fmt: skip


def ward(case: Case) -> Problem:
    """One intern, and lines that may hold every kind of duty."""
    days = range(case.first.toordinal(), case.last.toordinal() + 1)
    free = frozenset(d for d in days if (d - 1) % 7 == 6 or is_holiday(d, "metropole"))
    saturdays = frozenset(d for d in days if (d - 1) % 7 == 5) - free
    hours = DEFAULT_HOURS
    some, others = frozenset(days[::2]), frozenset(days[1::2])
    gardes = (
        Duty(Kind.GARDE_NUIT, frozenset(days), *hours.night, HalfDay.NIGHT),
        Duty(Kind.GARDE_JOUR, free, *hours.day_duty, HalfDay.MORNING),
        Duty(Kind.CONTINUITE, saturdays, *hours.afternoon, HalfDay.AFTERNOON),
    )
    demi = (
        Duty(Kind.DEMI_GARDE, some, *hours.demi_garde, HalfDay.NIGHT),
        Duty(Kind.DEMI_GARDE, others, 19 * 60, 25 * 60, HalfDay.NIGHT),
    )
    home = (
        Duty(Kind.ASTREINTE, frozenset(days), *hours.night, HalfDay.NIGHT),
        Duty(Kind.ASTREINTE, free, *hours.day_duty, HalfDay.MORNING),
        Duty(Kind.ASTREINTE, frozenset(days[3:4]), *hours.day_duty, HalfDay.MORNING),  # on a working day
    )
    odd = (  # hours that the arrêté does not allow, and a night that leaves the next day's rest to a day garde
        Duty(Kind.GARDE_NUIT, some, 20 * 60, 32 * 60, HalfDay.NIGHT),
        Duty(Kind.GARDE_NUIT, others, 18 * 60, 33 * 60, HalfDay.NIGHT),
        Duty(Kind.GARDE_JOUR, free, 9 * 60, 18 * 60 + 25, HalfDay.MORNING),
    )
    names = (case.person.name,)
    lines = tuple(
        DutyLine(name, name, duties, names, required=False)
        for name, duties in (("gardes", gardes), ("demi", demi), ("home", home), ("odd", odd))
    )
    intern = Intern(
        case.person,
        leaves=case.leave,
        university=frozenset({(case.first.toordinal() + 8, HalfDay.AFTERNOON)}),
        # A half-day of stage on a Sunday: no candidate of that kind but what was decided beforehand.
        fixed=tuple(Fixed(Kind.STAGE, day, HalfDay.MORNING) for day in sorted(free)),
    )
    return Problem("Essai", case.first, case.last, (intern,), lines, settings=case.reading)


@dataclass
class Both:
    """The two readings of a case: a model with only that rule, and the auditor's library."""

    case: Case
    model: Model = field(init=False)

    def __post_init__(self) -> None:
        self.model = Model(ward(self.case), explaining=True)
        make_candidates(self.model)
        self.facts = set(self.model.switches)  # leave, courses: told to both, not judged
        self.library = load().only([self.case.code])
        obey(self.model, self.library)
        for reason, switch in self.model.switches.items():
            if reason not in self.facts:
                self.model.cp.add(switch == 1)
        self.seat = self.model.seats[0]
        self.slots = list(by_slot(self.seat.candidates).values())

    def solver_accepts(self, chosen: list[Candidate]) -> bool:
        wanted = {id(c) for c in chosen}
        for candidate in self.seat.candidates:
            domain = self.model.cp.proto.variables[candidate.literal.index].domain
            domain[0] = domain[1] = int(id(candidate) in wanted)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        status = solver.solve(self.model.cp)
        assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE), solver.status_name()
        return bool(status != cp_model.INFEASIBLE)

    def auditor_accepts(self, chosen: list[Candidate]) -> bool:
        case = self.case
        activities = [*self.seat.absences, *(c.activity for c in chosen)]
        planned = timeline(case.person, case.first, case.last, activities, Nature.PLANNED)
        return judge([planned], library=self.library, settings=case.reading).legal


@cache
def both(case: Case) -> Both:
    return Both(case)


def weeks_of(pair: Both, random: Random) -> list[Candidate]:
    """One choice for each half-day, in order, or none; what would overlap is left out. Busy and idle weeks alike."""
    nothing = random.choice((0, 1, 2, 3, 5, 8, 20, 90))
    off = off_days(pair.model.problem, pair.model.problem.interns[0])
    chosen: list[Candidate] = []
    for candidates in pair.slots:
        options: list[Candidate | None] = [c for c in candidates if c.activity.day not in off]
        one = random.choice([*options, *[None] * nothing]) if options or nothing else None
        if one is not None and all(apart(one, other) for other in chosen):
            chosen.append(one)
    return chosen


def apart(one: Candidate, other: Candidate) -> bool:
    return one.activity.start >= other.activity.end or one.activity.end <= other.activity.start


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_solver_and_auditor_accept_the_same_weeks(case: Case) -> None:
    pair = both(case)
    verdicts: set[bool] = set()

    @settings(max_examples=200, deadline=None, derandomize=True, database=None)
    @given(st.integers(0, 2**32))
    def agree(seed: int) -> None:
        chosen = weeks_of(pair, Random(seed))
        legal = pair.auditor_accepts(chosen)
        verdicts.add(legal)
        said = ", ".join(f"{c.activity.kind} {date.fromordinal(c.activity.day)}" for c in chosen)
        assert pair.solver_accepts(chosen) == legal, f"auditor: {legal}, {said}"

    agree()
    assert verdicts == {True, False}, "the weeks drawn must try the rule: some kept, some broken"


# Binding rules without a case, and why.
SAID_ELSEWHERE = {
    "R2": "nobody plans a call-out",
    "G2": "a record, not a timetable",
    "G6": "a fact of the ward, refused before any search",
    "G8": "a record, not a timetable",
    "G9": "no duty of a ward lies on another site",
    "G13": "declared after the fact",
    "V8": "declared after the fact",
    "L7": "union training is given, not chosen",
}
WITHOUT_A_TIMETABLE = {"reading", "record", "deadline", "leave_run", "payable_leave"}


@pytest.mark.parametrize(
    "reading", [Settings(), Settings(window_mode="glissante", eu_rest_level="manquement")]
)
def test_every_rule_that_binds_the_solver_is_compared(reading: Settings) -> None:
    model = Model(ward(Case("V1", reading=reading)))
    bound = {rule.code for rule in binding(model, load()) if rule.shape.shape not in WITHOUT_A_TIMETABLE}
    assert bound <= {case.code for case in CASES} | set(SAID_ELSEWHERE)


def test_a_rule_that_changes_inside_the_period_binds_from_its_day() -> None:
    """Rest after a Sunday by day is owed since 1 May 2015 only; both readings know it."""
    pair = both(Case("R1", first=date(2015, 4, 20), label="before and after May 2015"))
    assert len({rule.id for rule in binding(pair.model, pair.library)}) >= 2
    random = Random(5)
    for _ in range(200):
        chosen = weeks_of(pair, random)
        assert pair.solver_accepts(chosen) == pair.auditor_accepts(chosen)
