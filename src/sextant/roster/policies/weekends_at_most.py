"""How many weekends one person works: a weekend counts when its Saturday or its Sunday is worked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sextant import wording
from sextant.roster.policies.held import Held
from sextant.roster.policies.policy import Missed, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekendsAtMost(Policy):
    """At most ``at_most`` weekends with one of these posts."""

    key: ClassVar[str] = "weekends"
    at_most: int
    posts: tuple[str, ...] = ()

    def missed(self, held: Held) -> Iterator[Missed]:
        """How many too many, person by person."""
        weekends = held.weekends
        for name in self.people(held):
            count = sum(any(held.on(name, day, self.posts) for day in days) for days in weekends)
            if (by := count - self.at_most) > 0:
                said = f"{name} : {wording.say_count(count, 'week-end', 'week-ends')} de travail, {self.at_most} au plus"
                yield Missed(self.key, name, 0, by, self.price(by), said)
