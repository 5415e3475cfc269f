"""How many posts of some kinds one person holds over the period: at least, at most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sextant import wording
from sextant.roster.policies.held import Held
from sextant.roster.policies.policy import Missed, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberBetween(Policy):
    """Each person holds between ``at_least`` and ``at_most`` of these posts (None: no such limit).

    ``days`` are those counted; all when empty.
    """

    key: ClassVar[str] = "numbers"
    posts: tuple[str, ...] = ()
    at_least: int = 0
    at_most: int | None = None
    days: frozenset[int] = frozenset()

    def missed(self, held: Held) -> Iterator[Missed]:
        """How many too few or too many, person by person."""
        for name in self.people(held):
            count = held.count(name, self.posts, self.days)
            what = "postes" if not self.posts else f"fois {held.said(self.posts)}"
            if count < self.at_least:
                by, limit = self.at_least - count, f"{wording.say_number(self.at_least)} au moins"
            elif self.at_most is not None and count > self.at_most:
                by, limit = count - self.at_most, f"{wording.say_number(self.at_most)} au plus"
            else:
                continue
            said = f"{name} : {count} {what}, {limit}"
            yield Missed(self.key, name, 0, by, self.price(by), said)
