"""What a change costs the policies of the ward that give way at a price: which, of whom, by how much."""

from __future__ import annotations

from dataclasses import dataclass

from sextant import wording
from sextant.roster.kept import held_of
from sextant.roster.policies.policy import Missed
from sextant.roster.roster import Roster

Place = tuple[int, str, int]
"""Number of the policy in the ward, person, day."""


@dataclass(frozen=True, slots=True)
class PolicyCosts:
    """``made`` and ``mended``: what is newly missed, or no longer, in French; ``by``: what the change costs in all."""

    made: tuple[str, ...]
    mended: tuple[str, ...]
    by: int


def missed_at(roster: Roster) -> dict[Place, Missed]:
    """What the policies that have a price miss in a roster, by where."""
    if not roster.problem.policies:
        return {}
    held = held_of(roster)
    return {
        (n, missed.who, missed.day): missed
        for n, policy in enumerate(roster.problem.policies)
        for missed in policy.missed(held)
        if missed.cost is not None
    }


def policy_costs(before: Roster, after: Roster, *, known: dict[Place, Missed] | None = None) -> PolicyCosts:
    """From one roster to another of the same ward. ``known``: what :func:`missed_at` says of ``before``."""
    old = missed_at(before) if known is None else known
    new = missed_at(after)
    made = [
        _said(one, _more(one, old.get(place))) for place, one in new.items() if _more(one, old.get(place)) > 0
    ]
    mended = [
        _said(one, _more(one, new.get(place))) for place, one in old.items() if _more(one, new.get(place)) > 0
    ]
    by = sum(one.cost or 0 for one in new.values()) - sum(one.cost or 0 for one in old.values())
    return PolicyCosts(tuple(made), tuple(mended), by)


def _more(one: Missed, other: Missed | None) -> int:
    return (one.cost or 0) - (other.cost or 0 if other else 0)


def _said(missed: Missed, price: int) -> str:
    return f"{missed.sentence} (prix : {wording.say_number(price)})"
