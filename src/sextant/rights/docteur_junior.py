"""Pay of the docteur junior in general practice: salary, bonuses, and what fee-sharing would give.

Fee-sharing is a proposal of the union, not the law: it is computed apart and labelled as such.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sextant.errors import BadInput
from sextant.rights.base_pay import Position, Post, base_pay
from sextant.rights.figure import cents
from sextant.rights.indemnities import Answer, Entitlement
from sextant.rights.pay_line import PayLine, Total, pay_line, total
from sextant.rights.tariff import Tariff, load_tariff

ACTS_A_MONTH = 200
"""Mean monthly acts from which the activity bonus is due (text of 28 August 2025, known through one page)."""

PROPOSAL = "simulation d’une proposition syndicale : aucun texte ne prévoit de rétrocession au docteur junior"


@dataclass(frozen=True, slots=True)
class JuniorPay:
    """A month's salary, the half-yearly activity bonus apart, and the simulated share of fees (None: not asked)."""

    lines: tuple[PayLine, ...]
    activity: Entitlement
    proposal: Decimal | None
    proposal_share: Decimal | None

    @property
    def total(self) -> Total:
        """Of the month, without the half-yearly bonus nor the proposal."""
        return total(self.lines)


def junior_pay(
    year: int,
    day: date,
    *,
    acts: float | None = None,
    zip_zone: bool | None = None,
    fees: Decimal | None = None,
    share: Decimal | None = None,
    tariff: Tariff | None = None,
) -> JuniorPay:
    """The pay of a month. ``acts``: mean acts a month; ``fees``: fees of the month; ``share``: part given back, 0–1.

    Raises BadInput for a number that cannot be.
    """
    tariff = tariff or load_tariff()
    if (fees is None) != (share is None):
        raise BadInput("la simulation demande les honoraires et la part", remedy="Donnez --fees et --share.")
    if (acts is not None and acts < 0) or (fees is not None and fees < 0):
        raise BadInput("ce nombre ne peut pas être négatif")
    if share is not None and not 0 <= share <= 1:
        raise BadInput("la part rétrocédée va de 0 à 100", remedy="Par exemple --share 30.")
    lines = list(base_pay(Post(Position.DOCTEUR_JUNIOR, year), day, tariff))
    if zip_zone:
        lines.append(pay_line("indemnites", tariff.on("zip-docteur-junior", day)))
    proposal = cents(fees * share) if fees is not None and share is not None else None
    return JuniorPay(tuple(lines), _activity(acts, day, tariff), proposal, share)


def _activity(acts: float | None, day: date, tariff: Tariff) -> Entitlement:
    figure = tariff.on("activite-docteur-junior", day)
    if not figure.known:
        return Entitlement(Answer.UNKNOWN, "aucun texte lu ne la donne à cette date", figure)
    if acts is None:
        return Entitlement(
            Answer.UNKNOWN, f"il faut {ACTS_A_MONTH} actes par mois en moyenne : nombre non dit", figure
        )
    if acts >= ACTS_A_MONTH:
        return Entitlement(Answer.YES, f"la moyenne atteint {ACTS_A_MONTH} actes par mois", figure)
    return Entitlement(Answer.NO, f"la moyenne n’atteint pas {ACTS_A_MONTH} actes par mois", figure)
