"""How unequally some posts are shared: the largest difference between two people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar

from sextant import wording
from sextant.roster.policies.held import Held
from sextant.roster.policies.policy import Missed, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread(Policy):
    """No two people are further apart than ``within`` of these posts, each one's share of time being set aside.

    The difference of two people is what a full-timer would hold more, rounded up: that of a half-timer who holds 2
    and a full-timer who holds 3 is 1. ``days`` are those looked at; all when empty.
    """

    key: ClassVar[str] = "spreads"
    posts: tuple[str, ...] = ()
    within: int = 0
    days: frozenset[int] = frozenset()

    def missed(self, held: Held) -> Iterator[Missed]:
        """How far beyond ``within`` the two people furthest apart are; nothing when nobody is."""
        counts = {
            name: sum(
                len(held.on(name, day, self.posts)) for day in held.days if not self.days or day in self.days
            )
            for name in self.people(held)
        }
        pairs = [(apart(held.shares, counts, *pair), *pair) for pair in combinations(counts, 2)]
        if not pairs:
            return
        furthest, one, other = max(pairs, key=lambda pair: pair[0])
        if (by := furthest - self.within) > 0:
            said = (
                f"{held.said(self.posts)} : {counts[one]} pour {one}, {counts[other]} pour {other}, "
                f"un écart de {wording.say_number(furthest)}, {self.within} au plus"
            )
            yield Missed(self.key, "", 0, by, self.price(by), said)


def apart(shares: Mapping[str, int], counts: Mapping[str, int], one: str, other: str) -> int:
    """The difference of two people, in posts of a full-timer, rounded up. ``shares`` are in hundredths."""
    a, b = shares.get(one, 100), shares.get(other, 100)
    return -(-abs(a * counts[other] - b * counts[one]) // 100)
