"""Rules bind as in force on the day of the event, for the encoder as for the auditor."""

from __future__ import annotations

from datetime import date

from sextant.almanac.span import Instant, local
from sextant.law.rule import Rule


def binds(rule: Rule, day: int) -> bool:
    """True when the rule is in force on the ordinal ``day``."""
    return rule.valid.covers(date.fromordinal(day))


def binds_at(rule: Rule, moment: Instant, zone: str) -> bool:
    """True when the rule is in force on the local day of an instant."""
    return rule.valid.covers(local(moment, zone).date())
