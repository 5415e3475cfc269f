"""What the demo has to answer: a swap that one intern of a ward proposes to another."""

from __future__ import annotations

from datetime import date

from sextant.errors import BadInput
from sextant.roster.roster import Roster as Planned
from sextant_web.grid.edits import Refused
from sextant_web.grid.models import Swap
from sextant_web.grid.swaps import duties_of, hands_of, propose, published
from sextant_web.roster.bridge import roster_of_version
from sextant_web.roster.models import Roster, RosterState


def load(today: date) -> None:
    """One proposal in each ward whose published roster has a legal one to make."""
    for row in Roster.objects.filter(state=RosterState.PUBLISHED, last__gt=today).select_related("ward"):
        version = published(row)
        if version is not None:
            _one_swap(row, roster_of_version(version), today)


def _one_swap(row: Roster, planned: Planned, today: date) -> Swap | None:
    """The first that is legal between people who have accounts, the nearest duties first."""
    held = [
        (seat, duty)
        for seat in row.seats.select_related("user")
        for duty in duties_of(planned, seat.name, today)
    ]
    pairs = [(mine, theirs) for mine in held for theirs in held if mine[0].pk != theirs[0].pk]
    for (mine, duty), (other, back) in sorted(pairs, key=lambda pair: pair[0][1].day + pair[1][1].day):
        hands = hands_of(mine.name, duty, other.name, back)
        try:
            return propose(row, mine.user, mine.name, hands, "Cela m’arrangerait, merci !", today)
        except (Refused, BadInput):
            continue
    return None
