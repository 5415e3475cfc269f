"""An arrival that waits for its departure: the ledger takes in a presence once it is over."""

from __future__ import annotations

from django.db import models

from sextant_web.people.models import User


class Arrival(models.Model):
    """``entry`` is the id that the entry will have, made by the device; ``kind`` that of the entry to come.

    ``calls`` are the call-outs of an astreinte so far: ``from``, ``to`` (absent: not back yet), ``on_site``.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="arrival")
    entry = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    at = models.DateTimeField("arrivée")
    zone = models.CharField(max_length=40, default="Europe/Paris")
    calls = models.JSONField(default=list)
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user}, {self.at:%d/%m/%Y %H:%M}"
