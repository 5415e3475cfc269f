"""The closed list of what a release tells, and the thresholds, read from their files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from sextant import wording
from sextant.document import read_document
from sextant.form import Form, Number, Text, Whole, YesNo

INDICATORS = Path(__file__).with_name("indicators.yaml")
THRESHOLDS = Path(__file__).with_name("thresholds.yaml")


class Unit(StrEnum):
    """What a figure is: a share between 0 and 1, hours, or a plain number."""

    SHARE = "part"
    HOURS = "heures"
    NUMBER = "nombre"


class Worse(StrEnum):
    """On which side things get worse for interns."""

    MORE = "more"
    LESS = "less"


class Indicator(Form):
    """One line of the table of conditions."""

    id: Text = Field(min_length=3, description="Nom court, celui du fichier d’une livraison.")
    says: Text = Field(min_length=8, description="Ce qui est mesuré, en quelques mots.")
    unit: Unit = Field(description="part, heures ou nombre.")
    step: Number = Field(gt=0, description="Pas de l’arrondi.")
    rule: Text = Field("", description="Code de la règle surveillée.")
    rest: YesNo = Field(False, description="Entre dans le registre des repos non observés.")
    sensitive: YesNo = Field(False, description="Demande le seuil le plus haut.")
    worse: Worse = Field(description="more ou less.")
    beyond: Text = Field("", description="Ce qu’il ne faut pas lui faire dire.")

    def say(self, value: float, edge: str = "") -> str:
        """« 62 % », « 52 h 30 », « 4,5 », « au plus 5 % »."""
        if self.unit is Unit.SHARE:
            return f"{edge} {round(value * 100)}\u202f%".strip()
        if self.unit is Unit.HOURS:
            return wording.say_duration(round(value * 60))
        return wording.say_number(value, 1)


class Thresholds(Form):
    """How few is too few. Shares are between 0 and 1."""

    people: Whole = Field(ge=3)
    sensitive: Whole = Field(ge=3)
    dominance: Number = Field(gt=0, le=1)
    edge: Number = Field(ge=0, lt=0.5)
    bands: tuple[Whole, ...] = Field(min_length=1)
    weeks_at_least: Whole = Field(ge=1)
    days_after: Whole = Field(ge=0)
    register_below: Number = Field(gt=0, le=1)
    heavy_week: Whole = Field(ge=1)
    extreme_week: Whole = Field(ge=1)
    heavy_astreinte: Whole = Field(ge=1)

    def asked_of(self, indicator: Indicator) -> int:
        """How many people must be behind a figure of that indicator."""
        return self.sensitive if indicator.sensitive else self.people

    def band(self, people: int) -> tuple[int, int | None]:
        """The band told for a number of people: lowest and highest of it, None for the last band."""
        low = max((one for one in self.bands if one <= people), default=0)
        above = min((one for one in self.bands if one > people), default=None)
        return low, None if above is None else above - 1


class _Indicators(Form):
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured and what is told of it."""

    indicators: tuple[Indicator, ...]
    thresholds: Thresholds

    def indicator(self, name: str) -> Indicator:
        """The one of that id."""
        return next(one for one in self.indicators if one.id == name)


@lru_cache(maxsize=1)
def plan() -> Plan:
    """The shipped list and thresholds. Raises BadDocument, with its line, for a file that does not hold."""
    listed = read_document(INDICATORS).validate(_Indicators)
    return Plan(listed.indicators, read_document(THRESHOLDS).validate(Thresholds))
