"""An aid that somebody proposed: the file it makes, and the two people who must read it before it is public."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from sextant_web.people.models import User


class ProposedBenefit(models.Model):
    """``text`` is the file of the aid. It is public once two different people have read it, and not before."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    file = models.CharField("fichier", max_length=120)
    text = models.TextField("texte du fichier")
    name = models.CharField("aide", max_length=120)
    payer = models.CharField("qui paie", max_length=120)
    scale = models.CharField("échelle", max_length=12)
    territory = models.CharField("territoire", max_length=9)
    sender_name = models.CharField("proposée par", max_length=120)
    sender_email = models.EmailField("adresse de qui propose", blank=True)
    sent = models.DateField("proposée le")
    first_reader = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="première lecture par",
    )
    first_read = models.DateField("première lecture le", null=True, blank=True)
    second_reader = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="seconde lecture par",
    )
    second_read = models.DateField("seconde lecture le", null=True, blank=True)
    refused = models.DateField("écartée le", null=True, blank=True)
    reason = models.CharField("pourquoi", max_length=400, blank=True)

    class Meta:
        ordering = ["sent", "name"]
        constraints = [
            models.CheckConstraint(
                name="proposed_benefit_read_in_order",
                condition=models.Q(second_read=None) | models.Q(first_read__isnull=False),
                violation_error_message="Une aide se lit une première fois avant la seconde.",
            ),
            models.CheckConstraint(
                name="proposed_benefit_two_readers",
                condition=models.Q(second_reader=None) | ~models.Q(second_reader=models.F("first_reader")),
                violation_error_message="Les deux lectures sont de deux personnes.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def published(self) -> bool:
        """Read twice, and not put aside."""
        return self.second_read is not None and self.refused is None

    @property
    def waits(self) -> bool:
        """Whether somebody must still read it."""
        return self.second_read is None and self.refused is None
