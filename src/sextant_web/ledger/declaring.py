"""The facts of a person, sealed in her own chain each time that she changes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from sextant.ledger.acceptance import accept_facts
from sextant.ledger.canonical import read_canonical
from sextant.ledger.entry import PersonFacts
from sextant.ledger.journal import seal
from sextant_web.ledger.bridge import chain_of, head_of, row_of
from sextant_web.ledger.models import Chain
from sextant_web.people.models import User


def declare(user: User, facts: Mapping[str, Any], now: datetime) -> bool:
    """Seal ``facts`` (the keys of a planning's person, all of them) as those that stand; False when nothing changed.

    Raises BadInput for facts that cannot be; nothing is written then.
    """
    chain_of(user)
    with transaction.atomic():
        chain = Chain.objects.select_for_update().get(user=user)
        said = accept_facts(PersonFacts(f"f-{uuid4().hex}", dict(facts), now), now)
        line = seal(head_of(chain), said, now)
        _, read, _ = read_canonical(line.text)  # as it is read back: no two forms of one fact
        assert isinstance(read, PersonFacts)
        if dict(read.person) == chain.person:
            return False
        row_of(chain, head_of(chain), line).save()
        chain.length, chain.seal, chain.person = line.number, line.seal, dict(read.person)
        chain.save(update_fields=["length", "seal", "person"])
    return True
