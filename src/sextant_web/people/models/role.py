"""What somebody is, where, and from when to when."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.db import models
from django.db.models import Q

from sextant_web.people.models.place import Hospital, Subdivision, Ward
from sextant_web.people.models.user import User


class RoleKind(models.TextChoices):
    """The roles; each has one kind of place (``Role.place``)."""

    INTERN = "intern", "interne"
    WARD_HEAD = "ward_head", "responsable du service"
    DIRECTOR = "director", "direction de l’établissement"
    COORDINATOR = "coordinator", "coordonnateur de la spécialité"
    UNION = "union", "structure locale"
    FEDERATION = "federation", "fédération"


WARD_ROLES = (RoleKind.INTERN, RoleKind.WARD_HEAD)
HOSPITAL_ROLES = (RoleKind.DIRECTOR,)
SUBDIVISION_ROLES = (RoleKind.COORDINATOR, RoleKind.UNION)
OFFICERS = (RoleKind.DIRECTOR, RoleKind.UNION, RoleKind.FEDERATION)
"""Those whose role shows the data of many: a second factor is asked of them."""


class RoleQuerySet(models.QuerySet["Role"]):
    """Reads as a sentence: ``user.roles.held_on(today)``."""

    def held_on(self, day: date) -> RoleQuerySet:
        return self.filter(first__lte=day).filter(Q(last__isnull=True) | Q(last__gte=day))


class Role(models.Model):
    """``first`` and ``last``: days included; ``last`` empty: until further notice."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField("rôle", max_length=20, choices=RoleKind.choices)
    ward = models.ForeignKey(Ward, null=True, blank=True, on_delete=models.CASCADE, related_name="roles")
    hospital = models.ForeignKey(
        Hospital, null=True, blank=True, on_delete=models.CASCADE, related_name="roles"
    )
    subdivision = models.ForeignKey(
        Subdivision, null=True, blank=True, on_delete=models.CASCADE, related_name="roles"
    )
    first = models.DateField("depuis le")
    last = models.DateField("jusqu’au", null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "first"]
        constraints = [
            models.CheckConstraint(
                name="role_has_its_place",
                condition=(
                    Q(kind__in=WARD_ROLES, ward__isnull=False, hospital=None, subdivision=None)
                    | Q(kind__in=HOSPITAL_ROLES, ward=None, hospital__isnull=False, subdivision=None)
                    | Q(kind__in=SUBDIVISION_ROLES, ward=None, hospital=None, subdivision__isnull=False)
                    | Q(kind=RoleKind.FEDERATION, ward=None, hospital=None, subdivision=None)
                ),
                violation_error_message="Un rôle se tient en un lieu, et un seul, de la bonne sorte.",
            ),
            models.CheckConstraint(
                name="role_ends_after_it_starts",
                condition=Q(last=None) | Q(last__gte=models.F("first")),
                violation_error_message="La fin du rôle est avant son début.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.place or 'France'}"

    @property
    def place(self) -> Ward | Hospital | Subdivision | None:
        """Where the role is held; None: everywhere (the federation)."""
        return self.ward or self.hospital or self.subdivision

    def covers(self, place: Ward | Hospital | Subdivision | None) -> bool:
        """Whether the role's place is this one, or holds it. None is the whole country: the federation's."""
        if self.kind == RoleKind.FEDERATION:
            return True
        if place is None:
            return False
        around = {place.pk}
        if isinstance(place, Ward):
            around |= {place.hospital_id, place.hospital.subdivision_id}
        elif isinstance(place, Hospital):
            around.add(place.subdivision_id)
        return (self.ward_id or self.hospital_id or self.subdivision_id) in around
