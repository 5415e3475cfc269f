"""Pictures made of our own HTML and SVG, without a style attribute (the security header forbids it)."""

from __future__ import annotations

from django import template

from sextant.law.rule import Force
from sextant.roster.papers.drawn_week import DrawnWeek
from sextant.roster.papers.legend import MARKS

register = template.Library()

_FORCES = {
    Force.LAW: ("law", "loi"),
    Force.CHARTER: ("charter", "charte"),
    Force.DEMAND: ("demand", "demande syndicale"),
}
_ROOM = 1.25
"""A bar leaves a quarter of its limit to show what goes beyond."""


@register.inclusion_tag("house/drawings/_week.html")
def week(drawn: DrawnWeek, links: bool = True, dates: bool = True) -> dict[str, object]:
    """Seven days of three letters. ``links``: each breach leads to ``#<id of its rule>``; ``dates``: the number of the day."""
    return {"week": drawn, "links": links, "dates": dates}


@register.inclusion_tag("house/drawings/_legend.html")
def legend(letters: list[str] | str) -> dict[str, object]:
    """What each of these letters stands for."""
    return {"marks": [MARKS[letter] for letter in letters]}


@register.inclusion_tag("house/drawings/_bar.html")
def bar(value: float, limit: float | None, broken: bool = False) -> dict[str, object]:
    """``value`` as a bar, its ``limit`` as a line. Write both in words beside it: the bar itself is silent.

    What goes past the limit is grey, and red only when the law is broken (``broken``): a week above the mean
    breaks nothing by itself. Widths are whole thousandths, for a French locale writes decimals with a comma.
    """
    whole = max(limit * _ROOM if limit else value, value, 1e-9)
    done = round(1000 * max(value, 0) / whole)
    line = round(1000 * limit / whole) if limit else None
    within = done if line is None else min(done, line)
    return {"within": within, "past": done - within, "limit": line, "broken": broken}


@register.inclusion_tag("house/drawings/_progress.html")
def progress(done: int, total: int, says: str = "") -> dict[str, object]:
    """How far something long is; a ``total`` of 0 when nobody knows."""
    return {"done": done, "total": total, "says": says}


@register.inclusion_tag("house/drawings/_force.html")
def force(of: Force) -> dict[str, object]:
    """The mark and the name of a force: solid law, hatched charter, outlined demand."""
    colour, name = _FORCES[of]
    return {"colour": colour, "name": name}


@register.filter
def force_class(of: Force) -> str:
    """``law``, ``charter`` or ``demand``: the class that colours what carries a force."""
    return _FORCES[of][0]
