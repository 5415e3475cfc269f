"""Where: wards in hospitals, in subdivisions, in the country. Nothing else cuts people: no year, no sex, no share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from sextant.errors import BadInput

NATION = "france"


class Rank(StrEnum):
    """From the smallest to the largest."""

    WARD = "service"
    HOSPITAL = "etablissement"
    SUBDIVISION = "subdivision"
    NATION = "pays"


RANK_NAMES = {
    Rank.WARD: "service",
    Rank.HOSPITAL: "établissement",
    Rank.SUBDIVISION: "subdivision",
    Rank.NATION: "pays",
}


@dataclass(frozen=True, slots=True)
class Site:
    """A place that a release may tell of. ``inside`` is the id of what holds it, empty for the country."""

    id: str
    name: str
    rank: Rank
    inside: str = ""


@dataclass(frozen=True)
class Sites:
    """The places, each inside another; the country is always there."""

    all: tuple[Site, ...]

    @classmethod
    def of(cls, places: Iterable[Site]) -> Sites:
        """Raises BadInput when two have the same id, or when one lies in a place that is not there."""
        found = {NATION: Site(NATION, "France", Rank.NATION)}
        for one in places:
            if one.id in found:
                raise BadInput(f"le terrain « {one.id} » est écrit deux fois")
            found[one.id] = one
        for one in found.values():
            if one.id != NATION and one.inside not in found:
                raise BadInput(f"« {one.name} » est dans « {one.inside} », qui n’est pas dans la liste")
        return cls(tuple(found.values()))

    @cached_property
    def by_id(self) -> dict[str, Site]:
        """Each place by its id."""
        return {one.id: one for one in self.all}

    @cached_property
    def children(self) -> dict[str, tuple[Site, ...]]:
        """What lies directly in each place, in order of id."""
        found: dict[str, list[Site]] = {one.id: [] for one in self.all}
        for one in self.all:
            if one.inside:
                found[one.inside].append(one)
        return {name: tuple(sorted(inside, key=lambda one: one.id)) for name, inside in found.items()}

    def path(self, site: str) -> Iterator[Site]:
        """The place and what is around it, up to the country."""
        while site:
            one = self.by_id[site]
            yield one
            site = one.inside
