"""What is known of a person: facts of the closed vocabulary. What is not there is unknown, which is an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from os import PathLike
from typing import Any

from sextant.benefits import places
from sextant.benefits.vocabulary import Fact, vocabulary
from sextant.document import Document, read_document
from sextant.form import did_you_mean

Facts = Mapping[str, Any]
"""Fact name to value; a name that is absent is unknown."""

SAID, COMPUTED = "vous l’avez dit", "déduit du code de la commune"


@dataclass(frozen=True)
class Situation:
    """The facts known of a person, each with where it comes from (``origins``; the person, when not written)."""

    facts: Facts
    name: str = ""
    origins: Mapping[str, str] = field(default_factory=dict)

    def knows(self, fact: str) -> bool:
        """True when the fact is known."""
        return fact in self.facts

    def origin(self, fact: str) -> str:
        """Where a known fact comes from, in French."""
        return self.origins.get(fact, SAID)

    def with_fact(self, name: str, value: Any, origin: str = SAID) -> Situation:
        """The same person, one fact said or changed; ``value`` None takes it away. Deductions are made again."""
        told = {key: old for key, old in self.facts.items() if self.origin(key) != COMPUTED and key != name}
        if value is not None:
            told[name] = value
        origins = {key: old for key, old in self.origins.items() if key in told} | {name: origin}
        return situation_of(told, self.name, origins)


def situation_of(told: Facts, name: str = "", origins: Mapping[str, str] | None = None) -> Situation:
    """A situation from facts already read: what follows from the codes is added, a doubtful QPV is taken away."""
    facts = {key: value for key, value in told.items() if value is not None}
    found = dict(origins or {})
    for key, value in _deduced(facts):
        facts[key] = value
        found[key] = COMPUTED
    if facts.get("projet.adresse_geocodee") is False and facts.get("territoire.qpv"):
        del facts["territoire.qpv"]  # a commune that has a QPV says nothing of an address that is not known
    return Situation(facts, name, found)


def contradictions(told: Facts) -> Mapping[str, str]:
    """What cannot be true together among places told: by fact, a sentence, with what to do after « → »."""
    found: dict[str, str] = {}
    for commune, departement, region in _INSIDE:
        code, place = told.get(departement), told.get(commune)
        real = places.departement_of(place) if place else None
        if code and real and code != real:
            found[departement] = (
                f"la commune {place} est dans le département {places.name('departement', real)}, "
                f"pas dans {places.name('departement', code)} → Corrigez l’un des deux."
            )
        code = code or real
        around = places.region_of(code) if code else None
        if code and around and told.get(region, around) != around:
            found[region] = (
                f"{places.name('departement', code)} est en {places.name('region', around)}, "
                f"pas en {places.name('region', told[region])} → Corrigez l’un des deux."
            )
    return found


_INSIDE = (
    ("projet.commune", "territoire.departement", "territoire.region"),
    ("stage.commune", "stage.departement", "stage.region"),
)


def _deduced(facts: Facts) -> Iterable[tuple[str, str]]:
    for commune, departement, region in _INSIDE:
        code = facts.get(departement)
        if code is None and commune in facts:
            code = places.departement_of(facts[commune])
            if code:
                yield departement, code
        if code and region not in facts:
            found = places.region_of(code)
            if found:
                yield region, found


def read_situation(path: str | PathLike[str]) -> Situation:
    """A situation file: groups of facts (docs/reference/formats.md). Raises BadFile or BadDocument, with the line."""
    return situation_from(read_document(path))


def situation_from(document: Document) -> Situation:
    """The situation that a document describes. Raises BadDocument, with the line."""
    groups = group_names()
    told: dict[str, Any] = {}
    name = ""
    for group, content in document.data.items():
        if group == "name":
            name = str(content or "")
            continue
        if group in vocabulary():  # « territoire.zone_mg: ZIP », as the questions name it
            told[group] = read_value(document, vocabulary()[group], content, (group,))
            continue
        if group not in groups:
            raise document.bad(
                (group,),
                f"la clé « {group[:60]} » est inconnue",
                remedy=did_you_mean(group, ["name", *groups]),
            )
        if content is None:
            continue
        if not isinstance(content, dict):
            raise document.bad(
                (group,), "des faits et leurs valeurs sont attendus", remedy=f"Par exemple {group}: {{…}}."
            )
        for key, value in content.items():
            told[f"{group}.{key}"] = _read(document, group, key, value)
    for fact, said in contradictions(told).items():
        what, _, remedy = said.partition(" → ")
        at = (fact,) if fact in document.data else tuple(fact.split(".", 1))
        raise document.bad(at, what, remedy=remedy)
    return situation_of(told, name)


def _read(document: Document, group: str, key: str, value: object) -> Any:
    found = vocabulary().get(f"{group}.{key}")
    if found is None:
        known = [name.partition(".")[2] for name in vocabulary() if name.startswith(f"{group}.")]
        raise document.bad(
            (group, key), f"le fait « {key[:60]} » est inconnu", remedy=did_you_mean(key, known)
        )
    return read_value(document, found, value, (group, key))


def read_value(document: Document, fact: Fact, value: object, at: tuple[str | int, ...]) -> Any:
    """One written value. Raises BadDocument at its line."""
    try:
        return fact.read(value)
    except ValueError as error:
        what, _, remedy = str(error).partition(" → ")
        raise document.bad(at, what, remedy=remedy) from None


def group_names() -> list[str]:
    """The groups of facts: personne, demande, stage, projet…"""
    return list(dict.fromkeys(name.partition(".")[0] for name in vocabulary()))
