"""The day at the head of a line: « lundi 2 novembre », « 02/11/2026 », « mar. 3 », and which date it is."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sextant import wording
from sextant.almanac.letters import DAY_NAMES
from sextant.errors import BadInput
from sextant.form import YEARS
from sextant.law.intake.entry import DayRef
from sextant.wording import fold

_MONTHS = {
    "janvier": 1, "janv": 1, "jan": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "avril": 4, "avr": 4, "mai": 5,
    "juin": 6, "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9, "sep": 9, "octobre": 10, "oct": 10,
    "novembre": 11, "nov": 11, "decembre": 12, "dec": 12,
}  # fmt: skip
_WEEKDAYS = {name[:length]: number for number, name in enumerate(DAY_NAMES) for length in (3, len(name))}


def _either(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_WEEKDAY = re.compile(rf"({_either(_WEEKDAYS)})\b\.?,?")
_DATE = re.compile(
    r"(?P<iso>(\d{4})-(\d{2})-(\d{2})(?!\d))"
    r"|(?P<slashes>(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?(?![\d/]))"
    rf"|(?P<words>(\d{{1,2}})(?:er)?\s+({_either(_MONTHS)})\b\.?(?:\s+(\d{{4}})(?!\d))?)"
    r"|(?P<number>(\d{1,2})(?:er)?(?!\d|\s*h\b|\s*h\s*\d|:\d\d(?![\dh])))",
    re.ASCII,
)
_NEAR = 200
"""A date without its year is taken within so many days of the one before it, or of today."""


def read_day(text: str, start: int = 0) -> tuple[DayRef, int] | None:
    """The day written at ``start``, and where it ends; None when no day is written there.

    A number alone is a day only after the name of a weekday::

        >>> read_day("Lundi 2 nov. : garde")
        (DayRef(weekday=0, day=2, month=11, year=None, exact=None), 12)
        >>> read_day("8h30-18h30") is None
        True
    """
    folded = fold(text)
    place = _blank(folded, start)
    if folded.startswith("le ", place):
        place = _blank(folded, place + 3)
    named = _WEEKDAY.match(folded, place)
    weekday = None
    if named:
        weekday, place = _WEEKDAYS[named[1]], _blank(folded, named.end())
        if folded.startswith("le ", place):
            place += 3
    found = _DATE.match(folded, place)
    if found and found["number"] and weekday is None:
        found = None
    if found is None:
        return (DayRef(weekday), named.end()) if named else None
    return _ref(weekday, found), found.end()


def _blank(folded: str, place: int) -> int:
    while place < len(folded) and folded[place] == " ":
        place += 1
    return place


def _ref(weekday: int | None, found: re.Match[str]) -> DayRef:
    if found["iso"]:
        year, month, day = (int(found[i]) for i in (2, 3, 4))
        return DayRef(weekday, day, month, year)
    if found["slashes"]:
        short = found[8]
        written = None if short is None else int(short) + (2000 if len(short) == 2 else 0)
        return DayRef(weekday, int(found[6]), int(found[7]), written)
    if found["words"]:
        return DayRef(weekday, int(found[10]), _MONTHS[found[11]], int(found[12]) if found[12] else None)
    return DayRef(weekday, int(found[14]))


class Dates:
    """Gives its date to each day, in the order they are written: a part that is missing comes from the day before."""

    def __init__(self, today: date, start: date | None) -> None:
        self.today, self.start = today, start
        self.previous: date | None = None
        self.year_taken: set[int] = set()
        self.undated = False  # some day hangs on nothing but ``start``

    def date_of(self, ref: DayRef) -> date:
        """The date. Raises BadInput when it does not exist, or when what is written leaves several."""
        if ref.exact is not None:
            found = ref.exact
        elif ref.month is not None and ref.day is not None:
            found = self._with_month(ref, ref.day, ref.month)
        elif ref.day is not None:
            found = self._with_number(ref.weekday, ref.day)
        else:
            assert ref.weekday is not None
            found = self._with_weekday(ref.weekday)
        if ref.weekday is not None and found.weekday() != ref.weekday:
            raise BadInput(
                f"le {wording.say_day(found)} est un {DAY_NAMES[found.weekday()]}, pas un {DAY_NAMES[ref.weekday]}",
                remedy="Corrigez le jour ou la date.",
            )
        self.previous = found
        return found

    def _with_month(self, ref: DayRef, day: int, month: int) -> date:
        if ref.year is not None:
            return _existing(ref.year, month, day)
        near = self.previous or self.start or self.today
        years = [year for year in range(near.year - 1, near.year + 2) if year in YEARS]
        found = [one for year in years if (one := _maybe(year, month, day)) is not None]
        close = [one for one in found if abs((one - near).days) <= _NEAR]
        if not close:
            return _existing(near.year, month, day)
        nearest = min(close, key=lambda one: abs((one - near).days))
        self.year_taken.add(nearest.year)
        return nearest

    def _with_number(self, weekday: int | None, day: int) -> date:
        near = self.previous or self.start
        if near is None:
            raise BadInput(
                f"le jour {day} n’a pas de mois",
                remedy="Écrivez-le en entier une fois, par exemple « lundi 2 novembre 2026 ».",
            )
        for ahead in range(62):
            one = near + timedelta(days=ahead)
            if one.day == day and weekday in (None, one.weekday()):
                return one
        raise BadInput(
            f"aucun jour proche du {wording.say_day(near)} ne tombe un {DAY_NAMES[weekday or 0]} {day}",
            remedy="Écrivez la date en entier.",
        )

    def _with_weekday(self, weekday: int) -> date:
        if self.previous is None:
            base = self.start or self.today
            self.undated = self.start is None
            return base + timedelta(days=(weekday - base.weekday()) % 7)
        return self.previous + timedelta(days=(weekday - self.previous.weekday() - 1) % 7 + 1)


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _existing(year: int, month: int, day: int) -> date:
    if year not in YEARS:
        raise BadInput(
            f"l’année {year} n’est pas entre {YEARS[0]} et {YEARS[-1]}", remedy="Corrigez l’année."
        )
    found = _maybe(year, month, day)
    if found is None:
        raise BadInput(
            f"le {day:02d}/{month:02d}/{year:04d} n’existe pas dans le calendrier",
            remedy="Corrigez la date : le jour vient avant le mois.",
        )
    return found
