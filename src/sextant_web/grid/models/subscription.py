"""The secret address at which a calendar follows somebody's rosters. Only the hash of its token is kept."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone

from sextant_web.people.models import User


class Subscription(models.Model):
    """One address a person; a new one replaces the old, which then answers nothing."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="calendar")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    read_on = models.DateField("lu le", null=True)

    def __str__(self) -> str:
        return str(self.user)
