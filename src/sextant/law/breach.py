"""What the auditor found: a rule that does not hold, when, and by how much."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sextant.almanac.span import Instant

if TYPE_CHECKING:
    from sextant.law.rule import Level, Rule


@dataclass(frozen=True, slots=True)
class Finding:
    """What a shape found, in figures: person index ``who`` (-1: nobody in particular), when, how much.

    ``measured`` and ``allowed`` are in ``unit`` (``demi-journées``, ``minutes``, ``gardes``,
    ``jours``, ``internes``, ``fois``). ``because`` says in French what happened, without the article.
    """

    who: int
    start: Instant
    end: Instant
    measured: float
    allowed: float
    unit: str
    because: str
    day: int = 0  # ordinal of the day on which the rule is read (0: the local day of ``start``)
    level: str = ""  # another level than the rule's own: too little is known, or a setting says so
    subject: str = ""  # name of the line or record concerned, when no person is


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
