"""Who saw whose data: the person concerned reads it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models

from sextant_web.people.models.user import User


class Reading(models.Model):
    """One line per reader, person, thing and day, however often the page was opened that day.

    ``reader_said`` keeps the reader's name and role as they were: the line outlives the reader's account.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="read_by")
    reader = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    reader_said = models.CharField("par", max_length=240)
    what = models.CharField("quoi", max_length=120)
    day = models.DateField("le")

    class Meta:
        ordering = ["-day", "reader_said", "what"]
        constraints = [
            models.UniqueConstraint(fields=["person", "reader", "what", "day"], name="reading_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.reader_said}, {self.what}, {self.day}"

    @classmethod
    def note(cls, reader: User, said: str, persons: Iterable[User], what: str, day: date) -> None:
        """Writes them in one query; one's own data is nobody's news."""
        cls.objects.bulk_create(
            [
                cls(person=person, reader=reader, reader_said=said[:240], what=what[:120], day=day)
                for person in persons
                if person.pk != reader.pk
            ],
            ignore_conflicts=True,
        )
