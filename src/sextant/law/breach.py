"""What the auditor found: a rule that does not hold, when, and by how much."""

from __future__ import annotations

from dataclasses import dataclass, field

from sextant.almanac.span import Instant
from sextant.law.rule import Level, Rule


@dataclass(frozen=True, slots=True)
class Breach:
    """A finding with its rule: ready to be shown, printed and argued with."""

    rule: Rule
    level: Level
    person: str  # the person, or the line concerned
    start: Instant
    end: Instant
    measured: float
    allowed: float
    unit: str
    because: str
    sentence: str
    zone: str = field(default="Europe/Paris")

    @property
    def code(self) -> str:
        """Short code of the rule, such as R1."""
        return self.rule.code
