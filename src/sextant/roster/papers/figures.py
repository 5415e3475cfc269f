"""The account of an intern in figures, each beside what the law allows: the same on paper and in the terminal."""

from __future__ import annotations

from dataclasses import dataclass

from sextant import wording
from sextant.almanac.person import Person
from sextant.law.account import Account
from sextant.law.audit import Judgement
from sextant.law.limits import Limits as Limits
from sextant.law.limits import limits as limits  # also read from here
from sextant.law.shapes.mean_at_most import MeanAtMost

_MARGIN = 1e-6


@dataclass(frozen=True, slots=True)
class Gauge:
    """A weekly mean against its limit, both in the same unit; ``says`` and ``allowed`` are ready to be read.

    ``over`` is the auditor's word, not ours: a mean above the limit before the trimester ends breaks nothing.
    """

    value: float
    limit: float | None
    says: str
    allowed: str
    over: bool

    @property
    def share(self) -> float:
        """The mean as a share of the limit, 0 when there is none."""
        return self.value / self.limit if self.limit else 0.0


def half_day_gauge(account: Account, person: Person, limit: Limits, judgement: Judgement) -> Gauge:
    """The heaviest trimester's mean of stage half-days a week, against the limit times the share of time."""
    value = max((window.mean_half_days for window in account.windows), default=0.0)
    allowed = None if limit.half_days is None else limit.half_days * person.share
    return Gauge(
        value,
        allowed,
        wording.say_number(value),
        "" if allowed is None else wording.say_number(allowed),
        _over(judgement, person, "stage_half_days"),
    )


def hour_gauge(account: Account, person: Person, limit: Limits, judgement: Judgement) -> Gauge:
    """The heaviest trimester's mean of hours a week, against the limit times the share of time."""
    value = max((window.mean_minutes for window in account.windows), default=account.mean_minutes) / 60
    allowed = None if limit.hours is None else limit.hours * person.share
    return Gauge(
        value,
        allowed,
        wording.say_duration(round(value * 60)),
        "" if allowed is None else wording.say_duration(round(allowed * 60)),
        _over(judgement, person, "hours"),
    )


def _over(judgement: Judgement, person: Person, quantity: str) -> bool:
    return any(
        breach.person == person.name
        and isinstance(breach.rule.shape, MeanAtMost)
        and breach.rule.shape.quantity == quantity
        for breach in judgement.unlawful
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the account. ``wrong``: past what the law allows."""

    says: str
    value: str
    allowed: str = ""
    wrong: bool = False


def figures(account: Account, person: Person, limit: Limits, judgement: Judgement) -> list[Figure]:
    """The account of one intern, line by line."""
    number, count = wording.say_number, wording.say_count
    half_days = half_day_gauge(account, person, limit, judgement)
    hours = hour_gauge(account, person, limit, judgement)
    most = "au plus {}".format
    found = [
        Figure(
            "Demi-journées de stage par semaine",
            half_days.says,
            most(half_days.allowed) if half_days.allowed else "",
            half_days.over,
        ),
        Figure(
            "Heures par semaine",
            hours.says,
            most(hours.allowed) if hours.allowed else "",
            hours.over,
        ),
    ]
    if account.rolling_minutes is not None:
        rolling = wording.say_duration(round(account.rolling_minutes))
        found.append(Figure("Heures, au plus fort de 13 semaines", rolling))
    found += [
        Figure("Demi-journées de stage, total", number(account.stage_half_days)),
        Figure("Demi-journées universitaires", number(account.university_half_days)),
        Figure("Demi-journées autonomes", number(account.personal_half_days)),
        Figure("Gardes de nuit", str(account.nights)),
        Figure("Gardes de jour, dimanche ou férié", str(account.day_duties)),
    ]
    if account.demi_gardes:
        found.append(Figure("Demi-gardes", str(account.demi_gardes)))
    if account.astreintes:
        found.append(Figure("Astreintes", str(account.astreintes)))
    found += [
        Figure("Week-ends de garde", str(account.weekends)),
        Figure("Jours fériés de garde", str(account.holidays)),
        Figure(
            "Repos de sécurité respectés",
            f"{account.rests_kept} sur {account.rests_owed}",
            "tous",
            account.rests_kept < account.rests_owed,
        ),
        Figure("Congé annuel pris", count(account.leave_taken, "jour")),
        Figure("Congé annuel restant", count(account.leave_left, "jour")),
    ]
    if account.sick_days:
        found.append(Figure("Absences justifiées", count(account.sick_days, "jour")))
    if account.surplus > _MARGIN:
        before = f" avant le {wording.say_day(account.recover_before)}" if account.recover_before else ""
        surplus = count(account.surplus, "demi-journée", "demi-journées")
        found.append(Figure(f"Surplus à récupérer{before}", surplus))
    if account.charter_half_days is not None:
        found.append(
            Figure("Demi-journées au décompte de la charte des MSU", number(account.charter_half_days))
        )
    return found
