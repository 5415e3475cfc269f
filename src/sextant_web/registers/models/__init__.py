"""Rows and constraints; no decision."""

from sextant_web.registers.models.entry import Entry, EntryState
from sextant_web.registers.models.proposed_benefit import ProposedBenefit

__all__ = ["Entry", "EntryState", "ProposedBenefit"]
