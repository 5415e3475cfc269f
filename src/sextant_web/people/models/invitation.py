"""A role offered by letter: a secret link, that one person uses once, before a date."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from uuid import uuid4

from django.db import models
from django.utils import timezone

from sextant_web.people.models.place import Hospital, Subdivision, Ward
from sextant_web.people.models.role import RoleKind
from sextant_web.people.models.user import User
from sextant_web.people.secret_address import hash_of

LASTS = timedelta(days=14)


class Invitation(models.Model):
    """``first`` and ``last`` are those of the role to come. Open until accepted, withdrawn or ``expires_at``."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField("adresse électronique")
    kind = models.CharField("rôle", max_length=20, choices=RoleKind.choices)
    ward = models.ForeignKey(
        Ward, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    hospital = models.ForeignKey(
        Hospital, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    subdivision = models.ForeignKey(
        Subdivision, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    first = models.DateField("depuis le")
    last = models.DateField("jusqu’au", null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="invitations_sent"
    )
    created_at = models.DateTimeField("envoyée le", default=timezone.now)
    expires_at = models.DateTimeField("valable jusqu’au")
    accepted_at = models.DateTimeField("acceptée le", null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations_accepted"
    )

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.email}, {self.get_kind_display()}"

    @classmethod
    def offer(
        cls,
        *,
        email: str,
        kind: str,
        place: Ward | Hospital | Subdivision,
        first: date,
        last: date | None,
        by: User,
    ) -> tuple[Invitation, str]:
        """The row, and the secret that goes in the letter and nowhere else."""
        token = secrets.token_urlsafe(24)
        field = {Ward: "ward", Hospital: "hospital", Subdivision: "subdivision"}[type(place)]
        invitation = cls.objects.create(
            email=email.lower(),
            kind=kind,
            first=first,
            last=last,
            token_hash=hash_of(token),
            invited_by=by,
            expires_at=timezone.now() + LASTS,
            **{field: place},
        )
        return invitation, token

    @property
    def place(self) -> Ward | Hospital | Subdivision:
        """Where the role will be held."""
        place = self.ward or self.hospital or self.subdivision
        assert place is not None
        return place
