"""Sheets on a right: what the texts read say, point by point, and what was not found. Reads ``topics/``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from sextant.document import Document, read_document
from sextant.errors import BadInput, BadLaw, Place
from sextant.form import Day, Form, Text, did_you_mean
from sextant.law.library import Library, load
from sextant.law.rule import Confidence

TOPICS = Path(__file__).parent / "topics"


class PointForm(Form):
    """One thing that is known. ``rule`` names the rule of law that says it: source and confidence come from there."""

    says: Text = Field(min_length=10, description="Une phrase, sans majuscule ni point.")
    rule: Text = Field("", examples=["E1"], description="Code de la règle du droit du travail qui le dit.")
    source: Text = Field("", description="Texte ou pages, sans règle.")
    seen: Literal["texte", "secondaire", "non vu"] | None = Field(None, description="Comment il a été lu.")
    confidence: Confidence | None = Field(None, description="haute, moyenne, faible ou non vérifiée.")
    doubt: Text = Field("", description="Ce qui est incertain.")
    since: Day | None = Field(None, alias="from", description="Premier jour.")
    until: Day | None = Field(None, alias="to", description="Premier jour où cela ne vaut plus.")

    @model_validator(mode="after")
    def _has_a_source(self) -> PointForm:
        if not self.rule and not (self.source and self.seen and self.confidence):
            raise ValueError("un point dit sa règle (rule), ou sa source avec seen et confidence")
        if self.rule and (self.source or self.seen or self.confidence):
            raise ValueError("un point qui nomme une règle ne redit pas sa source")
        if self.confidence and self.confidence is not Confidence.HIGH and not self.doubt:
            raise ValueError("un point incertain dit son doute (doubt)")
        return self


class TopicForm(Form):
    """A file of ``topics/``."""

    topic: Text = Field(pattern=r"^[a-z]+(-[a-z]+)*$", description="Nom court, celui que l’on tape.")
    title: Text = Field(min_length=4, description="Titre.")
    checked: Day = Field(description="Jour de la dernière vérification.")
    points: list[PointForm] = Field([], description="Ce qui est su.")
    unknown: list[Text] = Field([], description="Questions auxquelles aucun texte lu ne répond.")
    ask: list[Text] = Field([], description="À qui s’adresser.")


@dataclass(frozen=True, slots=True)
class Point:
    """A point ready to be shown."""

    says: str
    source: str
    seen: str
    confidence: Confidence
    checked: date
    doubt: str
    code: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A sheet. ``unknown`` questions are part of the answer."""

    name: str
    title: str
    checked: date
    points: tuple[Point, ...]
    unknown: tuple[str, ...]
    ask: tuple[str, ...]


def topic(name: str, *, day: date | None = None) -> Topic:
    """The sheet of that name, as on ``day`` (all of it by default). Raises BadInput, with the nearest name."""
    forms = load_topics()
    if name not in forms:
        raise BadInput(f"« {name} » : sujet inconnu", remedy=did_you_mean(name, list(forms)))
    return _topic(forms[name], load(), day)


def topics() -> tuple[Topic, ...]:
    """Every sheet, by name."""
    return tuple(_topic(form, load(), None) for _, form in sorted(load_topics().items()))


@lru_cache(maxsize=4)
def load_topics(folder: Path = TOPICS) -> dict[str, TopicForm]:
    """The sheets of a folder by name. Raises BadDocument or BadLaw, with file and line."""
    found: dict[str, TopicForm] = {}
    for document in _documents(folder):
        form = document.validate(TopicForm)
        for number, point in enumerate(form.points):
            if point.rule and point.rule not in load().codes:
                line = document.line(("points", number, "rule"))
                raise BadLaw(
                    f"la règle « {point.rule} » n’existe pas",
                    place=Place(document.name, line),
                    remedy=did_you_mean(point.rule, load().codes),
                )
        found[form.topic] = form
    return found


def _documents(folder: Path) -> Iterator[Document]:
    for file in sorted(folder.glob("*.yaml")):
        document = read_document(file)
        yield Document(file.name, document.data, document.lines)


def _topic(form: TopicForm, library: Library, day: date | None) -> Topic:
    points = [
        _point(point, form, library)
        for point in form.points
        if day is None
        or ((point.since is None or point.since <= day) and (point.until is None or day < point.until))
    ]
    return Topic(form.topic, form.title, form.checked, tuple(points), tuple(form.unknown), tuple(form.ask))


def _point(point: PointForm, form: TopicForm, library: Library) -> Point:
    if point.rule:
        rule = library.by_code(point.rule)[0]
        doubt = " ; ".join(part for part in (point.doubt, rule.doubt) if part)
        cite = rule.cites[0]
        return Point(point.says, rule.article, cite.seen, rule.confidence, rule.checked, doubt, rule.code)
    assert point.seen is not None
    assert point.confidence is not None
    return Point(point.says, point.source, point.seen, point.confidence, form.checked, point.doubt, "")
