"""The times of a letter of the week notation: ``(08:00-13:30)``, ``(4h)``, ``(20:00-22:00~1h,01:30-05:30)``."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from sextant.almanac.activity import CallOut
from sextant.almanac.hours import Clock, Hours
from sextant.almanac.hours_form import DAY, read_clock, read_length, write_clocks
from sextant.almanac.letters import FLOATING, LETTERS, PLACES
from sextant.almanac.span import instant
from sextant.errors import BadNotation

LUNCH = 13 * 60
_NOON, _EVENING, _NEXT_NOON = 12 * 60, 18 * 60, 36 * 60
_SHIFT_DAY = 8 * 60
"""A PDSA shift that starts before is the second half of the night (CSP R6315-1)."""
_LONGEST_HALF_DAY, _LONGEST_CALL_OUT = 14 * 60, 16 * 60


class LetterTimes:
    """Reads the times of one day's letters. ``wrong`` makes the BadNotation that names the word."""

    def __init__(self, day: int, hours: Hours, zone: str, wrong: Callable[[str, str], BadNotation]) -> None:
        self.day, self.hours, self.zone, self.wrong = day, hours, zone, wrong

    def ends(self, text: str) -> tuple[Clock, Clock]:
        """The two clocks of ``08:00-13:30``, as written."""
        parts = re.split(r"[-–]", text)
        try:
            if len(parts) != 2:
                raise ValueError(f"« {text:.40} » n’est pas un horaire : écrivez par exemple 08:00-13:30")
            start, end = read_clock(parts[0]), read_clock(parts[1])
        except ValueError as error:
            raise self._said(error) from None
        if start % DAY == end % DAY:
            raise self.wrong(
                f"« {text:.40} » commence et finit à la même heure", "Une garde de 24 h s’écrit « G »."
            )
        return start, end

    def span(self, letter: str, text: str) -> tuple[Clock, Clock]:
        """Clocks after the midnight of the day; past 1440 on the next day.

        A night may start after midnight; what starts in the afternoon may end after midnight; a morning
        may not.
        """
        start, end = self.ends(text)
        by_night = letter in "NDa" or (letter == "e" and start < _SHIFT_DAY)
        if by_night and start < _NOON:
            start += DAY
        while end <= start:
            end += DAY
        if by_night and not (_NOON <= start < self.hours.night[1] and end > _EVENING):
            raise self._not_a_night(letter, text)
        if by_night and start >= DAY and end > _NEXT_NOON:
            raise self._not_a_night(letter, text)
        if not by_night and end > DAY:
            longest = DAY if letter in "xe" else _LONGEST_HALF_DAY
            if letter in "MJb" or start < _NOON or end > _NEXT_NOON or end - start > longest:
                raise self.wrong(f"« {text:.40} » finit avant de commencer", "Écrivez le début puis la fin.")
        if (letter == "M" and start >= LUNCH) or (letter == "A" and end <= LUNCH):
            other = "A" if letter == "M" else "M"
            raise self.wrong(
                f"« {letter}({text:.40}) » n’est pas {PLACES[LETTERS[letter].slot or 0]}",
                f"Écrivez « {other}({text:.40}) ».",
            )
        return start, end

    def _not_a_night(self, letter: str, text: str) -> BadNotation:
        return self.wrong(
            f"« {letter}({text:.40}) » n’est pas une nuit",
            "Une nuit commence le soir, ou après minuit, et finit avant midi : « N(20:00-08:00) ». "
            "Le jour, écrivez « M », « A », « S », « J » ou « b ».",
        )

    def astreinte(self, letter: str, times: str) -> tuple[tuple[Clock, Clock], tuple[CallOut, ...]]:
        """The period and the call-outs of ``a(20:00-22:00~1h,01:30-05:30)``.

        A period that is not the usual one comes first, before a slash: ``a(20:00-08:00/21:00-22:00)``.
        """
        period = self.hours.night if letter == "a" else self.hours.day_duty
        head, slash, rest = times.partition("/")
        if slash:
            period = self.span(letter, head)
        calls = sorted(
            self._call_out(part, period) for part in re.split(r"[,;]", rest if slash else head) if part
        )
        for before, after in pairwise(calls):
            if after[0] < before[1]:
                raise self.wrong("deux déplacements se chevauchent", "Écrivez-les l’un après l’autre.")
        day, zone = self.day, self.zone
        return period, tuple(
            CallOut(instant(day, start, zone), instant(day, end, zone), on_site)
            for start, end, on_site in calls
        )

    def _call_out(self, text: str, period: tuple[Clock, Clock]) -> tuple[Clock, Clock, int]:
        span, tilde, site = text.partition("~")
        start, end = self.ends(span)
        if start < period[0]:
            start += DAY
        while end <= start:
            end += DAY
        if not period[0] <= start < period[1]:
            raise self.wrong(
                f"le déplacement « {span:.40} » ne commence pas pendant l’astreinte ({write_clocks(period)})",
                "D’autres heures d’astreinte s’écrivent avant une barre : « a(18:00-08:00/19:00-21:00) ».",
            )
        length = instant(self.day, end, self.zone) - instant(self.day, start, self.zone)
        if end - start > _LONGEST_CALL_OUT or length <= 0:
            raise self.wrong(
                f"le déplacement « {span:.40} » finit avant de commencer",
                "Écrivez le départ puis le retour, trajets compris.",
            )
        on_site = self.length(site, least=0) if tilde else length
        if on_site > length:
            raise self.wrong(
                f"« {text:.40} » : plus de temps sur place que de déplacement",
                "Les heures vont du départ au retour, trajets compris.",
            )
        return start, end, on_site

    def half_day_length(self, letter: str, text: str) -> int:
        """Minutes of a length after a letter. What could be a clock (``M(8h)``, ``u(14:00)``) is refused."""
        could_be_clock = re.match(r"\s*\d\d\s*[:hH]", text) is not None
        if letter not in FLOATING | {"e"} or could_be_clock:
            raise self.wrong(
                f"« {letter}({text:.40}) » ne dit pas quand finit cette demi-journée",
                f"Écrivez « {letter}(08:00-12:30) », ou une durée pour un cours : « u(4h) ».",
            )
        return self.length(text)

    def length(self, text: str, least: int = 1) -> int:
        """Minutes of ``4h``, ``5h20``, ``0:45`` or ``45min``."""
        try:
            minutes = read_length(text)
        except ValueError as error:
            raise self._said(error) from None
        if not least <= minutes <= DAY:
            raise self.wrong(
                f"« {text:.40} » n’est pas une durée d’au plus 24 h", "Écrivez par exemple « 5h20 »."
            )
        return minutes

    def _said(self, error: ValueError) -> BadNotation:
        """A complaint of :mod:`sextant.almanac.hours_form`, cut into what is wrong and what would do."""
        what, _, remedy = str(error).partition(" : écrivez ")
        return self.wrong(what, f"Écrivez {remedy}." if remedy else "")
