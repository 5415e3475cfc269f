"""Lines are held: one intern on each duty, unless the line may stay uncovered at a cost."""

from __future__ import annotations

from math import ceil

from ortools.sat.python import cp_model

from sextant.almanac.activity import Kind
from sextant.law import say
from sextant.roster.encode.variables import Cost, Model, Reason, half_days_of, is_fixed
from sextant.roster.fairness import past_of


def hold_lines(model: Model, *, may_stay_open: bool = False) -> None:
    """Each post is held once. A line that is not required, or every line with ``may_stay_open``, costs instead."""
    for line in model.problem.lines:
        for duty in line.duties:
            for day in sorted(duty.days):
                literals = [c.literal for c in model.posts[line.id, duty.kind, day, duty.half_day]]
                if line.required and not may_stay_open:
                    model.require(sum(literals) == 1, Reason("cover", code=line.id, what=_week(day)))
                    continue
                open_post = model.cp.new_bool_var("")
                model.cp.add(sum(literals) + open_post == 1)
                what = f"ligne « {line.name} », {say.name(duty.kind)} du {say.day(day)} : personne"
                model.costs.append(Cost(model.problem.weights.uncovered, open_post, "uncovered", what, day))


def _week(day: int) -> str:
    """The week that a duty lies in, as the ordinal of its Monday: what an explanation groups by."""
    return str(day - (day - 1) % 7)


def decided_beforehand(model: Model) -> None:
    """Fixed assignments are chosen."""
    for seat in model.seats:
        for fixed in seat.intern.fixed:
            found = [candidate for candidate in seat.candidates if is_fixed(candidate, fixed)]
            what = f"{say.name(fixed.kind)} du {say.day(fixed.day)}"
            reason = Reason("fixed", who=seat.intern.name, what=what)
            model.require(sum(c.literal for c in found) == 1 if found else False, reason)


def no_more_personal_than_owed(model: Model) -> None:
    """Beyond the personal half-days owed, a free half-day is simply free."""
    for seat in model.seats:
        _, firsts, lasts, _, _ = seat.reading.window_rows
        for window, weeks in enumerate(seat.reading.window_weeks().tolist()):
            owed = ceil(model.personal_owed * seat.intern.person.share * weeks - 1e-9)
            taken = [
                c.literal for c in seat.of(Kind.PERSONAL) if firsts[window] <= c.activity.day <= lasts[window]
            ]
            if taken:
                decided = sum(fixed.kind is Kind.PERSONAL for fixed in seat.intern.fixed)
                model.cp.add(sum(taken) <= max(owed, decided, 0))


def stage_half_days_owed(model: Model) -> None:
    """Half-days of stage below what is owed to the ward cost a little; a surplus too when it is allowed.

    Nobody falls much further behind than the others: the largest debt, the past deducted, costs by itself.
    """
    if not model.problem.normal_service:
        return
    weight, fair = model.problem.weights.half_day_debt, model.problem.weights.fair_half_day
    past = past_of(model.problem.interns, "half_days")
    largest = model.cp.new_int_var(0, 1000, "")
    for seat, before in zip(model.seats, past, strict=True):
        debts: list[cp_model.IntVar] = []
        reading = seat.reading
        _, firsts, lasts, closed, _ = reading.window_rows
        for window, weeks in enumerate(reading.window_weeks().tolist()):
            owed = int(model.half_days_owed * seat.intern.person.share * weeks + 1e-6)
            first, last = int(firsts[window]), int(lasts[window])
            done = sum(
                c.literal * half_days_of(c.activity)
                for c in seat.candidates
                if first <= c.activity.day <= last
            )
            debt = model.cp.new_int_var(0, max(owed, 0), "")
            model.cp.add(debt >= owed - done)
            debts.append(debt)
            name = seat.intern.name
            model.costs.append(
                Cost(weight, debt, "half_day_debt", f"{name} : demi-journées de stage en moins")
            )
            if not closed[window]:
                over = model.cp.new_int_var(0, 22 * int(weeks + 1), "")
                model.cp.add(over >= done - owed)
                model.costs.append(
                    Cost(weight, over, "half_day_debt", f"{name} : demi-journées de stage à récupérer")
                )
        model.cp.add(largest >= sum(debts) - round(before - min(past)))
    if fair and model.seats:
        said = "demi-journées de stage : le plus grand retard d’un interne sur les autres"
        model.costs.append(Cost(fair, largest, "fair_half_day", said))
