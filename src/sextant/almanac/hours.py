"""At what local time each half-day and each duty starts and ends, on a given ward."""

from __future__ import annotations

from dataclasses import dataclass

Clock = int
"""Minutes after local midnight; past 1440 the next day."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Start and end clocks of each letter of the notation. Defaults: facts of arrêté 10 Sept 2002."""

    morning: tuple[Clock, Clock] = (8 * 60 + 30, 13 * 60)
    afternoon: tuple[Clock, Clock] = (14 * 60, 18 * 60 + 30)
    night: tuple[Clock, Clock] = (18 * 60 + 30, 32 * 60 + 30)
    day_duty: tuple[Clock, Clock] = (8 * 60 + 30, 18 * 60 + 30)
    demi_garde: tuple[Clock, Clock] = (18 * 60 + 30, 24 * 60 + 30)
    university_minutes: int = 320


DEFAULT_HOURS = Hours()
