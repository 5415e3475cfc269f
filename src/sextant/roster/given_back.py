"""Half-days given back so that a mean holds: who takes a garde more comes a half-day less.

A roster made to the last half-day leaves no room for any swap. The half-days freed are the fewest that do, of the
person concerned, on the half-days where the ward has the most people, nearest to the duty.
"""

from __future__ import annotations

from collections.abc import Collection

from sextant.almanac.activity import Activity, Kind
from sextant.almanac.span import local
from sextant.errors import BadTimeline
from sextant.law.breach import Breach
from sextant.law.library import Library
from sextant.law.shapes.mean_at_least import MeanAtLeast
from sextant.law.shapes.mean_at_most import MeanAtMost
from sextant.law.shapes.recovered_within import RecoveredWithin
from sextant.roster.audit import RosterAudit
from sextant.roster.change import Cell, Change, Edit, edited, judged_change
from sextant.roster.roster import Roster

_MOST = 8
"""Beyond this many half-days it is no longer a swap."""


def give_back(
    change: Change, near: int, names: Collection[str], library: Library, *, known: RosterAudit
) -> Change:
    """The same change, completed by the half-days that ``names`` give back, when that is all that the law wants.

    ``near`` is the day (ordinal) from which half-days may be freed. A change that breaks anything else is given
    back as it came.
    """
    found = change
    for _ in range(_MOST):
        if not found.unlawful or not all(_is_mean(b) and b.person in names for b in found.unlawful):
            break
        after = _freed(found.after, found.unlawful[0], near, change)
        if after is None:
            break
        found = judged_change(change.before, after, library, known=known)
    return found if not found.unlawful else change


def _is_mean(breach: Breach) -> bool:
    shape = breach.rule.shape
    return isinstance(shape, MeanAtMost | RecoveredWithin) or (
        isinstance(shape, MeanAtLeast) and shape.quantity == "personal_half_days"
    )


def _freed(roster: Roster, breach: Breach, near: int, change: Change) -> Roster | None:
    """One half-day on the ward fewer: free, or personal when those are what lacks."""
    personal = isinstance(breach.rule.shape, MeanAtLeast)
    first = local(breach.start, breach.zone).toordinal()
    last = local(breach.end, breach.zone).toordinal()
    moved = {(d.cell.name, d.cell.day, d.cell.half_day) for d in change.differences}
    pinned = {(f.kind, f.day, f.half_day) for f in roster.problem.intern(breach.person).fixed}
    there = _present(roster)
    choices = [
        a
        for a in roster.activities[breach.person]
        if a.kind is Kind.STAGE
        and max(first, near) <= a.day <= last
        and (breach.person, a.day, a.half_day) not in moved
        and (a.kind, a.day, a.half_day) not in pinned
    ]
    if not choices:
        return None
    least = {(need.day, need.half_day): need.minimum for need in roster.problem.presence}

    def room(a: Activity) -> int:
        return there[a.day, a.half_day] - least.get((a.day, a.half_day), 0)

    best = max(choices, key=lambda a: (min(room(a), 1), -abs(a.day - near), room(a)))
    edit = Edit(Cell(breach.person, best.day, best.half_day), "p" if personal else "")
    try:
        return edited(roster, [edit])
    except BadTimeline:
        return None


def _present(roster: Roster) -> dict[tuple[int, int], int]:
    """Interns on the ward, by day and half-day."""
    found: dict[tuple[int, int], int] = {}
    for held in roster.activities.values():
        for a in held:
            if a.kind is Kind.STAGE:
                found[a.day, a.half_day] = found.get((a.day, a.half_day), 0) + 1
    return found
