"""A matter that an intern pursues, and what happened at each of its steps. Nobody else sees a row of it."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone

from sextant.procedure.steps import load_procedures
from sextant_web.people.models import User


class Matter(models.Model):
    """``procedure`` names a file of :mod:`sextant.procedure`; ``first`` to ``last`` are the days it is about.

    ``dates``: ISO days that its deadlines are counted from. ``fields``: what the person typed for letters.
    ``letters``: by letter, the subject and paragraphs that the person rewrote.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="matters")
    procedure = models.CharField("démarche", max_length=80)
    first = models.DateField("premier jour compté")
    last = models.DateField("dernier jour compté")
    local_union = models.BooleanField("la structure locale est appelée", default=False)
    remind = models.BooleanField("rappels par courriel", default=False)
    dates = models.JSONField("dates", default=dict)
    fields = models.JSONField("champs des lettres", default=dict)
    letters = models.JSONField("textes réécrits", default=dict)
    opened_at = models.DateTimeField("commencée le", default=timezone.now)

    class Meta:
        ordering = ["-opened_at"]

    @property
    def title(self) -> str:
        """« Travailler plus que le droit ne permet »."""
        return load_procedures()[self.procedure].title

    def __str__(self) -> str:
        return self.procedure


class Happening(models.Model):
    """What happened at a step: done, or sent, received, answered."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="happenings")
    step = models.CharField("étape", max_length=80)
    done = models.DateField("faite le", null=True)
    sent = models.DateField("envoyée le", null=True)
    received = models.DateField("reçue le", null=True)
    answered = models.DateField("répondue le", null=True)
    answer = models.CharField("réponse", max_length=10, blank=True)
    proof = models.CharField("preuve", max_length=200, blank=True)
    note = models.CharField("remarque", max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["matter", "step"], name="happening_once_a_step")]

    def __str__(self) -> str:
        return self.step
