"""One search for a roster, or one round of "what if": what was asked, and what came of it. Earlier ones stay."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone

from sextant_web.people.models import User
from sextant_web.roster.models.roster import Roster
from sextant_web.roster.models.version import Version


class Purpose(models.TextChoices):
    """What is searched for; the value is the kind of its job in the queue."""

    ROSTER = "roster.search", "un tableau"
    WHAT_IF = "roster.what_if", "ce qui changerait"


class Search(models.Model):
    """``outcome`` is the name of a :class:`sextant.roster.result.Status`, empty until the search has ended.

    ``begin`` is the version to go on from (the last one when there is none). ``asked`` says what a "what if" tries.
    ``costs`` says what the roster does not give; ``why`` explains why there is none, with its ways out and the
    nearest roster; of a "what if", it holds the outcomes.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="searches")
    purpose = models.CharField(max_length=20, choices=Purpose.choices, default=Purpose.ROSTER)
    facts = models.JSONField()
    asked = models.JSONField(default=dict)
    begin = models.ForeignKey(
        Version, null=True, on_delete=models.SET_NULL, related_name="gone_on_from", verbose_name="reprise de"
    )
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
