"""The host's signing key: it vouches for the roots and the statements it gives out."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class SigningKey(models.Model):
    """One row, made at first use. The public half is printed on what it signs, and on the page that checks."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    pem = models.TextField()
    public = models.CharField(max_length=44)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="one_signing_key",
                condition=models.Q(id=1),
                violation_error_message="Le site n’a qu’une clé de signature.",
            )
        ]

    def __str__(self) -> str:
        return self.public
