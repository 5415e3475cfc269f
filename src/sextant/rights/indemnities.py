"""Lodging and transport in an ambulatory placement: have I a right to them, and to how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sextant.almanac.person import PlacementKind
from sextant.errors import BadInput
from sextant.rights.figure import Figure
from sextant.rights.pay_line import PayLine, pay_line
from sextant.rights.tariff import Tariff, load_tariff


class Answer(StrEnum):
    """Three answers: what is not known is not refused."""

    YES = "oui"
    NO = "non"
    UNKNOWN = "inconnu"


@dataclass(frozen=True, slots=True)
class Entitlement:
    """An answer, its reason in French, and the figure it opens."""

    answer: Answer
    because: str
    figure: Figure

    def line(self) -> PayLine | None:
        """A line of the month's pay: only a yes, or a doubt, is shown."""
        if self.answer is Answer.NO:
            return None
        line = pay_line("indemnites", self.figure)
        return (
            line
            if self.answer is Answer.YES
            else PayLine(line.post, line.rate, line.count, None, note=self.because)
        )


@dataclass(frozen=True, slots=True)
class Journey:
    """Where an ambulatory placement is. Distances in kilometres; None and "" are unknown.

    ``zone``: ``ZIP``, ``ZAC`` or ``hors-zone``. ``ticket``: a public transport pass is already refunded.
    ``zip_bonus``: a docteur junior receives the bonus of priority zones.
    """

    placement: PlacementKind
    zone: str = ""
    km_hospital: float | None = None
    km_home: float | None = None
    ticket: bool = False
    zip_bonus: bool = False

    def __post_init__(self) -> None:
        if self.zone not in ("", "ZIP", "ZAC", "hors-zone"):
            raise BadInput(f"« {self.zone} » n’est pas une zone", remedy="Choisissez ZIP, ZAC ou hors-zone.")
        for km in (self.km_hospital, self.km_home):
            if km is not None and not 0 <= km <= 2000:
                raise BadInput(f"« {km:g} » n’est pas une distance en kilomètres", remedy="Par exemple 25.")


TRANSPORT_KM, OLD_LODGING_KM = 15, 30
_ZONED_FROM = date(2023, 1, 1)


def lodging(journey: Journey, day: date, tariff: Tariff | None = None) -> Entitlement:
    """The lodging indemnity: since 2023 in ZIP or ZAC; before, beyond thirty kilometres."""
    figure = (tariff or load_tariff()).on("hebergement", day)
    refused = _refused(journey, figure)
    if refused:
        return refused
    if day < _ZONED_FROM:
        return _beyond(journey, OLD_LODGING_KM, figure)
    if not journey.zone:
        return Entitlement(
            Answer.UNKNOWN, "la zone du stage n’est pas dite : elle est due en ZIP ou en ZAC", figure
        )
    if journey.zone in ("ZIP", "ZAC"):
        return Entitlement(Answer.YES, f"le stage est en {journey.zone}", figure)
    return Entitlement(Answer.NO, "le stage n’est ni en ZIP ni en ZAC", figure)


def transport(journey: Journey, day: date, tariff: Tariff | None = None) -> Entitlement:
    """The transport indemnity: more than fifteen kilometres from both the university hospital and home."""
    figure = (tariff or load_tariff()).on("transport", day)
    refused = _refused(journey, figure)
    if refused:
        return refused
    if journey.ticket:
        return Entitlement(
            Answer.NO, "elle ne s’ajoute pas au remboursement d’un abonnement de transport", figure
        )
    return _beyond(journey, TRANSPORT_KM, figure)


def _refused(journey: Journey, figure: Figure) -> Entitlement | None:
    if not journey.placement.is_ambulatory:
        return Entitlement(Answer.NO, "elle n’est due qu’en stage ambulatoire", figure)
    if journey.zip_bonus:
        return Entitlement(Answer.NO, "la prime de ZIP du docteur junior ne se cumule pas avec elle", figure)
    return None


def _beyond(journey: Journey, km: int, figure: Figure) -> Entitlement:
    """Farther than ``km`` from both: one short distance settles it, whatever the other."""
    distances = {"du CHU": journey.km_hospital, "du domicile": journey.km_home}
    for place, distance in distances.items():
        if distance is not None and distance <= km:
            return Entitlement(Answer.NO, f"le stage est à {km} km ou moins {place}", figure)
    missing = [place for place, distance in distances.items() if distance is None]
    if missing:
        return Entitlement(
            Answer.UNKNOWN,
            f"il faut être à plus de {km} km du CHU et du domicile : la distance {' et '.join(missing)} n’est pas dite",
            figure,
        )
    return Entitlement(Answer.YES, f"le stage est à plus de {km} km du CHU et du domicile", figure)
