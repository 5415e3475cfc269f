"""Rows and constraints; no decision."""

from sextant_web.conditions.models.consent import Consent
from sextant_web.conditions.models.release import Counted, Publication, Release

__all__ = ["Consent", "Counted", "Publication", "Release"]
