"""Erasing an account: every declaration is followed, in one go or not at all."""

from __future__ import annotations

from django.db import transaction

from sextant_web.people.models import User
from sextant_web.people.retention import declarations


@transaction.atomic
def erase(user: User) -> None:
    """Deletes what is about the person, the account last; what a duty keeps stays, without its account."""
    for declaration in declarations():
        if not declaration.keep:
            declaration.rows(user).delete()
