"""The picture of fairness of a version: panels, the same as a table, the few numbers, and what fairness cost."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import mark_safe

from sextant.errors import BadInput
from sextant.roster.fairness import fairness
from sextant.roster.papers.shares_picture import Panel, panels, summary
from sextant.roster.what_if import UNFAIR, Outcome
from sextant_web.roster.bridge import roster_of_version
from sextant_web.roster.models import Purpose, Version


def shares_told(version: Version, prepares: bool) -> dict[str, Any]:
    """What the page shows. Refused wishes are for who prepares the roster: a colleague does not read them."""
    try:
        planned = roster_of_version(version)
    except BadInput:  # written by hand, and no longer readable
        return {}
    found = fairness(planned)
    told = panels(planned, found, wishes=prepares)
    return {
        "panels": [(panel, _drawing(panel)) for panel in told],
        "table": _table(told),
        "summary": summary(found, planned.problem),
        "price": _price(version) if prepares else None,
    }


def _drawing(panel: Panel) -> str:
    """Our own shapes, with names escaped; nothing when nobody has any."""
    return "" if panel.empty else mark_safe(panel.svg)  # noqa: S308


def _table(told: tuple[Panel, ...]) -> list[tuple[str, list[str]]]:
    """One row an intern, one cell a measure: « 9 / 8,6 (12 avant) »."""
    rows = zip(*(panel.bars for panel in told), strict=True)
    return [(bars[0].name, [bar.says.partition(" : ")[2] for bar in bars]) for bars in rows]


def _price(version: Version) -> str | None:
    """What fairness costs the other aims, from the last "what if" on these facts that tried without it."""
    for search in version.roster.searches.filter(purpose=Purpose.WHAT_IF, facts=version.facts)[:5]:
        for one in search.why.get("outcomes", []):
            if one["key"] == UNFAIR:
                return Outcome(**one).verdict
    return None
