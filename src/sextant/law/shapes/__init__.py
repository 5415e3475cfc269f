"""The shapes that rules come in: one file per shape, its numbers and how to find its breaches."""

from __future__ import annotations

from typing import Annotated, get_args

from pydantic import Field

from sextant.law.shapes.count_at_most import CountAtMost
from sextant.law.shapes.deadline import Deadline
from sextant.law.shapes.declared import Declared
from sextant.law.shapes.exempted import Exempted
from sextant.law.shapes.free_stretch import FreeStretch
from sextant.law.shapes.hours_within import HoursWithin
from sextant.law.shapes.lasts_at_most import LastsAtMost
from sextant.law.shapes.leave_run import LeaveRun, PayableLeave
from sextant.law.shapes.line_at_least import LineAtLeast
from sextant.law.shapes.longest_run import LongestRun
from sextant.law.shapes.mean_at_least import MeanAtLeast
from sextant.law.shapes.mean_at_most import MeanAtMost
from sextant.law.shapes.not_between import NotBetween
from sextant.law.shapes.reading_rule import ReadingRule
from sextant.law.shapes.record import AllowedKind, Record
from sextant.law.shapes.recovered_within import RecoveredWithin
from sextant.law.shapes.rest_after import RestAfter
from sextant.law.shapes.rest_between import RestBetween
from sextant.law.shapes.shape import Shape

AnyShape = Annotated[
    AllowedKind
    | CountAtMost
    | Deadline
    | Declared
    | Exempted
    | FreeStretch
    | HoursWithin
    | LastsAtMost
    | LeaveRun
    | LineAtLeast
    | LongestRun
    | MeanAtLeast
    | MeanAtMost
    | NotBetween
    | PayableLeave
    | ReadingRule
    | Record
    | RecoveredWithin
    | RestAfter
    | RestBetween,
    Field(discriminator="shape"),
]

SHAPES: dict[str, type[Shape]] = {
    get_args(shape.model_fields["shape"].annotation)[0]: shape for shape in get_args(get_args(AnyShape)[0])
}
"""Every shape by the name that rule files give it."""

__all__ = ["SHAPES", "AnyShape"]
