"""What an intern notes: an entry, the correction of one, the facts of the person. None is ever rewritten.

An entry is one presence in one stretch (a half-day, a day of two half-days, a garde, an astreinte with its
call-outs), or one day of absence. Its two ends are instants, so that a clock change or a placement overseas
never changes its length; ``zone`` says what the clock on the wall was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sextant.almanac.activity import GARDES, Activity, CallOut, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.hours import DEFAULT_HOURS
from sextant.almanac.span import PARIS, Instant, instant, local

NIGHT_DUTIES = frozenset({Kind.GARDE_NUIT, Kind.DEMI_GARDE})
_NOON, _EVENING = 12 * 60 + 30, 17 * 60


class Source(StrEnum):
    """How an entry came to be known. The value is what files write."""

    TAP = "pointage"  # noted at the time, by one gesture
    TYPED = "saisie"  # written afterwards
    IMPORTED = "import"  # read from a spreadsheet or a calendar
    ROSTER = "tableau"  # the intern confirmed that the day went as planned


@dataclass(frozen=True, slots=True)
class Entry:
    """One presence, or one day of absence, as its person notes it.

    ``id`` is made by the device that notes it, once, and makes a second sending harmless. ``start`` and
    ``end`` are minutes UTC, ``zone`` an IANA name. ``recorded_at`` is when it was noted, aware. ``by`` is who
    noted it (empty: the person). ``half_days`` is said for a stage of one stretch that may count one or two.
    ``lunch`` is a midday break that is not worked (minutes); ``pause`` tells whether the pause within the
    half-day was given, None when it is not said. ``out_of_care`` minutes were spent on something else than
    care or training (None: not said). ``asked_by`` is who asked for it. The other facts are those of
    :class:`sextant.almanac.activity.Activity`.
    """

    id: str
    kind: Kind
    start: Instant
    end: Instant
    recorded_at: datetime
    zone: str = PARIS
    source: Source = Source.TYPED
    by: str = ""
    half_days: int | None = None
    lunch: int = 0
    pause: bool | None = None
    out_of_care: int | None = None
    call_outs: tuple[CallOut, ...] = ()
    site: str = ""
    line: str = ""
    tags: tuple[str, ...] = ()
    asked_by: str = ""
    note: str = ""
    imposed: bool = True
    consent: bool = False
    no_senior: bool = False

    @property
    def day(self) -> int:
        """Ordinal of the local day it belongs to: a night belongs to the evening, even when it starts after midnight."""
        start = local(self.start, self.zone)
        return start.toordinal() - (self.kind in NIGHT_DUTIES and start.hour < 12)

    @property
    def minutes(self) -> int:
        """Real length in minutes, the midday break left out."""
        return self.end - self.start - self.lunch


@dataclass(frozen=True, slots=True)
class Correction:
    """What changes an entry: ``to`` is the entry as it should have been noted, None when it is withdrawn.

    ``corrects`` is the id of the entry, which ``to`` keeps. ``reason`` is never empty. The entry itself stays
    in the ledger for ever, beside its corrections.
    """

    id: str
    corrects: str
    to: Entry | None
    reason: str
    recorded_at: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What the person declares of herself and of her placement, all of it at once: the last one stands.

    ``person`` has the keys of a planning's person, without the name. Earlier ones stay in the ledger: they show
    since when something was said (a third month of pregnancy, a certificate), never why.
    """

    id: str
    person: Mapping[str, Any]
    recorded_at: datetime
    by: str = ""


Item = Entry | Correction | PersonFacts


def cancellation(
    entry: Entry, reason: str, *, correction_id: str, recorded_at: datetime, by: str = ""
) -> Correction:
    """The correction that withdraws ``entry``."""
    return Correction(correction_id, entry.id, None, reason, recorded_at, by)


def absence(
    entry_id: str,
    kind: Kind,
    day: int,
    recorded_at: datetime,
    *,
    zone: str = PARIS,
    source: Source = Source.TYPED,
) -> Entry:
    """One day of leave, of sickness or of union training: it fills the usual hours of the ordinal ``day``."""
    start, end = (instant(day, clock, zone) for clock in DEFAULT_HOURS.day_duty)
    return Entry(entry_id, kind, start, end, recorded_at, zone, source)


def activities_of(entry: Entry) -> tuple[Activity, ...]:
    """The entry as the law counts it: a stage of two half-days becomes a morning and an afternoon.

    The morning ends at the usual hour when it lies inside, else halfway; the midday break follows it.
    """
    if entry.half_days != 2:
        return (_activity(entry, half_day_of(entry), entry.start, entry.end),)
    middle = instant(entry.day, DEFAULT_HOURS.morning[1], entry.zone)
    if not entry.start < middle < middle + entry.lunch < entry.end:
        middle = entry.start + entry.minutes // 2
    return (
        _activity(entry, HalfDay.MORNING, entry.start, middle),
        _activity(entry, HalfDay.AFTERNOON, middle + entry.lunch, entry.end),
    )


def half_day_of(entry: Entry) -> HalfDay:
    """The part of the day it belongs to, by its kind and the clock on the wall at its start."""
    if entry.kind in NIGHT_DUTIES:
        return HalfDay.NIGHT
    start = local(entry.start, entry.zone)
    clock = start.hour * 60 + start.minute
    if entry.kind in GARDES or clock < _NOON:
        return HalfDay.MORNING
    return HalfDay.AFTERNOON if entry.kind is Kind.STAGE or clock < _EVENING else HalfDay.NIGHT


def _activity(entry: Entry, half_day: HalfDay, start: Instant, end: Instant) -> Activity:
    return Activity(
        kind=entry.kind,
        day=entry.day,
        half_day=half_day,
        start=start,
        end=end,
        line=entry.line,
        site=entry.site,
        call_outs=entry.call_outs,
        no_pause=entry.pause is False,
        imposed=entry.imposed,
        consent=entry.consent,
        no_senior=entry.no_senior,
        zone=entry.zone,
    )
