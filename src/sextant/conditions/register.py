"""Where the safety rest is not observed, and how a site moves from one trimester to the next.

Both read releases alone: what is computed from what everybody may read tells nothing more about anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sextant.conditions.indicator import Indicator
from sextant.conditions.release import Cell, Release, Told
from sextant.conditions.site import Rank


@dataclass(frozen=True, slots=True)
class NotObserved:
    """A site, and the rests that are kept less often than the register's bound, over enough people."""

    site: Told
    rests: tuple[tuple[Indicator, Cell], ...]


def not_observed(release: Release) -> tuple[NotObserved, ...]:
    """The wards and hospitals of the register, the worst first. Naming a site asks for the higher threshold."""
    found = []
    for site in release.sites:
        rests = tuple(
            (indicator, cell)
            for indicator in release.indicators
            if indicator.rest
            and (cell := site.cells.get(indicator.id)) is not None
            and cell.from_people >= release.thresholds.sensitive
            and cell.value < release.thresholds.register_below
        )
        if rests and site.rank in (Rank.WARD, Rank.HOSPITAL):
            found.append(NotObserved(site, rests))
    return tuple(sorted(found, key=lambda one: (min(cell.value for _, cell in one.rests), one.site.name)))


@dataclass(frozen=True, slots=True)
class Moment:
    """One trimester of a series: None when the figure is hidden, or the site unknown then."""

    release: Release
    cell: Cell | None


def series(releases: Iterable[Release], site: str, indicator: str) -> tuple[Moment, ...]:
    """One indicator of one site, trimester after trimester."""
    found = []
    for release in sorted(releases, key=lambda one: one.first):
        told = release.site(site)
        found.append(Moment(release, told.cells.get(indicator) if told else None))
    return tuple(found)
