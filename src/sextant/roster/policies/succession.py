"""A post that does not follow another: the day after, or so many days later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sextant.law import say
from sextant.roster.policies.held import Held
from sextant.roster.policies.policy import Missed, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession(Policy):
    """After one of ``first``, none of ``then`` ``after`` days later; where ``days`` are given, only from these."""

    key: ClassVar[str] = "successions"
    first: tuple[str, ...]
    then: tuple[str, ...]
    after: int = 1
    days: frozenset[int] = frozenset()

    def missed(self, held: Held) -> Iterator[Missed]:
        """Each day on which one follows the other."""
        later = "le lendemain" if self.after == 1 else f"{self.after} jours plus tard"
        for name in self.people(held):
            for day in held.when(name, self.first):
                before, following = held.on(name, day, self.first), held.on(name, day + self.after, self.then)
                days = day, day + self.after
                excused = self.weight is None and held.all_decided(name, days, (*self.first, *self.then))
                if following and self.begins(day, held.first, held.last) and not excused:
                    said = (
                        f"{name} : {held.said(before)} le {say.day(day)}, puis {held.said(following)} {later}"
                    )
                    yield Missed(self.key, name, day + self.after, 1, self.price(1), said)

    def begins(self, day: int, first: int, last: int) -> bool:
        """True when it speaks of a post held on this day of a period."""
        return first <= day <= last - self.after and (not self.days or day in self.days)
