"""Changes of place: a shift in another group than the shift before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from sextant.law import say
from sextant.roster.policies.held import Held
from sextant.roster.policies.policy import Missed, Policy

ELSEWHERE = -1
"""Where someone was before the period, when it is no group of the policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves(Policy):
    """Each person stays in one of ``groups`` of shifts; days off and shifts of no group change nothing.

    ``before`` is a shift held before the period: of no group, they were elsewhere; empty, it is unknown.
    """

    key: ClassVar[str] = "moves"
    groups: tuple[tuple[str, ...], ...]
    before: str = ""

    @property
    def group_of(self) -> Mapping[str, int]:
        """The number of the group of each shift."""
        return {post: g for g, posts in enumerate(self.groups) for post in posts}

    @property
    def at_first(self) -> int | None:
        """The group that people come from."""
        return self.group_of.get(self.before, ELSEWHERE) if self.before else None

    def missed(self, held: Held) -> Iterator[Missed]:
        """Each change, on the day it is made."""
        group_of = self.group_of
        for name in self.people(held):
            last = self.at_first
            for day in held.when(name, tuple(group_of)):
                (post,) = held.on(name, day, tuple(group_of))
                if last is not None and group_of[post] != last:
                    said = f"{name} : change de place, {held.said((post,))} le {say.day(day)}"
                    yield Missed(self.key, name, day, 1, self.price(1), said)
                last = group_of[post]
