"""One search for a roster: what was asked, and what came of it. Earlier searches and their versions stay."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone

from sextant_web.people.models import User
from sextant_web.roster.models.roster import Roster
from sextant_web.roster.models.version import Version


class Search(models.Model):
    """``outcome`` is the name of a :class:`sextant.roster.result.Status`, empty until the search has ended.

    ``costs`` says what the roster does not give; ``why`` explains why there is none, with its ways out.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="searches")
    facts = models.JSONField()
    limit = models.PositiveIntegerField("secondes au plus", default=60)
    asked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=20, blank=True)
    cost = models.IntegerField(null=True)
    bound = models.IntegerField(null=True)
    seconds = models.FloatField(null=True)
    costs = models.JSONField(default=list)
    why = models.JSONField(default=dict)
    version = models.OneToOneField(Version, null=True, on_delete=models.SET_NULL, related_name="search")

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.roster}, {self.asked_at:%d/%m/%Y %H:%M}"
