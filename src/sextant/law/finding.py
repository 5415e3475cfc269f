"""What a shape found in a reading: in figures, before the rule is named."""

from __future__ import annotations

from dataclasses import dataclass

from sextant.almanac.span import Instant


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
