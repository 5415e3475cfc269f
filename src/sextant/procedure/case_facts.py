"""The facts of one matter: what was sent, received, answered, and when. A file that the intern keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from os import PathLike

from pydantic import Field, model_validator

from sextant.document import Document, read_document
from sextant.form import Day, Form, Text, YesNo, did_you_mean
from sextant.procedure.steps import Outcome, ProcedureForm, load_procedures, procedure


class EventForm(Form):
    """What happened at a step."""

    done: Day | None = Field(
        None, description="Jour où l’étape a été faite, si elle n’attend pas de réponse."
    )
    sent: Day | None = Field(None, description="Jour de l’envoi.")
    received: Day | None = Field(None, description="Jour de la réception (avis de réception, décharge).")
    answered: Day | None = Field(None, description="Jour de la réponse.")
    answer: Outcome | None = Field(None, description="accord, partiel ou refus.")
    proof: Text = Field("", description="Preuve d’envoi ou de réception, par exemple le numéro de l’avis.")
    note: Text = Field("", description="Remarque, pour le dossier.")

    @model_validator(mode="after")
    def _in_order(self) -> EventForm:
        if (self.answer is None) != (self.answered is None):
            raise ValueError("une réponse dit son jour (answered) et son sens (answer)")
        if self.sent is None and (self.received or self.answered):
            raise ValueError("une réception ou une réponse suppose un envoi (sent)")
        for name, day in (("la réception", self.received), ("la réponse", self.answered)):
            if self.sent and day and day < self.sent:
                raise ValueError(f"{name} ({day:%d/%m/%Y}) est avant l’envoi ({self.sent:%d/%m/%Y})")
        return self

    @property
    def begun(self) -> date | None:
        """The day the step was done or sent."""
        return self.done or self.sent


class FactsForm(Form):
    """A file of facts."""

    procedure: Text = Field(examples=["plus-de-48-heures"], description="Nom de la procédure.")
    local_union: YesNo = Field(False, description="true : l’interne fait appel à sa structure locale.")
    dates: dict[str, Day] = Field({}, description="Dates que les délais demandent.")
    steps: dict[str, EventForm] = Field({}, description="Ce qui s’est passé, étape par étape.")
    fields: dict[str, Text] = Field({}, description="Ce que les lettres ont à dire, champ par champ.")


class Facts:
    """Facts that hold together, with the procedure they are of."""

    def __init__(self, form: FactsForm, of: ProcedureForm) -> None:
        self.form, self.procedure = form, of

    @property
    def fields(self) -> Mapping[str, str]:
        """What letters have to say."""
        return self.form.fields

    def event(self, step: str) -> EventForm:
        """What happened at a step; an empty event when nothing did."""
        return self.form.steps.get(step, _NOTHING)


_NOTHING = EventForm.model_validate({})


def read_facts(path: str | PathLike[str], today: date | None = None) -> Facts:
    """The facts of a file. Raises BadFile or BadDocument, with the line. ``today`` refuses dates to come."""
    return facts_of(read_document(path), today)


def facts_of(document: Document, today: date | None = None) -> Facts:
    """The facts of a document. Raises BadDocument."""
    form = document.validate(FactsForm)
    known = load_procedures()
    if form.procedure not in known:
        raise document.bad(
            ("procedure",),
            f"« {form.procedure} » : procédure inconnue",
            remedy=did_you_mean(form.procedure, list(known)),
        )
    of = procedure(form.procedure)
    steps = [step.id for step in of.steps]
    for name, event in form.steps.items():
        if name not in steps:
            raise document.bad(
                ("steps", name), f"« {name} » n’est pas une étape", remedy=did_you_mean(name, steps)
            )
        for key in ("done", "sent", "received", "answered"):
            day = getattr(event, key)
            if today is not None and day is not None and day > today:
                raise document.bad(
                    ("steps", name, key),
                    f"le {day:%d/%m/%Y} n’est pas encore passé",
                    remedy="Corrigez la date.",
                )
        step = of.step(name)
        if event.done and step.answered:
            raise document.bad(
                ("steps", name, "done"), "cette étape attend une réponse", remedy="Écrivez « sent: … »."
            )
        if event.sent and not step.answered:
            raise document.bad(
                ("steps", name, "sent"), "cette étape n’attend pas de réponse", remedy="Écrivez « done: … »."
            )
    for name in form.dates:
        if name not in of.dates:
            raise document.bad(("dates", name), f"« {name} » n’est pas une date de cette procédure",
                               remedy=did_you_mean(name, list(of.dates)))  # fmt: skip
    return Facts(form, of)
