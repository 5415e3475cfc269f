"""Procedures as data: steps, to whom, within what time, what silence means. Reads ``procedures/``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from sextant import wording
from sextant.almanac.week import months_later
from sextant.document import Document, read_document
from sextant.errors import BadInput, BadLaw, Place
from sextant.form import Day, Form, Text, Whole, YesNo, did_you_mean
from sextant.law.library import load
from sextant.law.rule import Confidence
from sextant.procedure.letter import load_letters

PROCEDURES = Path(__file__).parent / "procedures"


class Silence(StrEnum):
    """What no answer means once its time has passed."""

    REFUSAL = "refus"
    AGREEMENT = "accord"
    UNKNOWN = "inconnu"


class Outcome(StrEnum):
    """How a step ended."""

    AGREED = "accord"
    REFUSED = "refus"
    PART = "partiel"


class TimeForm(Form):
    """A length of time, counted forward or back (negative) from a date."""

    months: Whole = Field(0, ge=-24, le=24, description="Mois, de date à date.")
    days: Whole = Field(0, ge=-365, le=365, description="Jours.")

    @model_validator(mode="after")
    def _not_empty(self) -> TimeForm:
        if not self.months and not self.days:
            raise ValueError("un délai dit des mois ou des jours → Par exemple {months: 2}.")
        return self

    def after(self, day: date) -> date:
        """The day that much later (or earlier)."""
        return months_later(day, self.months) + timedelta(days=self.days)

    def say(self) -> str:
        """« 2 mois », « 15 jours »."""
        parts = []
        if self.months:
            parts.append(f"{abs(self.months)} mois")
        if self.days:
            parts.append(wording.say_count(abs(self.days), "jour"))
        return wording.join(parts)


class DeadlineForm(TimeForm):
    """A time to act, counted from a date of the facts (``date``), or from the refusal of another step (``refusal_of``)."""

    date: Text = Field("", description="Nom d’une date des faits.")
    refusal_of: Text = Field("", description="Étape dont le refus, écrit ou par silence, ouvre le délai.")

    @model_validator(mode="after")
    def _not_empty(self) -> DeadlineForm:
        if bool(self.date) == bool(self.refusal_of):
            raise ValueError("un délai part d’une date (date) ou d’un refus (refusal_of), l’un des deux")
        return self


class StepForm(Form):
    """One step."""

    id: Text = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Nom court, unique dans la procédure.")
    says: Text = Field(min_length=8, description="Ce que l’on fait, à l’infinitif, sans majuscule ni point.")
    to: Text = Field(min_length=3, description="À qui.")
    letter: Text = Field("", description="Lettre modèle, par son nom.")
    attach: list[Text] = Field([], description="Pièces à joindre.")
    after: list[Text] = Field([], description="Étapes qui viennent avant.")
    opens_on: Literal["suite", "refus"] = Field(
        "suite",
        description="suite : dès que les précédentes sont engagées ; refus : quand elles sont refusées.",
    )
    act_by: DeadlineForm | None = Field(None, description="Délai pour agir.")
    answer_within: TimeForm | None = Field(
        None, description="Temps laissé pour répondre ; absent : non trouvé."
    )
    silence_before: DeadlineForm | None = Field(
        None, description="Jour où le silence est acquis, compté d’une date des faits."
    )
    silence: Silence = Field(Silence.UNKNOWN, description="refus, accord ou inconnu.")
    remind_after: TimeForm | None = Field(None, description="Notre conseil : relancer après tant de temps.")
    answered: YesNo = Field(True, description="false : l’étape n’attend pas de réponse, elle se fait.")
    settles: YesNo = Field(True, description="false : un accord à cette étape ne clôt pas l’affaire.")
    union: YesNo = Field(False, description="true : seulement si l’interne fait appel à la structure locale.")
    rules: list[Text] = Field([], description="Règles du droit du travail sur lesquelles elle s’appuie.")
    source: Text = Field(min_length=4, description="Texte, pages ou usage.")
    seen: Literal["texte", "secondaire", "non vu"] = Field(description="Comment il a été lu.")
    confidence: Confidence = Field(description="haute, moyenne, faible ou non vérifiée.")
    doubt: Text = Field("", description="Ce qui est incertain ; obligatoire sous la confiance haute.")

    @model_validator(mode="after")
    def _consistent(self) -> StepForm:
        if self.confidence is not Confidence.HIGH and not self.doubt:
            raise ValueError(f"l’étape « {self.id} » est incertaine : elle dit son doute (doubt)")
        timed = self.answer_within or self.silence_before
        if self.silence is not Silence.UNKNOWN and not timed:
            raise ValueError(
                f"l’étape « {self.id} » dit ce que vaut le silence, sans dire quand (answer_within)"
            )
        if self.answer_within and self.silence_before:
            raise ValueError(f"l’étape « {self.id} » a deux délais de réponse")
        return self


class ProcedureForm(Form):
    """A file of ``procedures/``."""

    procedure: Text = Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Nom court, celui que l’on tape."
    )
    title: Text = Field(min_length=4, description="Titre.")
    about: Text = Field(min_length=8, description="Quand elle sert, en une phrase.")
    checked: Day = Field(description="Jour de la dernière vérification.")
    codes: list[Text] = Field([], description="Manquements qui y mènent, par code de règle.")
    dates: dict[str, Text] = Field(
        {}, description="Dates des faits que ses délais demandent, et ce qu’elles disent."
    )
    steps: list[StepForm] = Field(min_length=1, description="Les étapes, dans l’ordre.")

    @model_validator(mode="after")
    def _names(self) -> ProcedureForm:
        before: set[str] = set()
        for step in self.steps:
            if step.id in before:
                raise ValueError(f"l’étape « {step.id} » est écrite deux fois")
            times = [one for one in (step.act_by, step.silence_before) if one]
            for name in (*step.after, *(one.refusal_of for one in times if one.refusal_of)):
                if name not in before:
                    raise ValueError(
                        f"l’étape « {step.id} » suit « {name} », qui n’est pas écrite avant elle"
                    )
            for one in times:
                if one.date and one.date not in self.dates:
                    raise ValueError(
                        f"l’étape « {step.id} » compte de « {one.date} », qui n’est pas dans « dates »"
                    )
            before.add(step.id)
        return self

    def step(self, name: str) -> StepForm:
        """A step by its id. Raises BadInput, with the nearest one."""
        for step in self.steps:
            if step.id == name:
                return step
        raise BadInput(
            f"« {name} » n’est pas une étape", remedy=did_you_mean(name, [s.id for s in self.steps])
        )


def procedure(name: str) -> ProcedureForm:
    """The procedure of that name. Raises BadInput, with the nearest name."""
    found = load_procedures()
    if name not in found:
        raise BadInput(f"« {name} » : procédure inconnue", remedy=did_you_mean(name, list(found)))
    return found[name]


@lru_cache(maxsize=4)
def load_procedures(folder: Path = PROCEDURES) -> dict[str, ProcedureForm]:
    """The procedures of a folder by name. Raises BadDocument or BadLaw, with file and line."""
    found: dict[str, ProcedureForm] = {}
    for document in _documents(folder):
        form = document.validate(ProcedureForm)
        for path, name, known, what in _names(form):
            if name not in known:
                raise BadLaw(
                    f"{what} « {name} » n’existe pas",
                    place=Place(document.name, document.line(path)),
                    remedy=did_you_mean(name, list(known)),
                )
        found[form.procedure] = form
    return dict(sorted(found.items()))


def _names(form: ProcedureForm) -> Iterator[tuple[tuple[str | int, ...], str, tuple[str, ...], str]]:
    codes, letters = load().codes, tuple(load_letters())
    for number, code in enumerate(form.codes):
        yield ("codes", number), code, codes, "la règle"
    for number, step in enumerate(form.steps):
        for code in step.rules:
            yield ("steps", number, "rules"), code, codes, "la règle"
        if step.letter:
            yield ("steps", number, "letter"), step.letter, letters, "la lettre"


def _documents(folder: Path) -> Iterator[Document]:
    for file in sorted(folder.glob("*.yaml")):
        document = read_document(file)
        yield Document(file.name, document.data, document.lines)
