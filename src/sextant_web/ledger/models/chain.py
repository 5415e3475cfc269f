"""The chain of one person: rows that are added to, never changed, and what they say now.

The only way to take something away is to delete the chain, whole (``chain.delete()``): a person's erasure
breaks no other chain.
"""

from __future__ import annotations

from typing import Any, NoReturn
from uuid import uuid4

from django.db import models
from django.utils import timezone

from sextant_web.people.models import User


class Sealed(Exception):
    """A defect of ours: something tried to change or remove a sealed row."""


class Chain(models.Model):
    """The head of a person's chain. ``length`` and ``seal`` repeat those of the last record.

    ``person`` holds the facts of the placement, in the keys of a planning's person. ``lunch`` is the usual
    midday break, in minutes, that a tap proposes. This row is what two phones that write at once take turns on.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="chain")
    length = models.PositiveIntegerField(default=0)
    seal = models.CharField(max_length=64)
    person = models.JSONField(default=dict)
    lunch = models.PositiveSmallIntegerField("coupure de midi habituelle", default=0)
    deposit_daily = models.BooleanField("empreinte envoyée chaque jour", default=False)
    deposited_at = models.DateTimeField(null=True)
    deposited_length = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.user}, {self.length}"


class RecordQuerySet(models.QuerySet["Record"]):
    """Refuses what would rewrite the past."""

    def update(self, **fields: Any) -> NoReturn:
        raise Sealed("a record never changes")

    def delete(self) -> NoReturn:
        raise Sealed("a record is never removed alone: delete the whole chain")

    def bulk_update(self, *args: Any, **fields: Any) -> NoReturn:
        raise Sealed("a record never changes")


class Record(models.Model):
    """One sealed line, as :class:`sextant.ledger.journal.Sealed` names its parts.

    ``item`` is the id that the device gave to the entry or the correction: sent twice, it is here once.
    ``about`` is the id of the entry that it notes or corrects.
    """

    chain = models.ForeignKey(Chain, on_delete=models.CASCADE, related_name="records")
    number = models.PositiveIntegerField()
    item = models.CharField(max_length=80)
    about = models.CharField(max_length=80)
    text = models.TextField()
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)
    recorded_at = models.DateTimeField("arrivée le")

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["chain", "about"], name="record_about")]
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="record_numbered_once"),
            models.UniqueConstraint(fields=["chain", "item"], name="record_noted_once"),
        ]

    def __str__(self) -> str:
        return f"n° {self.number}"

    def save(self, *args: Any, **fields: Any) -> None:
        if not self._state.adding:
            raise Sealed("a record never changes")
        super().save(*args, **fields)

    def delete(self, *args: Any, **fields: Any) -> NoReturn:
        raise Sealed("a record is never removed alone: delete the whole chain")


class Standing(models.Model):
    """What the chain says now of one entry: worked out of the records, and rebuilt from them at will.

    It lets a new entry be compared with its neighbours without reading the whole past. ``record`` is the line
    that stands: the entry itself, or its last correction. ``number`` is that of the entry, ``start`` in minutes
    UTC, ``day`` an ordinal. A withdrawn entry keeps its row.
    """

    chain = models.ForeignKey(Chain, on_delete=models.CASCADE, related_name="standing")
    entry = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    start = models.BigIntegerField()
    day = models.PositiveIntegerField()
    withdrawn = models.BooleanField(default=False)
    corrections = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["start"]
        indexes = [models.Index(fields=["chain", "start"], name="standing_in_order")]
        constraints = [models.UniqueConstraint(fields=["chain", "entry"], name="standing_once")]

    def __str__(self) -> str:
        return self.entry
