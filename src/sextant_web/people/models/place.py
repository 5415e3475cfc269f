"""Where people work: a ward, in a hospital, in a subdivision (the training territory)."""

from uuid import uuid4

from django.db import models


class Subdivision(models.Model):
    """A training territory, with its local union; ``departements`` are those its local union may write about."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField("subdivision", max_length=80, unique=True)
    local_union = models.CharField("structure locale", max_length=80, blank=True)
    departements = models.JSONField("départements", default=list, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Hospital(models.Model):
    """An establishment that hosts interns; ``territory`` names its public holidays (see sextant.almanac)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    subdivision = models.ForeignKey(Subdivision, on_delete=models.PROTECT, related_name="hospitals")
    name = models.CharField("établissement", max_length=120)
    territory = models.CharField("territoire", max_length=40, default="metropole")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["subdivision", "name"],
                name="hospital_named_once",
                violation_error_message="Cet établissement existe déjà dans la subdivision.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Ward(models.Model):
    """A host ward, whose head draws the roster."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    hospital = models.ForeignKey(Hospital, on_delete=models.PROTECT, related_name="wards")
    name = models.CharField("service", max_length=120)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["hospital", "name"],
                name="ward_named_once",
                violation_error_message="Ce service existe déjà dans l’établissement.",
            )
        ]

    def __str__(self) -> str:
        return self.name
