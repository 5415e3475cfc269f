"""One night a week, one Sunday or holiday a month: a number bounded in each period."""

from __future__ import annotations

from sextant.almanac.activity import GARDES, Kind
from sextant.almanac.holidays import is_holiday
from sextant.law.rule import Rule
from sextant.law.shapes.count_at_most import CountAtMost, period_starts
from sextant.roster.encode.variables import Model, Reason, Seat


def forbid(model: Model, rule: Rule, shape: CountAtMost) -> None:
    """At most the number, in each period, unless a recorded necessity lifts it."""
    problem = model.problem
    starts = period_starts(shape.per, problem.first.toordinal(), problem.last.toordinal()).tolist()
    for seat in model.seats:
        if lifted(seat, shape):
            continue
        for begin, end in zip(starts[:-1], starts[1:], strict=True):
            counted = [
                c
                for c in seat.of(*shape.kinds)
                if begin <= c.activity.day < end and (shape.days == "any" or _is_free(c.activity.day, seat))
            ]
            limit = _limit(shape, (end - begin) // 7, seat)
            if counted and limit is not None:
                # Halves are counted in tenths so that all stay whole.
                terms = sum(
                    c.literal * round(10 * (shape.demi_garde_weight if c.activity.kind is Kind.DEMI_GARDE else 1))
                    for c in counted
                )
                model.require(terms <= round(10 * limit), Reason("rule", rule.code, seat.intern.name, rule.id))
            if shape.at_most_per_week is not None and problem.settings.garde_week_strict:
                for monday in range(begin, end, 7):
                    week = [c.literal for c in counted if monday <= c.activity.day < monday + 7]
                    if week:
                        model.require(sum(week) <= int(shape.at_most_per_week), Reason("rule", rule.code, seat.intern.name, rule.id))


def lifted(seat: Seat, shape: CountAtMost) -> bool:
    """True when a record lifts the limit: on the roster, or on every garde line the intern may hold."""
    records = seat.problem.records
    if shape.only_if_record and not records.get(shape.only_if_record):
        return True
    if not shape.unless_record:
        return False
    lines = [
        line
        for line in seat.problem.lines
        if seat.intern.name in line.eligible and any(duty.kind in GARDES for duty in line.duties)
    ]
    return bool(records.get(shape.unless_record)) or (bool(lines) and all(line.necessity for line in lines))


def _limit(shape: CountAtMost, weeks: int, seat: Seat) -> float | None:
    if shape.at_most_setting:
        return float(getattr(seat.problem.settings, shape.at_most_setting))
    return shape.at_most_per_week * weeks if shape.at_most_per_week is not None else shape.at_most


def _is_free(day: int, seat: Seat) -> bool:
    return (day - 1) % 7 == 6 or is_holiday(day, seat.intern.person.territory)
