"""Days as a ward head says them: ``samedi``, ``lundi au vendredi``, ``jeudi semaines paires``, ``hors férié``.

A phrase restricts: every part of it must hold. A list of phrases adds up, except that a phrase which only
excludes (``hors férié``) takes away from the others::

    >>> says("Jeudis après-midi, semaines paires").half_day
    <HalfDay.AFTERNOON: 1>
    >>> sorted(says("du lundi au mercredi").weekdays)
    [0, 1, 2]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sextant.almanac.half_day import HalfDay
from sextant.form import did_you_mean, to_day

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_HALF_DAYS = {"matin": HalfDay.MORNING, "apresmidi": HalfDay.AFTERNOON, "nuit": HalfDay.NIGHT}
_FILLERS = frozenset(("le", "les", "l", "du", "de", "des", "d", "jour", "jours", "chaque", "et", "en"))
_KNOWN = (
    *WEEKDAYS,
    "tous",
    "semaine",
    "week-end",
    "férié",
    "hors férié",
    "semaines paires",
    "matin",
    "après-midi",
)
_ALL = frozenset(range(7))

Holiday = Callable[[int], bool]
"""Is this day (an ordinal) a public holiday?"""


@dataclass(frozen=True, slots=True)
class DayWords:
    """What a phrase says: each part restricts. ``holiday`` None: holidays or not."""

    weekdays: frozenset[int] = _ALL
    holiday: bool | None = None
    week_parity: int | None = None  # ISO week number modulo 2
    dates: tuple[date, date] | None = None
    half_day: HalfDay | None = None
    names_days: bool = False  # it names days, rather than only excluding some

    def holds(self, day: int, is_holiday: Holiday) -> bool:
        """True when the phrase names this day (an ordinal)."""
        if (day - 1) % 7 not in self.weekdays:
            return False
        if self.holiday is not None and is_holiday(day) is not self.holiday:
            return False
        if self.dates and not self.dates[0].toordinal() <= day <= self.dates[1].toordinal():
            return False
        return self.week_parity is None or date.fromordinal(day).isocalendar().week % 2 == self.week_parity

    @property
    def one_day(self) -> bool:
        """True for a single date."""
        return self.dates is not None and self.dates[0] == self.dates[1]

    @property
    def names_free_days(self) -> bool:
        """True when Sundays or holidays are meant on purpose: a run of dates does not mean those in it."""
        return self.holiday is True or self.one_day or (6 in self.weekdays and self.weekdays != _ALL)

    @property
    def names_saturdays(self) -> bool:
        """True when Saturdays are meant on purpose."""
        return self.one_day or self.weekdays == {5}


def says(phrase: str) -> DayWords:
    """Reads one phrase. Raises ValueError, in French; what follows an arrow is the remedy."""
    plain = _plain(phrase)
    holiday: bool | None = None
    if re.search(r"\b(hors|sauf|non)[ -](jours? )?feries?\b", plain):
        plain, holiday = re.sub(r"\b(hors|sauf|non)[ -](jours? )?feries?\b", " ", plain), False
    elif re.search(r"\bferies?\b", plain):
        plain, holiday = re.sub(r"\b(jours? )?feries?\b", " ", plain), True
    parity = re.search(r"\bsemaines? (im)?paires?\b", plain)
    if parity:
        plain = plain.replace(parity[0], " ")
    days: set[int] = set()
    dates: list[date] = []
    half_day: HalfDay | None = None
    every, span = False, False
    since: int | None = None
    for word in re.findall(r"\d{4}-\d{2}-\d{2}|[^\s,;-]+|-", plain):
        if word in ("au", "a", "-"):
            span = since is not None or bool(dates)
            continue
        if re.match(r"\d{4}-\d{2}-\d{2}\Z", word):
            day = to_day(word)
            assert isinstance(day, date)
            dates.append(day)
        elif word.removesuffix("s") in WEEKDAYS:
            weekday = WEEKDAYS.index(word.removesuffix("s"))
            if span and since is not None:
                days.update((since + i) % 7 for i in range((weekday - since) % 7))
            days.add(weekday)
            since = weekday
        elif word in _HALF_DAYS:
            half_day = _HALF_DAYS[word]
        elif word in ("tous", "tout", "toutes", "toute"):
            every = True
        elif word == "semaine":
            days.update(range(5))
        elif word in ("weekend", "weekends"):
            days.update((5, 6))
        elif word not in _FILLERS:
            raise ValueError(f"« {phrase:.60} » n’est pas compris → {did_you_mean(word, _KNOWN)}")
        span = False
    if len(dates) > 2 or (len(dates) == 2 and dates[1] < dates[0]):
        raise ValueError(f"« {phrase:.60} » : les dates ne sont pas dans l’ordre")
    names_days = bool(days or dates or every or parity or holiday)
    if not names_days and holiday is None and half_day is None:
        raise ValueError(
            f"« {phrase:.60} » ne nomme aucun jour : écrivez par exemple « lundi », « tous » ou une date"
        )
    return DayWords(
        weekdays=frozenset(days) or _ALL,
        holiday=holiday,
        week_parity=None if parity is None else int(parity[1] is not None),
        dates=(dates[0], dates[-1]) if dates else None,
        half_day=half_day,
        names_days=names_days,
    )


def days_of(phrases: Sequence[str], first: date, last: date, is_holiday: Holiday) -> frozenset[int]:
    """The days (ordinals) of the period that the phrases name together.

    Raises ValueError, in French, for an unknown word or a date out of the period.
    """
    period = range(first.toordinal(), last.toordinal() + 1)
    read = [says(phrase) for phrase in phrases]
    for phrase in read:
        refuse_outside(phrase, first, last)
    adding = [phrase for phrase in read if phrase.names_days] or [DayWords()]
    taking = [phrase for phrase in read if not phrase.names_days]
    return frozenset(
        day
        for day in period
        if any(p.holds(day, is_holiday) for p in adding) and all(p.holds(day, is_holiday) for p in taking)
    )


def refuse_outside(phrase: DayWords, first: date, last: date) -> None:
    """Raises ValueError, in French, when the phrase gives a date out of the period."""
    for day in phrase.dates or ():
        if not first <= day <= last:
            raise ValueError(
                f"le {day:%d/%m/%Y} est hors de la période du {first:%d/%m/%Y} au {last:%d/%m/%Y}"
            )


def _plain(phrase: str) -> str:
    """Lower case without accents; compounds in one word."""
    text = "".join(c for c in unicodedata.normalize("NFKD", phrase.lower()) if not unicodedata.combining(c))
    text = re.sub(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b", lambda m: f"{m[3]}-{m[2]:0>2}-{m[1]:0>2}", text)
    text = re.sub(r"\bapres[ -]?midis?\b", "apresmidi", text)
    return re.sub(r"\bweek[ -]?end(s?)\b", r"weekend\1", text).replace("'", " ").replace("’", " ")
