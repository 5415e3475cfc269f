"""Rows and constraints; no decision."""

from sextant_web.ledger.models.arrival import Arrival
from sextant_web.ledger.models.chain import Chain, Record, Standing
from sextant_web.ledger.models.draft import Draft
from sextant_web.ledger.models.host_root import HostRoot
from sextant_web.ledger.models.share import Share, Visit
from sextant_web.ledger.models.signing_key import SigningKey

__all__ = ["Arrival", "Chain", "Draft", "HostRoot", "Record", "Share", "SigningKey", "Standing", "Visit"]
