"""Held: who holds which posts on which days, as policies read a roster. A post is a shift, or a line of duty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sextant.law import say


@dataclass(frozen=True)
class Held:
    """``posts[person][day]`` are the posts of that day. ``names`` says a post in French.

    ``minutes[person][day]`` is the time of their posts, ``shares`` their share of time in hundredths, ``decided``
    what was decided beforehand: a rule that never gives way does not judge what is wholly made of it. ``first`` and
    ``last`` are ordinals. Where ``posts`` of a question are empty, every post is meant.
    """

    people: tuple[str, ...]
    first: int
    last: int
    posts: Mapping[str, Mapping[int, tuple[str, ...]]]
    names: Mapping[str, str]
    minutes: Mapping[str, Mapping[int, int]]
    shares: Mapping[str, int] = field(default_factory=dict)
    decided: frozenset[tuple[str, int, str]] = frozenset()

    @property
    def days(self) -> range:
        """Ordinals of the period."""
        return range(self.first, self.last + 1)

    def on(self, person: str, day: int, posts: Collection[str] = ()) -> tuple[str, ...]:
        """The posts, among these, that a person holds on a day."""
        held = self.posts.get(person, {}).get(day, ())
        return tuple(post for post in held if post in posts) if posts and held else held

    def all_decided(self, person: str, days: Collection[int], posts: Collection[str] = ()) -> bool:
        """True when everything held on these days, among these posts, was decided beforehand."""
        return all(
            (person, day, post) in self.decided for day in days for post in self.on(person, day, posts)
        )

    def worked(self, person: str, posts: Collection[str] = ()) -> list[bool]:
        """For each day of the period, whether one of these posts is held."""
        held = self.posts.get(person, {})
        if not posts:
            return [day in held for day in self.days]
        return [day in held and any(post in posts for post in held[day]) for day in self.days]

    def when(self, person: str, posts: Collection[str]) -> list[int]:
        """The days, in order, on which a person holds one of these posts."""
        own = self._days.get(person, {})
        return sorted({day for post in posts for day in own.get(post, ())})

    @cached_property
    def _days(self) -> dict[str, dict[str, list[int]]]:
        found: dict[str, dict[str, list[int]]] = {}
        for name, own in self.posts.items():
            days = found.setdefault(name, {})
            for day, held in own.items():
                for post in held:
                    days.setdefault(post, []).append(day)
        return found

    def minutes_on(self, person: str, days: Collection[int] = ()) -> int:
        """Minutes of the posts that a person holds on these days; on all when empty."""
        own = self.minutes.get(person, {})
        return sum(own.values()) if not days else sum(own.get(day, 0) for day in days)

    def count(self, person: str, posts: Collection[str] = (), days: Collection[int] = ()) -> int:
        """How many of these posts a person holds over the period, or on these days."""
        if days:
            return sum(len(self.on(person, day, posts)) for day in days)
        counted = self._counts.get(person, Counter())
        return sum(counted[post] for post in posts) if posts else counted.total()

    @cached_property
    def _counts(self) -> dict[str, Counter[str]]:
        days = set(self.days)
        return {
            name: Counter(post for day, held in own.items() if day in days for post in held)
            for name, own in self.posts.items()
        }

    def runs(self, person: str, posts: Collection[str], *, of_work: bool) -> Iterator[tuple[int, int, bool]]:
        """Each run of days worked, or of days without: first ordinal, length, and whether it touches an edge."""
        start = None
        days = [*self.worked(person, posts), not of_work]
        for i, worked in enumerate(days):
            if worked is of_work and i < len(days) - 1:
                start = i if start is None else start
            elif start is not None:
                yield self.first + start, i - start, start == 0 or i == len(days) - 1
                start = None

    @cached_property
    def weekends(self) -> list[tuple[int, ...]]:
        """The days of each weekend of the period, in order; one day when the period cuts it."""
        found: dict[int, list[int]] = {}
        for day in self.days:
            if (day - 1) % 7 >= 5:
                found.setdefault((day - 1) // 7, []).append(day)
        return [tuple(days) for days in found.values()]

    @cached_property
    def holders(self) -> Counter[tuple[str, int]]:
        """How many people hold each post on each day."""
        return Counter(
            (post, day) for days in self.posts.values() for day, held in days.items() for post in held
        )

    def said(self, posts: Collection[str]) -> str:
        """Posts as a sentence names them: « Nuit ou Soir »; « un poste » when every post is meant."""
        names = [self.names.get(post, post) for post in posts]
        if not names:
            return "un poste"
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} ou {names[-1]}"

    def weekend_said(self, days: tuple[int, ...]) -> str:
        """« week-end du samedi 14 mars 2026 », by its first day in the period."""
        return f"week-end du {say.day(days[0])}"
