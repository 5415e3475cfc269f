"""Surveys of the past, beside the figures of ledgers: dated, sourced, with their method, never mixed with them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field, model_validator

from sextant import wording
from sextant.conditions.indicator import plan
from sextant.document import read_document
from sextant.form import Day, Form, Number, Text, Whole, did_you_mean
from sextant.law.rule import Confidence

PAST = Path(__file__).with_name("past_surveys.yaml")


class SurveyFigure(Form):
    """A figure that a survey gave for an indicator. ``differs``: why it is not the same measure."""

    of: Text = Field(description="L’indicateur.")
    value: Number = Field(ge=0, description="La valeur, entre 0 et 1 pour une part.")
    differs: Text = Field(min_length=8, description="En quoi ce n’est pas la même mesure.")

    @model_validator(mode="after")
    def _known(self) -> SurveyFigure:
        names = [one.id for one in plan().indicators]
        if self.of not in names:
            raise ValueError(f"« {self.of} » n’est pas un indicateur. {did_you_mean(self.of, names)}")
        return self


class PastSurvey(Form):
    """A survey: who answered, when, how, and what is not known of it."""

    id: Text = Field(min_length=3)
    says: Text = Field(min_length=8)
    who: Text = Field(min_length=4)
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")
    answers: Whole = Field(gt=0)
    method: Text = Field(min_length=8)
    unknown: Text = ""
    source: Text = Field(min_length=4)
    confidence: Confidence
    figures: tuple[SurveyFigure, ...]

    def figure(self, indicator: str) -> SurveyFigure | None:
        """What it says of an indicator."""
        return next((one for one in self.figures if one.of == indicator), None)

    def say_method(self) -> str:
        """« 2 277 réponses, internes de 33 spécialités, du 18 septembre au 30 octobre 2023 ; questionnaire… »."""
        return (
            f"{wording.say_count(self.answers, 'réponse')}, {self.who}, "
            f"{wording.say_span(self.first, self.last)} ; {self.method}"
        )


class _Past(Form):
    checked: Day
    surveys: tuple[PastSurvey, ...]


@lru_cache(maxsize=1)
def past_surveys() -> tuple[PastSurvey, ...]:
    """The surveys, the most complete first. Raises BadDocument, with its line, for a file that does not hold."""
    return read_document(PAST).validate(_Past).surveys
