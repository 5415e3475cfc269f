"""How many weekends in a row one person works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sextant.roster.policies.held import Held
from sextant.roster.policies.policy import Missed, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekendsRunning(Policy):
    """Never more than ``at_most`` weekends running with one of these posts; each one beyond counts once."""

    key: ClassVar[str] = "weekends_running"
    at_most: int = 1
    posts: tuple[str, ...] = ()

    def missed(self, held: Held) -> Iterator[Missed]:
        """Each weekend that makes one too many."""
        weekends = held.weekends
        for name in self.people(held):
            worked = [any(held.on(name, day, self.posts) for day in days) for days in weekends]
            for i in range(self.at_most, len(weekends)):
                if all(worked[i - self.at_most : i + 1]):
                    said = f"{name} : {self.at_most + 1} week-ends de suite, jusqu’au {held.weekend_said(weekends[i])}"
                    yield Missed(self.key, name, weekends[i][0], 1, self.price(1), said)
