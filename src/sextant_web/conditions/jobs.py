"""Making a release, outside the request: fetches, delegates, writes once."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from sextant.conditions.release import Made, make_release
from sextant_web.conditions.bridge import agreeing, contributions, past, sites_of_country
from sextant_web.conditions.models import Counted, Release
from sextant_web.conditions.releasing import KIND
from sextant_web.queue.ticket import Ticket


def make(ticket: Ticket) -> None:
    """The release of one trimester, all sites at once."""
    asked = Release.objects.get(pk=ticket.job.subject)
    if asked.content:  # made already: never twice
        with ticket.finish():
            return
    made = worked_out(asked, timezone.localdate())
    with ticket.finish():
        keep(asked, made)


def worked_out(asked: Release, made_on: date) -> Made:
    """The figures. Somebody who takes their consent back meanwhile is not in them: it starts again."""
    while True:
        agreed = set(agreeing())
        brought = list(contributions(asked.first, asked.last))
        made = make_release(brought, sites_of_country(), asked.first, asked.last, made_on, before=past())
        if agreed <= set(agreeing()):
            return made


def keep(asked: Release, made: Made) -> None:
    """Writes the sealed text, and in each person's own data where they were counted. To be called in a transaction."""
    accounts = {str(one.who): one.user_id for one in agreeing().values()}
    asked.content, asked.seal = made.release.text(), made.release.seal()
    asked.save(update_fields=["content", "seal"])
    Counted.objects.bulk_create(
        Counted(
            release=asked, who=UUID(who), user_id=accounts.get(who), ward=UUID(ward), indicators=list(names)
        )
        for (who, ward), names in made.counted.items()
    )


JOBS = {KIND: make}
