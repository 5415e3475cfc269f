"""The files that territory is made of, described in ``sources.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import as_file, files
from typing import Literal

from pydantic import Field, RootModel

from sextant.document import read_document
from sextant.form import Day, Form, Number, Text, Whole, YesNo


class Reading(Form):
    """One way a producer writes the table: which file, where its headings are, what our columns are called there."""

    file: Text  # a name, or a pattern with *
    format: Literal["csv", "xlsx", "json", "geojson"] = "csv"
    separator: Text = ","
    sheet: Text = ""
    header_row: Whole = 1
    skip_rows: Whole = 0  # rows under the headings that are not data (units)
    vintage: Day | None = None
    columns: dict[str, tuple[Text, ...]]
    values: dict[str, dict[str, Text]] = Field(default_factory=dict)


class Source(Form):
    """One table: whose it is, how large, and how it is read.

    ``renew_after_months``: from when on its figures are shown as old. ``rows`` and ``joins`` (share of codes
    that are communes) are what a sound file must have.
    """

    title: Text
    producer: Text
    licence: Text
    page: Text
    readings: tuple[Reading, ...]
    rows: Whole
    rows_within: Number = 0.02
    joins: Number = 0.995
    keyed: YesNo = True
    required: YesNo = False
    renew_after_months: Whole | None = None
    download: tuple[Text, ...] = ()
    saved_as: Text = ""
    doubt: Text = ""


@dataclass(frozen=True)
class Origin:
    """Where a figure comes from: the source, and the date that this very table speaks of."""

    source: Source
    vintage: date

    def is_old(self, today: date) -> bool:
        """Whether the table should have been renewed by now: its figures are shown with that warning."""
        months = self.source.renew_after_months
        return months is not None and self.vintage + timedelta(days=round(30.44 * months)) < today


class Sources(RootModel[dict[str, Source]]):
    """The whole file, by name of table."""


@cache
def sources() -> dict[str, Source]:
    """Every source, by name of table, in the order in which they are read (the communes first)."""
    with as_file(files("sextant.territory") / "sources.yaml") as path:
        return read_document(path).validate(Sources).root
