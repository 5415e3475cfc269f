"""What every part of a ward's file is read against: its period, its hours, its holidays, its names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sextant.almanac.holidays import is_holiday, zone_of
from sextant.almanac.hours import Hours
from sextant.document import Document
from sextant.errors import BadInput
from sextant.form import KeyPath, did_you_mean
from sextant.roster.day_words import days_of, refuse_outside, says
from sextant.roster.ward_form import WardForm

MAX_WEEKS = 27
"""A semester of placement is 26 weeks, and may touch a 27th."""

MAX_SHIFT_WEEKS = 53
"""A table of shifts alone covers a year."""


class Frame:
    """A ward's file as a form, and what its keys are checked against. Raises for a period that cannot be."""

    def __init__(self, document: Document, form: WardForm) -> None:
        self.document, self.form = document, form
        self.first, self.last = form.since, form.until
        self._check_period()
        try:
            self.zone = zone_of(form.territory)
        except BadInput as error:
            raise document.bad(("territory",), error.what, remedy=error.remedy) from None
        try:
            self.hours: Hours = form.hours.hours(
                form.settings.demi_garde_end, form.settings.university_minutes
            )
        except ValueError as error:  # the hours themselves were checked by their form
            raise document.bad(("settings", "demi_garde_end"), str(error)) from None
        self.names = [intern.name for intern in form.interns]

    def _check_period(self) -> None:
        first, last = self.first, self.last
        if last < first:
            raise self.document.bad(
                ("to",), f"la période finit le {last:%d/%m/%Y}, avant de commencer le {first:%d/%m/%Y}"
            )
        weeks = MAX_WEEKS if self.form.normal_service else MAX_SHIFT_WEEKS
        if (last - first).days >= weeks * 7:
            raise self.document.bad(
                ("to",),
                f"la période dépasse {weeks} semaines",
                remedy="Un tableau couvre un stage au plus."
                if self.form.normal_service
                else "Un tableau de postes couvre un an au plus.",
            )

    def unknown_intern(self, name: str, path: KeyPath) -> Exception:
        """The error for a name that no intern has."""
        return self.document.bad(
            path, f"« {name} » n’est pas un interne de ce service", remedy=did_you_mean(name, self.names)
        )

    def unknown_line(self, name: str, path: KeyPath) -> Exception:
        """The error for a line that does not exist."""
        ids = [line.id for line in self.form.lines]
        return self.document.bad(path, f"la ligne « {name} » n’existe pas", remedy=did_you_mean(name, ids))

    def holiday(self, day: int) -> bool:
        """True on a public holiday of the ward's territory."""
        return is_holiday(day, self.form.territory)

    def days(self, phrases: Sequence[str], path: KeyPath) -> frozenset[int]:
        """The days of the period that phrases name; ``path`` is where they are written."""
        for i, phrase in enumerate(phrases):
            try:
                refuse_outside(says(phrase), self.first, self.last)
            except ValueError as error:
                raise self.document.bad(
                    (*path, i), str(error), remedy="Corrigez la date ou la période."
                ) from None
        return days_of(phrases, self.first, self.last, self.holiday)

    def inside(self, day: date, path: KeyPath) -> None:
        """Raises when a day is out of the period."""
        if not self.first <= day <= self.last:
            raise self.document.bad(
                path,
                f"le {day:%d/%m/%Y} est hors de la période du {self.first:%d/%m/%Y} au {self.last:%d/%m/%Y}",
                remedy="Corrigez la date, ou ne gardez que ce qui tombe dans la période.",
            )
