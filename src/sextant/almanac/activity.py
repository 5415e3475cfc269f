"""What fills time: an activity of one person, from when to when, and of which kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sextant.almanac.half_day import HalfDay
from sextant.almanac.span import Instant


class Kind(StrEnum):
    """The kinds of activity that the texts tell apart. The value is what data files write."""

    STAGE = "stage"  # demi-journée de stage: a morning or an afternoon on the ward
    GARDE_NUIT = "garde-nuit"  # on site, night
    GARDE_JOUR = "garde-jour"  # on site, Sunday or public holiday, by day
    DEMI_GARDE = "demi-garde"  # on site, first half of a night
    CONTINUITE = "continuite"  # on-site half-day on a Saturday afternoon, a Sunday, a holiday
    ASTREINTE = "astreinte"  # at home, may be called out
    CALL_OUT = "deplacement"  # a call-out of an astreinte, with its travel (made from Activity.call_outs)
    PDSA = "pdsa"  # out-of-hours shift in town
    EXCEPTIONAL = "appel-exceptionnel"  # organ retrieval or transplant
    UNIVERSITY = "universitaire"  # university half-day
    PERSONAL = "autonome"  # personal half-day: never counted in hours
    REST = "repos"  # safety rest, written down
    RECOVERY = "recuperation"  # time owed, given back
    LEAVE = "conge"  # annual leave, one activity a day
    SICKNESS = "maladie"  # sickness, maternity and other neutral absence, one activity a day
    UNION_TRAINING = "formation-syndicale"  # one activity a day


GARDES = frozenset({Kind.GARDE_NUIT, Kind.GARDE_JOUR})
ABSENCES = frozenset({Kind.LEAVE, Kind.SICKNESS, Kind.UNION_TRAINING})


@dataclass(frozen=True, slots=True)
class CallOut:
    """A call-out (déplacement) of an astreinte: travel included; ``on_site`` minutes of it on site."""

    start: Instant
    end: Instant
    on_site: int


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing done, or planned, by one person.

    ``day`` is the proleptic ordinal of the local day it belongs to (a night belongs to the evening
    it starts on). ``start`` and ``end`` are instants (minutes UTC). ``line`` names the duty line a
    garde is held for; ``site`` another hospital than the person's own. ``no_pause`` is said only
    when the person declares that the pause was not given. ``imposed`` is False for what a person
    chose alone (own study during a rest). ``consent`` records that the person asked for this duty
    or agreed to it. ``no_senior`` is said when no senior could be reached.
    ``zone`` is where the clock on the wall was another one than the person's own.
    """

    kind: Kind
    day: int
    half_day: HalfDay
    start: Instant
    end: Instant
    line: str = ""
    site: str = ""
    call_outs: tuple[CallOut, ...] = ()
    no_pause: bool = False
    imposed: bool = True
    consent: bool = False
    no_senior: bool = False
    zone: str = ""

    @property
    def minutes(self) -> int:
        """Real length in minutes."""
        return self.end - self.start

    @property
    def fills(self) -> tuple[HalfDay, ...]:
        """The half-days of its day that it fills: a duty by day and an absence take the morning and the afternoon."""
        by_day = self.kind is Kind.ASTREINTE and self.half_day is not HalfDay.NIGHT
        if self.kind is Kind.GARDE_JOUR or self.kind in ABSENCES or by_day:
            return HalfDay.MORNING, HalfDay.AFTERNOON
        return (self.half_day,)
