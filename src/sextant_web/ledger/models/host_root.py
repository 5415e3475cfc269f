"""The signed root of all the chains of this host, once a day."""

from __future__ import annotations

from django.db import models


class HostRoot(models.Model):
    """``leaves`` are the hashes of the heads, 32 bytes each, in order: they say nothing of anybody."""

    made_at = models.DateTimeField("faite le", unique=True)
    chains = models.PositiveIntegerField("carnets")
    root = models.CharField("racine", max_length=64)
    key = models.CharField("clé", max_length=44)
    signature = models.CharField("signature", max_length=100)
    leaves = models.BinaryField()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.made_at:%d/%m/%Y}, {self.chains}"
