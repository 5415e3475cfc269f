"""One aid, as its file says it: who pays, how much, for whom, what it binds to, from which source, how sure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field, model_validator

from sextant.benefits import places
from sextant.benefits.amount import Amount, Confidence, DatedValue
from sextant.benefits.condition import Condition
from sextant.benefits.vocabulary import fact as known_fact
from sextant.form import Day, Form, Number, Text, Whole

Scale = Literal["nationale", "region", "departement", "epci", "commune"]


class Status(StrEnum):
    """Where the text stands."""

    IN_FORCE = "en_vigueur"
    CLOSED = "clos"
    ANNOUNCED = "annonce"
    TO_VERIFY = "a_verifier"
    HISTORY = "historique"


class Payer(Form):
    """Who pays or decides; ``territory`` is the code of a local payer."""

    name: Text
    scale: Scale
    territory: Text = ""

    @model_validator(mode="after")
    def _has_its_territory(self) -> Payer:
        if self.scale == "nationale":
            if self.territory:
                raise ValueError("une aide nationale n’a pas de « territory »")
            return self
        shape, what = places.SHAPES[self.scale]
        if self.territory and not shape.match(self.territory):
            raise ValueError(f"« {self.territory} » : {what}")
        return self

    @property
    def local(self) -> bool:
        """True for anybody but the State and the health insurance."""
        return self.scale != "nationale"


class Valid(Form):
    """From which day to which day, both included, judged on the day of ``event``."""

    event: Text = Field(examples=["projet.date"])
    first_day: Day | None = None
    last_day: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Valid:
        if known_fact(self.event).kind != "day":
            raise ValueError(f"« {self.event} » n’est pas une date → Par exemple projet.date ou stage.debut.")
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValueError("le dernier jour vient avant le premier")
        return self


class ToConfirm(Form):
    """What a machine cannot judge. ``reserve``: someone chooses; ``unknown``: nobody knows before asking."""

    says: Text
    kind: Literal["reserve", "unknown"]
    ask: Text = ""


class Commitment(Form):
    """What one is bound to: a number of months, and the sentence."""

    says: Text
    months: Whole | None = None
    least_months: Whole | None = None


class Clawback(Form):
    """What is paid back when leaving early; the series is worked out in ``clawback.py``."""

    kind: Literal["none", "unknown", "pro_rata", "whole", "months_not_served"]
    says: Text
    penalty_per_paid_month: Number = 0
    penalty_after_studies: Number = 0
    confidence: Confidence = Confidence.B


class Source(Form):
    """Where it is written: a text, the payer's page, or what others report."""

    key: Text
    title: Text
    url: Text = ""
    kind: Literal["texte", "payeur", "officielle", "secondaire", "presse", "syndicat"]
    read: Day
    dated: Text = ""


class Readers(Form):
    """Who wrote the file and who checked it; a file without a checker has been read once."""

    writer: Text
    checker: Text = ""


class BenefitExample(Form):
    """A worked example, run as a test: a situation, the state and the figures it must give."""

    situation: dict[str, Any]
    state: Literal["DROIT", "SOUS_RESERVE", "A_VERIFIER", "NON", "CLOS", "PAS_ENCORE"]
    on: Day | None = None
    total: Number | None = None
    values: list[Number] | None = None
    because: Text = Field(min_length=3)


class Benefit(Form):
    """One aid, one legal frame, or one thing to know beside them."""

    id: Text = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", examples=["d27-install"])
    name: Text
    says: Text
    category: Literal[
        "etudes", "stage", "installation", "exercice", "fiscalite", "collectivite", "information"
    ]
    payer: Payer
    contact: Text = Field(examples=["cpam"])
    status: Status
    valid: Valid
    parameters: dict[str, list[DatedValue]] = Field(default_factory=dict)
    amounts: list[Amount] = Field(default_factory=list)
    conditions: list[Condition]
    to_confirm: list[ToConfirm] = Field(default_factory=list)
    doubt: Text = ""
    correction: Text = ""
    incompatible: list[Text] = Field(default_factory=list)
    cumulable: list[Text] = Field(default_factory=list)
    cumulation_unknown: list[Text] = Field(default_factory=list)
    overrides: Text = ""
    legal_frame: Text = ""
    commitment: Commitment | None = None
    clawback: Clawback | None = None
    excludes_later: Text = ""
    when: Text = ""
    steps: list[Text] = Field(default_factory=list)
    checked: Day
    confidence: Confidence
    sources: list[Source] = Field(min_length=1)
    readers: Readers
    examples: list[BenefitExample] = Field(min_length=1)
    file: str = ""

    @model_validator(mode="after")
    def _holds_together(self) -> Benefit:
        keys = [source.key for source in self.sources]
        for name, values in self.parameters.items():
            for value in values:
                if value.source not in keys:
                    raise ValueError(
                        f"le paramètre « {name} » cite « {value.source} », qui n’est pas dans « sources »"
                        f" → Sources : {', '.join(keys)}."
                    )
        if self.status is Status.CLOSED and self.valid.last_day is None:
            raise ValueError("une aide close dit son dernier jour → Ajoutez « last_day » sous « valid ».")
        return self

    @property
    def expires(self) -> date:
        """The last day on which the file is taken as checked: six months for a local aid, twelve for a national one."""
        return months_after(self.checked, 6 if self.payer.local else 12)

    @property
    def read_twice(self) -> bool:
        """True when somebody else than the writer checked it."""
        return bool(self.readers.checker) and self.readers.checker != self.readers.writer


def months_after(day: date, months: int) -> date:
    """The same day some months later; the end of a short month when there is no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))
