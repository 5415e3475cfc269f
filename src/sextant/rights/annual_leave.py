"""Annual leave in figures: what a stretch counts, what is left, what untaken days are paid.

The numbers (thirty days, twenty-four at once, six paid) are those of the rules L1, L2 and L4, read as in force.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sextant.almanac.person import Status
from sextant.almanac.week import jours_ouvrables, jours_ouvres, leave_year
from sextant.errors import BadInput
from sextant.law.library import Library, load
from sextant.law.rule import Rule
from sextant.law.settings import Settings
from sextant.law.shapes.leave_run import LeaveRun, PayableLeave, days_in, unit_in
from sextant.rights.figure import Figure, cents
from sextant.rights.tariff import Tariff, load_tariff

_FRIDAY = 4
_UNITS = {"ouvrables": "ouvrables", "ouvres": "ouvrés"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Leave from ``first`` to ``last`` day off, both included, and what it counts in each leave year.

    ``by_year``: calendar year in which the leave year starts, to days counted in ``unit``. ``run`` is the length that
    the law limits to ``at_once`` (jours ouvrables, or calendar days for a docteur junior; None: no rule says).
    """

    first: date
    last: date
    days: int
    unit: str
    by_year: dict[int, int]
    run: int
    at_once: int | None
    rules: tuple[Rule, ...]

    @property
    def too_long(self) -> bool:
        """True when the run is longer than the law allows."""
        return self.at_once is not None and self.run > self.at_once


def stretch(
    first: date,
    last: date,
    *,
    back: date | None = None,
    territory: str = "metropole",
    status: Status = Status.INTERNE,
    settings: Settings | None = None,
    library: Library | None = None,
) -> Stretch:
    """What leave counts, from the first day off to the day before the return, in the unit that ``settings`` choose.

    ``back``: day of the return. Without it, leave that ends on a Friday counts its Saturday, as when one comes back on
    the Monday (rule L1). Raises BadInput when the days are not in order.
    """
    library = library or load()
    if last < first:
        raise BadInput(f"le congé finit ({last:%d/%m/%Y}) avant de commencer ({first:%d/%m/%Y})")
    if (last - first).days > 366:
        raise BadInput("ce congé dépasse un an", remedy="Vérifiez l’année.")
    if back is not None and back <= last:
        raise BadInput(f"le retour ({back:%d/%m/%Y}) n’est pas après le dernier jour ({last:%d/%m/%Y})")
    settings = settings or Settings()
    saturday = timedelta(days=1 if last.weekday() == _FRIDAY else 0)
    end = back - timedelta(days=1) if back else last + saturday
    rules = _rules(library, end, status)
    unit = unit_in("ouvres" if status is Status.DOCTEUR_JUNIOR else "ouvrables", settings)
    count = jours_ouvres if unit == "ouvres" else jours_ouvrables
    by_year: dict[int, int] = {}
    day = first
    while day <= end:
        begin, until = leave_year(day)
        by_year[begin.year] = count(day, min(end, until), territory)
        day = until + timedelta(days=1)
    days = sum(by_year.values())
    shape = next((r.shape for r in rules if isinstance(r.shape, LeaveRun) and r.shape.at_once), None)
    run, at_once = days, None
    if shape is not None and shape.at_once is not None:
        run = (end - first).days + 1 if shape.unit == "consecutifs" else days
        at_once = days_in(shape.at_once, shape.unit, settings)
    return Stretch(first, end, days, _UNITS[unit], by_year, run, at_once, rules)


@dataclass(frozen=True, slots=True)
class Balance:
    """The leave account of a leave year (``first`` to ``last``), in ``unit``.

    ``paid_days`` of the days left would be paid if the year ended now; ``threshold`` is what must have been taken.
    ``euros`` is None when no amount was seen for that date.
    """

    first: date
    last: date
    unit: str
    right: int
    taken: Decimal
    left: Decimal
    threshold: int
    most_paid: int
    paid_days: int
    a_day: Figure
    rules: tuple[Rule, ...]

    @property
    def euros(self) -> Decimal | None:
        """What the untaken days would be paid, gross."""
        if not self.paid_days:
            return Decimal("0.00")
        return None if self.a_day.value is None else cents(self.a_day.value * self.paid_days)


def balance(
    taken: Decimal,
    day: date,
    *,
    status: Status = Status.INTERNE,
    settings: Settings | None = None,
    tariff: Tariff | None = None,
    library: Library | None = None,
) -> Balance:
    """The account on ``day`` when ``taken`` days were taken in its leave year. Raises BadInput below zero."""
    library, tariff = library or load(), tariff or load_tariff()
    if not 0 <= taken <= 366:
        raise BadInput("ce nombre de jours pris ne peut pas être", remedy="Donnez un nombre de 0 à 366.")
    first, last = leave_year(day)
    rules = _rules(library, day, status)
    year = next(
        (rule.shape for rule in rules if isinstance(rule.shape, LeaveRun) and rule.shape.a_year), None
    )
    payable = next((rule.shape for rule in rules if isinstance(rule.shape, PayableLeave)), None)
    if year is None or year.a_year is None:
        raise BadInput(
            f"aucune règle lue ne dit les congés du {day:%d/%m/%Y}", remedy="Essayez un jour plus récent."
        )
    settings = settings or Settings()
    right, threshold, most = (
        days_in(days, year.unit, settings)
        for days in (year.a_year, payable.threshold if payable else 0, payable.most if payable else 0)
    )
    left = right - taken
    paid = int(max(Decimal(0), min(Decimal(most), left))) if payable and taken >= threshold else 0
    unit = _UNITS[unit_in(year.unit, settings)]
    a_day = tariff.on("conge-non-pris", day)
    return Balance(first, last, unit, right, taken, left, threshold, most, paid, a_day, rules)


def _rules(library: Library, day: date, status: Status) -> tuple[Rule, ...]:
    found: Iterable[Rule] = library.in_force(day).rules
    return tuple(
        rule
        for rule in found
        if isinstance(rule.shape, LeaveRun | PayableLeave) and rule.shape.status == status.value
    )
