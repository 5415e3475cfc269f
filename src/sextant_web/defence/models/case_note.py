"""What the federation keeps of a case beside its public page: never shown with it, never rewritten."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone

from sextant_web.people.models import User


class Sort(models.TextChoices):
    """What is noted."""

    NOTE = "note", "note"
    HEARING = "audience", "audience ou échéance à venir"
    PAPER = "document", "document gardé, et où"


class CaseNote(models.Model):
    """``case`` is the name of a case of :mod:`sextant.cases`. Rows are added, so that who said what when stays."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.CharField("affaire", max_length=80)
    sort = models.CharField("nature", max_length=10, choices=Sort.choices, default=Sort.NOTE)
    on = models.DateField("jour", null=True, blank=True)
    says = models.CharField("texte", max_length=1000)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField("écrit le", default=timezone.now)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.case}, {self.at:%d/%m/%Y}"
