"""Who is called at all: each person who holds a post at least once is paid for once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sextant.roster.policies.held import Held
from sextant.roster.policies.policy import Missed, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Called(Policy):
    """As few people as can be hold one of ``posts`` (any when empty): a reserve is called for a reason."""

    key: ClassVar[str] = "called"
    posts: tuple[str, ...] = ()

    def missed(self, held: Held) -> Iterator[Missed]:
        """Each person who is called."""
        for name in self.people(held):
            if held.count(name, self.posts):
                said = f"{name} : appelé(e) pour {held.said(self.posts)}"
                yield Missed(self.key, name, 0, 1, self.price(1), said)
