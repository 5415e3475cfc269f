"""What may not be asked of someone, by pregnancy, certificate or placement: such a candidate is never made."""

from __future__ import annotations

from sextant.law.shapes.exempted import Exempted
from sextant.roster.encode.variables import Candidate, Seat


def bars(shape: Exempted, candidate: Candidate, seat: Seat) -> bool:
    """True when the person is exempted from it on that day."""
    activity = candidate.activity
    return bool(shape.why(seat.intern.person, seat.problem.records, activity, activity.kind))
