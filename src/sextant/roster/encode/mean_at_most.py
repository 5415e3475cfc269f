"""Eight half-days, forty-eight hours: a sum bounded over each closed averaging window."""

from __future__ import annotations

from math import floor

from sextant.almanac.span import instant
from sextant.law.rule import Rule
from sextant.law.shapes.mean_at_most import MeanAtMost
from sextant.law.shapes.recovered_within import RecoveredWithin
from sextant.roster.encode.in_force import binds
from sextant.roster.encode.variables import Candidate, Model, Reason, Seat, half_days_of, minutes_of

_ROLLING = 13  # weeks, as the auditor reads « glissante »


def forbid(model: Model, rule: Rule, shape: MeanAtMost | RecoveredWithin) -> None:
    """The sum over the window stays within the mean times the net weeks of the person.

    Of the two ways of averaging, the setting ``window_mode`` chooses the one that judges. Thirteen weeks alone
    are a trimester: the sliding mean speaks of them only when it judges.
    """
    sliding = model.problem.settings.window_mode == "glissante"
    if isinstance(shape, MeanAtMost) and shape.over == "trimester" and sliding:
        return
    for seat in model.seats:
        if isinstance(shape, MeanAtMost) and shape.over != "trimester":
            if sliding or len(seat.reading.week_grid[0]) > _ROLLING:
                _rolling(model, seat, rule, shape)
        else:
            _windows(model, seat, rule, shape)


def _windows(model: Model, seat: Seat, rule: Rule, shape: MeanAtMost | RecoveredWithin) -> None:
    reading = seat.reading
    _, firsts, lasts, closed, _ = reading.window_rows
    weeks = reading.window_weeks(shape.neutral if isinstance(shape, MeanAtMost) else True)
    for window in range(len(firsts)):
        first, last = int(firsts[window]), int(lasts[window])
        if not closed[window] or not binds(rule, last):
            continue
        if isinstance(shape, MeanAtMost) and weeks[window] <= 0:
            continue  # away all along: there is no mean
        limit = _limit(shape) * seat.intern.person.share * float(weeks[window])
        follows = any(int(other) == first - 1 for other in lasts)
        amounts = [
            (c.literal, _amount(shape, c, first, last, seat, follows))
            for c in seat.candidates
            if first - 1 <= c.activity.day <= last
        ]
        total = sum(literal * amount for literal, amount in amounts if amount > 0)
        model.require(total <= floor(limit + 1e-6), Reason("rule", rule.code, seat.intern.name, rule.id))


def _rolling(model: Model, seat: Seat, rule: Rule, shape: MeanAtMost) -> None:
    """Every thirteen weeks in a row, from Monday to Sunday; a night counts whole in the week it starts in."""
    reading = seat.reading
    _, mondays, _ = reading.week_grid
    who, days = reading.neutral
    count = len(mondays)
    net = [1.0] * count
    if shape.neutral and reading.settings.leave_neutral:
        for week in reading.week_index(who, days).tolist():
            net[week] -= 1 / reading.days_a_week
    for begin in range(count - _ROLLING + 1):
        first = int(mondays[begin])
        last = first + 7 * _ROLLING - 1
        if not binds(rule, last):
            continue
        limit = _limit(shape) * seat.intern.person.share * sum(net[begin : begin + _ROLLING])
        counts = half_days_of if shape.quantity == "stage_half_days" else minutes_of
        total = sum(
            c.literal * counts(c.activity) for c in seat.candidates if first <= c.activity.day <= last
        )
        model.require(total <= floor(limit + 1e-6), Reason("rule", rule.code, seat.intern.name, rule.id))


def _limit(shape: MeanAtMost | RecoveredWithin) -> float:
    if isinstance(shape, RecoveredWithin):
        return shape.per_week
    return shape.at_most if shape.quantity == "stage_half_days" else shape.at_most * 60


def _amount(
    shape: MeanAtMost | RecoveredWithin,
    candidate: Candidate,
    first: int,
    last: int,
    seat: Seat,
    follows: bool,
) -> int:
    """What the candidate brings to the window. ``follows``: another window ends the day before this one."""
    activity = candidate.activity
    if isinstance(shape, RecoveredWithin) or shape.quantity == "stage_half_days":
        return half_days_of(activity) if first <= activity.day <= last else 0
    counted = minutes_of(activity)
    if not counted:
        return 0
    if seat.problem.settings.boundary_mode != "minuit":
        return counted if first <= activity.day <= last else 0
    # A night of the last day leaves the window: its hours are split at local midnight.
    limit = instant(last + 1, 0, seat.problem.zone)
    if first <= activity.day <= last:
        return counted - min(max(0, activity.end - limit), counted)
    before = instant(first, 0, seat.problem.zone)
    return min(max(0, activity.end - before), counted) if follows and activity.day == first - 1 else 0
