"""A line of pay: so many times a figure, and what can be said of the sum of several lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sextant.rights.figure import Figure, cents, say_euros


@dataclass(frozen=True, slots=True)
class PayLine:
    """``count`` times ``rate``, for the days listed (proleptic ordinals).

    ``post`` is the heading of the pay slip it belongs to (``base``, ``gardes``, ``astreintes``, ``indemnites``).
    ``euros`` is None when the rate is unknown. ``note`` says, in French, what a reader has to know.
    """

    post: str
    rate: Figure
    count: Decimal
    euros: Decimal | None
    days: tuple[int, ...] = ()
    note: str = ""


def pay_line(
    post: str, rate: Figure, count: Decimal | int = 1, days: Iterable[int] = (), note: str = ""
) -> PayLine:
    """A line whose euros are the rate times the count."""
    times = Decimal(count)
    euros = None if rate.value is None else cents(rate.value * times)
    return PayLine(post, rate, times, euros, tuple(days), note)


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of lines: what is known, the part of it to confirm, and how many lines are unknown."""

    euros: Decimal
    to_confirm: Decimal
    unknown: int

    @property
    def certain(self) -> bool:
        """True when every line is known and none is to confirm."""
        return not self.unknown and not self.to_confirm

    def say(self) -> str:
        """« 2 052,37 € », « au moins 300 €, dont 200 € à confirmer »."""
        if self.unknown and not self.euros:
            return "inconnu"
        said = say_euros(self.euros)
        if self.unknown:
            said = f"au moins {said}"
        if self.to_confirm and self.to_confirm == self.euros:
            return f"{said}, à confirmer"
        return f"{said}, dont {say_euros(self.to_confirm)} à confirmer" if self.to_confirm else said


def total(lines: Iterable[PayLine]) -> Total:
    """The total of lines; an unknown line is counted, never taken for zero."""
    known = confirm = Decimal("0.00")
    unknown = 0
    for line in lines:
        if line.euros is None:
            unknown += 1
            continue
        known += line.euros
        if line.rate.to_confirm:
            confirm += line.euros
    return Total(known, confirm, unknown)
