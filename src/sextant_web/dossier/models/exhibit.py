"""What a person puts in her own bundle: photographs, PDF, letters as they were sent."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone

from sextant_web.dossier.models.matter import Matter
from sextant_web.people.models import User


class Sort(models.TextChoices):
    """What an exhibit is, in the order in which it is offered."""

    PIECE = "piece", "pièce"
    LETTER = "courrier", "courrier"
    ROSTER = "tableau", "tableau de service"
    PAY = "paie", "fiche de paie ou décompte"


class Exhibit(models.Model):
    """``content`` is kept in the database, where only its owner reads it; ``number`` orders it among hers.

    ``matter`` is the one it is about; without one it goes with every dossier. ``day`` is that of the document.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="exhibits")
    matter = models.ForeignKey(Matter, null=True, on_delete=models.CASCADE, related_name="exhibits")
    number = models.PositiveSmallIntegerField("numéro")
    sort = models.CharField("nature", max_length=10, choices=Sort.choices, default=Sort.PIECE)
    title = models.CharField("titre", max_length=120)
    name = models.CharField("fichier", max_length=100)
    day = models.DateField("du", null=True)
    content = models.BinaryField()
    weight = models.PositiveIntegerField("octets")
    sha256 = models.CharField("empreinte", max_length=64)
    added_at = models.DateTimeField("versée le", default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["user", "number"], name="exhibit_numbered_once")]

    def __str__(self) -> str:
        return self.title
