"""A kind of activity that a reading forbids altogether (setting ``demi_garde_policy``): never made."""

from __future__ import annotations

from sextant.almanac.activity import Kind
from sextant.law.shapes.record import AllowedKind
from sextant.roster.encode.variables import Candidate, Seat


def bars(shape: AllowedKind, candidate: Candidate, seat: Seat) -> bool:
    """True when the setting forbids that kind."""
    forbidden = getattr(seat.problem.settings, shape.setting) == "interdite"
    return forbidden and candidate.activity.kind is Kind(shape.kind)
