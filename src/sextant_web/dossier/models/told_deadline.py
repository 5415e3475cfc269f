"""A deadline that somebody was written about: nobody is told the same thing twice."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from sextant_web.dossier.models.matter import Matter


class ToldDeadline(models.Model):
    """``step`` of a matter, its day, and whether it was to come or had passed."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="told_deadlines")
    step = models.CharField("étape", max_length=80)
    due = models.DateField("échéance")
    late = models.BooleanField("passée", default=False)
    sent_at = models.DateTimeField("dite le", default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "step", "due", "late"], name="deadline_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.step}, {self.due:%d/%m/%Y}"
