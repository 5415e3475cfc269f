"""The picture of a trimester in whole numbers: columns of hours, the limit, the running mean, rests as dots.

Coordinates are those of an SVG of 360 by 230, so that a phone shows it without shrinking its letters.
"""

from __future__ import annotations

from dataclasses import dataclass

from sextant import wording
from sextant.law.shapes.mean_at_most import MeanAtMost
from sextant.roster.papers.short_dates import MONTHS, day_number
from sextant_web.ledger.overview import Overview, RestDot, Week

WIDTH, HEIGHT = 360, 230
LEFT, RIGHT, TOP, BOTTOM = 30, 330, 14, 160
_DOTS = 190


@dataclass(frozen=True)
class Column:
    """One week: what is within the limit, what goes past it (a heavy week alone breaks nothing), and its rests."""

    x: int
    width: int
    middle: int
    top: int
    within: int
    past_top: int
    past: int
    label: str
    says: str
    dots: tuple[tuple[int, RestDot], ...]


@dataclass(frozen=True)
class Picture:
    columns: tuple[Column, ...]
    limit: int | None
    limit_says: str
    mean: str
    last_mean: tuple[int, int] | None
    broken: bool
    ticks: tuple[tuple[int, str], ...]


def picture(of: Overview) -> Picture:
    """The picture of what is shown."""
    hours = [week.account.minutes / 60 for week in of.weeks]
    limit = of.limits.hours * of.person.share if of.limits.hours is not None else None
    most = max([*hours, (limit or 40) * 1.25, 10])
    most = 10 * -(-most // 10)

    def y(value: float) -> int:
        return round(BOTTOM - (BOTTOM - TOP) * value / most)

    step = (RIGHT - LEFT) / max(len(of.weeks), 4)
    columns = tuple(
        _column(week, index, step, y, limit, len(of.weeks)) for index, week in enumerate(of.weeks)
    )
    points = [
        (column.middle, y(week.mean / 60))
        for column, week in zip(columns, of.weeks, strict=True)
        if week.mean is not None
    ]
    return Picture(
        columns=columns,
        limit=None if limit is None else y(limit),
        limit_says="" if limit is None else wording.say_duration(round(limit * 60)),
        mean=" ".join(f"{x},{up}" for x, up in points),
        last_mean=points[-1] if points else None,
        broken=any(
            isinstance(shape, MeanAtMost) and shape.quantity == "hours"
            for shape in (breach.rule.shape for breach in of.breaches)
        ),
        ticks=tuple((y(value), wording.say_number(value)) for value in range(0, int(most) + 1, 20)),
    )


def _column(week: Week, index: int, step: float, y, limit: float | None, many: int) -> Column:
    hours = week.account.minutes / 60
    within = min(hours, limit) if limit is not None else hours
    x, width = round(LEFT + index * step + step * 0.14), max(round(step * 0.72), 3)
    every = 1 if many <= 6 else 3 if many <= 14 else 5
    return Column(
        x=x,
        width=width,
        middle=round(LEFT + (index + 0.5) * step),
        top=y(within),
        within=BOTTOM - y(within),
        past_top=y(hours),
        past=y(within) - y(hours),
        label=f"{day_number(week.monday)} {MONTHS[week.monday.month - 1]}" if index % every == 0 else "",
        says=f"semaine {wording.say_span(week.monday, week.account.period.last)} : {wording.say_duration(week.account.minutes)}",
        dots=tuple((_DOTS + 12 * row, dot) for row, dot in enumerate(week.rests)),
    )
