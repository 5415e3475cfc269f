"""The person whose time it is: only the facts that a text asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sextant.almanac.activity import Kind


class Status(StrEnum):
    """Statutory position."""

    INTERNE = "interne"
    DOCTEUR_JUNIOR = "docteur-junior"


class PlacementKind(StrEnum):
    """Where the placement (stage) takes place."""

    HOSPITAL = "hopital"
    AMBULATORY = "ambulatoire"  # niveau 1, with supervising GPs (MSU)
    SASPAS = "saspas"

    @property
    def is_ambulatory(self) -> bool:
        """True for every placement outside hospital."""
        return self is not PlacementKind.HOSPITAL


@dataclass(frozen=True, slots=True)
class Consent:
    """A dated agreement, which can be taken back: valid from ``since`` until ``revoked`` excluded."""

    since: date
    revoked: date | None = None

    def holds(self, day: int) -> bool:
        """True on the ordinal ``day``."""
        return self.since.toordinal() <= day and (self.revoked is None or day < self.revoked.toordinal())


@dataclass(frozen=True, slots=True)
class Pregnancy:
    """``third_month``: first day of the third month, from the certificate. ``until``: last day, if known."""

    third_month: date
    until: date | None = None
    consent: Consent | None = None


@dataclass(frozen=True, slots=True)
class Restriction:
    """A certificate: from ``since`` to ``until`` included, these kinds may not be asked."""

    since: date
    until: date
    kinds: frozenset[Kind]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """An intern as the law sees one.

    ``share`` is the share of time (1.0 full, 0.5 therapeutic half-time). ``placement_start`` is the
    first day of the six-month placement; None: computed from the calendar. ``trimester`` gives the
    averaging window outright (first and last day). ``leave_taken`` counts the jours ouvrables of
    annual leave already taken in the current leave year outside the timeline. ``territory`` is the
    holidays territory (see :mod:`sextant.almanac.holidays`), ``zone`` the time zone.
    """

    name: str
    status: Status = Status.INTERNE
    placement: PlacementKind = PlacementKind.HOSPITAL
    share: float = 1.0
    surnombre: bool = False
    pregnancy: Pregnancy | None = None
    restrictions: tuple[Restriction, ...] = ()
    placement_start: date | None = None
    trimester: tuple[date, date] | None = None
    leave_taken: float = 0.0
    site: str = ""
    territory: str = "metropole"
    zone: str = "Europe/Paris"
