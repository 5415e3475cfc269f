"""Rows and constraints; no decision."""

from sextant_web.ledger.models.arrival import Arrival
from sextant_web.ledger.models.chain import Chain, Record, Standing
from sextant_web.ledger.models.share import Share, Visit

__all__ = ["Arrival", "Chain", "Record", "Share", "Standing", "Visit"]
