"""How many people hold a post each day, and what one missing or one too many costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sextant import wording
from sextant.law import say
from sextant.roster.policies.held import Held
from sextant.roster.policies.policy import Missed, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover(Policy):
    """On each of ``days``, ``needed`` people of ``who`` (everybody when empty) hold one of ``posts``.

    ``under`` is the price of each one missing, ``over`` of each one beyond; None: that never happens.
    """

    key: ClassVar[str] = "cover"
    posts: tuple[str, ...]
    days: frozenset[int]
    needed: int
    under: int | None = None
    over: int | None = 0

    def missed(self, held: Held) -> Iterator[Missed]:
        """Each day with too few or too many."""
        for day in sorted(self.days):
            count = self._count(held, day)
            by = abs(count - self.needed)
            price = self.under if count < self.needed else self.over
            if not by or price == 0:
                continue
            what = "manquante" if count < self.needed else "de trop"
            many = "manquantes" if count < self.needed else "de trop"
            said = (
                f"{held.said(self.posts)} du {say.day(day)} : "
                f"{wording.say_count(by, f'personne {what}', f'personnes {many}')} ({count} sur {self.needed})"
            )
            yield Missed(self.key, "", day, by, None if price is None else price * by, said)

    def _count(self, held: Held, day: int) -> int:
        if not self.who:
            return sum(held.holders[post, day] for post in self.posts)
        return sum(len(held.on(name, day, self.posts)) for name in self.people(held))
