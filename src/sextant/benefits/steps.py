"""The steps: an ordered, dated checklist for one situation; what must come before is always before.

The recipe: keep the steps of the kind of project that apply to the person, sort them so that each comes after what
it needs, date them from the event, and move a date that would come before one of its prerequisites.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from sextant.benefits.amount import Confidence
from sextant.benefits.benefit import Source, months_after
from sextant.benefits.condition import Condition, compiled
from sextant.benefits.contacts import Contact, contact_of
from sextant.benefits.situation import Situation
from sextant.document import read_document
from sextant.form import Day, Form, Text, Whole

FILE = Path(__file__).with_name("steps.yaml")

Journey = Literal[
    "interne", "remplacant", "premiere_installation", "second_site", "salarie", "retour_etranger"
]

JOURNEYS: Mapping[str, str] = {
    "interne": "un stage d’interne",
    "remplacant": "des remplacements",
    "premiere_installation": "une première installation",
    "second_site": "un second site",
    "salarie": "un poste salarié",
    "retour_etranger": "un retour de l’étranger",
}
"""The kinds of project, and how each is said."""

ANCHORS = {"project": "projet.date", "placement": "stage.debut"}


class Timing(Form):
    """Months before (negative) or after the event; a limit that is not known is not written."""

    anchor: Literal["project", "placement"]
    earliest: Whole | None = None
    latest: Whole | None = None


class Step(Form):
    """One step: when, what it needs, what it gives, with whom, and what is lost by doing it too late."""

    id: Text
    title: Text
    journeys: list[Journey] = Field(alias="for")
    after: list[Text] = Field(default_factory=list)
    timing: Timing
    needs: list[Text] = Field(default_factory=list)
    produces: list[Text] = Field(default_factory=list)
    takes: Text = ""
    who: Text
    trap: Text = ""
    when: Condition | None = None
    source: Text
    checked: Day
    confidence: Confidence


class _Steps(Form):
    sources: list[Source]
    steps: list[Step]

    @model_validator(mode="after")
    def _hangs_together(self) -> _Steps:
        known = {step.id for step in self.steps}
        for step in self.steps:
            for before in step.after:
                if before not in known:
                    raise ValueError(f"la démarche « {step.id} » attend « {before} », qui n’existe pas")
            if step.source not in {source.key for source in self.sources}:
                raise ValueError(
                    f"la démarche « {step.id} » cite « {step.source} », qui n’est pas dans « sources »"
                )
        try:
            TopologicalSorter({step.id: step.after for step in self.steps}).prepare()
        except CycleError as error:
            raise ValueError(f"ces démarches s’attendent en rond : {', '.join(error.args[1])}") from None
        return self


@lru_cache(maxsize=1)
def _file() -> _Steps:
    return read_document(FILE).validate(_Steps)


def all_steps() -> Mapping[str, Step]:
    """Every step by its identifier. Raises BadDocument when the file does not hold."""
    return {step.id: step for step in _file().steps}


def source_of(step: Step) -> Source:
    """Where a step is written."""
    return next(source for source in _file().sources if source.key == step.source)


@dataclass(frozen=True, slots=True)
class DatedStep:
    """A step of a checklist: from when, until when (None when not known), with whom, and whether it is late."""

    step: Step
    first: date | None
    last: date | None
    contact: Contact
    before: tuple[str, ...]
    late: bool
    sure: bool


def journey_of(situation: Situation) -> Journey:
    """The kind of project that a situation tells, a first practice when nothing says otherwise."""
    facts = situation.facts
    role = facts.get("projet.role")
    if role == "secondaire":
        return "second_site"
    if role == "salariat":
        return "salarie"
    if role == "remplacement":
        return "remplacant"
    trains = facts.get("personne.statut") in ("interne", "dja", "externe", "etudiant_1c")
    return "interne" if trains and role in (None, "aucun") else "premiere_installation"


def checklist(situation: Situation, on: date, journey: Journey | None = None) -> tuple[DatedStep, ...]:
    """The steps for one person, in the order in which they can be done, today being ``on``."""
    wanted = journey or journey_of(situation)
    kept = {
        step.id: step
        for step in _file().steps
        if wanted in step.journeys and _applies(step, situation) is not False
    }
    ordered = _in_order(kept)
    found: list[DatedStep] = []
    ends: dict[str, date | None] = {}
    for step in ordered:
        first, last = _dates(step, situation)
        before = tuple(name for name in _prerequisites(step, kept))
        earliest = max((day for name in before if (day := ends.get(name))), default=None)
        if last is not None and earliest is not None and last < earliest:
            last = earliest
        ends[step.id] = last
        event = ANCHORS[step.timing.anchor]
        found.append(
            DatedStep(
                step, first, last, contact_of(step.who, situation.facts, on, event), before,
                last is not None and last < on, _applies(step, situation) is True,
            )
        )  # fmt: skip
    return tuple(found)


def _applies(step: Step, situation: Situation) -> bool | None:
    return compiled(step.when, "")(situation.facts) if step.when else True


def _prerequisites(step: Step, kept: Mapping[str, Step]) -> Iterable[str]:
    """The steps kept that must come before; through those that do not concern the person."""
    for name in step.after:
        if name in kept:
            yield name
        else:
            yield from _prerequisites(all_steps()[name], kept)


def _in_order(kept: Mapping[str, Step]) -> Sequence[Step]:
    """Topological order; among steps that are free, the earliest date, then the order of the file."""
    place = {name: number for number, name in enumerate(kept)}

    def rank(name: str) -> tuple[int, int]:
        timing = kept[name].timing
        return (timing.latest if timing.latest is not None else 99, place[name])

    sorter = TopologicalSorter({name: list(_prerequisites(step, kept)) for name, step in kept.items()})
    sorter.prepare()
    ready: list[str] = []
    found: list[Step] = []
    while sorter.is_active():
        ready = sorted([*ready, *sorter.get_ready()], key=rank)
        name = ready.pop(0)
        found.append(kept[name])
        sorter.done(name)
    return found


def _dates(step: Step, situation: Situation) -> tuple[date | None, date | None]:
    event = situation.facts.get(ANCHORS[step.timing.anchor])
    if event is None:
        return None, None
    first = None if step.timing.earliest is None else months_after(event, step.timing.earliest)
    last = None if step.timing.latest is None else months_after(event, step.timing.latest)
    return first, last
