"""What the ward would like: presence, fairness, wishes. Each shortfall is a named cost, never a rule."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor

from ortools.sat.python import cp_model

from sextant.almanac.activity import GARDES, Activity, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.law import say
from sextant.roster.encode.variables import Candidate, Cost, Model, Seat, absent_days
from sextant.roster.fairness import past_of

_HELD = (*GARDES, Kind.DEMI_GARDE, Kind.CONTINUITE)


def presence(model: Model) -> None:
    """Too few, fewer than wanted, too many on a half-day. People in surnombre are not relied on."""
    weights = model.problem.weights
    there: dict[tuple[int, HalfDay], list[tuple[Seat, Candidate]]] = {}
    for seat in model.seats:
        for candidate in seat.of(Kind.STAGE):
            there.setdefault((candidate.activity.day, candidate.activity.half_day), []).append((seat, candidate))
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
                said = f"{when} : présence sous {'le minimum' if kind == 'below_minimum' else 'le souhait'} de {level}"
                model.costs.append(Cost(weight, short, kind, said, need.day))
        if need.maximum < len(everyone) and weights.above_maximum:
            over = model.cp.new_int_var(0, len(everyone) - need.maximum, "")
            model.cp.add(over >= sum(everyone) - need.maximum)
            model.costs.append(
                Cost(weights.above_maximum, over, "above_maximum", f"{when} : plus de {need.maximum} présents", need.day)
            )


def fairness(model: Model) -> None:
    """Nights, weekends and holidays near each one's fair share, history included, to within one duty."""
    weights = model.problem.weights
    for line in model.problem.lines:
        if not any(duty.kind in _HELD for duty in line.duties):
            _share_out(model, line.id, lambda a: True, weights.fair_night, "astreintes", "")
    _share_out(model, "", lambda a: a.kind in (Kind.GARDE_NUIT, Kind.DEMI_GARDE), weights.fair_night, "nuits", "nights")
    _share_out(model, "", lambda a: (a.day - 1) % 7 >= 5, weights.fair_weekend, "gardes de week-end", "weekends")
    territory = model.problem.territory
    _share_out(model, "", lambda a: is_holiday(a.day, territory), weights.fair_holiday, "gardes de jour férié", "holidays")


def _share_out(
    model: Model, line: str, counts: Callable[[Activity], bool], weight: int, name: str, past: str
) -> None:
    """Penalise each duty beyond the band between the two whole numbers around the fair share."""
    held: list[list[Candidate]] = []
    for seat in model.seats:
        kinds = (Kind.ASTREINTE,) if line else _HELD
        held.append([c for c in seat.of(*kinds) if (not line or c.activity.line == line) and counts(c.activity)])
    posts = {(c.activity.line, c.activity.kind, c.activity.day) for candidates in held for c in candidates}
    if not posts or not weight:
        return
    history = past_of([seat.intern for seat in model.seats], past)
    able = [availability(seat) if candidates else 0.0 for seat, candidates in zip(model.seats, held, strict=True)]
    whole = len(posts) + sum(h for h, a in zip(history, able, strict=True) if a)
    if sum(able) == 0:
        return
    for seat, candidates, before, part in zip(model.seats, held, history, able, strict=True):
        if not candidates:
            continue
        share = min(max(whole * part / sum(able) - before, 0), len(candidates))
        low, high = floor(share + 1e-9), ceil(share - 1e-9)
        count = sum(c.literal for c in candidates)
        away = model.cp.new_int_var(0, len(posts), "")
        model.cp.add(away >= low - count)
        model.cp.add(away >= count - high)
        said = f"{seat.intern.name} : {name}, hors de la part équitable de {say.number(round(share, 1))}"
        model.costs.append(Cost(weight, away, f"fair_{past or 'night'}", said))


def availability(seat: Seat) -> float:
    """Share of time, times the share of the period's days that the intern is there and not exempted."""
    days = seat.problem.days
    possible = {c.activity.day for c in seat.of(*_HELD, Kind.ASTREINTE)}
    held = {day for line in seat.problem.lines if seat.intern.name in line.eligible for d in line.duties for day in d.days}
    away = set(absent_days(seat.problem, seat.intern))
    there = len(possible - away) / len(held) if held else 1 - len(away) / len(days)
    return seat.intern.person.share * there


def wishes(model: Model) -> None:
    """Duties to avoid or preferred, and personal half-days wanted each week."""
    weight = model.problem.weights.wish
    for seat in model.seats:
        name = seat.intern.name
        for wish in seat.intern.duty_wishes:
            asked = [
                c
                for c in seat.of(*_HELD, Kind.ASTREINTE)
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
                said = f"{name} : préférait une garde le {say.day(day)}" + (" ou un jour semblable" if len(wish.days) > 1 else "")
                model.costs.append(Cost(weight * wish.weight, missed, "wish", said, day))
        for personal in seat.intern.personal_wishes:
            for c in seat.of(Kind.PERSONAL):
                if (c.activity.day - 1) % 7 == personal.weekday and c.activity.half_day is personal.half_day:
                    refused = 1 - c.literal
                    said = f"{name} : demi-journée autonome refusée le {say.day(c.activity.day)}"
                    model.costs.append(Cost(weight * personal.weight, refused, "wish", said, c.activity.day))


def minimise(model: Model) -> cp_model.LinearExpr | int:
    """Set the objective: the sum of all costs. Returns it."""
    total: cp_model.LinearExpr | int = sum(cost.weight * cost.amount for cost in model.costs if cost.weight)
    model.cp.minimize(total)
    return total
