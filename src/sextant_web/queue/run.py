"""Runs one job: takes it, calls the function of its kind, and closes it whatever happens."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

from django.apps import apps
from django.conf import settings

from sextant.errors import SextantError
from sextant_web.queue.ask import wake
from sextant_web.queue.ticket import LeaseLost, Ticket

log = logging.getLogger(__name__)

Work = Callable[[Ticket], None]
"""What ``<subject>/jobs.py`` gives for each kind: fetches, delegates, writes in ``with ticket.finish():``."""

BROKEN = "Le calcul s’est arrêté sur un défaut de Sextant. Rien n’a été perdu ni modifié ; relancez-le, ou signalez-le."


@cache
def kinds() -> dict[str, Work]:
    """Every kind of job, from the ``JOBS`` of each subject's ``jobs.py``."""
    found: dict[str, Work] = {}
    for app in apps.get_app_configs():
        if app.name.startswith("sextant_web.") and find_spec(f"{app.name}.jobs"):
            found |= import_module(f"{app.name}.jobs").JOBS
    return found


def run(pk: UUID, hold: Callable[[Ticket], None] = lambda ticket: None) -> bool:
    """Runs that job to its end. False when somebody else holds it, or it is over.

    ``hold`` is told the ticket, for whoever may have to give it back.
    """
    ticket = Ticket.take(pk)
    if ticket is None:
        return False
    hold(ticket)
    if ticket.job.attempts > settings.QUEUE_ATTEMPTS:
        ticket.fail(BROKEN)
        return True
    try:
        with ticket.renewed():
            kinds()[ticket.job.kind](ticket)
            if not ticket.finished:
                raise RuntimeError(f"{ticket.job.kind} ended without finishing its ticket")
    except SextantError as error:
        ticket.fail(str(error))
    except LeaseLost:
        log.warning("job %s was taken by another worker", pk)
    except Exception:
        log.exception("job %s broke", pk)
        _again_or_fail(ticket)
    return True


def _again_or_fail(ticket: Ticket) -> None:
    """A fault may be of the moment (a database that restarts): the job is tried again a few times."""
    if ticket.job.attempts >= settings.QUEUE_ATTEMPTS:
        ticket.fail(BROKEN)
    else:
        ticket.give_back()
        wake(ticket.job.pk)
