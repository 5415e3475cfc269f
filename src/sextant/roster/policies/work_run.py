"""Days worked in a row: at least, at most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sextant.law import say
from sextant.roster.policies.held import Held
from sextant.roster.policies.policy import Missed, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRun(Policy):
    """Each run of days with one of these posts lasts ``at_least`` to ``at_most`` days (None: no such limit).

    A run that touches an edge of the period is never too short: what is outside may complete it.
    """

    key: ClassVar[str] = "work_runs"
    posts: tuple[str, ...] = ()
    at_least: int = 1
    at_most: int | None = None

    def missed(self, held: Held) -> Iterator[Missed]:
        """Each run too short or too long, and by how many days."""
        for name in self.people(held):
            for start, length, edge in held.runs(name, self.posts, of_work=True):
                days = f"{length} jour{'s' if length > 1 else ''} de travail de suite"
                run = f"{name} : {days} à partir du {say.day(start)}"
                if self.at_most is not None and (by := self._too_long(held, name, start, length)) > 0:
                    said = f"{run}, {self.at_most} au plus"
                    yield Missed(self.key, name, start, by, self.price(by), said)
                if (by := self.at_least - length) > 0 and not edge:
                    said = f"{run}, {self.at_least} au moins"
                    yield Missed(self.key, name, start, by, self.price(by), said)

    def _too_long(self, held: Held, name: str, start: int, length: int) -> int:
        """Days beyond, one for each stretch that is too long by a day; decided beforehand, it is not judged."""
        assert self.at_most is not None
        stretches = [
            range(day, day + self.at_most + 1) for day in range(start, start + length - self.at_most)
        ]
        if self.weight is not None:
            return len(stretches)
        return sum(not held.all_decided(name, days, self.posts) for days in stretches)
