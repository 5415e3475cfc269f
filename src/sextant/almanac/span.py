"""Real time: instants and spans that survive clock changes, in Paris and overseas.

An :data:`Instant` is a whole number of minutes since 1970-01-01 00:00 UTC. Durations are therefore
plain subtractions, and a night on the last Sunday of October lasts an hour more because its two ends
are converted from local time one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

Instant = int
PARIS = "Europe/Paris"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()


@lru_cache(maxsize=65536)
def _offset(day: int, clock: int, zone: str) -> int:
    """UTC offset, in minutes, of local ``clock`` (minutes after midnight, < 1440) of ordinal ``day``."""
    local = datetime.fromordinal(day).replace(tzinfo=ZoneInfo(zone)) + timedelta(minutes=clock)
    shift = local.utcoffset()
    assert shift is not None
    return int(shift.total_seconds() // 60)


def instant(day: int, clock: int, zone: str = PARIS) -> Instant:
    """The instant at ``clock`` minutes after local midnight of ``day`` (a proleptic ordinal).

    ``clock`` may pass 1440: it then falls on a following day, at that day's own offset::

        >>> night = instant(date(2026, 10, 24).toordinal(), 18 * 60 + 30)
        >>> morning = instant(date(2026, 10, 24).toordinal(), 32 * 60 + 30)
        >>> (morning - night) / 60
        15.0
    """
    extra, clock = divmod(clock, 1440)
    day += extra
    return (day - _EPOCH_ORDINAL) * 1440 + clock - _offset(day, clock, zone)


@lru_cache(maxsize=65536)
def local(moment: Instant, zone: str = PARIS) -> datetime:
    """The local, aware date and time of an instant."""
    return (_EPOCH + timedelta(minutes=moment)).astimezone(ZoneInfo(zone))


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of real time: ``start`` included, ``end`` excluded, in minutes UTC."""

    start: Instant
    end: Instant

    @property
    def minutes(self) -> int:
        """Real length in minutes."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """True when the two stretches share at least a minute."""
        return self.start < other.end and other.start < self.end
