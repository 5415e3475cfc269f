"""Which places may be told, for one indicator, so that no arithmetic on what was ever told isolates a few people.

The attacker adds and subtracts every figure of every release, knows who is in which ward, and supposes that
nobody's hours change from one trimester to the next. Call *class* the people that no published place tells apart:
same published places, release after release. Whatever the attacker computes gives the same weight to all the people
of a class, so that the smallest sum that can be learnt is that of a class. The guard is one sentence: **a class that
is in any published place holds at least the threshold's people, and nobody outweighs the others in it.**

How it is held, in order (docs/explanation/nobody-can-be-seen.md tells it in French):

1. somebody who left since the last release is covered: others of the same class, drawn at random, are left out with
   them until enough are missing, or the whole class is;
2. bottom up, a place is published when the people it adds to what is published inside it are enough. If they are not,
   a hospital hides its smallest published ward with them (complementary suppression), and a larger place does
   without them: they are counted further up;
3. a few who come after a first release wait until they are enough;
4. everything is checked again from the outside; a class that would still be broken is left out whole.

Choices depend on counts of people and on ids, never on what people worked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from sextant.conditions.site import NATION, Rank, Sites
from sextant.errors import Disagreement

Key = tuple[str, str]
"""One person in one ward: the same person elsewhere is another thing to protect."""

Past = frozenset[tuple[str, str]]
"""Where somebody was already counted: (release, published place)."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One person in one ward, for one indicator. ``weight``: the sum that divides (weeks, rests owed)."""

    key: Key
    weight: float


@dataclass
class Shown:
    """A published place: those it adds to the published places ``inside`` it."""

    adds: list[Voice]
    inside: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Guard:
    """The rule of one indicator: how many people, and how much of the weight one may hold."""

    people: int
    dominance: float

    def balanced(self, voices: Sequence[Voice]) -> bool:
        """Whether nobody outweighs the others."""
        total = sum(one.weight for one in voices)
        return max(one.weight for one in voices) <= self.dominance * total


def published(
    voices: Sequence[Voice],
    sites: Sites,
    guard: Guard,
    before: Mapping[Key, Past] | None = None,
    draw: str = "",
) -> dict[str, list[Voice]]:
    """The places that may be told, each with those it counts.

    ``before``: everybody who was counted in an earlier release, still there or not, with the places published then.
    ``draw`` names this release: who is left out to cover a departure is drawn from it.
    """
    before = before or {}
    classes = _classes(before)
    here = {one.key: one for one in voices}
    for people in classes.values():
        for key in _left_out(people, here.keys(), guard.people, draw):
            del here[key]
    while True:
        found = _Climb(sites, guard, before, here.values()).places()
        broken = broken_classes(found, before, guard)
        if not broken:
            return found
        gone = {key for key in here if before.get(key, frozenset()) in broken and before.get(key)}
        if not gone:
            raise Disagreement(
                "une livraison allait montrer trop peu de personnes", remedy="Rien n’a été publié."
            )
        for key in gone:
            del here[key]


def broken_classes(
    found: Mapping[str, Sequence[Voice]], before: Mapping[Key, Past], guard: Guard
) -> set[Past]:
    """The old classes that these places would cut into too small a part; the empty one is that of newcomers.

    Written apart from the way places are chosen: it sees only the result, as the attacker does.
    """
    now: defaultdict[Key, set[str]] = defaultdict(set)
    for site, voices in found.items():
        for one in voices:
            now[one.key].add(site)
    counts = Counter((before.get(key, frozenset()), frozenset(now.get(key, ()))) for key in {*before, *now})
    return {past for (past, sites), count in counts.items() if (past or sites) and count < guard.people}


def _classes(before: Mapping[Key, Past]) -> dict[Past, list[Key]]:
    found: defaultdict[Past, list[Key]] = defaultdict(list)
    for key, past in before.items():
        if past:
            found[past].append(key)
    return found


def _left_out(people: Iterable[Key], here: Iterable[Key], least: int, draw: str) -> list[Key]:
    """Those of a class who are there and must not be counted, so that a departure does not show."""
    people, here = list(people), set(here)
    present = [key for key in people if key in here]
    absent = len(people) - len(present)
    if absent == 0 and len(present) >= least:
        return []
    companions = max(0, least - absent)
    if len(present) - companions < least:
        return present
    drawn = sorted(present, key=lambda key: sha256(f"{draw} {key[0]} {key[1]}".encode()).digest())
    return drawn[:companions]


class _Climb:
    """From the wards to the country. ``shown`` fills on the way, and a place may be taken back."""

    def __init__(
        self, sites: Sites, guard: Guard, before: Mapping[Key, Past], voices: Iterable[Voice]
    ) -> None:
        self.sites, self.guard, self.before = sites, guard, before
        self.of_ward: defaultdict[str, list[Voice]] = defaultdict(list)
        for one in voices:
            self.of_ward[one.key[1]].append(one)
        self.shown: dict[str, Shown] = {}

    def places(self) -> dict[str, list[Voice]]:
        """Every place that may be told, with everybody it counts."""
        self._climb(NATION)
        return {site: self._counted(site) for site in self.shown}

    def _counted(self, site: str) -> list[Voice]:
        shown = self.shown[site]
        return [*shown.adds, *(voice for inner in shown.inside for voice in self._counted(inner))]

    def _climb(self, site: str) -> tuple[list[Voice], list[Voice], list[str]]:
        """Those not counted yet, those who wait, and the published places; the place itself when it is one."""
        loose, waiting, inside = list(self.of_ward[site]), [], []  # type: list[Voice], list[Voice], list[str]
        for child in self.sites.children[site]:
            more, late, places = self._climb(child.id)
            loose, waiting, inside = loose + more, waiting + late, inside + places
        rank = self.sites.by_id[site].rank
        while True:
            adds, late = self._split(loose, waiting)
            if (not adds and inside) or (adds and self._holds(adds)):
                self.shown[site] = Shown(adds, inside)
                return [], late, [site]
            if not inside:
                return loose, waiting, []
            if rank in (Rank.SUBDIVISION, Rank.NATION):  # a larger place does without these few
                self.shown[site] = Shown([], inside)
                return loose, waiting, [site]
            taken = min(inside, key=self._cheapest)
            given_back = self.shown.pop(taken)
            loose = loose + given_back.adds
            inside = [one for one in inside if one != taken] + given_back.inside

    def _split(self, loose: list[Voice], waiting: list[Voice]) -> tuple[list[Voice], list[Voice]]:
        """Those whom the place would add, and those who wait: newcomers too few beside people already counted."""
        old = [one for one in loose if self.before.get(one.key)]
        new = [one for one in loose if not self.before.get(one.key)]
        if len(new) + len(waiting) >= self.guard.people:
            return [*old, *new, *waiting], []
        return (old, [*new, *waiting]) if old else ([*new], waiting)

    def _holds(self, adds: list[Voice]) -> bool:
        parts = Counter(self.before.get(one.key, frozenset()) for one in adds)
        return min(parts.values()) >= self.guard.people and self.guard.balanced(adds)

    def _cheapest(self, site: str) -> tuple[bool, int, str]:
        """What costs least to hide: a place whose people come back, the fewest first."""
        shown = self.shown[site]
        return (not shown.adds, len(self._counted(site)), site)
