"""A roster repaired: legal, as small a change as can be, and nothing before its day."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from benchmarks.wards import Recipe, draw
from sextant.almanac.activity import Activity, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.hours import DEFAULT_HOURS
from sextant.almanac.person import Person
from sextant.almanac.span import instant
from sextant.errors import BadInput
from sextant.law.library import load
from sextant.roster.audit import audit, judge_interns
from sextant.roster.change import Cell, Edit, edited
from sextant.roster.problem import Duty, DutyLine, Fixed, Intern, Presence, Problem
from sextant.roster.repair import USUAL, Absence, Repair, repair
from sextant.roster.roster import Roster
from sextant.roster.solve import solve

MORNING, AFTERNOON, NIGHT = HalfDay.MORNING, HalfDay.AFTERNOON, HalfDay.NIGHT


@cache
def ward_of_ten() -> Roster:
    roster = solve(draw(Recipe(10, 6)), seconds=30, workers=2).roster
    assert roster is not None
    return roster


def holder(roster: Roster, day: int, kind: Kind = Kind.GARDE_NUIT) -> str:
    return next(
        n for n, held in roster.activities.items() if any((a.kind, a.day) == (kind, day) for a in held)
    )


def absent(name: str, first: date, days: int = 7) -> Absence:
    return Absence(name, first, first + timedelta(days=days - 1))


def test_a_week_of_sickness_is_repaired_and_legal() -> None:
    roster = ward_of_ten()
    first = roster.problem.first + timedelta(days=14)
    name = holder(roster, first.toordinal() + 2)
    found = repair(roster, since=first, absences=[absent(name, first)])
    assert found.proved
    assert found.change.audit.clean
    assert (found.unfilled, found.kept) == ((), ())
    days = range(first.toordinal(), first.toordinal() + 7)
    assert {a.kind for a in found.roster.activities[name] if a.day in days} == {Kind.SICKNESS}
    told = [reason for one in found.touched for reason in one.why]
    assert any(
        reason.startswith("Prend la garde de nuit du") and f"que tenait {name}" in reason for reason in told
    )


def test_nothing_before_the_day_moves() -> None:
    roster = ward_of_ten()
    first = roster.problem.first + timedelta(days=20)
    found = repair(roster, since=first, absences=[absent("Interne 2", first)])
    assert all(d.cell.day >= first.toordinal() for d in found.change.differences)


def test_a_roster_that_nothing_happens_to_stays_as_it_is() -> None:
    roster = ward_of_ten()
    found = repair(roster, since=roster.problem.first)
    assert (found.effort, found.change.differences, found.touched) == (0, (), ())


def test_a_refused_garde_goes_to_someone_else() -> None:
    roster = ward_of_ten()
    day = roster.problem.first.toordinal() + 16
    name = holder(roster, day)
    found = repair(roster, since=date.fromordinal(day), refusals=[(name, day, "gardes")])
    assert found.proved
    assert found.change.audit.clean
    assert holder(found.roster, day) != name


def test_a_pinned_cell_is_not_touched() -> None:
    roster = ward_of_ten()
    day = roster.problem.first.toordinal() + 16
    name = holder(roster, day)
    free = repair(roster, since=date.fromordinal(day), refusals=[(name, day, "gardes")])
    taker = holder(free.roster, day)
    pinned = _pinned(roster, taker, *[a for a in roster.activities[taker] if a.day == day])
    found = repair(pinned, since=date.fromordinal(day), refusals=[(name, day, "gardes")])
    before = [a for a in roster.activities[taker] if a.day == day]
    assert [a for a in found.roster.activities[taker] if a.day == day and a in before] == before


def test_what_nobody_can_hold_is_left_open_and_said() -> None:
    problem = _tiny(3, (0, 1))
    roster = Roster(problem, {i.name: _row(problem, i.name, n % 2) for n, i in enumerate(problem.interns)})
    absences = [absent(i.name, problem.first, 3) for i in problem.interns]
    found = repair(roster, since=problem.first, absences=absences)
    assert len(found.unfilled) == 2
    assert found.proved


def test_a_breach_of_the_past_is_kept_and_the_future_still_repaired() -> None:
    roster = ward_of_ten()
    day = roster.problem.first.toordinal() + 8
    name = holder(roster, day)
    broken = edited(roster, [Edit(Cell(name, day + 1, MORNING), "M")])
    assert not audit(broken).clean
    first = roster.problem.first + timedelta(days=21)
    found = repair(
        broken, since=first, absences=[absent("Interne 5" if name != "Interne 5" else "Interne 6", first)]
    )
    assert {breach.code for breach in found.kept} & {"R1", "D1"}
    assert found.proved
    mended = repair(broken, since=roster.problem.first)
    assert mended.kept == ()


def test_what_is_published_weighs_double() -> None:
    roster = ward_of_ten()
    first = roster.problem.first + timedelta(days=14)
    one = absent(holder(roster, first.toordinal() + 1), first, 3)
    plain = repair(roster, since=first, absences=[one])
    promised = repair(roster, since=first, absences=[one], promised_until=roster.problem.last)
    assert promised.effort == 2 * plain.effort


@pytest.mark.parametrize(
    ("absence", "said"),
    [
        (Absence("Personne", date(2026, 11, 2), date(2026, 11, 3)), "n’est pas un interne"),
        (Absence("Interne 1", date(2026, 11, 3), date(2026, 11, 2)), "finit avant de commencer"),
        (Absence("Interne 1", date(2029, 11, 3), date(2029, 11, 4)), "hors du tableau"),
        (Absence("Interne 1", date(2026, 11, 3), date(2026, 11, 4), Kind.STAGE), "n’est pas une absence"),
    ],
)
def test_an_absence_that_cannot_be_is_refused(absence: Absence, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        repair(ward_of_ten(), since=date(2026, 11, 2), absences=[absence])


def test_days_of_leave_stay_leave_under_a_sickness() -> None:
    roster = ward_of_ten()
    name, leave = next((i.name, i.leaves[0]) for i in roster.problem.interns if i.leaves)
    before = leave.first - timedelta(days=3)
    found = repair(roster, since=before, absences=[Absence(name, before, leave.last)])
    kinds = {a.day: a.kind for a in found.roster.activities[name]}
    assert kinds[leave.first.toordinal()] is Kind.LEAVE
    assert kinds[before.toordinal()] is Kind.SICKNESS


# -- against every possibility ------------------------------------------------------------------------

# Two days, three interns: small enough to try everything. The law looks at one person at a time, so that all
# rows of one person are judged once, and the nights are then shared in every way.

FIRST = date(2027, 2, 2)  # a Tuesday, far from holidays
DAYS = 2


@dataclass(frozen=True)
class Drawn:
    rows: tuple[int, ...]
    nights: tuple[int, ...]
    away: int
    away_day: int
    since: int
    minimum: int
    closed: bool


draws = st.builds(
    Drawn,
    rows=st.tuples(*[st.integers(0, 10**6)] * 3),
    nights=st.sampled_from([(0, 1), (0,), (1,)]),
    away=st.integers(0, 2),
    away_day=st.integers(0, 1),
    since=st.integers(0, 1),
    minimum=st.integers(0, 2),
    closed=st.booleans(),
)


@given(draws)
@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate))  # shrinking takes minutes
def test_no_smaller_change_exists(drawn: Drawn) -> None:
    problem = _tiny(3, drawn.nights, drawn.minimum, drawn.closed)
    lawful = {i.name: _lawful_rows(problem, i) for i in problem.interns}
    before = Roster(
        problem,
        {name: rows[n % len(rows)] for (name, rows), n in zip(lawful.items(), drawn.rows, strict=True)},
    )
    since = min(drawn.since, drawn.away_day)
    name = problem.interns[drawn.away].name
    first = FIRST + timedelta(days=drawn.away_day)
    found = repair(before, since=FIRST + timedelta(days=since), absences=[Absence(name, first, problem.last)])
    assert found.proved
    assume(not found.kept)  # the past may pass a mean that the absence makes smaller
    assert found.effort == _smallest(before, found.change.after.problem, since, name)


def _tiny(interns: int, nights: tuple[int, ...], minimum: int = 0, closed: bool = False) -> Problem:
    last = FIRST + timedelta(days=DAYS - 1)
    trimester = (FIRST, last) if closed else None
    names = ("Camille", "Yanis", "Inès")[:interns]
    days = frozenset(FIRST.toordinal() + n for n in nights)
    duty = Duty(Kind.GARDE_NUIT, days, *DEFAULT_HOURS.night, NIGHT)
    presence = tuple(
        Presence(FIRST.toordinal() + n, half, minimum, minimum, 3)
        for n in range(DAYS)
        for half in (MORNING, AFTERNOON)
    )
    return Problem(
        "Médecine",
        FIRST,
        last,
        tuple(Intern(Person(name, trimester=trimester)) for name in names),
        (DutyLine("gardes", "Gardes", (duty,), names, senior_roster=True),),
        presence,
    )


def _row(problem: Problem, name: str, night: int) -> tuple[Activity, ...]:
    return edited(
        Roster(problem, {i.name: () for i in problem.interns}),
        [Edit(Cell(name, FIRST.toordinal() + night, NIGHT), "N")],
    ).activities[name]


def _rows(problem: Problem, intern: Intern) -> Iterator[tuple[Activity, ...]]:
    """Every row that the model may choose among: stage, personal or nothing on half-days, the nights of the line."""
    away = {d for x in intern.leaves for d in range(x.first.toordinal(), x.last.toordinal() + 1)}
    absences = [
        _made(problem, kind, day, MORNING)
        for x in intern.leaves
        for day in range(x.first.toordinal(), x.last.toordinal() + 1)
        for kind in (x.kind,)
        if day <= problem.last.toordinal()
    ]
    held = problem.lines[0].duties[0].days
    slots: list[list[Activity | None]] = []
    for day in problem.days:
        if day in away:
            continue
        for half in (MORNING, AFTERNOON):
            slots.append([None, *(_made(problem, k, day, half) for k in (Kind.STAGE, Kind.PERSONAL))])
        if day in held and day + 1 not in away:
            slots.append([None, _made(problem, Kind.GARDE_NUIT, day, NIGHT)])
    for chosen in itertools.product(*slots):
        yield tuple(sorted([*absences, *(a for a in chosen if a)], key=lambda a: (a.start, a.end)))


def _made(problem: Problem, kind: Kind, day: int, half: HalfDay) -> Activity:
    hours = problem.hours
    start, end = (
        hours.day_duty if kind is Kind.SICKNESS else (hours.morning, hours.afternoon, hours.night)[half]
    )
    line = "gardes" if kind is Kind.GARDE_NUIT else ""
    return Activity(kind, day, half, instant(day, start), instant(day, end), line)


def _lawful_rows(problem: Problem, intern: Intern) -> list[tuple[Activity, ...]]:
    """All rows judged at once: each is a person of the same facts under another name."""
    rows = list(_rows(problem, intern))
    people = [replace(intern, person=replace(intern.person, name=f"{n}")) for n in range(len(rows))]
    each = Roster(replace(problem, interns=tuple(people)), {f"{n}": row for n, row in enumerate(rows)})
    wrong = {breach.person for breach in judge_interns(each, people, load()).unlawful}
    return [row for n, row in enumerate(rows) if f"{n}" not in wrong]


def _smallest(before: Roster, problem: Problem, since: int, away: str) -> int:
    """The least effort over every lawful choice of rows; a row counts by its own cells, then by nights and presence."""
    begin = FIRST.toordinal() + since
    best: list[dict[tuple[frozenset[int], frozenset[tuple[int, HalfDay]]], int]] = []
    for intern in problem.interns:
        options: dict[tuple[frozenset[int], frozenset[tuple[int, HalfDay]]], int] = {}
        gone = {d for x in intern.leaves for d in range(x.first.toordinal(), x.last.toordinal() + 1)}
        was = {(a.day, a.half_day): a for a in before.activities[intern.name]}
        for row in _lawful_rows(problem, intern):
            now = {(a.day, a.half_day): a for a in row}
            moved = [
                key for key in was.keys() | now.keys() if was.get(key) != now.get(key) and key[0] not in gone
            ]
            # The night before an absence is given up with it: nobody chooses that.
            moved = [key for key in moved if not (key[1] is NIGHT and key[0] + 1 in gone)]
            if any(day < begin for day, _ in moved):
                continue
            cost = sum(
                _price(day - begin, (was.get((day, half)) or now[day, half]).kind) for day, half in moved
            )
            nights = frozenset(d for (d, half), a in now.items() if half is NIGHT)
            there = frozenset(key for key, a in now.items() if a.kind is Kind.STAGE)
            key = nights, there
            options[key] = min(options.get(key, cost), cost)
        best.append(options)
    return _together(problem, best, begin)


def _together(
    problem: Problem, best: list[dict[tuple[frozenset[int], frozenset[tuple[int, HalfDay]]], int]], begin: int
) -> int:
    """The rows put side by side: each night held once or left open, presence short or not."""
    wanted = {day for day in problem.lines[0].duties[0].days if day >= begin}
    least = 10**9
    minimum = problem.presence[0].minimum
    # Cheapest first, so that most of the product is never looked at.
    ordered = [sorted(options.items(), key=lambda item: item[1]) for options in best]
    for first in ordered[0]:
        if first[1] >= least:
            break
        for second in ordered[1]:
            if first[1] + second[1] >= least or first[0][0] & second[0][0] & wanted:
                if first[1] + second[1] >= least:
                    break
                continue
            for third in ordered[2]:
                cost = first[1] + second[1] + third[1]
                if cost >= least:
                    break
                nights = [*first[0][0], *second[0][0], *third[0][0]]
                held = [day for day in nights if day in wanted]
                if len(held) != len(set(held)):
                    continue
                cost += USUAL.unfilled * len(wanted - set(held))
                if cost >= least:
                    continue
                for need in problem.presence:
                    if need.day >= begin and minimum:
                        count = sum((need.day, need.half_day) in row[0][1] for row in (first, second, third))
                        cost += USUAL.short * _price(need.day - begin, Kind.STAGE) * max(0, minimum - count)
                least = min(least, cost)
    return least


def _price(ahead: int, kind: Kind) -> int:
    factor = next((times for days, times in USUAL.near if ahead < days), 1)
    return factor * (USUAL.duty if kind is Kind.GARDE_NUIT else USUAL.half_day)


def _pinned(roster: Roster, name: str, *held: Activity) -> Roster:
    fixed = tuple(Fixed(a.kind, a.day, a.half_day, a.line) for a in held)
    problem = replace(
        roster.problem,
        interns=tuple(replace(i, fixed=fixed) if i.name == name else i for i in roster.problem.interns),
    )
    return Roster(problem, roster.activities)


def test_the_repair_says_its_figures() -> None:
    found: Repair = repair(ward_of_ten(), since=ward_of_ten().problem.first)
    assert (found.effort, found.least, found.proved) == (0, 0, True)
    assert found.seconds > 0
