"""The three parts of a day of service: morning, afternoon, night."""

from __future__ import annotations

from enum import IntEnum


class HalfDay(IntEnum):
    """A part of a day, in the order in which it is lived.

    The law counts *demi-journées*: a morning or an afternoon is one, a night is two
    (Code de la santé publique, R6153-2). Order is the order of the day::

        >>> HalfDay.MORNING < HalfDay.NIGHT
        True
    """

    MORNING = 0
    AFTERNOON = 1
    NIGHT = 2
