"""A reminder that was sent: nobody is told twice of the same deadline."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.db import models
from django.utils import timezone

from sextant_web.people.models import User, Ward


class Reminder(models.Model):
    """``kind``: the code of the rule and how close it is (``T3-soon``, ``T3-late``, ``T5-soon``)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    month = models.DateField("mois")
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ward", "user", "kind", "month"], name="reminded_once"),
        ]

    def __str__(self) -> str:
        month: date = self.month
        return f"{self.kind}, {month:%m/%Y}"
