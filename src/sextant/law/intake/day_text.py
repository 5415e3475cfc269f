"""What is written of one day, in letters or in words, as a word of the week notation.

    8h30-18h30, garde 18h30-8h30   →   MA(08:30-18:30)N
    matin, cours l’après-midi      →   Mu
    congé                          →   c

What could be read two ways is refused, with the two ways to write it: a wrong letter would give a wrong verdict.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from sextant.almanac.half_day import HalfDay
from sextant.almanac.hours import Clock, Hours
from sextant.almanac.hours_form import DAY, write_clocks
from sextant.almanac.letters import AFTERNOON, DAYTIME, FLOATING, LETTERS, MORNING, NIGHT, SATURDAY
from sextant.errors import BadInput
from sextant.law.intake.entry import Cell
from sextant.law.intake.vocabulary import (
    AFTERNOON_WORD,
    AMBIGUOUS,
    ASTREINTE,
    CALL,
    DAY_WORD,
    GARDE,
    HOLIDAY,
    MORNING_WORD,
    OFF,
    STAGE,
    words_in,
)
from sextant.wording import fold

LETTERS_ONLY = re.compile(
    r"(?:[" + "".join(LETTERS) + r"G.][!+]*(?:\([^()]*\))?[!+]*(?:@[\w-]+)?[!+]*/?)+\Z", re.ASCII
)
"""A word of the notation, whether or not it can be read."""

_CLOCK = r"(?:\d{1,2} ?[h:] ?(?:\d{2})?(?!\d)|\d{1,2}(?![\d/])|minuit|midi)"
_RANGE = re.compile(rf"(?:\bde )?(?<![\d/])({_CLOCK}) ?(?:-|>|\ba\b|jusqu'a) ?({_CLOCK})")
_LENGTH = re.compile(r"(\d{1,2}) ?h ?(\d{2})? sur place|(\d{1,2}) ?min(?:utes)? sur place")
_CUT = re.compile(r"[,;\n+&]| puis | et (?!demie)|(?<=[a-z]) / (?=[a-z])")
_PRESENT = {"x", "1", "oui", "o", "ok", "v", "✓", "✔", "present", "presente", "stage"}
_NOTHING = {"", "-", ".", "..", "...", "/", "0", "non", "neant"}
_SLOT_WORDS = {MORNING_WORD: MORNING, AFTERNOON_WORD: AFTERNOON}

_NOON, _AFTERNOON_STARTS, _MORNING_ENDS = 12 * 60 + 30, 11 * 60, 14 * 60 + 30
_EVENING, _LATE = 16 * 60, 17 * 60
_WHOLE = 20 * 60
"""A garde at least so long is one of 24 hours."""


@dataclass(frozen=True, slots=True)
class Part:
    """A letter of a day's word: where it sits, its times, its flags. ``slot`` None: the first free half-day."""

    letter: str
    slot: HalfDay | None
    times: str = ""
    flags: str = ""

    def __str__(self) -> str:
        return f"{self.letter}{f'({self.times})' if self.times else ''}{self.flags}"


def word_of(cells: Sequence[Cell], weekday: int, free_day: bool, holiday: bool, hours: Hours) -> str:
    """The word of a day. ``free_day``: a Sunday or a public holiday. Raises BadInput, in French.

    >>> from sextant.almanac.hours import DEFAULT_HOURS
    >>> word_of([Cell("8h30-18h30, garde 18h30-8h30")], 0, False, False, DEFAULT_HOURS)
    'MA(08:30-18:30)N(18:30-08:30)'
    """
    if len(cells) == 1 and cells[0].slot is None:
        tight = re.sub(r"\s+", "", cells[0].text)
        if LETTERS_ONLY.match(tight) and fold(tight) not in AMBIGUOUS and not _is_word(cells[0].text):
            return tight
    reader = _Day(weekday, free_day, holiday, hours)
    for cell in cells:
        reader.read(cell)
    return reader.word()


def _is_word(text: str) -> bool:
    """True for a written-out word that letters could spell too (« rs », « ca »): words win over letters."""
    found, left = words_in(fold(text).strip())
    return bool(found) and not left and len(text.strip()) > 1


