"""The commitment clock of a CESP: months paid, months due, months served, and the day it ends.

Months served count as many as months were paid, two years at least; the start may be put off by one year at most
(facts of the contract: ``catalogue/etat/cesp.yaml``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sextant import wording
from sextant.benefits.benefit import months_after
from sextant.benefits.catalogue import load
from sextant.errors import BadInput

POSTPONED_AT_MOST = 12
"""Months by which the start of the practice may be put off."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a commitment stands on a day. ``ends`` is None while the practice has not begun."""

    paid: int
    due: int
    served: int
    ends: date | None
    latest_start: date | None
    late: bool

    @property
    def left(self) -> int:
        """Months still to serve."""
        return max(self.due - self.served, 0)

    @property
    def says(self) -> str:
        """The state of the commitment in a sentence."""
        paid = wording.say_count(self.paid, "mois payé", "mois payés")
        said = f"{paid}, {self.due} mois dus, {self.served} faits : reste {self.left} mois"
        if self.ends and self.left:
            said += f", jusqu’au {wording.say_day(self.ends)} sans nouvelle interruption"
        elif not self.left:
            said += " ; l’engagement est tenu"
        if self.latest_start and self.served == 0:
            said += f" ; l’exercice commence au plus tard le {wording.say_day(self.latest_start)}"
        return f"{said}."


def clock(
    paid_from: date,
    paid_until: date,
    on: date,
    *,
    degree: date | None = None,
    started: date | None = None,
    interruptions: Sequence[tuple[date, date]] = (),
) -> Clock:
    """The clock on a day. Dates are first and last days, both included; interruptions are of the practice.

    Raises BadInput when dates do not follow each other.
    """
    _in_order(paid_from, paid_until, started, interruptions)
    commitment = load().get("cesp").commitment
    least = (commitment.least_months or 0) if commitment else 0
    paid = months_between(paid_from, min(paid_until, on) + timedelta(days=1)) if on >= paid_from else 0
    due = max(months_between(paid_from, paid_until + timedelta(days=1)), least)
    latest = months_after(degree, POSTPONED_AT_MOST) if degree else None
    if started is None or started > on:
        return Clock(paid, due, 0, None, latest, bool(latest and on > latest))
    lost = sum((last - first).days + 1 for first, last in interruptions)
    before = sum((min(last, on) - first).days + 1 for first, last in interruptions if first <= on)
    served = min(months_between(started, on - timedelta(days=before) + timedelta(days=1)), due)
    ends = months_after(started, due) - timedelta(days=1) + timedelta(days=lost)
    return Clock(paid, due, max(served, 0), ends, latest, bool(latest and started > latest))


def months_between(first: date, after: date) -> int:
    """Whole months from ``first`` until ``after`` excluded.

    >>> months_between(date(2026, 1, 15), date(2026, 3, 15)), months_between(date(2026, 1, 15), date(2026, 3, 14))
    (2, 1)
    """
    months = (after.year - first.year) * 12 + after.month - first.month
    return months - (months_after(first, months) > after)


def _in_order(
    paid_from: date, paid_until: date, started: date | None, interruptions: Sequence[tuple[date, date]]
) -> None:
    if paid_until < paid_from:
        raise BadInput("le dernier mois payé vient avant le premier", remedy="Vérifiez les deux dates.")
    for first, last in interruptions:
        if last < first or (started and first < started):
            raise BadInput(
                f"l’interruption du {wording.say_day(first)} au {wording.say_day(last)} ne tient pas",
                why="elle finit avant de commencer, ou commence avant l’exercice",
                remedy="Vérifiez ses dates.",
            )
