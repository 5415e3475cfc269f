"""Eight half-days, forty-eight hours: a sum bounded over each closed averaging window."""

from __future__ import annotations

from math import floor

from sextant.almanac.span import instant
from sextant.law.rule import Rule
from sextant.law.shapes.mean_at_most import MeanAtMost
from sextant.law.shapes.recovered_within import RecoveredWithin
from sextant.roster.encode.variables import Candidate, Model, Reason, Seat, half_days_of, minutes_of


def forbid(model: Model, rule: Rule, shape: MeanAtMost | RecoveredWithin) -> None:
    """The sum over the window stays within the mean times the net weeks of the person."""
    if isinstance(shape, MeanAtMost) and shape.over != "trimester":
        return
    for seat in model.seats:
        reading = seat.reading
        _, firsts, lasts, closed, _ = reading.window_rows
        weeks = reading.window_weeks(shape.neutral if isinstance(shape, MeanAtMost) else True)
        for window in range(len(firsts)):
            if not closed[window]:
                continue
            first, last = int(firsts[window]), int(lasts[window])
            limit = _limit(shape) * seat.intern.person.share * float(weeks[window])
            terms = [
                (c.literal, amount)
                for c in seat.candidates
                if (amount := _amount(shape, c, first, last, seat)) > 0
            ]
            total = sum(literal * amount for literal, amount in terms)
            model.require(total <= floor(limit + 1e-6), Reason("rule", rule.code, seat.intern.name, rule.id))


def _limit(shape: MeanAtMost | RecoveredWithin) -> float:
    if isinstance(shape, RecoveredWithin):
        return shape.per_week
    return shape.at_most if shape.quantity == "stage_half_days" else shape.at_most * 60


def _amount(shape: MeanAtMost | RecoveredWithin, candidate: Candidate, first: int, last: int, seat: Seat) -> int:
    activity = candidate.activity
    if isinstance(shape, RecoveredWithin) or shape.quantity == "stage_half_days":
        return half_days_of(activity) if first <= activity.day <= last else 0
    counted = minutes_of(activity)
    if not counted:
        return 0
    if seat.problem.settings.boundary_mode != "minuit":
        return counted if first <= activity.day <= last else 0
    # Only a duty of the window's last day can leave it: its hours are split at local midnight.
    limit = instant(last + 1, 0, seat.problem.zone)
    if first <= activity.day <= last:
        return counted - max(0, activity.end - limit)
    before = instant(first, 0, seat.problem.zone)
    return max(0, activity.end - before) if activity.day == first - 1 else 0
