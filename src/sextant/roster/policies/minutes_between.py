"""How long one person works over the period, in minutes of posts: at least, at most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sextant import wording
from sextant.roster.policies.held import Held
from sextant.roster.policies.policy import Missed, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesBetween(Policy):
    """Each person works between ``at_least`` and ``at_most`` minutes (None: no such limit).

    ``days`` are those counted; all when empty.
    """

    key: ClassVar[str] = "minutes"
    at_least: int = 0
    at_most: int | None = None
    days: frozenset[int] = frozenset()

    def missed(self, held: Held) -> Iterator[Missed]:
        """How many minutes too few or too many, person by person."""
        for name in self.people(held):
            worked = held.minutes_on(name, self.days)
            if worked < self.at_least:
                by, limit = self.at_least - worked, f"{wording.say_duration(self.at_least)} au moins"
            elif self.at_most is not None and worked > self.at_most:
                by, limit = worked - self.at_most, f"{wording.say_duration(self.at_most)} au plus"
            else:
                continue
            said = f"{name} : {wording.say_duration(worked)} de travail, {limit}"
            yield Missed(self.key, name, 0, by, self.price(by), said)
