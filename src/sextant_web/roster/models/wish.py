"""What an intern asks for, sent through a secret address that needs no account."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone

from sextant_web.roster.models.roster import Roster


class WishLink(models.Model):
    """One secret address per intern of a roster. Only the hash of its token is kept; a new one replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="links")
    name = models.CharField("interne", max_length=60)
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField("ferme le")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["roster", "name"], name="one_link_per_intern")]

    def __str__(self) -> str:
        return self.name


class Wish(models.Model):
    """The answer: ``asked`` holds ``leave`` and ``wishes`` in the keys of a ward file. It binds nobody.

    ``taken_at``: when the head carried it into the facts, which alone are solved.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="answers")
    name = models.CharField("interne", max_length=60)
    asked = models.JSONField(default=dict)
    said = models.CharField("message", max_length=500, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["roster", "name"], name="one_answer_per_intern")]

    def __str__(self) -> str:
        return self.name
