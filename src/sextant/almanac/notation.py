"""The week notation: seven words, Monday to Sunday, letters for half-days, as on the ward door.

``MA MAN .. MA MA .. ..`` is Monday full, Tuesday full with the night, Wednesday off, Thursday and
Friday full, week-end off. The same line stands in law examples, tests, files, the terminal and the
manual; docs/reference/formats.md explains it to people.

What a letter without times stands for (``hours`` are those of the ward):

- ``M A N J D a b``: its own hours; ``c m f``: the whole day, at the hours of ``J``;
- ``p R r S``: the hours of the half-day it takes, the first free one (on an ordinary Saturday ``S`` takes
  the afternoon); ``u``: ``hours.university_minutes`` from the start of that half-day;
- ``e``: 20:00-24:00 from Monday to Friday; on other days, and ``x`` always, times are written;
- ``G``: ``JN`` on a Sunday or a holiday, ``MSN`` on a Saturday, where the afternoon of a garde of 24 hours
  follows the morning without a break;
- a ``N``, ``D`` or ``a`` whose times start before noon starts after midnight, on the next date.

Letters come in the order of the day, one to a half-day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sextant.almanac.activity import Activity
from sextant.almanac.hours import DEFAULT_HOURS, Hours
from sextant.almanac.letters import DAY_NAMES, LETTERS, Letter
from sextant.almanac.read_word import EXAMPLE, Word
from sextant.almanac.span import PARIS
from sextant.almanac.write_word import write_word
from sextant.errors import BadNotation

__all__ = ["LETTERS", "Letter", "parse_week", "parse_weeks", "write_week"]


def parse_week(
    text: str,
    monday: date,
    *,
    hours: Hours = DEFAULT_HOURS,
    zone: str = PARIS,
    territory: str = "metropole",
) -> list[Activity]:
    """The activities of one week, in order.

    Raises BadNotation, which names the word and the day; BadInput for an unknown territory::

        >>> [a.kind.value for a in parse_week("MA .. .. .. .. .. J", date(2026, 11, 16))]
        ['stage', 'stage', 'garde-jour']
    """
    _refuse_other_day(monday)
    if "|" in text:
        raise BadNotation(
            f"« {text.strip():.60} » : « | » sépare deux semaines, et une seule est attendue ici",
            remedy="Écrivez une semaine par ligne.",
        )
    words = _words(text)
    if not words:
        raise BadNotation("la semaine est vide", remedy=EXAMPLE)
    if len(words) != 7:
        raise BadNotation(
            f"« {text.strip():.60} » a {len(words)} mot{'s' if len(words) > 1 else ''}, "
            "il en faut 7, un par jour, de lundi à dimanche",
            remedy=f"Un jour libre s’écrit « .. ». {EXAMPLE}",
        )
    first = monday.toordinal()
    found = [
        activity
        for number, word in enumerate(words)
        for activity in Word(word, first + number, hours, zone, territory).activities()
    ]
    return sorted(found, key=lambda a: (a.start, a.end))


def parse_weeks(
    text: str | Sequence[str],
    monday: date,
    *,
    repeat: int = 1,
    hours: Hours = DEFAULT_HOURS,
    zone: str = PARIS,
    territory: str = "metropole",
) -> list[Activity]:
    """Several weeks from ``monday``: one a line or separated by ``|``, the whole ``repeat`` times.

    Raises BadNotation as :func:`parse_week`, and for a ``repeat`` below 1 or past the end of calendars.
    """
    lines = [text] if isinstance(text, str) else text
    weeks = [week for line in lines for week in re.split(r"[|\n]", line) if week.strip()]
    if repeat < 1:
        raise BadNotation(f"« {repeat} » répétition : il en faut au moins une", remedy="Écrivez 1 ou plus.")
    try:
        _ = monday + timedelta(weeks=len(weeks) * repeat)
    except OverflowError:
        raise BadNotation(
            f"{repeat} répétitions dépassent le calendrier", remedy="Un trimestre fait 13 semaines."
        ) from None
    found: list[Activity] = []
    for number, week in enumerate(weeks * repeat):
        start = monday + timedelta(weeks=number)
        found += parse_week(week, start, hours=hours, zone=zone, territory=territory)
    return found


def write_week(
    activities: Iterable[Activity],
    monday: date,
    hours: Hours = DEFAULT_HOURS,
    *,
    zone: str = PARIS,
    territory: str = "metropole",
) -> str:
    """The canonical line of the week that starts on ``monday``; reading it gives the same activities.

    Activities of other weeks are left out. Raises BadNotation for what a line cannot say: two activities
    in one half-day, another site, what the person was not asked to do::

        >>> monday = date(2026, 11, 16)
        >>> write_week(parse_week("M(08h30-13h)A .u .. .. .. G ..", monday), monday)
        'MA .u .. .. .. MSN ..'
    """
    _refuse_other_day(monday)
    first = monday.toordinal()
    by_day: list[list[Activity]] = [[] for _ in range(7)]
    for activity in activities:
        if 0 <= activity.day - first < 7:
            by_day[activity.day - first].append(activity)
    return " ".join(
        write_word(of_day, Word("", first + number, hours, zone, territory))
        for number, of_day in enumerate(by_day)
    )


def _refuse_other_day(monday: date) -> None:
    if monday.weekday() != 0:
        raise BadNotation(
            f"la semaine commence le {DAY_NAMES[monday.weekday()]} {monday:%d/%m/%Y}, qui n’est pas un lundi",
            remedy=f"Le lundi de cette semaine est le {monday - timedelta(days=monday.weekday()):%d/%m/%Y}.",
        )


def _words(text: str) -> list[str]:
    """The words of a week, without the blanks inside parentheses."""
    words: list[str] = []
    word, depth = "", 0
    for sign in f"{text} ":
        if sign.isspace() and not depth:
            words += ["".join(word.split())] if word else []
            word = ""
            continue
        depth += (sign == "(") - (sign == ")")
        word += sign
        if depth not in (0, 1):
            break
    if depth:
        what = "est fermée sans être ouverte" if depth < 0 else "n’est pas fermée"
        day = f"{DAY_NAMES[len(words)]}, " if len(words) < 7 else ""
        raise BadNotation(
            f"{day}« {word.strip():.30} » : une parenthèse {what}", remedy="Par exemple : « M(08:00-13:30) »."
        )
    return words
