"""Rights that hang on a date: union training, pregnancy, strike. What must be done by when, and what silence means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sextant import wording
from sextant.almanac.week import months_later
from sextant.errors import BadInput


class Standing(StrEnum):
    """Where a request stands on a day."""

    TO_ASK = "à demander"
    TOO_LATE = "trop tard pour le délai"
    WAITING = "en attente de réponse"
    GRANTED = "accordée"
    GRANTED_BY_SILENCE = "accordée par le silence"
    REFUSED = "refusée"
    LATE = "demandée hors délai : la réponse n’est pas acquise"


@dataclass(frozen=True, slots=True)
class UnionTraining:
    """Union training leave (CSP R6153-24-3 and -24-4, rule L7): asked a month before; silence fifteen days before grants."""

    starts: date
    ask_by: date
    silence_on: date
    standing: Standing


def union_training(
    starts: date, today: date, *, asked: date | None = None, answer: str = "", answered: date | None = None
) -> UnionTraining:
    """Where a request stands on ``today``. ``answer``: ``oui``, ``non`` or nothing. Raises BadInput."""
    if answer not in ("", "oui", "non"):
        raise BadInput(f"« {answer} » n’est pas une réponse", remedy="Écrivez oui, non, ou rien.")
    if asked is not None and asked > today:
        raise BadInput("la demande est dans l’avenir", remedy="Donnez le jour où elle a été envoyée.")
    if answer and asked is None:
        raise BadInput("une réponse sans demande", remedy="Donnez aussi le jour de la demande.")
    ask_by, silence_on = months_later(starts, -1), starts - timedelta(days=15)
    in_time = asked is not None and asked <= ask_by
    if asked is None:
        standing = Standing.TO_ASK if today <= ask_by else Standing.TOO_LATE
    elif answer == "oui":
        standing = Standing.GRANTED
    elif answer == "non" and (answered is None or answered < silence_on or not in_time):
        standing = Standing.REFUSED
    elif not in_time:
        standing = Standing.LATE
    elif today >= silence_on:
        standing = Standing.GRANTED_BY_SILENCE
    else:
        standing = Standing.WAITING
    return UnionTraining(starts, ask_by, silence_on, standing)


class Validation(StrEnum):
    """Whether a placement in surnombre validates."""

    YES = "validant"
    NO = "non validant"
    UNKNOWN = "inconnu"


SURNOMBRE_MONTHS = 4
"""Months of effective functions, annual leave included, from which a surnombre of pregnancy validates (rule E3)."""


@dataclass(frozen=True, slots=True)
class PregnancyRights:
    """What a pregnancy changes on ``today``: gardes, surnombre. None: unknown.

    ``exempt`` is the right not to hold gardes, ``may_be_rostered`` whether gardes may be asked (with her agreement).
    """

    third_month: date
    exempt: bool
    may_be_rostered: bool
    validation: Validation
    counted_months: float | None

    def say(self) -> str:
        """Whether gardes may be asked, in a sentence."""
        if not self.exempt:
            return f"Pas encore dispensée de gardes : elle le sera le {wording.say_date(self.third_month)}."
        if self.may_be_rostered:
            return "Dispensée de gardes ; son accord permet d’en tenir, et se reprend quand elle veut."
        return "Dispensée de toute garde : ni nuit, ni dimanche, ni demi-garde sans son accord."

    def say_surnombre(self) -> str:
        """Whether the placement in surnombre validates, without capital nor stop."""
        if self.validation is Validation.YES:
            return f"validant : {SURNOMBRE_MONTHS} mois de fonctions au moins, congés annuels compris"
        if self.validation is Validation.NO:
            return f"non validant : moins de {SURNOMBRE_MONTHS} mois de fonctions"
        return f"il valide s’il compte {SURNOMBRE_MONTHS} mois de fonctions"


def pregnancy_rights(
    third_month: date,
    today: date,
    *,
    consent: date | None = None,
    revoked: date | None = None,
    months: float | None = None,
) -> PregnancyRights:
    """Rules E1 and E3. ``months`` of effective functions in the semester, annual leave included. Raises BadInput."""
    if revoked is not None and (consent is None or revoked < consent):
        raise BadInput("l’accord est repris avant d’être donné")
    if months is not None and not 0 <= months <= 6:
        raise BadInput("un semestre a six mois", remedy="Donnez un nombre de 0 à 6.")
    exempt = today >= third_month
    agreed = consent is not None and consent <= today and (revoked is None or today < revoked)
    validation = (
        Validation.UNKNOWN
        if months is None
        else Validation.YES
        if months >= SURNOMBRE_MONTHS
        else Validation.NO
    )
    return PregnancyRights(third_month, exempt, not exempt or agreed, validation, months)


@dataclass(frozen=True, slots=True)
class Strike:
    """The dates of a strike: notice by the union, one's own declaration, and the eve by which an assignation arrives.

    ``notice_by`` rests on general knowledge (five clear days), not on a text read.
    """

    starts: datetime
    notice_by: date
    declare_by: datetime
    assigned_by: date

    def say(self) -> tuple[str, ...]:
        """What must be done by when, each with what it rests on; the effect on pay is unknown."""
        declare = self.declare_by
        notice = f"Préavis du syndicat : au plus tard le {wording.say_date(self.notice_by)}"
        clock = wording.say_time(declare.hour * 60 + declare.minute)
        own = f"Votre déclaration : au plus tard le {wording.say_date(declare.date())} à {clock}, 48 h avant"
        return (
            f"{notice} (cinq jours francs ; connaissance générale, texte non lu).",
            f"{own}, à la direction des affaires médicales (SRP-IMG).",
            f"Une assignation arrive au plus tard le {wording.say_date(self.assigned_by)}, la veille.",
            "Effet sur la paie : inconnu, aucun texte lu ne le dit pour les internes.",
        )


DECLARE_HOURS = 48
NOTICE_CLEAR_DAYS = 5


def strike(starts: datetime) -> Strike:
    """The dates that a strike hangs on, from the local hour of its first duty stopped."""
    return Strike(
        starts=starts,
        notice_by=starts.date() - timedelta(days=NOTICE_CLEAR_DAYS + 1),
        declare_by=starts - timedelta(hours=DECLARE_HOURS),
        assigned_by=starts.date() - timedelta(days=1),
    )


@dataclass(frozen=True, slots=True)
class Assignation:
    """Whether an assignation received holds, fault by fault, in French; empty when nothing said is wrong."""

    faults: tuple[str, ...]
    unknown: tuple[str, ...]


def assignation(
    *,
    by_director: bool | None = None,
    nominative: bool | None = None,
    delivered_by_eve: bool | None = None,
    someone_else: bool | None = None,
    resting_or_on_leave: bool | None = None,
) -> Assignation:
    """Check an assignation against what the pages read ask of it; None is unknown."""
    checks = (
        (by_director, True, "elle n’est pas signée du directeur (ou du directeur des affaires médicales)", "qui l’a signée"),
        (nominative, True, "elle ne nomme pas l’interne", "si elle est nominative"),
        (delivered_by_eve, True, "elle n’a pas été remise la veille au plus tard, en recommandé ou en main propre",
         "quand et comment elle a été remise"),
        (someone_else, False, "un senior ou un interne non gréviste pouvait assurer ce poste",
         "si un senior ou un interne non gréviste pouvait assurer ce poste"),
        (resting_or_on_leave, False, "l’interne est en repos de sécurité ou en congé", "si l’interne est en repos ou en congé"),
    )  # fmt: skip
    return Assignation(
        faults=tuple(
            fault for value, wanted, fault, _ in checks if value is not None and value is not wanted
        ),
        unknown=tuple(what for value, _, _, what in checks if value is None),
    )
