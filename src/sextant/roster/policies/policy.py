"""Policy: what every shape of ward rule has in common, and what is found when a roster misses one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sextant.roster.policies.held import Held

POLICY_NAMES = {
    "successions": "ce qui ne se suit pas",
    "numbers": "nombre de postes",
    "minutes": "temps de travail",
    "weekends": "nombre de week-ends",
    "weekends_running": "week-ends de suite",
    "whole_weekends": "week-ends entiers",
    "work_runs": "jours de travail de suite",
    "rest_runs": "jours de repos de suite",
    "spreads": "écarts entre les personnes",
    "called": "personnes appelées",
    "moves": "changements de place",
    "cover": "personnes à chaque poste",
    "requests": "demandes",
}
"""Each shape, by its key in ward files, as people read it."""


@dataclass(frozen=True, slots=True)
class Missed:
    """What a roster does not give: to ``who`` (empty: to nobody alone), on ``day`` (0: over the period), how much.

    ``cost`` is None when a policy that never gives way is broken. ``kind`` is the shape's name in ward files.
    """

    kind: str
    who: str
    day: int
    amount: int
    cost: int | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(ABC):
    """A rule of the ward, for the people ``who`` (everybody when empty). ``weight`` None: it never gives way.

    ``key`` is the shape's key in ward files.
    """

    key: ClassVar[str]

    who: tuple[str, ...] = ()
    weight: int | None = None

    @abstractmethod
    def missed(self, held: Held) -> Iterator[Missed]:
        """What a roster misses of this policy, in the order of people and days."""

    def people(self, held: Held) -> tuple[str, ...]:
        """Those it speaks of, in the ward's order."""
        if len(self.who) == 1:
            return self.who if self.who[0] in held.posts else ()
        return held.people if not self.who else tuple(name for name in held.people if name in self.who)

    def price(self, amount: int) -> int | None:
        """What missing it by ``amount`` costs; None when it never gives way."""
        return None if self.weight is None else self.weight * amount
