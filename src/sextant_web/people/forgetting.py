"""What the job forgets on a given day: what the declarations say has lasted enough, and accounts nobody uses."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from sextant_web.people.erasure import erase
from sextant_web.people.letter import write
from sextant_web.people.models import User
from sextant_web.people.privacy import UNUSED, start_of
from sextant_web.people.retention import declarations

NOTICE = timedelta(days=30)


def forget(today: date, *, dry: bool = False) -> dict[str, int]:
    """How many of each were forgotten (or would be, when ``dry``); the titles are those of the register."""
    counts = {}
    for one in declarations():
        if one.expired is None:
            continue
        rows = one.expired(today)
        counts[one.title] = rows.count()
        if not dry:
            with transaction.atomic():
                rows.delete()
    counts["Comptes inutilisés, prévenus"] = _warn(today, dry)
    counts["Comptes inutilisés, effacés"] = _erase_unused(today, dry)
    return counts


def _unused(today: date) -> QuerySet[User]:
    return User.objects.filter(last_login__lt=start_of(today - UNUSED + NOTICE))


def _warn(today: date, dry: bool) -> int:
    """Those told now; a sign-in after an older warning made it void."""
    told = _unused(today).exclude(warned_on__gt=F("last_login__date"))
    if dry:
        return told.count()
    users = list(told)
    for user in users:
        user.warned_on = today
        user.save(update_fields=["warned_on"])
        write(user.email, "unused", {"name": user.name, "on": today + NOTICE})
    return len(users)


def _erase_unused(today: date, dry: bool) -> int:
    over = list(_unused(today).filter(warned_on__lte=today - NOTICE, warned_on__gt=F("last_login__date")))
    if not dry:
        for user in over:
            erase(user)
    return len(over)
