"""A post that does not follow another: the day after, or so many days later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sextant.law import say
from sextant.roster.policies.held import Held
from sextant.roster.policies.policy import Missed, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession(Policy):
    """After one of ``first``, none of ``then`` ``after`` days later; where ``days`` are given, only from these."""

    first: tuple[str, ...]
    then: tuple[str, ...]
    after: int = 1
    days: frozenset[int] = frozenset()

    def missed(self, held: Held) -> Iterator[Missed]:
        """Each day on which one follows the other."""
        later = "le lendemain" if self.after == 1 else f"{self.after} jours plus tard"
        for name in self.people(held):
            for day in self.starts(held.first, held.last):
                before, following = held.on(name, day, self.first), held.on(name, day + self.after, self.then)
                if before and following:
                    said = (
                        f"{name} : {held.said(before)} le {say.day(day)}, puis {held.said(following)} {later}"
                    )
                    yield Missed("successions", name, day + self.after, 1, self.price(1), said)

    def starts(self, first: int, last: int) -> list[int]:
        """The days, of a period, that it may begin on."""
        days = range(first, last + 1 - self.after)
        return [day for day in days if not self.days or day in self.days]
