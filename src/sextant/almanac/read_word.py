"""One word of the week notation: what a person does on one day, read from left to right."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from sextant.almanac.activity import Activity, CallOut
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.almanac.hours import Clock, Hours
from sextant.almanac.hours_form import write_clock, write_clocks
from sextant.almanac.letter_times import LUNCH, LetterTimes
from sextant.almanac.letters import (
    ABSENT,
    AFTERNOON,
    DAY_NAMES,
    DAYTIME,
    DUTIES,
    LETTERS,
    MORNING,
    NIGHT,
    PAUSED,
    PLACES,
    SATURDAY,
    SUNDAY,
    is_saturday_garde,
    usual_hours,
)
from sextant.almanac.span import instant
from sextant.errors import BadNotation

EXAMPLE = "Par exemple : « MA MAN .. MA MA .. .. »."
_TOKEN = re.compile(r"([A-Za-z.])([!+]*)(?:\(([^()]*)\))?([!+]*)(?:@([\w-]+))?([!+]*)/?")
LATE_STRETCH = 11 * 60
"""A day in one stretch starts before: later, its morning would hardly be one."""


@dataclass(frozen=True, slots=True)
class Token:
    """A letter and what follows it: times, line, flags."""

    letter: str
    times: str | None = None
    line: str = ""
    flags: str = ""


class Word:
    """A word and its day. Reading it twice is harmless; each half-day is taken once."""

    def __init__(self, text: str, day: int, hours: Hours, zone: str, territory: str) -> None:
        self.text, self.day, self.hours, self.zone, self.territory = text, day, hours, zone, territory
        self.weekday = (day - 1) % 7
        self.free_day = self.weekday == SUNDAY or is_holiday(day, territory)
        self.times = LetterTimes(day, hours, zone, self.wrong)

    @property
    def ordinary_saturday(self) -> bool:
        """A Saturday that is no public holiday."""
        return self.weekday == SATURDAY and not self.free_day

    def activities(self) -> list[Activity]:
        """What the word says, in order. Raises BadNotation."""
        tokens = self._tokens()
        absent = [token for token in tokens if token.letter in ABSENT]
        if absent:
            return [self._absence(absent[0], tokens)]
        taken: set[HalfDay] = set()
        found: list[Activity] = []
        for token in tokens:
            if token.letter == ".":
                self._skip(taken)
                continue
            activity = self._activity(token, taken)
            self._refuse_disorder(token.letter, activity.half_day, found)
            found.append(activity)
        return self._in_one_go(found, tokens)

    def wrong(self, what: str, remedy: str = "") -> BadNotation:
        """The error that names the day and the word."""
        return BadNotation(
            f"{DAY_NAMES[self.weekday]}, « {self.text:.60} » : {what}", remedy=remedy or EXAMPLE
        )

    # -- letters -----------------------------------------------------------------------------------

    def _tokens(self) -> list[Token]:
        found: list[Token] = []
        place = 0
        while place < len(self.text):
            match = _TOKEN.match(self.text, place)
            if match is None or (match[1] not in LETTERS and match[1] not in ".G"):
                raise self._unknown(self.text[place])
            found.append(Token(match[1], match[3], match[5] or "", match[2] + match[4] + match[6]))
            place = match.end()
        return self._saturday(self._one_stretch(self._whole_garde(found)))

    def _unknown(self, sign: str) -> BadNotation:
        if sign in "@(/!+":
            return self.wrong(
                f"« {sign} » ne suit pas une lettre",
                "Écrivez la lettre, ses heures, sa ligne : « N(20:00-08:00)@gardes+ » ; "
                "un « / » sépare la ligne de la lettre suivante : « J@gardes/N@gardes ».",
            )
        other = sign.swapcase()
        guess = f"Vouliez-vous « {other} » ({LETTERS[other].name}) ? " if other in LETTERS else ""
        known = " ".join((*LETTERS, "G"))
        return self.wrong(
            f"« {sign} » n’est pas une lettre de la notation",
            f"{guess}Lettres connues : {known} et le point.",
        )

    def _whole_garde(self, tokens: list[Token]) -> list[Token]:
        """``G``, a garde of 24 hours, in its parts."""
        found: list[Token] = []
        for token in tokens:
            if token.letter != "G":
                found.append(token)
                continue
            if token.times is not None:
                raise self.wrong(
                    "« G » est une garde de 24 h, aux heures habituelles",
                    "Sans heures : « G ». Avec d’autres heures, lettre par lettre : « J(09:00-19:00)N ».",
                )
            if not self.free_day and self.weekday != SATURDAY:
                raise self.wrong(
                    "« G » (garde de 24 h) n’existe que le samedi, le dimanche et les jours fériés",
                    "En semaine, écrivez « MAN » : la journée puis la nuit.",
                )
            # The Saturday morning is normal service: it has no line and asks for no agreement.
            found += [replace(token, letter=part) for part in ("JN" if self.free_day else "SN")]
            if not self.free_day:
                found.insert(len(found) - 2, Token("M"))
        return found

    def _one_stretch(self, tokens: list[Token]) -> list[Token]:
        """``MA(08:00-22:00)``: a day in one stretch, cut where the morning ends."""
        for i, (first, second) in enumerate(pairwise(tokens)):
            if (first.letter, second.letter) != ("M", "A") or first.times is not None or second.times is None:
                continue
            if "-" not in second.times.replace("–", "-"):
                continue
            start, end = self.times.ends(second.times)
            middle = self.hours.morning[1]
            if start >= middle:
                continue
            if start >= LATE_STRETCH or middle >= end > start:
                raise self.wrong(
                    f"« MA({second.times:.40}) » n’est pas une journée d’un seul tenant",
                    "Écrivez « MA(08:00-22:00) », ou les deux parts : « M(08:00-12:00)A(12:30-18:00) ».",
                )
            morning = replace(
                first,
                times=write_clocks((start, middle)),
                flags=first.flags or second.flags,
            )
            afternoon = replace(second, times=f"{write_clock(middle)}-{write_clock(end)}")
            return [*tokens[:i], morning, afternoon, *tokens[i + 2 :]]
        return tokens

    def _saturday(self, tokens: list[Token]) -> list[Token]:
        """A Saturday afternoon that leads into the night belongs to the garde: ``A`` is read as ``S``."""
        if not self.ordinary_saturday or all(token.letter != "N" for token in tokens):
            return tokens
        if any(token.letter == "A" and "!" in token.flags for token in tokens):
            raise self.wrong(
                "le samedi, « A » suivi de « N » fait partie de la garde, qui n’a pas de pause de stage",
                "Écrivez « S », ou « S! » si aucun senior n’était joignable.",
            )
        usual = write_clocks(self.hours.afternoon)
        alone = all(token.letter != "M" for token in tokens)  # no morning to go on from
        return [
            replace(token, letter="S", times=token.times or (usual if alone else None))
            if token.letter == "A"
            else token
            for token in tokens
        ]

    # -- what a letter says ------------------------------------------------------------------------

    def _absence(self, first: Token, tokens: list[Token]) -> Activity:
        letters = [token.letter for token in tokens]
        if len(letters) > 2 or set(letters) != {first.letter}:
            case = "" if "m" not in letters else " Le matin en stage s’écrit « M » (majuscule)."
            raise self.wrong(
                f"« {first.letter} » ({LETTERS[first.letter].name}) prend la journée entière",
                f"Écrivez « {first.letter} » seul, ou le travail seul.{case}",
            )
        if any((token.times is not None, token.line, token.flags) != (False, "", "") for token in tokens):
            raise self.wrong(
                f"« {first.letter} » ({LETTERS[first.letter].name}) se compte en jours entiers",
                f"Écrivez « {first.letter} », sans heures ni signe.",
            )
        return self._made(first, MORNING, self.hours.day_duty)

    def _activity(self, token: Token, taken: set[HalfDay]) -> Activity:
        letter = token.letter
        if token.line and letter not in DUTIES:
            raise self.wrong(
                f"« @{token.line:.30} » nomme une ligne de garde, et « {letter} » n’en est pas une"
            )
        if "+" in token.flags and letter not in DUTIES:
            raise self.wrong("« + » (accord de l’interne) ne suit qu’une garde ou une astreinte")
        if "!" in token.flags and letter not in DUTIES | PAUSED:
            raise self.wrong(
                f"« {letter}! » ne veut rien dire",
                "« ! » suit « M » ou « A » (pause non donnée) ou une garde (aucun senior joignable).",
            )
        calls: tuple[CallOut, ...] = ()
        if letter in "ab":
            slot = LETTERS[letter].slot or MORNING
            span, calls = self.times.astreinte(letter, token.times or "")
        else:
            slot, span = self._place(letter, token.times, taken)
        for half_day in (MORNING, AFTERNOON) if letter in DAYTIME else (slot,):
            if half_day in taken:
                raise self.wrong(
                    f"deux signes pour {PLACES[half_day]}", "Une demi-journée porte une lettre, ou un point."
                )
            taken.add(half_day)
        return self._made(token, slot, span, calls)

    def _made(
        self, token: Token, slot: HalfDay, span: tuple[Clock, Clock], calls: tuple[CallOut, ...] = ()
    ) -> Activity:
        return Activity(
            kind=LETTERS[token.letter].kind,
            day=self.day,
            half_day=slot,
            start=instant(self.day, span[0], self.zone),
            end=instant(self.day, span[1], self.zone),
            line=token.line,
            call_outs=calls,
            no_pause="!" in token.flags and token.letter in PAUSED,
            no_senior="!" in token.flags and token.letter in DUTIES,
            consent="+" in token.flags,
        )

    def _skip(self, taken: set[HalfDay]) -> None:
        for slot in HalfDay:
            if slot not in taken:
                taken.add(slot)
                return
        raise self.wrong("trop de points : une journée a un matin, un après-midi et une nuit")

    def _refuse_disorder(self, letter: str, slot: HalfDay, before: list[Activity]) -> None:
        if before and slot < before[-1].half_day:
            raise self.wrong(
                f"« {letter} » ({PLACES[slot]}) est écrit après {PLACES[before[-1].half_day]}",
                "Les lettres suivent l’ordre de la journée : « MA », « uA » ; « .u » est un après-midi seul.",
            )

    def _in_one_go(self, found: list[Activity], tokens: list[Token]) -> list[Activity]:
        """The garde of 24 hours of a Saturday, without a midday break unless its hours are written."""
        kinds = {activity.half_day: activity.kind for activity in found}
        if not is_saturday_garde(kinds, self.weekday, self.free_day):
            return found
        morning, afternoon, night = found
        written = any(token.letter == "S" and token.times is not None for token in tokens)
        if written or morning.end >= afternoon.end:
            return found
        return [morning, replace(afternoon, start=morning.end), night]

    # -- times -------------------------------------------------------------------------------------

    def _place(
        self, letter: str, times: str | None, taken: set[HalfDay]
    ) -> tuple[HalfDay, tuple[Clock, Clock]]:
        """Half-day and clocks of a letter, with or without times."""
        if letter == "x" and (times is None or "-" not in times.replace("–", "-")):
            raise self.wrong("« x » a besoin d’heures", "Par exemple : « x(14:00-19:30) ».")
        if letter == "e" and times is None and (self.free_day or self.weekday == SATURDAY):
            raise self.wrong(
                "« e » a besoin d’heures le samedi, le dimanche et les jours fériés",
                "Par exemple : « e(20:00-24:00) ».",
            )
        slot = LETTERS[letter].slot
        if times is not None and "-" in times.replace("–", "-"):
            span = self.times.span(letter, times)
            if slot is None or letter == "e":
                slot = MORNING if span[0] < LUNCH else AFTERNOON if span[0] < self.hours.night[0] else NIGHT
            if letter == "S" and slot is NIGHT:
                raise self.wrong("« S » est une demi-journée de jour", "La nuit, écrivez « N » ou « D ».")
            return slot, span
        if slot is None:
            slot = self._next_free(letter, taken)
        usual = usual_hours(letter, slot, self.hours)
        assert usual is not None  # only x, and floating letters by night, have none
        if times is None:
            return slot, usual
        return slot, (usual[0], usual[0] + self.times.half_day_length(letter, times))

    def _next_free(self, letter: str, taken: set[HalfDay]) -> HalfDay:
        # The Saturday morning is normal service: there, S alone is the afternoon.
        order = (AFTERNOON,) if letter == "S" and self.ordinary_saturday else (MORNING, AFTERNOON)
        for slot in order:
            if slot not in taken:
                return slot
        if len(order) == 1:
            raise self.wrong(
                "l’après-midi est déjà pris", "Le samedi matin est du service normal : écrivez « MS »."
            )
        raise self.wrong(f"il n’y a plus de demi-journée libre pour « {letter} »")
