"""The safety rests that a timeline owes: after which duty, from when to when, by which rule.

A planned roster stores no rest: the text attaches it to the duty (arrêté of 30 June 2015, art. 1), so it is
derived here by the rules of shape ``rest_after``, as in force on the day of the duty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sextant.almanac.activity import Activity
from sextant.almanac.span import Span
from sextant.law.reading import Reading
from sextant.law.rule import Force, Level, Rule
from sextant.law.settings import Settings
from sextant.law.shapes.rest_after import RestAfter

if TYPE_CHECKING:
    from sextant.almanac.timeline import Timeline
    from sextant.law.library import Library


@dataclass(frozen=True, slots=True)
class Rest:
    """A rest owed over ``span`` after ``after`` (the last duty of its block, or a called-out astreinte)."""

    span: Span
    after: Activity
    rule: Rule


def rests(timeline: Timeline, library: Library, settings: Settings | None = None) -> tuple[Rest, ...]:
    """The rests that the law owes over ``timeline``, in order, kept or not; charters and demands left out.

    Two rules that ask for a rest from the same minute give one rest, the longer.
    """
    reading = Reading([timeline], settings)
    found: dict[int, Rest] = {}
    for rule in library.rules:
        shape = rule.shape
        if not isinstance(shape, RestAfter) or rule.force is not Force.LAW or rule.level is not Level.BREACH:
            continue
        for row in shape.block_ends(reading).tolist():
            activity, start = reading.activities[row], int(reading.end[row])
            if not rule.valid.covers(date.fromordinal(activity.day)):
                continue
            rest = Rest(Span(start, start + round(shape.hours * 60)), activity, rule)
            if start not in found or found[start].span.end < rest.span.end:
                found[start] = rest
    return tuple(found[start] for start in sorted(found))
