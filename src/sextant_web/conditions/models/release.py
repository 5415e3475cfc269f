"""A release, who was counted in it, and what of it is public."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone

from sextant_web.people.models import User


class Release(models.Model):
    """One trimester, once. ``content`` is the sealed text, empty while the job works; nothing in it is about anybody."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    first = models.DateField("premier jour", unique=True)
    last = models.DateField("dernier jour")
    asked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    content = models.TextField(blank=True)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-first"]

    def __str__(self) -> str:
        return f"{self.first:%d/%m/%Y}"


class Counted(models.Model):
    """Somebody was counted in a ward, for these indicators: no hour, no figure.

    The next release needs it so that a departure does not show. It stays when the account goes, then leads to nobody:
    a departure that leaves no trace would be the one that shows.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="counted")
    who = models.UUIDField()
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="counted_in")
    ward = models.UUIDField()
    indicators = models.JSONField(default=list)

    class Meta:
        ordering = ["-release__first"]
        constraints = [models.UniqueConstraint(fields=["release", "who", "ward"], name="counted_once")]

    def __str__(self) -> str:
        return f"{self.release}, {len(self.indicators)}"


class Publication(models.Model):
    """Somebody of a union decided that a site's sheet is public. ``site``: an id of the release, « france » for all."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="publications")
    site = models.CharField(max_length=40)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField("publié le", default=timezone.now)
    withdrawn_at = models.DateTimeField("retiré le", null=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "site"], condition=models.Q(withdrawn_at=None), name="published_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.site}, {self.at:%d/%m/%Y}"
