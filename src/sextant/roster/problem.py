"""A ward's rostering problem: people, lines, duties, presence, leave, wishes.

These are plain facts, already checked; :mod:`sextant.roster.ward_file` reads them from YAML and
refuses nonsense on arrival, :mod:`sextant.roster.ward_sheet` from a workbook.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.hours import DEFAULT_HOURS, Clock, Hours
from sextant.almanac.person import Person
from sextant.almanac.span import Instant
from sextant.law.settings import Settings
from sextant.roster.policies.policy import Policy


class Phase(StrEnum):
    """Phase of the diploma (DES)."""

    SOCLE = "socle"
    APPROFONDISSEMENT = "approfondissement"
    CONSOLIDATION = "consolidation"


class Sharing(StrEnum):
    """How gardes are shared: by share of time, equally whatever the time, or fewer for the more senior."""

    TIME = "temps"
    EQUAL = "egal"
    SENIORITY = "anciennete"


@dataclass(frozen=True, slots=True)
class History:
    """What was held before this period: counted in fairness, so that nobody pays twice."""

    nights: int = 0
    weekends: int = 0
    holidays: int = 0
    half_days: float = 0.0  # stage half-days above (+) or below (-) the mean of colleagues
    last_duty_end: Instant | None = None  # end of the last garde before the period: rest at the edge


@dataclass(frozen=True, slots=True)
class Leave:
    """Consecutive days off, first and last included; ``kind`` is an absence."""

    kind: Kind
    first: date
    last: date
    movable: bool = True


@dataclass(frozen=True, slots=True)
class PersonalWish:
    """Wishes a personal half-day on this weekday (0 Monday) and half-day, with ``weight`` 1 to 10."""

    weekday: int
    half_day: HalfDay
    weight: int = 1


@dataclass(frozen=True, slots=True)
class DutyWish:
    """Avoid or prefer a duty on these days (ordinals); ``line`` empty: any line."""

    prefer: bool
    days: frozenset[int]
    weight: int = 1
    line: str = ""


@dataclass(frozen=True, slots=True)
class Fixed:
    """An assignment decided beforehand: this kind, on this day and half-day (a duty names its line)."""

    kind: Kind
    day: int
    half_day: HalfDay
    line: str = ""


@dataclass(frozen=True, slots=True)
class Intern:
    """One intern of the ward: the legal person and what rostering needs beside.

    ``university`` holds the (day ordinal, half-day) of university half-days in the period.
    ``semester`` is the seniority, in semesters (1 to 8).
    """

    person: Person
    phase: Phase = Phase.APPROFONDISSEMENT
    semester: int = 3
    university: frozenset[tuple[int, HalfDay]] = frozenset()
    leaves: tuple[Leave, ...] = ()
    personal_wishes: tuple[PersonalWish, ...] = ()
    duty_wishes: tuple[DutyWish, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    history: History = History()

    @property
    def name(self) -> str:
        """Name of the person, unique in a ward."""
        return self.person.name


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of a line: which kind, on which days, from when to when (local clocks)."""

    kind: Kind
    days: frozenset[int]  # ordinals within the period on which the ward must hold it
    start: Clock
    end: Clock
    half_day: HalfDay


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A line of garde, demi-garde or astreinte.

    ``eligible`` names the interns who may hold it (exemptions are applied by law, not here).
    ``senior_roster``: a senior roster completes the line. ``shared_with``: the other ward, when only
    some days are ours (already left out of ``Duty.days``). ``necessity``: the recorded justification
    of duties beyond the normal service (rule G2). ``required`` False: uncovered duties are allowed
    at a cost. ``letter`` distinguishes nothing: the line's ``id`` follows the letter as ``N@id``
    in rosters when the ward has several lines of that kind.
    """

    id: str
    name: str
    duties: tuple[Duty, ...]
    eligible: tuple[str, ...]
    senior_roster: bool = False
    shared_with: str = ""
    extra_interns: int = 0  # eligible interns of the other wards sharing the line (they count for G6)
    necessity: str = ""
    required: bool = True
    records: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shift:
    """A post that several people may hold on one day; each person holds one shift a day at most.

    ``start`` and ``end`` are clocks (past 1440 the next day), ``minutes`` what it counts in bounds on working
    time. ``eligible`` names who may hold it: those who have its skill. ``kind`` is what the law reads it as.
    """

    id: str
    name: str
    kind: Kind
    start: Clock
    end: Clock
    minutes: int
    eligible: tuple[str, ...]
    half_day: HalfDay = HalfDay.MORNING


@dataclass(frozen=True, slots=True)
class Presence:
    """How many interns a half-day needs on the ward: minimum, wanted, maximum."""

    day: int
    half_day: HalfDay
    minimum: int
    wanted: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Weights:
    """What a shortfall costs, highest first: the order in which the ward's aims give way.

    ``uncovered`` an optional duty not held; ``below_minimum``/``above_maximum``/``below_wanted``
    one half-day of presence; ``fair_*`` one unit away from the fair share; ``wish`` one refused wish
    times its weight; ``half_day_debt`` one stage half-day below the eight owed; ``heavy_week`` one hour of a week beyond
    ``heavy_week_hours`` (times the share of time): a legal mean may hide weeks that nobody should plan.
    """

    uncovered: int = 2000
    below_minimum: int = 200
    above_maximum: int = 50
    below_wanted: int = 10
    fair_night: int = 30
    fair_weekend: int = 30
    fair_holiday: int = 30
    fair_half_day: int = 5
    wish: int = 4
    half_day_debt: int = 8
    heavy_week: int = 2
    heavy_week_hours: int = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything the solver needs to know of a ward. ``first``/``last``: days included.

    ``policies`` are what the ward decides for itself. Without ``normal_service``, no half-day of stage is planned:
    a table of shifts only.
    """

    ward: str
    first: date
    last: date
    interns: tuple[Intern, ...]
    lines: tuple[DutyLine, ...] = ()
    presence: tuple[Presence, ...] = ()
    hospital: str = ""
    territory: str = "metropole"
    zone: str = "Europe/Paris"
    hours: Hours = DEFAULT_HOURS
    weights: Weights = Weights()
    settings: Settings = Settings()
    records: Mapping[str, object] = field(default_factory=dict)
    signatories: Mapping[str, str] = field(default_factory=dict)  # responsable, coordonnateur, directeur
    shifts: tuple[Shift, ...] = ()
    policies: tuple[Policy, ...] = ()
    normal_service: bool = True
    sharing: Sharing = Sharing.TIME

    @property
    def days(self) -> list[int]:
        """Ordinals of the days of the period."""
        return list(range(self.first.toordinal(), self.last.toordinal() + 1))

    @property
    def mondays(self) -> list[date]:
        """Mondays of the weeks that the period touches."""
        monday = self.first - timedelta(days=self.first.weekday())
        return [monday + timedelta(weeks=w) for w in range(((self.last - monday).days // 7) + 1)]

    def intern(self, name: str) -> Intern:
        """The intern of that name; KeyError when there is none."""
        for intern in self.interns:
            if intern.name == name:
                return intern
        raise KeyError(name)
