"""A dossier shown to the local union or to a lawyer, as it was on that day, for a time; and who looked."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sextant_web.people.models import Subdivision, User


class SharedDossierQuerySet(models.QuerySet["SharedDossier"]):
    """Reads as a sentence: ``SharedDossier.objects.open_on(today)``."""

    def open_on(self, day: date) -> SharedDossierQuerySet:
        return self.filter(revoked_at=None, until__gte=day)


class SharedDossier(models.Model):
    """``content`` is the PDF as it was shared: what is noted later is not shown; emptied when it is taken back.

    To the officers of ``union`` (the local union of one's subdivision), or to whom holds the secret address, of
    which only the hash is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="shared_dossiers")
    first = models.DateField("premier jour montré")
    last = models.DateField("dernier jour montré")
    union = models.ForeignKey(Subdivision, null=True, on_delete=models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True, null=True)
    said = models.CharField("pour", max_length=80, blank=True)
    until = models.DateField("jusqu’au")
    content = models.BinaryField()
    code = models.CharField("code du dossier", max_length=20)
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)

    objects = SharedDossierQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                name="shared_dossier_by_link_or_to_union",
                condition=Q(secret_hash__isnull=False, union=None) | Q(secret_hash=None, union__isnull=False),
                violation_error_message="Un dossier se partage par un lien ou avec une structure locale.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.first:%d/%m/%Y}"


class DossierVisit(models.Model):
    """Somebody looked through a secret address: how often on which day. Named people are in the readings."""

    shared = models.ForeignKey(SharedDossier, on_delete=models.CASCADE, related_name="visits")
    day = models.DateField("le")
    times = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["shared", "day"], name="dossier_visit_day_once")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}, {self.times}"
