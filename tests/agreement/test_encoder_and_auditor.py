"""One shape, two readings: on random weeks, encoder and auditor accept the same ones, rule by rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from sextant.almanac.activity import Activity, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.person import Consent, Person, PlacementKind, Pregnancy, Restriction
from sextant.almanac.timeline import Nature, timeline
from sextant.law.audit import judge
from sextant.law.library import load
from sextant.law.rule import Force, Level
from sextant.roster.encode.law import binding, obey
from sextant.roster.encode.variables import Model, by_slot, is_fixed, make_candidates
from sextant.roster.problem import Duty, DutyLine, Fixed, Intern, Problem

MONDAY = date(2026, 10, 12)  # two weeks that end on the night when clocks go back
CODES = ["R1", "R3", "R4", "V1", "V2", "V3", "V9", "V10", "G1", "G4", "G10", "G11", "E1", "E5"]

PEOPLE = {
    "ordinary": Person("Camille"),
    "half-time": Person("Théo", share=0.5),
    "pregnant": Person("Inès", pregnancy=Pregnancy(date(2026, 10, 15))),
    "consenting": Person(
        "Inès", pregnancy=Pregnancy(date(2026, 10, 15), consent=Consent(date(2026, 10, 20)))
    ),
    "restricted": Person(
        "Yanis", restrictions=(Restriction(MONDAY, date(2026, 10, 18), frozenset({Kind.GARDE_NUIT})),)
    ),
    "ambulatory": Person("Camille", placement=PlacementKind.AMBULATORY),
}


def ward(person: Person, weeks: int) -> Problem:
    """One intern, and every duty there is, some at odd hours; nothing has to be held."""
    first, last = MONDAY, MONDAY + timedelta(days=7 * weeks - 1)
    days = frozenset(range(first.toordinal(), last.toordinal() + 1))
    sundays = frozenset(day for day in days if (day - 1) % 7 == 6)
    saturdays = frozenset(day for day in days if (day - 1) % 7 == 5)
    night, morning, afternoon = HalfDay.NIGHT, HalfDay.MORNING, HalfDay.AFTERNOON
    duties = (
        Duty(Kind.GARDE_NUIT, days, 1110, 1950, night),
        Duty(Kind.CONTINUITE, saturdays, 840, 1110, afternoon),
        Duty(Kind.GARDE_JOUR, sundays, 510, 1110, morning),
    )
    lines = (
        DutyLine("gardes", "Gardes", duties, (person.name,), required=False),
        DutyLine(
            "demi",
            "Demi-gardes",
            (Duty(Kind.DEMI_GARDE, days, 1110, 1470, night),),
            (person.name,),
            required=False,
        ),
        DutyLine(
            "tot",
            "Trop tôt",
            (Duty(Kind.GARDE_NUIT, days, 1020, 1950, night),),
            (person.name,),
            required=False,
        ),
        DutyLine(
            "astreintes",
            "Astreintes",
            (Duty(Kind.ASTREINTE, days, 1110, 1950, night), Duty(Kind.ASTREINTE, days, 510, 1110, morning)),
            (person.name,),
            required=False,
        ),
    )
    own = replace(person, trimester=(first, last))
    course = frozenset({(first.toordinal() + 3, afternoon)})
    intern = Intern(own, university=course)
    return Problem("Essai", first, last, (intern,), lines)


@st.composite
def weeks(draw: st.DrawFn) -> tuple[Problem, list[Activity]]:
    """A ward of one, and one thing or nothing chosen in each half-day."""
    problem = ward(PEOPLE[draw(st.sampled_from(sorted(PEOPLE)))], draw(st.sampled_from([1, 2])))
    model = Model(problem)
    make_candidates(model)
    chosen: list[Activity] = [c.activity for c in model.seats[0].candidates if c.given]
    busy = 0
    for (_, _), together in sorted(by_slot(model.seats[0].candidates).items()):
        free = [
            c.activity
            for c in together
            if not c.given and all(c.activity.start >= a.end or a.start >= c.activity.end for a in chosen)
        ]
        pick = draw(st.integers(-2, len(free) - 1)) if free else -1
        if pick >= 0 and busy < 26:
            chosen.append(free[pick])
            busy += 1
    return problem, chosen


def encoder_accepts(problem: Problem, chosen: list[Activity], code: str) -> bool:
    model = Model(problem)
    make_candidates(model)
    obey(model, load().only([code]))
    wanted = Counter(chosen)
    if wanted - Counter(c.activity for c in model.seats[0].candidates):
        return False  # the rule took that candidate out of the model
    for candidate in model.seats[0].candidates:
        if not candidate.given:
            model.cp.add(candidate.literal == int(candidate.activity in wanted))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return bool(solver.solve(model.cp) in (cp_model.OPTIMAL, cp_model.FEASIBLE))


def auditor_accepts(problem: Problem, chosen: list[Activity], code: str) -> bool:
    person = problem.interns[0].person
    planned = timeline(person, problem.first, problem.last, chosen, Nature.PLANNED)
    return judge([planned], codes=[code]).legal


@pytest.mark.parametrize("code", CODES)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(drawn=weeks())
def test_encoder_and_auditor_accept_the_same_weeks(code: str, drawn: tuple[Problem, list[Activity]]) -> None:
    problem, chosen = drawn
    assert encoder_accepts(problem, chosen, code) is auditor_accepts(problem, chosen, code)


def test_every_rule_that_the_encoder_must_keep_is_compared() -> None:
    """A binding rule that a timetable can break is in the list above, or is said not to be one."""
    model = Model(ward(PEOPLE["ordinary"], 1))
    said_elsewhere = {
        "R2": "nobody plans a call-out",
        "G2": "a record, not a timetable",
        "G5": "forbidden by setting only",
        "G9": "no duty of a ward lies on another site",
        "L7": "union training is given, not chosen",
    }
    shapes_without_timetable = {
        "reading",
        "record",
        "deadline",
        "declared",
        "line_at_least",
        "leave_run",
        "payable_leave",
    }
    binding_codes = {
        rule.code
        for rule in binding(model, load())
        if rule.shape.shape not in shapes_without_timetable
        and rule.force is Force.LAW
        and rule.level is Level.BREACH
    }
    assert binding_codes - set(said_elsewhere) <= set(CODES)


def test_the_october_night_is_refused_by_both() -> None:
    problem = ward(PEOPLE["ordinary"], 2)
    saturday = MONDAY.toordinal() + 12
    model = Model(problem)
    make_candidates(model)
    block = [
        c.activity
        for c in model.seats[0].candidates
        if c.activity.day == saturday
        and c.activity.line in ("", "gardes")
        and c.activity.kind in (Kind.STAGE, Kind.CONTINUITE, Kind.GARDE_NUIT)
    ]
    given_course = [c.activity for c in model.seats[0].candidates if c.given]
    assert not encoder_accepts(problem, [*given_course, *block], "R4")
    assert not auditor_accepts(problem, [*given_course, *block], "R4")


def test_a_fixed_assignment_is_one_of_the_candidates() -> None:
    problem = ward(PEOPLE["ordinary"], 1)
    fixed = Fixed(Kind.GARDE_NUIT, MONDAY.toordinal(), HalfDay.NIGHT, "gardes")
    model = Model(problem)
    make_candidates(model)
    assert [c for c in model.seats[0].candidates if is_fixed(c, fixed)]
