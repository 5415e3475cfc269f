"""How much of the country has been looked at: four counts for each scale and audience, never one percentage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from math import sqrt
from pathlib import Path
from typing import Literal

from sextant.benefits import places
from sextant.benefits.amount import Confidence
from sextant.benefits.benefit import Benefit, Status, months_after
from sextant.benefits.catalogue import Catalogue
from sextant.benefits.situation import Situation
from sextant.document import read_document
from sextant.form import Day, Form, Text, Whole

FILE = Path(__file__).with_name("sweeps.yaml")

Audience = Literal["etudes", "stage", "installation"]
AUDIENCES: Mapping[str, str] = {
    "etudes": "étudiants",
    "stage": "internes en stage",
    "installation": "installation",
}
_AUDIENCE_OF = {"etudes": "etudes", "stage": "stage"}
LOCAL_SCALES: Mapping[str, str] = {
    "region": "régions",
    "departement": "départements",
    "epci": "intercommunalités",
    "commune": "communes",
}


class Looked(StrEnum):
    """What is known of a territory, for an audience."""

    VERIFIED = "aide vérifiée"
    NONE = "aucune, vérifié"
    EXPIRED = "à revérifier"
    NOT_LOOKED = "personne n’a regardé"


class Sweep(Form):
    """Someone looked for every aid of a territory, and found some or none."""

    scale: Literal["region", "departement", "epci", "commune"]
    territory: Text
    audience: Audience
    looked: Day
    by: Text
    found: Literal["none", "some"]


class _Sweeps(Form):
    scales: dict[str, Whole]
    sweeps: list[Sweep]


@lru_cache(maxsize=1)
def _file() -> _Sweeps:
    return read_document(FILE).validate(_Sweeps)


def audience_of(benefit: Benefit) -> str:
    """Whom a local aid is for: students, interns in placement, or those who set up."""
    return _AUDIENCE_OF.get(benefit.category, "installation")


def looked_at(known: Catalogue, on: date) -> dict[tuple[str, str, str], Looked]:
    """(scale, territory, audience) of every territory where somebody looked, with what is known today."""
    found: dict[tuple[str, str, str], Looked] = {}
    for sweep in _file().sweeps:
        fresh = on <= months_after(sweep.looked, 6)
        empty = Looked.NONE if sweep.found == "none" else Looked.EXPIRED
        found[sweep.scale, sweep.territory, sweep.audience] = empty if fresh else Looked.EXPIRED
    for benefit in known.benefits:
        if not benefit.payer.local:
            continue
        key = (benefit.payer.scale, benefit.payer.territory or benefit.id, audience_of(benefit))
        sure = (
            benefit.status is Status.IN_FORCE
            and benefit.confidence in (Confidence.A, Confidence.B)
            and on <= benefit.expires
        )
        if sure:
            found[key] = Looked.VERIFIED
        elif found.get(key) is not Looked.VERIFIED:
            found[key] = Looked.EXPIRED
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the grid: a scale, an audience, the four counts, and the same weighted when weights are known."""

    scale: str
    audience: str
    counts: Mapping[Looked, int]
    weighted: Mapping[Looked, float] | None = None


def grid(
    known: Catalogue, on: date, interns: Mapping[tuple[str, str], float] | None = None
) -> tuple[Line, ...]:
    """The grid of the territories looked at. ``interns`` gives how many are in placement in (scale, territory)."""
    looked = looked_at(known, on)
    lines = []
    for scale, total in _file().scales.items():
        for audience in AUDIENCES:
            states = {code: state for (s, code, a), state in looked.items() if (s, a) == (scale, audience)}
            counts = {state: sum(1 for one in states.values() if one is state) for state in Looked}
            counts[Looked.NOT_LOOKED] = total - len(states)
            weighted = _weighted(scale, states, interns) if interns else None
            lines.append(Line(scale, audience, counts, weighted))
    return tuple(lines)


