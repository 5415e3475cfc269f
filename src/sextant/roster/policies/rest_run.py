"""Days off in a row: at least so many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sextant.law import say
from sextant.roster.policies.held import Held
from sextant.roster.policies.policy import Missed, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class RestRun(Policy):
    """Each run of days without any of these posts lasts ``at_least`` days, unless it touches an edge of the period."""

    key: ClassVar[str] = "rest_runs"
    at_least: int
    posts: tuple[str, ...] = ()

    def missed(self, held: Held) -> Iterator[Missed]:
        """Each rest too short, and by how many days."""
        for name in self.people(held):
            for start, length, edge in held.runs(name, self.posts, of_work=False):
                if (by := self.at_least - length) > 0 and not edge:
                    days = f"{length} jour{'s' if length > 1 else ''} de repos"
                    said = f"{name} : {days} à partir du {say.day(start)}, {self.at_least} au moins"
                    yield Missed(self.key, name, start, by, self.price(by), said)
