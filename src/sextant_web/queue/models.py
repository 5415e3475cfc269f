"""A job: what is asked, about what, how far it is, and who holds it."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sextant_web.people.models import User


class State(models.TextChoices):
    """``DONE`` covers a job that was stopped and kept its best so far; what was found is its subject's to say."""

    WAITING = "waiting", "en attente"
    RUNNING = "running", "en cours"
    DONE = "done", "terminé"
    FAILED = "failed", "arrêté sur une erreur"


class JobQuerySet(models.QuerySet["Job"]):
    """Reads as a sentence: ``Job.objects.free_at(now)``."""

    def free_at(self, now: datetime) -> JobQuerySet:
        """Those that a worker may take: nobody has them, or whoever had them no longer answers."""
        return self.filter(Q(state=State.WAITING) | Q(state=State.RUNNING, lease_until__lt=now))

    def unfinished(self) -> JobQuerySet:
        return self.filter(state__in=(State.WAITING, State.RUNNING))


class Job(models.Model):
    """``progress`` is what the screen tells; ``said`` one French sentence when it failed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=60)
    subject = models.UUIDField(db_index=True)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    progress = models.JSONField(default=dict)
    stop_asked = models.BooleanField(default=False)
    said = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, editable=False)  # of the worker that holds it
    lease_until = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["state", "asked_at"], name="job_next")]
        constraints = [
            # Asking twice for the same thing while it is under way gives the one under way.
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(state__in=("waiting", "running")),
                name="job_asked_once",
                violation_error_message="Ce calcul est déjà en cours.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.get_state_display()}"

    @property
    def over(self) -> bool:
        """Whether it will not change any more."""
        return self.state in (State.DONE, State.FAILED)
