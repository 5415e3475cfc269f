"""What the law wants next of a ward: the roster of next month (rule T3), last month's statement (rule T5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sextant import wording
from sextant.almanac.week import months_later
from sextant.law.library import load
from sextant.law.settings import Settings
from sextant.law.shapes.deadline import Deadline
from sextant_web.people.models import Ward
from sextant_web.roster.models import Roster, RosterState

SOON = 10
"""Days before a deadline from which it is told."""


@dataclass(frozen=True)
class Due:
    """A deadline: its rule, the month it is about, its last day, and how it is said."""

    code: str
    month: date
    day: date
    late: bool
    says: str


def last_day(code: str, month: date, today: date) -> date | None:
    """The last day that the rule leaves for that month; None when no such rule is in force."""
    for rule in load().in_force(today).rules:
        if rule.code == code and isinstance(rule.shape, Deadline):
            return rule.shape.due(month, Settings())
    return None


def next_roster_due(ward: Ward, today: date) -> Due | None:
    """The roster of next month, when nothing published covers it; None while it is too early to say."""
    periods = ward.rosters.filter(state=RosterState.PUBLISHED).values_list("first", "last")
    return roster_due(list(periods), today)


def roster_due(periods: Iterable[tuple[date, date]], today: date) -> Due | None:
    """The same, from the periods that are published."""
    month = months_later(today.replace(day=1), 1)
    day = last_day("T3", month, today)
    if day is None or today < day - timedelta(days=SOON) or covered(month, periods):
        return None
    name = say_month(month)
    if today > day:
        says = f"Le tableau de {name} devait être arrêté le {wording.say_day(day)} au plus tard (règle T3) ; il n’est pas publié."
    else:
        says = f"Le tableau de {name} est à arrêter le {wording.say_day(day)} au plus tard (règle T3)."
    return Due("T3", month, day, today > day, says)


def statement_due(today: date) -> Due | None:
    """The statement of last month, during the days before it is due."""
    month = months_later(today.replace(day=1), -1)
    day = last_day("T5", month, today)
    if day is None or not day - timedelta(days=SOON) < today <= day:
        return None
    says = (
        f"Le relevé {wording.de(say_month(month))} doit être à la disposition des internes "
        f"le {wording.say_day(day)} au plus tard (règle T5)."
    )
    return Due("T5", month, day, False, says)


def covered(month: date, periods: Iterable[tuple[date, date]]) -> bool:
    """Whether these periods hold every day of the month."""
    day, end = month, months_later(month, 1)
    for first, last in sorted(periods):
        if first <= day <= last:
            day = last + timedelta(days=1)
    return day >= end


def say_month(month: date) -> str:
    """« décembre 2026 »."""
    return wording.say_day(month).split(" ", 1)[1]


def months_published(ward_ids: Iterable[object]) -> dict[object, list[tuple[date, date]]]:
    """Published periods of many wards at once."""
    found: dict[object, list[tuple[date, date]]] = {pk: [] for pk in ward_ids}
    rows = Roster.objects.filter(ward__in=list(found), state=RosterState.PUBLISHED)
    for ward, first, last in rows.values_list("ward_id", "first", "last"):
        found[ward].append((first, last))
    return found
