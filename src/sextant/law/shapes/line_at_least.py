"""How many interns a duty line needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sextant.almanac.span import instant
from sextant.law import say
from sextant.law.finding import Finding
from sextant.law.shapes.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sextant.law.line import Line
    from sextant.law.reading import Reading
    from sextant.law.settings import Settings


class LineAtLeast(Shape):
    """A line held only by interns has at least ``interns`` eligible ones, surnombre not counted.

    ``setting`` names the setting that gives the number. ``unless_senior``: a senior roster that
    completes the line lifts the rule. ``inside_normal_service`` ignores ``interns`` and asks for
    enough of them to hold all the nights, Sundays and holidays at one night a week and one Sunday or
    holiday a garde month each.
    """

    shape: Literal["line_at_least"]
    interns: int | None = None
    setting: str = ""
    unless_senior: bool = False
    inside_normal_service: bool = False

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per line with too few interns."""
        for line in reading.lines:
            if self.unless_senior and line.senior_roster:
                continue
            needed = self.needed(line, reading.settings)
            if line.interns < needed:
                yield Finding(
                    who=-1,
                    start=instant(line.first.toordinal(), 0),
                    end=instant(line.first.toordinal(), 0),
                    measured=line.interns,
                    allowed=needed,
                    unit="internes",
                    because=f"ligne « {line.name} » tenue par {say.count(line.interns, 'interne')}{_without(line)}, "
                    f"au lieu de {needed} au moins"
                    + (" pour rester dans le service normal" if self.inside_normal_service else ""),
                    day=line.first.toordinal(),
                    subject=line.name,
                )

    def needed(self, line: Line, settings: Settings) -> int:
        """How many interns this rule asks for on that line."""
        if self.inside_normal_service:
            return line.normal_service_interns
        return int(getattr(settings, self.setting)) if self.setting else int(self.interns or 0)


def _without(line: Line) -> str:
    """Who was left out of the count, and on which day."""
    if not line.left_out:
        return ""
    return f" le {say.day(line.first.toordinal())} (sans compter {' ; '.join(line.left_out)})"
