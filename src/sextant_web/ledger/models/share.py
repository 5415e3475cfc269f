"""What an intern shows of a trimester, to whom, until when; and who looked."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sextant_web.people.models import User


class ShareQuerySet(models.QuerySet["Share"]):
    """Reads as a sentence: ``user.shares.open_on(today)``."""

    def open_on(self, day: date) -> ShareQuerySet:
        return self.filter(revoked_at=None, until__gte=day)


class Share(models.Model):
    """The days ``first`` to ``last`` shown, read only, to whom holds the secret address or to one account.

    Only the hash of the secret is kept. ``to_email`` is the address of the account that may look, whether or
    not there is one: sharing tells nobody who has an account.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="shares")
    first = models.DateField("premier jour montré")
    last = models.DateField("dernier jour montré")
    secret_hash = models.CharField(max_length=64, unique=True, null=True)
    to_email = models.EmailField("adresse de la personne", blank=True)
    said = models.CharField("pour", max_length=80, blank=True)
    until = models.DateField("jusqu’au")
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                name="share_by_link_or_by_name",
                condition=Q(secret_hash__isnull=False, to_email="") | Q(secret_hash=None) & ~Q(to_email=""),
                violation_error_message="Un partage se fait par un lien ou à une personne.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.first:%d/%m/%Y}"


class Visit(models.Model):
    """Somebody looked through a secret address: how often on which day. Named people are in the readings."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="visits")
    day = models.DateField("le")
    times = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["share", "day"], name="visit_day_once")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}, {self.times}"
