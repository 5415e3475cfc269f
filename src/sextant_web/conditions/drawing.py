"""Pictures of conditions in whole numbers: a figure beside those of surveys, and a figure trimester after trimester."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sextant import wording
from sextant.conditions.indicator import Indicator, Unit
from sextant.conditions.register import Moment
from sextant.conditions.table import HIDDEN, Row
from sextant.roster.papers.short_dates import MONTHS

BAR = 300
WIDTH, LEFT, RIGHT, TOP, BOTTOM = 360, 44, 344, 12, 96


@dataclass(frozen=True)
class Bar:
    """One bar: its length out of 300, whether it is of ledgers or of a survey, and what it says."""

    length: int
    ours: bool
    says: str
    y: int


def bars(row: Row) -> list[Bar]:
    """The figure of the ledgers first, then those of surveys, on one scale."""
    values = [(row.cell.value, True, "carnets")] if row.cell else []
    values += [(figure.value, False, f"enquête {survey.last.year}") for survey, figure in row.surveys]
    most = 1.0 if row.indicator.unit is Unit.SHARE else max([value for value, _, _ in values] or [1.0])
    return [
        Bar(round(BAR * value / most) if most else 0, ours, said, 18 * number)
        for number, (value, ours, said) in enumerate(values)
    ]


@dataclass(frozen=True)
class Dot:
    """One trimester of a series; ``y`` is None when the figure is hidden."""

    x: int
    y: int | None
    says: str
    when: str


@dataclass(frozen=True)
class Series:
    """A line broken where a figure is hidden. ``lines``: points of each unbroken piece."""

    title: str
    dots: tuple[Dot, ...]
    lines: tuple[str, ...]
    ticks: tuple[tuple[int, str], ...]


def drawn_series(indicator: Indicator, moments: Sequence[Moment]) -> Series:
    """One indicator over the trimesters."""
    values = [one.cell.value for one in moments if one.cell]
    most = 1.0 if indicator.unit is Unit.SHARE else max([*values, 1.0]) * 1.2

    def y(value: float) -> int:
        return round(BOTTOM - (BOTTOM - TOP) * value / most)

    step = (RIGHT - LEFT) / max(len(moments), 1)
    dots = tuple(
        Dot(
            round(LEFT + (number + 0.5) * step),
            y(one.cell.value) if one.cell else None,
            f"{wording.say_day(one.release.first)} : "
            + (indicator.say(one.cell.value, one.cell.edge) if one.cell else HIDDEN),
            f"{MONTHS[one.release.first.month - 1]} {one.release.first.year}",
        )
        for number, one in enumerate(moments)
    )
    pieces: list[list[str]] = [[]]
    for dot in dots:
        if dot.y is None:
            pieces.append([])
        else:
            pieces[-1].append(f"{dot.x},{dot.y}")
    ticks = ((y(0), indicator.say(0)), (y(most / 2), indicator.say(most / 2)))
    return Series(indicator.says, dots, tuple(" ".join(piece) for piece in pieces if len(piece) > 1), ticks)
