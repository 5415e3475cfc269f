"""The daily root, sent to the person's own mailbox: there, nobody here can change it."""

from __future__ import annotations

import logging
from datetime import datetime

from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string

from sextant.ledger.root import make_root, write_root
from sextant.ledger.signature import fingerprint
from sextant_web.ledger.bridge import head_of
from sextant_web.ledger.models import Chain
from sextant_web.ledger.signing import host_signer

log = logging.getLogger(__name__)


def deposit_now(chain: Chain, now: datetime) -> None:
    """Sends the root of a chain, as it stands, to its person."""
    root = make_root(str(chain.pk), head_of(chain), now, host_signer())
    told = {"name": chain.user.name, "root": root, "key": fingerprint(root.key)}
    letter = EmailMessage(
        subject=f"Empreinte de votre carnet, {root.entries} lignes",
        body=render_to_string("ledger/letters/root.txt", told),
        to=[chain.user.email],
    )
    letter.attach(f"empreinte-{root.day:%Y-%m-%d}.jsonl", write_root(root), "application/jsonl")
    letter.send()
    Chain.objects.filter(pk=chain.pk).update(deposited_at=now, deposited_length=root.entries)


def deposit_due(now: datetime) -> int:
    """Sends those that were asked for each day and that have something new; how many left.

    A mailbox that refuses keeps nobody else waiting: it is tried again the next day.
    """
    due = Chain.objects.filter(deposit_daily=True, length__gt=F("deposited_length")).select_related("user")
    sent = 0
    for chain in due:
        try:
            deposit_now(chain, now)
            sent += 1
        except OSError:  # SMTPException is one
            log.exception("the root of chain %s did not leave", chain.pk)
    return sent
