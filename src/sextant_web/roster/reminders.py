"""Who is reminded of what on a day; nobody is told the same thing twice."""

from __future__ import annotations

from datetime import date

from sextant_web.people.models import Role, RoleKind, Ward
from sextant_web.roster import letters
from sextant_web.roster.deadlines import Due, months_published, roster_due, statement_due
from sextant_web.roster.models import Reminder


def remind(today: date) -> int:
    """Writes to the heads of wards; how many letters left."""
    heads = list(
        Role.objects.held_on(today)
        .filter(kind=RoleKind.WARD_HEAD)
        .select_related("user", "ward__hospital")
        .order_by("ward_id", "user_id")
    )
    published = months_published({role.ward_id for role in heads})
    statement = statement_due(today)
    sent = 0
    for role in heads:
        for due in (roster_due(published[role.ward_id], today), statement):
            if due is not None:
                sent += _once(role, role.ward, due)
    return sent


def _once(role: Role, ward: Ward, due: Due) -> bool:
    """Sends unless it was sent; a letter that could not leave will be tried again tomorrow."""
    kind = f"{due.code}-{'late' if due.late else 'soon'}"
    told = {"ward": ward, "user": role.user, "kind": kind, "month": due.month}
    if Reminder.objects.filter(**told).exists() or not letters.remind(role.user, ward, due):
        return False
    Reminder.objects.create(**told)
    return True
