"""One change of a draft, as somebody made it: enough to say it, to undo it and to make it again."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone

from sextant_web.people.models import User
from sextant_web.roster.models import Version


class Edit(models.Model):
    """``before`` and ``after``: name → what changes of that intern, ``weeks`` in letters and keys of the facts.

    ``undone``: taken back, and may be made again until something else is; ``dropped``: something else was.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="edits")
    number = models.PositiveIntegerField("numéro")
    said = models.CharField("changement", max_length=300)
    before = models.JSONField()
    after = models.JSONField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone = models.BooleanField(default=False)
    dropped = models.BooleanField(default=False)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="edit_numbered_once")]

    def __str__(self) -> str:
        return self.said
