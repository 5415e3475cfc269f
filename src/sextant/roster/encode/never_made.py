"""The candidates that a rule bars by themselves, before anything is chosen."""

from __future__ import annotations

from sextant.law.rule import Rule
from sextant.law.shapes.exempted import Exempted
from sextant.law.shapes.hours_within import HoursWithin
from sextant.law.shapes.not_between import NotBetween
from sextant.law.shapes.record import AllowedKind
from sextant.roster.encode import allowed_kind, exempted, hours_within, not_between
from sextant.roster.encode.in_force import binds_at
from sextant.roster.encode.variables import Candidate, Model, Reason, Seat

AloneShape = Exempted | NotBetween | HoursWithin | AllowedKind


def forbid(model: Model, rule: Rule, shape: AloneShape) -> None:
    """Take each candidate that the rule bars out of the model; when explaining, bar it by that rule."""
    kinds = () if isinstance(shape, AllowedKind) else shape.kinds
    kind = "exemption" if isinstance(shape, Exempted) else "rule"
    for seat in model.seats:
        if isinstance(shape, Exempted) and not shape.concerns(seat.intern.person):
            continue
        barred = [
            candidate
            for candidate in seat.candidates
            if (not kinds or candidate.activity.kind in kinds)
            and not candidate.given
            and _bars(shape, candidate, seat)
            and binds_at(rule, candidate.activity.start, model.problem.zone)
        ]
        model.bar(seat, barred, Reason(kind, rule.code, seat.intern.name, rule.id))


def _bars(shape: AloneShape, candidate: Candidate, seat: Seat) -> bool:
    if isinstance(shape, Exempted):
        return exempted.bars(shape, candidate, seat)
    if isinstance(shape, NotBetween):
        return not_between.bars(shape, candidate, seat)
    if isinstance(shape, HoursWithin):
        return hours_within.bars(shape, candidate, seat)
    return allowed_kind.bars(shape, candidate, seat)
