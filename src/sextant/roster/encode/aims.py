"""What the ward would like: presence, fairness, wishes. Each shortfall is a named cost, never a rule."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from ortools.sat.python import cp_model

from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.law import say
from sextant.law.library import Library
from sextant.roster.encode.variables import Candidate, Cost, Literal, Model, Seat, minutes_of
from sextant.roster.fairness import HELD, NIGHTS, Post, fair_shares, is_weekend

# The second duty beyond one's share costs twice the first, the fourth three times: four people carry one
# each rather than one person four.
_STEPS = (1, 3)


def presence(model: Model) -> None:
    """Too few, fewer than wanted, too many on a half-day. People in surnombre are not relied on."""
    weights = model.problem.weights
    there: dict[tuple[int, HalfDay], list[tuple[Seat, Candidate]]] = {}
    for seat in model.seats:
        for candidate in seat.of(Kind.STAGE):
            there.setdefault((candidate.activity.day, candidate.activity.half_day), []).append(
                (seat, candidate)
            )
    for need in model.problem.presence:
        found = there.get((need.day, need.half_day), [])
        counted = [c.literal for seat, c in found if not seat.intern.person.surnombre]
        everyone = [c.literal for _, c in found]
        when = f"{say.day(need.day)}, {say.half_day(need.half_day)}"
        for level, weight, kind in (
            (need.minimum, weights.below_minimum, "below_minimum"),
            (need.wanted, weights.below_wanted, "below_wanted"),
        ):
            if level > 0 and weight:
                short = model.cp.new_int_var(0, level, "")
                model.cp.add(short + sum(counted) >= level)
                need_is = "au moins" if kind == "below_minimum" else "souhaités"
                said = f"{when} : présence {{left}} sur {level} {need_is}"
                model.costs.append(Cost(weight, short, kind, said, need.day, level))
        if need.maximum < len(everyone) and weights.above_maximum:
            over = model.cp.new_int_var(0, len(everyone) - need.maximum, "")
            model.cp.add(over >= sum(everyone) - need.maximum)
            model.costs.append(
                Cost(
                    weights.above_maximum,
                    over,
                    "above_maximum",
                    f"{when} : plus de {need.maximum} présents",
                    need.day,
                )
            )


def fairness(model: Model, library: Library) -> None:
    """Nights, weekends and holidays near each one's fair share, history included, to within one duty."""
    problem, weights = model.problem, model.problem.weights
    for line in problem.lines:
        if not any(duty.kind in HELD for duty in line.duties):
            name = f"astreintes de « {line.name} »"
            on_line = [
                c for seat in model.seats for c in seat.of(Kind.ASTREINTE) if c.activity.line == line.id
            ]
            _share_out(model, library, on_line, weights.fair_night, name, "")
    shifts = {shift.id for shift in problem.shifts}  # shared out by the ward's own policies
    held = [c for seat in model.seats for c in seat.of(*HELD) if c.activity.line not in shifts]
    nights = [c for c in held if c.activity.kind in NIGHTS]
    weekends = [c for c in held if is_weekend(c.activity.day)]
    holidays = [c for c in held if is_holiday(c.activity.day, problem.territory)]
    _share_out(model, library, nights, weights.fair_night, "nuits", "nights")
    _share_out(model, library, weekends, weights.fair_weekend, "gardes de week-end", "weekends")
    _share_out(model, library, holidays, weights.fair_holiday, "gardes de jour férié", "holidays")