class _Day:
    """The parts of one day, as they are read."""

    def __init__(self, weekday: int, free_day: bool, holiday: bool, hours: Hours) -> None:
        self.weekday, self.free_day, self.holiday, self.hours = weekday, free_day, holiday, hours
        self.parts: list[Part] = []
        self.calls: list[str] = []
        self.cell = ""

    # -- one cell, one segment -----------------------------------------------------------------------

    def read(self, cell: Cell) -> None:
        self.cell = cell.text
        slot = None if cell.slot is None else HalfDay(cell.slot)
        folded = fold(cell.text).strip()
        if folded in _NOTHING:
            return
        if slot is not None and folded in _PRESENT:
            self.parts.append(Part("MAN"[slot], slot))
            return
        if folded in AMBIGUOUS:
            raise BadInput(AMBIGUOUS[folded])
        tight = re.sub(r"\s+", "", cell.text)
        if LETTERS_ONLY.match(tight) and not _is_word(cell.text):
            self._letters(tight, slot)
            return
        for segment in _CUT.split(folded):
            if segment.strip(" .:-") and segment.strip() not in _NOTHING:
                self._segment(segment.strip(), slot)

    def _letters(self, word: str, slot: HalfDay | None) -> None:
        """One letter of a column « matin », or the letters of a whole day beside another line."""
        found = re.findall(r"([A-Za-z.])([!+]*)(?:\(([^()]*)\))?([!+]*)", word)
        if slot is None or len(found) > 1:
            place = 0
            for letter, flags, times, more in found:
                fixed = LETTERS[letter].slot if letter in LETTERS else None
                where = fixed if fixed is not None else HalfDay(min(place, 2))
                place = int(where) + 1
                alone = fixed is None and len(found) == 1  # it takes the first free half-day
                if letter != ".":
                    self.parts.append(Part(letter, None if alone else where, times, flags + more))
            return
        letter, flags, times, more = found[0]
        if letter == ".":
            return
        if letter == "G" or letter in DAYTIME or letter in FLOATING or letter == "x":
            self.parts.append(Part(letter, slot, times, flags + more))
            return
        fixed = LETTERS[letter].slot
        if fixed is not None and fixed is not slot:
            names = ("matin", "après-midi", "nuit")
            raise BadInput(
                f"« {letter} » ({LETTERS[letter].name}) est écrit dans la colonne ou la ligne « {names[slot]} »",
                remedy=f"Écrivez « X » pour une présence, ou changez « {letter} » de place.",
            )
        self.parts.append(Part(letter, slot, times, flags + more))

    def _as_written(self, word: str) -> str:
        """A folded word as it stands in the cell, with its accents."""
        return next((one for one in re.findall(r"[^\W_]+", self.cell) if fold(one) == word), word)

    def _segment(self, text: str, slot: HalfDay | None) -> None:
        text = re.sub(r"(?<=\d) h(?=[ \d-]|\Z)", "h", text)
        text = re.sub(r"(?<=\dh) (?=\d\d)", "", text)
        ranges = [match for match in _RANGE.finditer(text) if re.search("[h:]|minuit|midi", match[0])]
        length = _LENGTH.search(text)
        rest = _LENGTH.sub(" ", text)
        for match in ranges:
            rest = rest.replace(match[0], " ", 1)
        kinds, unknown = words_in(rest)
        if unknown:
            self._unknown(self._as_written(unknown[0]))
        spans = [(_minutes(match[1]), _minutes(match[2])) for match in ranges]
        flags = "".join(
            sorted({"!" for kind in kinds if kind[0] == "!"} | {"+" for kind in kinds if kind == "+"})
        )
        slots = [_SLOT_WORDS[kind] for kind in kinds if kind in _SLOT_WORDS]
        whole = DAY_WORD in kinds
        acts = [
            kind for kind in kinds if kind not in _SLOT_WORDS and kind != DAY_WORD and kind[0] not in "!+"
        ]
        if CALL in acts:
            self._call_outs(spans, length)
            return
        acts = self._one_act(list(dict.fromkeys(acts)))
        if len(slots) > 1:
            raise BadInput(
                "deux moments du jour dans une même partie",
                remedy="Séparez-les par une virgule : « matin, après-midi ».",
            )
        if slots:
            slot = slots[0]
        self._act(acts[0] if acts else STAGE, slot, whole, spans, flags, bool(acts) or bool(slots) or whole)

    def _one_act(self, acts: list[str]) -> list[str]:
        """« astreinte, nuit », « garde, jour »: two words for one thing."""
        if len(acts) == 2 and ASTREINTE in acts and "N" in acts:
            return ["a"]
        if len(acts) == 2 and GARDE in acts and set(acts) & {"N", "J", "G", "D", "e"}:
            return [act for act in acts if act != GARDE]
        if len(acts) == 2 and STAGE in acts and set(acts) & {"u", "p"}:
            return [act for act in acts if act != STAGE]
        if len(acts) > 1:
            raise BadInput(
                f"deux activités dans une même partie ({' et '.join(self._said(act) for act in acts)})",
                remedy="Séparez-les par une virgule.",
            )
        return acts

    @staticmethod
    def _said(act: str) -> str:
        return LETTERS[act].name if act in LETTERS else "garde de 24 h" if act == "G" else act

    def _unknown(self, word: str) -> NoReturn:
        if fold(word) in AMBIGUOUS:
            raise BadInput(AMBIGUOUS[fold(word)])
        raise BadInput(
            f"le mot « {word:.30} » n’est pas compris",
            remedy="Écrivez stage, garde de nuit, garde de jour, astreinte, cours, autonome, repos, congé, des heures, "
            "ou des lettres ; ce qui suit « # » n’est pas lu.",
        )

    # -- what it is, from the word and the hours -------------------------------------------------------

    def _act(
        self,
        act: str,
        slot: HalfDay | None,
        whole: bool,
        spans: list[tuple[Clock, Clock]],
        flags: str,
        named: bool,
    ) -> None:
        if act == OFF:
            if spans:
                raise BadInput(
                    "« repos » ou « libre » avec des heures", remedy="Écrivez « repos de sécurité »."
                )
            return
        if act == HOLIDAY:
            if not self.holiday:
                raise BadInput(
                    "ce jour n’est pas férié dans ce territoire",
                    remedy="Vérifiez la date et le territoire, ou écrivez « repos ».",
                )
            return
        if act in "cmf":
            if spans or slot is not None:
                raise BadInput(
                    f"« {self._said(act)} » se compte en jours entiers",
                    remedy="Retirez l’heure ou le moment ; une demi-journée se dit récupération ou autonome.",
                )
            self.parts.append(Part(act, MORNING))
            return
        if not spans:
            self._without_hours(act, slot, whole, flags, named)
            return
        for start, end in spans:
            self._refuse_other_half(slot, start, end)
            self._with_hours(act, slot, whole, start, end if end > start else end + DAY, flags)

    def _refuse_other_half(self, slot: HalfDay | None, start: Clock, end: Clock) -> None:
        """Hours that are not those of the half-day named beside them: two things were run together."""
        if (slot is MORNING and start >= _NOON) or (slot is AFTERNOON and start < _AFTERNOON_STARTS):
            raise BadInput(
                f"{_said(start, end)} n’est pas {'le matin' if slot is MORNING else 'l’après-midi'}",
                remedy="Séparez par une virgule deux choses d’un même jour : « stage 8h-13h, cours l’après-midi ».",
            )

    def _without_hours(self, act: str, slot: HalfDay | None, whole: bool, flags: str, named: bool) -> None:
        if act == STAGE:
            if not named:
                raise BadInput(
                    "rien n’est compris ici", remedy="Écrivez par exemple « stage », « 8h30-18h30 »."
                )
            for half in (MORNING, AFTERNOON) if slot is None or whole else (slot,):
                self.parts.append(Part("MAN"[half], half, "", flags))
            return
        if act == GARDE:
            act = self._garde(slot, whole)
        if act == ASTREINTE:
            if slot is not NIGHT and (self.free_day or whole):
                raise BadInput(
                    "astreinte de jour ou de nuit ?",
                    remedy="Écrivez « astreinte de jour », « astreinte de nuit », ou ses heures.",
                )
            act = "a"
        if act in "Rr" and slot is None:
            self.parts += [Part(act, MORNING), Part(act, AFTERNOON)]
            return
        if act in "up" and whole:
            self.parts += [Part(act, MORNING), Part(act, AFTERNOON)]
            return
        self.parts.append(Part(act, self._place(act, slot), "", flags))

    def _garde(self, slot: HalfDay | None, whole: bool) -> str:
        """A garde without its hours: a night on a weekday; on other days only the writer knows."""
        if slot is NIGHT:
            return "N"
        if self.free_day and (whole or slot is MORNING):
            return "J"
        if self.free_day or self.weekday == SATURDAY:
            raise BadInput(
                "une garde ce jour-là peut être de jour, de nuit ou de 24 h",
                remedy="Écrivez « garde de jour », « garde de nuit », « garde de 24 h », ou ses heures.",
            )
        return "N"

    def _place(self, letter: str, slot: HalfDay | None) -> HalfDay | None:
        fixed = LETTERS[letter].slot if letter in LETTERS else None
        if letter == "S" and slot is None and self.weekday == SATURDAY and not self.free_day:
            return AFTERNOON
        return fixed if fixed is not None else slot

    def _with_hours(
        self, act: str, slot: HalfDay | None, whole: bool, start: Clock, end: Clock, flags: str
    ) -> None:
        if act == STAGE:
            self._stage(slot, whole, start, end, flags)
        elif act in (GARDE, "N", "J", "D", "G"):
            self._duty(act, start, end, flags)
        elif act in (ASTREINTE, "a", "b"):
            self._astreinte(start, end, flags)
        else:
            place = slot
            if place is None:
                place = MORNING if start < _NOON else AFTERNOON if start < _LATE else NIGHT
            if act in "uprRS" and place is NIGHT:
                raise BadInput(
                    f"« {self._said(act)} » le soir n’est pas une demi-journée", remedy="Corrigez l’heure."
                )
            self.parts.append(Part(act, place, write_clocks((start, end)), flags))

    def _stage(self, slot: HalfDay | None, whole: bool, start: Clock, end: Clock, flags: str) -> None:
        times = write_clocks((start, end))
        if start >= _LATE or end > DAY or slot is NIGHT:
            raise BadInput(
                f"{_said(start, end)} : ce n’est pas un horaire de stage",
                remedy="Dites ce que c’est : « garde de nuit », « demi-garde », « astreinte »…",
            )
        if slot is None and (whole or (start < _AFTERNOON_STARTS and end >= _EVENING)):
            self.parts += [Part("M", MORNING, "", flags), Part("A", AFTERNOON, f"={times}")]
        elif slot is MORNING or (slot is None and start < _NOON and end <= _MORNING_ENDS):
            self.parts.append(Part("M", MORNING, times, flags))
        elif slot is AFTERNOON or (slot is None and start >= _NOON):
            self.parts.append(Part("A", AFTERNOON, times, flags))
        else:
            raise BadInput(
                f"{_said(start, end)} : une demi-journée, ou deux ?",
                remedy=f"Écrivez « journée {_said(start, end)} » si elle en compte deux, « matin {_said(start, end)} » sinon.",
            )

    def _duty(self, act: str, start: Clock, end: Clock, flags: str) -> None:
        length = end - start
        if length >= _WHOLE or act == "G":
            self._whole_garde(start, end, flags)
        elif act == "D":
            self.parts.append(Part("D", NIGHT, write_clocks((start, end)), flags))
        elif act == "J" or (act == GARDE and start < _NOON and end <= 22 * 60 and start >= 6 * 60):
            if not self.free_day:
                raise BadInput(
                    "la garde de jour n’existe que le dimanche et les jours fériés",
                    remedy="Écrivez « stage » et ses heures ; le samedi après-midi, « continuité » et ses heures.",
                )
            self.parts.append(Part("J", MORNING, write_clocks((start, end)), flags))
        elif act == "N" or start >= _EVENING or start < 6 * 60:
            if act == GARDE and length <= 8 * 60:
                raise BadInput(
                    f"{_said(start, end)} : garde ou demi-garde ?",
                    remedy=f"Écrivez « garde de nuit {_said(start, end)} » ou « demi-garde {_said(start, end)} ».",
                )
            self.parts.append(Part("N", NIGHT, write_clocks((start, end)), flags))
        elif self.weekday == SATURDAY and not self.free_day and end > DAY:
            evening = self.hours.night[0]
            self.parts += [
                Part("S", AFTERNOON, write_clocks((start, evening)), flags),
                Part("N", NIGHT, write_clocks((evening, end)), flags),
            ]
        else:
            raise BadInput(
                f"garde {_said(start, end)} : de jour, de nuit, ou les deux ?",
                remedy="Écrivez « garde de jour » puis « garde de nuit », chacune avec ses heures.",
            )

    def _whole_garde(self, start: Clock, end: Clock, flags: str) -> None:
        """A garde of 24 hours is a day and a night, cut where nights start on the ward."""
        evening, night_end = self.hours.night
        if not self.free_day and self.weekday != SATURDAY:
            raise BadInput(
                "une garde de 24 h n’existe que le samedi, le dimanche et les jours fériés",
                remedy="En semaine, écrivez la journée puis la nuit : « 8h30-18h30, garde 18h30-8h30 ».",
            )
        if (start, end) == (self.hours.morning[0], night_end):
            self.parts.append(Part("G", MORNING, "", flags))
            return
        if not start < self.hours.morning[1] < evening < end:
            raise BadInput(f"{_said(start, end)} n’est pas une garde de 24 h", remedy="Écrivez ses heures.")
        night = Part("N", NIGHT, write_clocks((evening, end)), flags)
        if self.free_day:
            self.parts += [Part("J", MORNING, write_clocks((start, evening)), flags), night]
            return
        noon = self.hours.morning[1]
        self.parts += [
            Part("M", MORNING, write_clocks((start, noon))),
            Part("S", AFTERNOON, write_clocks((noon, evening)), flags),
            night,
        ]

    def _astreinte(self, start: Clock, end: Clock, flags: str) -> None:
        evening = self.hours.night[0]
        if start >= _EVENING or start < 6 * 60:
            self.parts.append(Part("a", NIGHT, self._period("a", start, end), flags))
            return
        self.parts.append(Part("b", MORNING, self._period("b", start, min(end, evening)), flags))
        if end > evening:
            self.parts.append(Part("a", NIGHT, self._period("a", evening, end), flags))

    def _period(self, letter: str, start: Clock, end: Clock) -> str:
        usual = self.hours.night if letter == "a" else self.hours.day_duty
        return "" if (start, end) == usual else f"{write_clocks((start, end))}/"

    def _call_outs(self, spans: list[tuple[Clock, Clock]], length: re.Match[str] | None) -> None:
        if not spans:
            raise BadInput(
                "un déplacement sans heures", remedy="Écrivez « déplacement 20h-22h », trajets compris."
            )
        said = [write_clocks(span) for span in spans]
        if length:
            minutes = int(length[3]) if length[3] else int(length[1]) * 60 + int(length[2] or 0)
            said[-1] += f"~{minutes // 60}:{minutes % 60:02d}"
        self.calls += said

    # -- the whole day ---------------------------------------------------------------------------------

    def word(self) -> str:
        """The word: letters in the order of the day, a dot for an empty morning before a letter that floats."""
        parts = self._called_out()
        if not parts:
            return ".."
        taken: dict[HalfDay, Part] = {}
        for part in sorted(parts, key=lambda part: part.slot is None):
            slots = (
                [part.slot] if part.slot is not None else [s for s in (MORNING, AFTERNOON) if s not in taken]
            )
            if not slots:
                raise BadInput(f"il n’y a plus de demi-journée libre pour « {self._said(part.letter)} »")
            slot = slots[0]
            assert slot is not None
            same = taken.get(slot)
            if same is not None and not (same == part or {same.letter} == {part.letter} <= DAYTIME):
                names = ("le matin", "l’après-midi", "la nuit")
                raise BadInput(
                    f"deux choses pour {names[slot]} : {self._said(same.letter)} et {self._said(part.letter)}",
                    remedy="Gardez-en une, ou écrivez leurs heures.",
                )
            taken[slot] = part
        ordered = [taken[slot] for slot in HalfDay if slot in taken]
        whole = next((part for part in ordered if part.letter in DAYTIME), None)
        if whole is not None:
            ordered = [part for part in ordered if part is whole or part.letter != whole.letter]
        text = ""
        for part in ordered:
            if (
                part.slot is AFTERNOON
                and part.letter in FLOATING
                and MORNING not in taken
                and part.letter != "S"
            ):
                text += "."
            text += str(part).replace("(=", "(")
        return text

    def _called_out(self) -> list[Part]:
        """The parts, the call-outs put with their astreinte."""
        if not self.calls:
            return self.parts
        places = [i for i, part in enumerate(self.parts) if part.letter in "ab"]
        if len(places) != 1:
            raise BadInput(
                "un déplacement appartient à une astreinte",
                remedy="Écrivez « astreinte 18h30-8h30, déplacement 20h-22h ».",
            )
        part = self.parts[places[0]]
        found = list(self.parts)
        found[places[0]] = Part(part.letter, part.slot, part.times + ",".join(self.calls), part.flags)
        return found


def _minutes(text: str) -> Clock:
    text = text.replace(" ", "")
    if text == "minuit":
        return DAY
    if text == "midi":
        return 12 * 60
    hour, _, minute = text.replace("h", ":").partition(":")
    if int(hour) * 60 + int(minute or 0) > DAY or int(minute or 0) > 59:
        raise BadInput(f"« {text} » n’est pas une heure", remedy="Écrivez par exemple 8h30.")
    return int(hour) * 60 + int(minute or 0)


def _said(start: Clock, end: Clock) -> str:
    first, last = (f"{clock % DAY // 60}h{clock % 60:02d}".removesuffix("00") for clock in (start, end))
    return f"{first}-{last}"
