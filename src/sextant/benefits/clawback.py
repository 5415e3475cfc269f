"""What is paid back when leaving in month m: a series to draw, and numbers ready for a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sextant import wording
from sextant.benefits.amount import Basis, Worth
from sextant.benefits.benefit import Benefit
from sextant.benefits.situation import Facts


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of time: what is owed when leaving after 0, 1, 2… months of it."""

    title: str
    owed: tuple[float, ...]
    unit: str
    at_most: bool = False

    @property
    def months(self) -> int:
        """How long the stretch lasts."""
        return len(self.owed) - 1

    def after(self, month: int) -> float:
        """What is owed when leaving after that many months; the end of the stretch beyond it."""
        return self.owed[max(0, min(month, self.months))]

    def say(self, month: int) -> str:
        """« au bout de 24 mois : au plus 33 600 € »."""
        value = self.after(month)
        amount = wording.say_money(value) if self.unit == "€" else f"{wording.say_number(value)} {self.unit}"
        return f"au bout de {wording.say_count(month, 'mois', 'mois')} : {'au plus ' if self.at_most and value else ''}{amount}"


@dataclass(frozen=True, slots=True)
class Curve:
    """A phase as points of a picture of ``width`` by ``height``, the origin at the top left, and its marks."""

    points: tuple[tuple[float, float], ...]
    months: tuple[tuple[float, str], ...]
    amounts: tuple[tuple[float, str], ...]


def phases_of(benefit: Benefit, worth: Sequence[Worth], facts: Facts) -> tuple[Phase, ...]:
    """The stretches over which something is owed; none when nothing is, or when nobody knows."""
    clawback = benefit.clawback
    if clawback is None or clawback.kind in ("none", "unknown"):
        return ()
    if clawback.kind == "months_not_served":
        return _months_not_served(benefit, worth)
    months = benefit.commitment.months if benefit.commitment else None
    if not months:
        return ()
    if clawback.kind == "pro_rata":
        return _pro_rata(worth, months)
    return _whole(worth, months, facts)


def _pro_rata(worth: Sequence[Worth], months: int) -> tuple[Phase, ...]:
    sums = [part.total for part in worth if part.amount.cash and part.certain]
    known = bool(sums) and None not in sums
    whole, unit = (sum(one or 0 for one in sums), "€") if known else (100.0, "% de l’aide")
    owed = tuple(round(whole * (months - month) / months, 2) for month in range(months + 1))
    at_most = any(part.amount.basis is Basis.UP_TO for part in worth)
    return (Phase("en partant avant la fin de l’engagement", owed, unit, at_most),)


def _whole(worth: Sequence[Worth], months: int, facts: Facts) -> tuple[Phase, ...]:
    """Everything received so far, until the commitment ends; tax saved when the rate is known, else exempt profit."""
    part = next((one for one in worth if one.values), None)
    if part is None or part.values is None:
        return ()
    rate, unit = 1.0, "€" if part.amount.basis is not Basis.TAX_BASE else "€ de bénéfice exonéré à réintégrer"
    if part.amount.basis is Basis.TAX_BASE and "fiscal.taux_imposition" in facts:
        rate, unit = facts["fiscal.taux_imposition"] / 100, "€"
    by_month = [_received(part, month) * rate for month in range(months)]
    return (Phase("en partant avant la fin de l’engagement", (*(round(v, 2) for v in by_month), 0.0), unit),)


def _received(part: Worth, month: int) -> float:
    values = part.values or ()
    if part.amount.every == "once":
        return values[0]
    if part.amount.every == "month":
        return values[0] * min(month, part.times or month)
    years, rest = divmod(month, 12)
    series = values if len(values) > 1 else values * (years + 1)
    return sum(series[:years]) + (series[years] * rest / 12 if years < len(series) else 0)


def _months_not_served(benefit: Benefit, worth: Sequence[Worth]) -> tuple[Phase, ...]:
    part = next((one for one in worth if one.amount.every == "month" and one.values and one.times), None)
    clawback, commitment = benefit.clawback, benefit.commitment
    if part is None or part.values is None or part.times is None or clawback is None:
        return ()
    monthly, paid = part.values[0], part.times
    due = max(paid, (commitment.least_months or 0) if commitment else 0)
    during = tuple(month * (monthly + clawback.penalty_per_paid_month) for month in range(paid + 1))
    after = (*(((due - month) * monthly + clawback.penalty_after_studies) for month in range(due)), 0.0)
    return (
        Phase("en rompant pendant les études, selon les mois payés", during, "€", at_most=True),
        Phase("en rompant après les études, selon les mois exercés", after, "€", at_most=True),
    )


def curve(phase: Phase, width: float = 320, height: float = 120) -> Curve:
    """The phase as the points of a line, a mark each year (at most seven) and at the top amount."""
    top = max(phase.owed) or 1
    wide = max(phase.months, 1)
    points = tuple(
        (round(width * month / wide, 1), round(height * (1 - owed / top), 1))
        for month, owed in enumerate(phase.owed)
    )
    step = 12 * max(1, round(wide / 12 / 6))
    months = tuple((round(width * month / wide, 1), f"{month} mois") for month in range(0, wide + 1, step))
    return Curve(points, months, ((0.0, wording.say_number(top)), (height, "0")))
