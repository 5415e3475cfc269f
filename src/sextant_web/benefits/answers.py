"""What a person has answered so far, carried by the page itself: nothing is kept between two screens.

A fact is a field of its name; what has several parts (received aids and their dates, patients by age) has fields
``fact@part``. ``dit`` repeats the questions asked, in order: one that is there without a value was skipped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from sextant import wording
from sextant.benefits.assess import Assessment, assess
from sextant.benefits.here import placed
from sextant.benefits.situation import Situation, contradictions, situation_of
from sextant.benefits.vocabulary import Fact, vocabulary
from sextant.territory.commune import Territory

NOTHING = "aucun"
"""The box « none of these », which is an answer: a list left blank is not."""
_LONGEST = 60
_MANY = 20


@dataclass(frozen=True)
class Answers:
    """Fields as they came, the questions asked in order, the facts read from them, and what could not be read."""

    fields: Mapping[str, tuple[str, ...]]
    asked: tuple[str, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)

    @property
    def carried(self) -> Iterator[tuple[str, str]]:
        """Every pair that the next page must send back."""
        yield from (("dit", name) for name in self.asked)
        for name, values in self.fields.items():
            if name.partition("@")[0] in self.asked:
                yield from ((name, value) for value in values)

    def told(self, territory: Territory | None) -> list[tuple[Fact, str]]:
        """Every question asked with its answer in words; « je ne sais pas » for one that was skipped."""
        known = vocabulary()
        return [(known[name], _label(known[name], self.facts.get(name), territory)) for name in self.asked]

    def without(self, name: str) -> Answers:
        """The same before that question was asked. Its fields stay, to be shown again, and are no longer carried."""
        facts = {key: value for key, value in self.facts.items() if key != name}
        return Answers(self.fields, tuple(one for one in self.asked if one != name), facts, {})

    def situation(self, territory: Territory | None, on: date) -> tuple[Situation, tuple[str, ...]]:
        """The person as the engine knows them, completed by the tables of communes; and what these contradict."""
        told = situation_of(self.facts)
        if territory is None:
            return told, ()
        found = placed(told, territory, on)
        return found.situation, found.remarks

    def assessed(self, territory: Territory | None, on: date) -> Assessment:
        """Every aid judged for these answers."""
        return assess(self.situation(territory, on)[0], on)


def _label(fact: Fact, value: Any, territory: Territory | None) -> str:
    if value is None:
        return "je ne sais pas"
    if fact.names == "commune" and territory is not None and (now := territory.today(value)):
        return f"{territory.commune(now)['name']} ({territory.commune(now)['departement']})"
    return wording.typography(fact.label(value))


def read_answers(post: QueryDict) -> Answers:
    """The answers that a page sent; fields that are no question's are left out."""
    fields = {
        name: tuple(value.strip()[:_LONGEST] for value in post.getlist(name)[:_MANY] if value.strip())
        for name in post
        if name.partition("@")[0] in vocabulary()
    }
    asked = [name for name in dict.fromkeys(post.getlist("dit")) if name in vocabulary()]
    facts: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, fact in vocabulary().items():
        written = as_written(fact, fields)
        if written is None:
            continue
        try:
            value = fact.read(written)
        except ValueError as error:
            wrong[name] = sentence(str(error))
            continue
        if value is not None:
            facts[name] = value
            if name not in asked:
                asked.append(name)
    for name, said in contradictions(facts).items():
        wrong[name] = sentence(said)
        del facts[name]
    return Answers(fields, tuple(asked), facts, wrong)


def sentence(error: str) -> str:
    """What the vocabulary refuses, « what → what to do », as two sentences."""
    what, _, remedy = error.partition(" → ")
    what = f"{what[:1].upper()}{what[1:]}"
    return f"{what}{'' if what.endswith('.') else '.'} {remedy}".strip()


def as_written(fact: Fact, fields: Mapping[str, tuple[str, ...]]) -> object:
    """The fields of a fact as a situation file would hold it; None when nothing was answered."""
    values = fields.get(fact.id, ())
    if fact.kind == "counts":
        parts = {key: fields[f"{fact.id}@{key}"][0] for key in fact.choices if fields.get(f"{fact.id}@{key}")}
        return parts or None
    if not values:
        return None
    if fact.kind == "set":
        return [] if values == (NOTHING,) else [one for one in values if one != NOTHING]
    if fact.kind == "history":
        return [
            {"categorie": one, "date": next(iter(fields.get(f"{fact.id}@{one}", ())), None)}
            for one in values
            if one != NOTHING
        ]
    return values[0]
