"""A roster in preparation: the facts of a ward over a period, in the keys of a ward file."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone

from sextant_web.people.models import User, Ward


class RosterState(models.TextChoices):
    """Where a roster stands; what each version says of itself is :class:`Status`."""

    PREPARING = "preparing", "en préparation"
    PUBLISHED = "published", "publié"


class Roster(models.Model):
    """``facts``: exactly the keys of the file that ``sextant roster solve`` reads, dates as ISO text.

    ``first`` and ``last`` repeat its ``from`` and ``to``, for lists. ``revision`` grows at each change of the
    facts: whoever edits says which one they read (:mod:`sextant_web.roster.facts`).
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, related_name="rosters")
    first = models.DateField("premier jour")
    last = models.DateField("dernier jour")
    facts = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=20, choices=RosterState.choices, default=RosterState.PREPARING)
    wishes_until = models.DateField("souhaits jusqu’au", null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-first", "-made_at"]
        indexes = [models.Index(fields=["ward", "-first"], name="roster_of_ward")]
        constraints = [
            models.CheckConstraint(
                name="roster_ends_after_it_starts",
                condition=models.Q(last__gte=models.F("first")),
                violation_error_message="La période finit avant de commencer.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ward}, {self.first:%d/%m/%Y}"

    @property
    def names(self) -> list[str]:
        """The interns, in order."""
        return [str(intern.get("name", "")) for intern in self.facts.get("interns", [])]


class Seat(models.Model):
    """Which account an intern of the facts is. An intern without an account has no seat."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="seats")
    name = models.CharField("nom au tableau", max_length=60)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="seats")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["roster", "name"], name="one_account_per_name"),
            models.UniqueConstraint(fields=["roster", "user"], name="one_name_per_account"),
        ]

    def __str__(self) -> str:
        return self.name