def _share_out(
    model: Model, library: Library, held: Sequence[Candidate], weight: int, name: str, past: str
) -> None:
    """Penalise each duty beyond the band between the two whole numbers around the fair share."""
    if not held or not weight:
        return
    posts = {Post(c.activity.line, c.activity.kind, c.activity.day, c.activity.half_day) for c in held}
    in_order = sorted(posts, key=lambda p: (p.day, p.half_day, p.line, p.kind))
    fair = fair_shares(model.problem, library, in_order, past)
    counted = {id(c) for c in held}
    for seat, share in zip(model.seats, fair, strict=True):
        own = [c.literal for c in seat.candidates if id(c) in counted]
        if not own:
            continue
        share = min(share, len(own))
        low, high = floor(share + 1e-6), ceil(share - 1e-6)
        away = model.cp.new_int_var(0, max(low, len(own) - high), "")
        model.cp.add(away >= low - sum(own))
        model.cp.add(away >= sum(own) - high)
        said = f"{seat.intern.name} : {name}, hors de la part équitable de {say.number(round(share, 1))}"
        steps = tuple(_beyond(model, away, step) for step in _STEPS)
        model.costs.append(Cost(weight, away, f"fair_{past or 'astreintes'}", said, steps=steps))


def _beyond(model: Model, away: cp_model.IntVar, step: int) -> cp_model.IntVar:
    """How far ``away`` passes ``step``."""
    further = model.cp.new_int_var(0, 366, "")
    model.cp.add(further >= away - step)
    return further


def heavy_weeks(model: Model) -> None:
    """Hours of a week far above the mean cost a little: a trimester of eight half-days may hide weeks of seventy hours."""
    weights = model.problem.weights
    if not weights.heavy_week:
        return
    for seat in model.seats:
        limit = round(60 * weights.heavy_week_hours * seat.intern.person.share)
        weeks: dict[int, list[tuple[Literal, int]]] = {}
        for c in seat.candidates:
            if (minutes := minutes_of(c.activity)) > 0:
                day = c.activity.day
                weeks.setdefault(day - (day - 1) % 7, []).append((c.literal, minutes))
        for first, week in sorted(weeks.items()):
            hours = model.cp.new_int_var(0, 7 * 24, "")
            model.cp.add(60 * hours >= sum(literal * minutes for literal, minutes in week) - limit)
            said = f"{seat.intern.name} : heures au-delà de {say.duration(limit)} dans la semaine du {say.day(first)}"
            model.costs.append(Cost(weights.heavy_week, hours, "heavy_week", said, first))


def wishes(model: Model) -> None:
    """Duties to avoid or preferred, and personal half-days wanted each week."""
    weight = model.problem.weights.wish
    for seat in model.seats:
        name = seat.intern.name
        for wish in seat.intern.duty_wishes:
            asked = [
                c
                for c in seat.of(*HELD, Kind.ASTREINTE)
                if c.activity.day in wish.days and (not wish.line or c.activity.line == wish.line)
            ]
            if not wish.prefer:
                for c in asked:
                    said = f"{name} : souhaitait éviter la {say.name(c.activity.kind)} du {say.day(c.activity.day)}"
                    model.costs.append(Cost(weight * wish.weight, c.literal, "wish", said, c.activity.day))
            elif asked:
                missed = model.cp.new_bool_var("")
                model.cp.add(missed + sum(c.literal for c in asked) >= 1)
                day = min(wish.days)
                said = f"{name} : préférait une garde le {say.day(day)}" + (
                    " ou un jour semblable" if len(wish.days) > 1 else ""
                )
                model.costs.append(Cost(weight * wish.weight, missed, "wish", said, day))
        for personal in seat.intern.personal_wishes:
            for c in seat.of(Kind.PERSONAL):
                if (
                    c.activity.day - 1
                ) % 7 != personal.weekday or c.activity.half_day is not personal.half_day:
                    continue
                # Nothing is refused to someone who rests on that half-day after a night.
                before = [n.literal for n in seat.of(*NIGHTS) if n.activity.day == c.activity.day - 1]
                refused = model.cp.new_bool_var("")
                model.cp.add(refused + c.literal + sum(before) >= 1)
                said = f"{name} : demi-journée autonome refusée le {say.day(c.activity.day)}"
                model.costs.append(Cost(weight * personal.weight, refused, "wish", said, c.activity.day))


def minimise(model: Model) -> cp_model.LinearExpr | int:
    """Set the objective: the sum of all costs. Returns it."""
    total: cp_model.LinearExpr | int = sum(cost.weight * cost.paid for cost in model.costs if cost.weight)
    model.cp.minimize(total)
    return total
