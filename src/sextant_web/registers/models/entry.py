"""What somebody wrote of a place: a contact, a housing, a welcome, the life there."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.db import models

from sextant.territory.register import Kind, expires, kinds
from sextant_web.people.models import Subdivision, User


class EntryState(models.TextChoices):
    """Nothing is public before a local union has confirmed it."""

    PROPOSED = "proposed", "proposée"
    PUBLISHED = "published", "publiée"
    WITHDRAWN = "withdrawn", "retirée"


class Entry(models.Model):
    """``kind`` names an entry of :func:`sextant.territory.register.kinds`; ``values`` holds its answers.

    ``scale`` and ``territory`` say of which place. ``sender_email``: who proposed it from outside, forgotten as
    soon as a local union has answered.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField("sorte", max_length=20)
    scale = models.CharField("échelle", max_length=12)
    territory = models.CharField("territoire", max_length=9)
    values = models.JSONField("réponses", default=dict)
    state = models.CharField("état", max_length=10, choices=EntryState.choices)
    subdivision = models.ForeignKey(
        Subdivision, null=True, blank=True, on_delete=models.CASCADE, related_name="entries",
        verbose_name="subdivision",
    )  # fmt: skip
    written_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="entries",
        verbose_name="écrite par",
    )
    sender_name = models.CharField("proposée par", max_length=120, blank=True)
    sender_email = models.EmailField("adresse de qui propose", blank=True)
    written = models.DateField("écrite le")
    confirmed = models.DateField("confirmée le", null=True, blank=True)

    class Meta:
        ordering = ["kind", "-confirmed", "-written"]
        indexes = [models.Index(fields=["scale", "territory"], name="entry_by_place")]
        constraints = [
            models.CheckConstraint(
                name="entry_published_is_confirmed",
                condition=~models.Q(state="published")
                | models.Q(confirmed__isnull=False, subdivision__isnull=False),
                violation_error_message="Une entrée publiée a été confirmée par une structure locale.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.shape.one}, {self.territory}"

    @property
    def shape(self) -> Kind:
        """What an entry of this kind says."""
        return kinds()[self.kind]

    def is_stale(self, today: date) -> bool:
        """Whether it should have been confirmed again by now."""
        return self.confirmed is None or today > expires(self.shape, self.confirmed)
