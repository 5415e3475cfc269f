"""What is given beside a planning, what is read of it line by line, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sextant.almanac.hours import DEFAULT_HOURS, Hours
from sextant.almanac.person import Person
from sextant.almanac.timeline import Nature
from sextant.errors import Place
from sextant.law.planning_file import Planning

MAX_LINES = 2_000
"""Two years, three lines a day."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the page or the command knows beside the planning itself.

    ``today`` is the day it is for the person; ``start`` the first day when the planning does not say it; ``row``
    the name of the row to read in a table of several people. ``person.zone`` is that of its territory.
    """

    today: date
    start: date | None = None
    person: Person = field(default_factory=lambda: Person("Cet interne"))
    nature: Nature = Nature.PLANNED
    row: str = ""


@dataclass(frozen=True, slots=True)
class DayRef:
    """A day as it is written: some of its parts may be missing. ``weekday`` counts from 0, Monday."""

    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    exact: date | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell or one part of a line says of a day; ``slot`` 0, 1, 2 when its column or row says which."""

    text: str
    slot: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written of a day, and where."""

    place: Place
    written: str
    day: DayRef
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood of a day: « lundi 2 novembre 2026 », the letters, the sentence."""

    place: Place
    written: str
    day: date
    word: str
    means: str


@dataclass(frozen=True, slots=True)
class Unheard:
    """What was not understood: where, what is written, why, what to write instead."""

    place: Place
    written: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        where = str(self.place)
        said = f"{where} : {self.what}" if where else self.what
        said = said if said.endswith("?") else f"{said.rstrip('.')}."
        return f"{said} {self.remedy}".strip()


@dataclass(frozen=True, slots=True)
class Intake:
    """A planning read. ``planning`` is None when nothing was understood, or when a row has to be chosen first.

    ``undated``: no date was given, the weeks stand on ordinary ones. ``choices``: the names between which to
    choose. ``notes``: what was taken for granted, in French.
    """

    planning: Planning | None = None
    hours: Hours = DEFAULT_HOURS
    heard: tuple[Heard, ...] = ()
    unheard: tuple[Unheard, ...] = ()
    notes: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    undated: bool = False
