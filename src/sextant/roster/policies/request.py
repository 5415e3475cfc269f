"""What someone asks for, or asks to be spared, on some days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sextant.law import say
from sextant.roster.policies.held import Held
from sextant.roster.policies.policy import Missed, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Policy):
    """On each of ``days``, one of ``posts`` (any when empty) is held when ``wanted``, and none otherwise."""

    key: ClassVar[str] = "requests"
    days: frozenset[int]
    posts: tuple[str, ...] = ()
    wanted: bool = False

    def missed(self, held: Held) -> Iterator[Missed]:
        """Each day on which it is refused."""
        for name in self.people(held):
            for day in sorted(self.days.intersection(held.days)):
                given = held.on(name, day, self.posts)
                if bool(given) == self.wanted:
                    continue
                asked = (
                    f"demandait {held.said(self.posts)}"
                    if self.wanted
                    else f"demandait à être sans {held.said(given)}"
                )
                yield Missed(self.key, name, day, 1, self.price(1), f"{name} : {asked} le {say.day(day)}")
