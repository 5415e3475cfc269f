"""Whom a deadline of their own procedure is recalled to; nobody is told the same thing twice.

The letter says a day and an address, nothing of the matter: a mailbox may be the hospital's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from sextant import wording
from sextant.procedure.progress import Standing, State, progress
from sextant_web.dossier.bridge import facts_of_matter
from sextant_web.dossier.models import Matter, ToldDeadline
from sextant_web.roster.letters import send, site

AHEAD = timedelta(days=7)
_PASSED = (State.OVERDUE, State.REFUSED_BY_SILENCE, State.TOO_LATE, State.TO_REMIND)


def remind(today: date) -> int:
    """Writes to those who asked for it; how many letters left."""
    sent = 0
    for matter in Matter.objects.filter(remind=True).select_related("user").prefetch_related("happenings"):
        for standing, due, late in _due(matter, today):
            sent += _once(matter, standing, due, late)
    return sent


def _due(matter: Matter, today: date) -> Iterator[tuple[Standing, date, bool]]:
    """The steps whose day is within a week, and those whose day has passed since a month at most."""
    for one in progress(facts_of_matter(matter, today), today).standings:
        if one.due is None:
            continue
        if one.state in (State.TO_DO, State.NOT_YET, State.WAITING) and today <= one.due <= today + AHEAD:
            yield one, one.due, False
        elif one.state in _PASSED and today - timedelta(days=31) <= one.due <= today:
            yield one, one.due, True


def _once(matter: Matter, standing: Standing, due: date, late: bool) -> bool:
    """Sends unless it was sent; a letter that could not leave will be tried again tomorrow."""
    told = {"matter": matter, "step": standing.step.id, "due": due, "late": late}
    if ToldDeadline.objects.filter(**told).exists():
        return False
    day = wording.say_date(due)
    sent = send(
        matter.user,
        f"Une échéance {'passée' if late else 'à venir'} dans Sextant",
        "Bonjour,",
        f"Un délai que vous suivez est passé le {day}."
        if late
        else f"Un délai que vous suivez finit le {day}.",
        "Ce qu’il y a à faire est ici :",
        site() + reverse("dossier:matter", args=[matter.pk]),
        "Pour ne plus recevoir ces rappels, décochez-les sur cette page.",
    )
    if sent:
        ToldDeadline.objects.create(**told)
    return sent
