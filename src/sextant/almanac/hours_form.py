"""How files write clocks and the hours of a ward: ``08:30``, ``18:30-08:30``."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from sextant.almanac.hours import DEFAULT_HOURS, Clock, Hours
from sextant.form import Form, Text, to_day

_CLOCK = re.compile(r"(\d{1,2}) ?(?:[:hH]|h )(\d{2})?\Z", re.ASCII)
DAY = 1440
"""Minutes of a day without a clock change."""


def read_clock(text: str) -> Clock:
    """Minutes after midnight of ``08:30``, ``8h30`` or ``24:00``. Raises ValueError, in French::

    >>> read_clock("08:30"), read_clock("8h"), read_clock("24:00")
    (510, 480, 1440)
    """
    found = _CLOCK.match(text.strip())
    if found:
        hour, minute = int(found[1]), int(found[2] or 0)
        if minute < 60 and hour * 60 + minute <= DAY:
            return hour * 60 + minute
    raise ValueError(f"« {text.strip():.20} » n’est pas une heure : écrivez par exemple 08:30")


def read_clocks(text: str) -> tuple[Clock, Clock]:
    """Start and end of ``18:30-08:30``; an end that is not after the start is on the next day.

    Raises ValueError, in French::

    >>> read_clocks("18:30-08:30")
    (1110, 1950)
    """
    parts = re.split(r"\s*[-–]\s*", text.strip())
    if len(parts) != 2:
        raise ValueError(f"« {text.strip():.40} » n’est pas un horaire : écrivez par exemple 08:30-13:00")
    start, end = read_clock(parts[0]), read_clock(parts[1])
    if start == DAY:
        raise ValueError("un horaire commence avant minuit : écrivez 00:00 au début du jour suivant")
    return start, end if end > start else end + DAY


def read_moment(text: str) -> tuple[date, Clock]:
    """Day and clock of ``2026-11-04 18:30``. Raises ValueError, in French."""
    parts = text.strip().replace("T", " ").split(maxsplit=1)
    if len(parts) != 2:
        raise ValueError(f"« {text.strip():.40} » : écrivez le jour et l’heure, par exemple 2026-11-04 18:30")
    day = to_day(parts[0])
    assert isinstance(day, date)
    return day, read_clock(parts[1])


def read_length(text: str) -> int:
    """Minutes of a length written ``1:00``, ``1h``, ``1h30`` or ``45min``. Raises ValueError, in French."""
    found = re.match(r"(?:(\d{1,2}) ?[:hH])? ?(?:(\d{1,2}) ?(?:min|mn|m)?)?\Z", text.strip())
    if not found or not text.strip() or (found[1] is None and not text.strip().endswith(("min", "mn", "m"))):
        raise ValueError(f"« {text.strip():.20} » n’est pas une durée : écrivez par exemple 1:30")
    hours, minutes = int(found[1] or 0), int(found[2] or 0)
    if found[1] is not None and minutes > 59:
        raise ValueError(f"« {text.strip():.20} » n’est pas une durée : écrivez par exemple 1:30")
    return hours * 60 + minutes


def write_clock(clock: Clock) -> str:
    """``08:30`` for 510, whatever the day::

    >>> write_clock(1950)
    '08:30'
    """
    return f"{clock % DAY // 60:02d}:{clock % 60:02d}" if clock != DAY else "24:00"


def write_clocks(span: tuple[Clock, Clock]) -> str:
    """The inverse of :func:`read_clocks`."""
    return f"{write_clock(span[0])}-{write_clock(span[1])}"


def _check(text: str) -> str:
    read_clocks(text)
    return text


ClockSpan = Annotated[Text, AfterValidator(_check), Field(examples=['"18:30-08:30"'])]


class HoursForm(Form):
    """``hours:`` of a planning or a ward: what is not written keeps the usual hours."""

    morning: ClockSpan | None = Field(None, description="Matin (M). Habituellement 08:30-13:00.")
    afternoon: ClockSpan | None = Field(None, description="Après-midi (A). Habituellement 14:00-18:30.")
    night: ClockSpan | None = Field(None, description="Garde de nuit (N). Habituellement 18:30-08:30.")
    day_duty: ClockSpan | None = Field(
        None, description="Garde de jour (J), dimanche et férié. Habituellement 08:30-18:30."
    )
    demi_garde: ClockSpan | None = Field(None, description="Demi-garde (D). Habituellement 18:30-00:30.")

    def hours(self, demi_garde_end: str = "00:30", university_minutes: int = 320) -> Hours:
        """The hours, with two defaults that are settings of the law."""

        def read(text: str | None, default: tuple[Clock, Clock]) -> tuple[Clock, Clock]:
            return default if text is None else read_clocks(text)

        start = DEFAULT_HOURS.demi_garde[0]
        return Hours(
            read(self.morning, DEFAULT_HOURS.morning),
            read(self.afternoon, DEFAULT_HOURS.afternoon),
            read(self.night, DEFAULT_HOURS.night),
            read(self.day_duty, DEFAULT_HOURS.day_duty),
            read(self.demi_garde, read_clocks(f"{write_clock(start)}-{demi_garde_end}")),
            university_minutes,
        )
