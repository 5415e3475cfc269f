"""A swap that an intern proposes, a colleague accepts and the ward head approves: each step leaves its trace."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone

from sextant_web.people.models import User
from sextant_web.roster.models import Version


class SwapState(models.TextChoices):
    """Where a swap stands. ``STALE``: the roster changed before it was approved."""

    PROPOSED = "proposed", "proposé"
    ACCEPTED = "accepted", "accepté par le collègue"
    DECLINED = "declined", "refusé par le collègue"
    WITHDRAWN = "withdrawn", "retiré"
    APPROVED = "approved", "approuvé"
    REFUSED = "refused", "refusé par le service"
    STALE = "stale", "caduc, le tableau a changé"


class Swap(models.Model):
    """``hands``: each duty that goes over (giver, taker, day as ISO text, half_day, line). Names are the roster's."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="swaps")
    name = models.CharField("qui propose", max_length=60)
    other = models.CharField("à qui", max_length=60)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="swaps_proposed")
    to = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="swaps_received")
    hands = models.JSONField()
    said = models.CharField("échange", max_length=300)
    note = models.CharField("message", max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=SwapState.choices, default=SwapState.PROPOSED)
    at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    made = models.ForeignKey(Version, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.said
