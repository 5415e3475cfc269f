"""A chain as the file that the terminal verifies: one line for the person, then each sealed line as it is."""

from __future__ import annotations

import json

from sextant.ledger.ledger_file import line_of
from sextant_web.ledger.bridge import sealed_of
from sextant_web.ledger.models import Chain


def file_of(chain: Chain) -> bytes:
    """JSON Lines, in order of arrival."""
    person = {"name": chain.user.name or "Interne", **chain.person}
    head = {"sextant": "carnet", "version": 1, "chain": str(chain.pk), "person": person}
    first = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return first + b"".join(line_of(line) for line in sealed_of(chain.records.all()))
