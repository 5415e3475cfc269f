"""A rule of law, as data: one sentence, one shape with its numbers, dates, force and examples."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sextant.law.citation import Citation
from sextant.law.settings import Settings
from sextant.law.shapes import AnyShape


class Force(StrEnum):
    """How much a rule weighs."""

    LAW = "loi"
    CHARTER = "charte"
    DEMAND = "demande"


class Level(StrEnum):
    """What a finding is: a breach, a warning (the reading is open), or plain information."""

    BREACH = "manquement"
    WARNING = "avertissement"
    INFO = "information"


class Confidence(StrEnum):
    """How far the rule was checked."""

    HIGH = "haute"
    MEDIUM = "moyenne"
    LOW = "faible"
    UNVERIFIED = "non vérifiée"


class Validity(BaseModel):
    """In force from ``since`` until ``until`` excluded; None means not known or not ended."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: date | None = Field(default=None, alias="from")
    until: date | None = Field(default=None, alias="to")

    def covers(self, day: date) -> bool:
        """True when the rule binds on ``day``."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class Example(BaseModel):
    """A worked example, run as a test.

    ``week``/``weeks`` are lines of the week notation from Monday ``from`` (a week with no public
    holiday by default), repeated ``repeat`` times. ``person``, ``settings``, ``activities``,
    ``records``, ``line`` have the form of a planning file (docs/reference/formats.md).
    ``breaches`` is the number of findings for this rule itself; ``says`` gives the number for other
    codes; ``account`` the expected figures (``stage_half_days``, ``hours`` as "50:00", ...).
    ``because`` explains, in French.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    week: str = ""
    weeks: tuple[str, ...] = ()
    activities: tuple[dict[str, Any], ...] = ()
    start: date | None = Field(default=None, alias="from")
    repeat: int = 1
    nature: str = "prevu"
    person: dict[str, Any] = Field(default_factory=dict)
    settings: dict[str, Any] = Field(default_factory=dict)
    records: dict[str, Any] = Field(default_factory=dict)
    line: dict[str, Any] = Field(default_factory=dict)
    breaches: int | None = None
    says: dict[str, int] = Field(default_factory=dict)
    account: dict[str, Any] = Field(default_factory=dict)
    because: str = Field(min_length=3)

    @model_validator(mode="after")
    def _expects_something(self) -> Example:
        if self.breaches is None and not self.says and not self.account:
            raise ValueError("un exemple dit ce qu’il attend : breaches, says ou account")
        return self


class Rule(BaseModel):
    """One rule, one version. Several entries may share a ``code`` (versions, or two halves of a rule)."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: str = Field(pattern=r"^[a-z0-9]+([.\-][a-z0-9]+)*$")
    code: str = Field(pattern=r"^[A-Z]+[0-9]+[a-z]?$")
    says: str = Field(min_length=10)
    shape: AnyShape
    force: Force
    level: Level = Level.BREACH
    level_setting: str = ""  # name of a setting that gives the level instead
    confidence: Confidence
    doubt: str = ""
    valid: Validity = Validity()
    cites: tuple[Citation, ...] = Field(min_length=1)
    examples: tuple[Example, ...] = ()
    file: str = ""
    line: int = 0

    def level_in(self, settings: Settings) -> Level:
        """What a finding of this rule is, under the readings chosen."""
        return Level(getattr(settings, self.level_setting)) if self.level_setting else self.level

    @cached_property
    def article(self) -> str:
        """The first place where the rule is written, as shown to people."""
        return str(self.cites[0])

    @property
    def checked(self) -> date:
        """The day the rule was last checked against its sources."""
        return max(cite.checked for cite in self.cites)
