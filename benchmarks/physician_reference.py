"""The physician instances told to CP-SAT directly, in their own terms: what our converted rosters are measured against.

It shares nothing with our solver or with the checker but the instance; see :mod:`benchmarks.physician`
for the definition.
"""

from __future__ import annotations

from ortools.sat.python import cp_model

from benchmarks.physician import BY_DAY, FORBIDDEN, OFF, ROUND_THE_CLOCK, Hospital

Literals = list[cp_model.IntVar]


def best(
    hospital: Hospital, seconds: float
) -> tuple[dict[tuple[int, int], tuple[int, int, int]] | None, int]:
    """The best plan found (None: none in time) and a proved bound on their cost."""
    cp = cp_model.CpModel()
    days = range(1, hospital.days + 1)
    asked = {
        (station, shift, day, skill)
        for station, shift, day, skill in hospital.demand.indices()
        if station and shift and skill and hospital.demand[station, shift, day, skill]
    }
    asked |= {
        (station, ROUND_THE_CLOCK, day, skill)
        for station, shift, day, skill in asked
        if shift == BY_DAY and not hospital.common[station]
    }
    does: dict[tuple[int, ...], cp_model.IntVar] = {
        (person, *post): cp.new_bool_var("")
        for person in range(1, hospital.people + 1)
        for post in sorted(asked)
        if hospital.preference[person, post[0], post[3]] < FORBIDDEN and post[2] not in hospital.away[person]
    }
    _posts(cp, hospital, does)
    costs = [
        term for person in range(1, hospital.people + 1) for term in _person(cp, hospital, person, days, does)
    ]
    cp.minimize(sum(costs))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 8
    status = solver.solve(cp)
    bound = max(0, round(solver.best_objective_bound))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, bound
    return {
        (person, day): (shift, station, skill)
        for (person, station, shift, day, skill), literal in does.items()
        if solver.value(literal)
    }, bound


def _posts(cp: cp_model.CpModel, hospital: Hospital, does: dict[tuple[int, ...], cp_model.IntVar]) -> None:
    """Who is asked for, and who stays."""
    held: dict[tuple[int, ...], Literals] = {}
    stays: dict[tuple[int, int], Literals] = {index: [] for index in hospital.stay_demand.indices()}  # type: ignore[misc]
    for (_, station, shift, day, skill), literal in does.items():
        common = hospital.common[station]
        held.setdefault((station, shift if common else BY_DAY, day, skill), []).append(literal)
        for group, on in stays:
            here = (
                hospital.department[station] == hospital.stay_department[group]
                and skill in hospital.stay_skills[group]
            )
            if on == day and shift == ROUND_THE_CLOCK and here and not common:
                stays[group, on].append(literal)
    for station, shift, day, skill in hospital.demand.indices():
        if station and shift and skill and (hospital.common[station] or shift == BY_DAY):
            cp.add(
                sum(held.get((station, shift, day, skill), [])) == hospital.demand[station, shift, day, skill]
            )
    for index, literals in stays.items():
        cp.add(sum(literals) == hospital.stay_demand[index])


def _person(
    cp: cp_model.CpModel,
    hospital: Hospital,
    person: int,
    days: range,
    does: dict[tuple[int, ...], cp_model.IntVar],
) -> list[cp_model.LinearExprT]:
    """One person's rules; what they cost."""
    working_weight, preference_weight, risk_weight, change_weight = hospital.weights
    mine = [(key[1:], literal) for key, literal in does.items() if key[0] == person]
    on = {day: [x for post, x in mine if post[2] == day] for day in days}
    costs = [preference_weight * hospital.preference[person, p[0], p[3]] * x for p, x in mine]
    for day in days:
        cp.add_at_most_one(on[day])
        for shift in (BY_DAY, ROUND_THE_CLOCK):
            barred = hospital.forbidden_after[shift]
            before = [x for p, x in mine if p[2] == day - 1 and p[1] == shift]
            after = [x for p, x in mine if p[2] == day and p[1] in barred]
            if before and after:
                cp.add(sum(before) + sum(after) <= 1)
    for post, x in mine:
        if post[2] == 1 and post[1] in hospital.forbidden_after[hospital.shift_before[person]]:
            cp.add(x == 0)
    for monday in range(1, hospital.days // 7 * 7, 7):
        hours = sum(hospital.lengths[p[1]] * x for p, x in mine if monday <= p[2] < monday + 7)
        cp.add(hours <= hospital.week_hours[person])
    if hospital.days >= 7:
        for first in range(1 - hospital.days_before[person], hospital.days - 5):
            run = [day for day in range(first, first + 7) if day >= 1]
            cp.add(sum(x for day in run for x in on[day]) <= len(run) - 1)
    _one_department(cp, hospital, person, days, mine, on)
    works = cp.new_bool_var("")
    for _, x in mine:
        cp.add_implication(x, works)
    cp.add(sum(x for _, x in mine) >= works)
    if hospital.must_work[person]:
        cp.add(works == 1)
    costs.append(working_weight * works)

    # The last ordinary station, day after day; 0 when there was none yet.
    before = hospital.station_before[person]
    places = sorted(
        {0, 0 if hospital.common[before] else before, *(p[0] for p, _ in mine if not hospital.common[p[0]])}
    )
    last: dict[int, cp_model.IntVar | int] = {
        s: int(s == (0 if hospital.common[before] else before)) for s in places
    }
    for day in days:
        here = {s: [x for p, x in mine if p[2] == day and p[0] == s] for s in places if s}
        moved = sum(x for found in here.values() for x in found)
        new: dict[int, cp_model.IntVar | int] = {s: cp.new_bool_var("") for s in places}
        cp.add(sum(new.values()) == 1)
        change = cp.new_bool_var("")
        for s in places:
            arrived = sum(here.get(s, []))
            cp.add(new[s] >= arrived)
            cp.add(new[s] >= last[s] - moved)
            if s:
                cp.add(change >= last[s] + moved - arrived - 1)
        costs.append(change_weight * change)
        last = new
    if hospital.at_risk[person]:
        for s in places:
            exposed = cp.new_bool_var("")
            cp.add(exposed >= works + last[s] - 1)
            costs.append(risk_weight * hospital.department[s] * exposed)
    return costs


def _one_department(
    cp: cp_model.CpModel,
    hospital: Hospital,
    person: int,
    days: range,
    mine: list[tuple[tuple[int, ...], cp_model.IntVar]],
    on: dict[int, Literals],
) -> None:
    """At most two departments, being off (department 0) and the one before the first day included."""
    departments = {
        hospital.department[hospital.station_before[person]],
        OFF,
        *(hospital.department[p[0]] for p, _ in mine),
    }
    used = {d: cp.new_bool_var("") for d in departments}
    cp.add(used[hospital.department[hospital.station_before[person]]] == 1)
    for post, x in mine:
        cp.add_implication(x, used[hospital.department[post[0]]])
    for day in days:
        cp.add(sum(on[day]) + used[OFF] >= 1)
    cp.add(sum(used.values()) <= 2)
