"""A letter of the federation to an institution: sent, answered, overdue."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import uuid4

from django.db import models
from django.utils import timezone

from sextant_web.people.models import User


class LetterState(StrEnum):
    """Where a letter stands on a day."""

    WAITING = "en attente"
    OVERDUE = "en retard"
    ANSWERED = "répondu"


class UnionLetter(models.Model):
    """``due``: the day by which an answer was asked for, empty when none was. No intern is named in it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    to = models.CharField("destinataire", max_length=160)
    subject = models.CharField("objet", max_length=200)
    sent = models.DateField("envoyé le")
    due = models.DateField("réponse demandée avant le", null=True, blank=True)
    answered = models.DateField("répondu le", null=True, blank=True)
    answer = models.CharField("réponse, en une phrase", max_length=300, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField("inscrit le", default=timezone.now)

    class Meta:
        ordering = ["-sent", "-added_at"]
        constraints = [
            models.CheckConstraint(
                name="letter_answered_after_it_was_sent",
                condition=models.Q(answered=None) | models.Q(answered__gte=models.F("sent")),
                violation_error_message="La réponse est datée d’avant l’envoi.",
            ),
            models.CheckConstraint(
                name="letter_due_after_it_was_sent",
                condition=models.Q(due=None) | models.Q(due__gte=models.F("sent")),
                violation_error_message="La réponse est demandée pour un jour d’avant l’envoi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to}, {self.sent:%d/%m/%Y}"

    def state(self, today: date) -> LetterState:
        """Answered, late past its day, or waiting."""
        if self.answered is not None:
            return LetterState.ANSWERED
        return LetterState.OVERDUE if self.due is not None and self.due < today else LetterState.WAITING
