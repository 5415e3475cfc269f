"""What people say matters, described in ``criteria.yaml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import Literal

from pydantic import RootModel

from sextant import wording
from sextant.document import read_document
from sextant.form import Form, Number, Text, Whole

MOST = 5
"""The heaviest weight of a slider."""


class Criterion(Form):
    """One question of the finder; between ``good`` and ``bad`` the points go in a straight line."""

    says: Text
    group: Text
    column: Text
    table: Text
    good: Number
    bad: Number
    unit: Literal["minute", "consultation"]
    weight: Whole = 0
    rank: Text = "mieux que"  # « mieux que 40 % du département »

    def said(self, value: float | None) -> str:
        """The figure in words: « 12 min », « sur place », « inconnu »."""
        if value is None:
            return "inconnu"
        if self.unit == "consultation":
            return f"{wording.say_number(value, 1)} consultations par an et par habitant"
        return f"{wording.say_number(value, 0)}{wording.NARROW}min" if value >= 0.5 else "sur place"


class Criteria(RootModel[dict[str, Criterion]]):
    """The whole file, by name."""


@cache
def criteria() -> dict[str, Criterion]:
    """Every criterion, in the order of the screen."""
    with as_file(files("sextant.territory") / "criteria.yaml") as path:
        return read_document(path).validate(Criteria).root
