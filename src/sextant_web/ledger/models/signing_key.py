"""The host's signing keys: they vouch for the roots and the statements it gives out, each in its time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class SigningKey(models.Model):
    """One key in use, and the public half of those before it, with the days they were used.

    Numbered from 1, the highest in use. ``pem`` is emptied when a key is retired: what it signed is still
    checked, and nothing more can be signed with it.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    pem = models.TextField(blank=True)
    public = models.CharField(max_length=44, unique=True)
    made_at = models.DateTimeField("en usage depuis", default=timezone.now)
    retired_at = models.DateTimeField("retirée le", null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="retired_key_signs_no_more",
                condition=Q(retired_at=None) | Q(pem=""),
                violation_error_message="Une clé retirée ne garde pas sa part privée.",
            ),
        ]

    def __str__(self) -> str:
        return self.public
