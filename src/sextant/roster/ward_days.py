"""Days as a ward file takes them, one phrase or several, and as it writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from sextant.form import Text
from sextant.roster.day_words import says


def one_or_many(value: object) -> object:
    """A value alone stands for a list of one."""
    return value if isinstance(value, list) or value is None else [value]


def understood(phrases: list[str]) -> list[str]:
    """The phrases as they are. Raises ValueError, in French, for one that is not understood."""
    for phrase in phrases:
        says(phrase)
    return phrases


Days = Annotated[
    list[Text],
    BeforeValidator(one_or_many, json_schema_input_type=str | list[str]),
    AfterValidator(understood),
    Field(min_length=1, max_length=400, examples=['[samedi, "2026-12-24"]']),
]


def days_text(days: Iterable[int]) -> list[str | date]:
    """Days (ordinals) as dates and runs of dates, in the words of :mod:`sextant.roster.day_words`."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][1] + 1:
            runs[-1][1] = day
        else:
            runs.append([day, day])
    iso = [(date.fromordinal(a), date.fromordinal(b)) for a, b in runs]
    return [a if a == b else f"{a} au {b}" for a, b in iso]