def _weighted(
    scale: str, states: Mapping[str, Looked], interns: Mapping[tuple[str, str], float]
) -> Mapping[Looked, float]:
    found = dict.fromkeys(Looked, 0.0)
    for (of, code), number in interns.items():
        if of == scale:
            found[states.get(code, Looked.NOT_LOOKED)] += number
    return found


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A territory of this person where nobody has looked, which is not the same as « no aid »."""

    scale: str
    territory: str
    audience: str

    @property
    def says(self) -> str:
        """« Sarthe (72), installation : personne n’a encore cherché »."""
        named = places.name(self.scale, self.territory)
        shown = named if self.scale in ("region", "departement") else f"{_ONE[self.scale]} {named}"
        return f"{shown}, {AUDIENCES[self.audience]} : personne n’a encore cherché les aides d’ici"


_ONE = {"epci": "intercommunalité", "commune": "commune"}


def uncovered(situation: Situation, known: Catalogue, on: date) -> tuple[Uncovered, ...]:
    """The territories of a situation where nobody has looked, for what the person is or plans."""
    looked = looked_at(known, on)
    return tuple(
        Uncovered(scale, code, audience)
        for audience, scale, code in _concerned(situation)
        if (scale, code, audience) not in looked
    )


def _concerned(situation: Situation) -> Iterator[tuple[str, str, str]]:
    facts = situation.facts
    if facts.get("stage.type", "aucun") != "aucun":
        yield from _codes(facts.get("stage.commune"), facts, "stage", "stage")
    if facts.get("projet.role", "aucun") not in ("aucun", "salariat", "remplacement"):
        yield from _codes(facts.get("projet.commune"), facts, "territoire", "installation")
    if facts.get("personne.statut") in ("etudiant_1c", "externe", "interne"):
        yield from _codes(facts.get("projet.commune"), facts, "territoire", "etudes")


def _codes(
    commune: str | None, facts: Mapping[str, object], group: str, audience: str
) -> Iterator[tuple[str, str, str]]:
    for scale in ("region", "departement", "epci"):
        code = facts.get(f"{group}.{scale}")
        if isinstance(code, str):
            yield audience, scale, code
    if commune:
        yield audience, "commune", commune


@dataclass(frozen=True, slots=True)
class Recall:
    """How many aids there are, from two independent sweeps of the same places: estimate and 95 % interval."""

    estimate: float
    low: float
    high: float


def recall(first: int, second: int, both: int) -> Recall:
    """Lincoln and Petersen's estimate, in Chapman's form, which stands for small counts.

    ``first`` and ``second`` are what each reader found, ``both`` what both found. Raises ValueError when they do
    not fit together.
    """
    if not 0 <= both <= min(first, second):
        raise ValueError("ce que les deux ont trouvé ne peut pas dépasser ce que chacun a trouvé")
    estimate = (first + 1) * (second + 1) / (both + 1) - 1
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    spread = 1.96 * sqrt(variance)
    least = first + second - both
    return Recall(round(estimate, 1), round(max(least, estimate - spread), 1), round(estimate + spread, 1))


@dataclass(frozen=True, slots=True)
class Freshness:
    """How much of the catalogue was checked lately, by how many readers, and how much of it a machine can judge."""

    files: int
    within_six_months: int
    within_twelve_months: int
    read_twice: int
    computed: int
    for_people: int


def freshness(known: Catalogue, on: date) -> Freshness:
    """The counts of :class:`Freshness` for a catalogue on a day."""
    aged = known.benefits
    return Freshness(
        files=len(aged),
        within_six_months=sum(1 for one in aged if on <= months_after(one.checked, 6)),
        within_twelve_months=sum(1 for one in aged if on <= months_after(one.checked, 12)),
        read_twice=sum(1 for one in aged if one.read_twice),
        computed=sum(len(list(c.leaves())) for one in aged for c in one.conditions),
        for_people=sum(len(one.to_confirm) for one in aged),
    )
