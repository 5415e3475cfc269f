"""Somebody agrees that their ledger counts in the conditions of the places where they work, until they say no."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone

from sextant_web.people.models import User


class Consent(models.Model):
    """``who`` is drawn at random: what a release remembers of the person, which leads nowhere once this row is gone.

    ``roster``: whether the person says that they have a roster in their name; empty when they did not say.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="consent_to_conditions")
    who = models.UUIDField(default=uuid4, unique=True, editable=False)
    since = models.DateTimeField("accordé le", default=timezone.now)
    revoked_at = models.DateTimeField("repris le", null=True)
    roster = models.BooleanField("a un tableau de service à son nom", null=True)

    def __str__(self) -> str:
        return f"{self.user}, {'repris' if self.revoked_at else 'accordé'}"
