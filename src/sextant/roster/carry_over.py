"""What one period leaves to the next: duties already held, so that nobody pays twice, and a rest at the edge."""

from __future__ import annotations

from sextant.law.library import Library
from sextant.roster.fairness import HELD, fairness
from sextant.roster.problem import History
from sextant.roster.roster import Roster


def carried_over(roster: Roster, library: Library | None = None) -> dict[str, History]:
    """The history, by intern, that a roster of the period just after this one starts from.

    The end of the last duty is told only when it ends on the last day or later: before that, its rest is over.
    """
    found = {}
    for share in fairness(roster, library).shares:
        last_day = roster.problem.last.toordinal()
        ends = [a.end for a in roster.activities.get(share.name, ()) if a.kind in HELD and a.day >= last_day]
        found[share.name] = History(
            share.nights, share.weekends, share.holidays, last_duty_end=max(ends, default=None)
        )
    return found
