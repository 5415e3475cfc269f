"""A file that waits to be confirmed before anything of it is noted."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from sextant_web.people.models import User


class Draft(models.Model):
    """``roles`` (title to role, empty: not read) and ``kinds`` (word to nature) are what the person said of it."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="draft")
    name = models.CharField("fichier", max_length=120)
    content = models.BinaryField()
    roles = models.JSONField(default=dict)
    kinds = models.JSONField(default=dict)
    made_at = models.DateTimeField("déposé le", default=timezone.now)

    def __str__(self) -> str:
        return self.name
