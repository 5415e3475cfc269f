"""Lines as people write them: a day a line, a run of days, or a week in letters.

lundi 2 novembre : 8h30-18h30, garde 18h30-8h30
du 9 au 13 novembre : congés
MA MAN .. MA MA .. ..
semaine du 16 novembre 2026 : MA MA MA MA up .. .. x 13
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sextant import wording
from sextant.almanac.letters import DAY_NAMES
from sextant.errors import BadInput, Place
from sextant.law.intake.day_head import Dates, read_day
from sextant.law.intake.day_text import LETTERS_ONLY
from sextant.law.intake.entry import MAX_LINES, Cell, DayRef, Entry, Given, Unheard
from sextant.law.intake.vocabulary import words_in
from sextant.law.planning_form import MAX_WEEKS
from sextant.wording import fold

_AFTER_DAY = re.compile(r"\s*(?:[:=\t|,;]|[-–—](?=\s)|(?<=\s))?\s*")
_REPEAT = re.compile(r"\s+[x×*]\s*(\d{1,3})\s*\Z")
_WEEK = re.compile(r"\s*(?:la )?semaine (?:du|de)\s+")
_NUMBERED = re.compile(r"\s*(?:s(?:em(?:aine)?)?\.?\s*\d{1,2})\s*[:=\t-]\s*")
_RUN = re.compile(r"\s*du\s+")
_DAYS_OFF = {"c", "m", "f", "libre", "r"}


def read_lines(text: str, given: Given) -> tuple[list[Entry], list[Unheard]]:
    """The entries of a text, and the lines that say nothing readable."""
    reader = _Lines(given)
    for number, line in enumerate(text.splitlines(), start=1):
        written = line.split("#", 1)[0].strip()
        if not written:
            continue
        if number > MAX_LINES:
            reader.unheard.append(
                Unheard(
                    Place(line=number),
                    written[:60],
                    f"il y a plus de {MAX_LINES} lignes",
                    "Faites-en deux fois.",
                )
            )
            break
        try:
            reader.read(written, Place(line=number))
        except BadInput as error:
            reader.unheard.append(Unheard(Place(line=number), written[:200], error.what, error.remedy))
    return reader.entries, reader.unheard


class _Lines:
    def __init__(self, given: Given) -> None:
        self.given = given
        self.dates = Dates(
            given.today, given.start
        )  # only to place weeks and runs; each entry is dated later
        self.entries: list[Entry] = []
        self.unheard: list[Unheard] = []
        self.weeks = 0
        self.next_monday: date | None = given.start

    def read(self, written: str, place: Place) -> None:
        folded = fold(written)
        week = _WEEK.match(folded)
        if week:
            self._dated_week(written, week.end(), place)
            return
        run = _RUN.match(folded)
        if run and self._run(written, run.end(), place):
            return
        head = read_day(written.lstrip("-*• "))
        if head and not _letters(written):
            bare = written.lstrip("-*• ")
            ref, end = head
            self._one(ref, bare[_AFTER_DAY.match(bare, end).end() :], written, place)  # type: ignore[union-attr]
            return
        numbered = _NUMBERED.match(folded)
        self._weeks(written[numbered.end() :] if numbered else written, written, place)

    # -- one day -----------------------------------------------------------------------------------

    def _one(self, ref: DayRef, content: str, written: str, place: Place) -> None:
        if not content.strip():
            raise BadInput(
                "ce jour n’a rien après lui",
                remedy="Écrivez ce qui s’y fait, ou « libre ».",
            )
        if re.match(
            r"(?:et|au|a|,)\s+(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b", fold(content)
        ):
            raise BadInput("deux jours sur une ligne", remedy="Écrivez un jour par ligne.")
        self.dates.date_of(ref)
        self.entries.append(Entry(place, written, ref, (Cell(content.strip()),)))
        self.next_monday = None

    def _run(self, written: str, start: int, place: Place) -> bool:
        """« du 9 au 13 novembre : congés »; False when the line is something else."""
        first = read_day(written, start) or _number(written, start)
        if first is None:
            return False
        to = re.compile(r"\s*(?:inclus)?\s*(?:au|jusqu'au|>|-)\s*").match(fold(written), first[1])
        second = to and (read_day(written, to.end()) or _number(written, to.end()))
        if not second:
            return False
        ref, end = second
        begin = first[0]
        if begin.month is None and ref.month is not None:
            begin = replace(begin, month=ref.month, year=ref.year)
        if begin.year is None and ref.year is not None and begin.month is not None:
            begin = replace(begin, year=ref.year)
        low = self.dates.date_of(begin)
        high = self.dates.date_of(ref)
        content = written[_AFTER_DAY.match(written, end).end() :].strip()  # type: ignore[union-attr]
        if not content:
            raise BadInput("cette période n’a rien après elle", remedy="Écrivez par exemple « : congés ».")
        if high < low:
            raise BadInput(
                f"la période finit le {wording.say_day(high)}, avant de commencer",
                remedy="Corrigez les dates, avec leur année.",
            )
        if (high - low).days > 400:
            raise BadInput("cette période dépasse un an", remedy="Vérifiez les années.")
        kinds, _ = words_in(fold(content))
        days = [low + timedelta(days=n) for n in range((high - low).days + 1)]
        if not ((set(kinds) and set(kinds) <= _DAYS_OFF) or content in ("c", "m", "f")) and any(
            day.weekday() >= 5 for day in days
        ):
            raise BadInput(
                "cette période passe sur un week-end : y travaille-t-on aussi ?",
                remedy="Écrivez un jour par ligne, ou une période par semaine.",
            )
        for day in days:
            self.entries.append(Entry(place, written, DayRef(exact=day), (Cell(content),)))
        self.next_monday = None
        return True

    # -- weeks in letters --------------------------------------------------------------------------

    def _dated_week(self, written: str, start: int, place: Place) -> None:
        found = read_day(written, start) or _number(written, start)
        if found is None:
            raise BadInput(
                "la date de cette semaine n’est pas comprise",
                remedy="Écrivez « semaine du 2 novembre 2026 : … ».",
            )
        ref, end = found
        monday = self.dates.date_of(ref)
        if monday.weekday() != 0:
            raise BadInput(
                f"le {wording.say_day(monday)} est un {DAY_NAMES[monday.weekday()]}, et une semaine commence le lundi",
                remedy=f"Écrivez « semaine du {wording.say_day(monday - timedelta(days=monday.weekday()))} ».",
            )
        self.next_monday = monday
        self._weeks(written[_AFTER_DAY.match(written, end).end() :], written, place)  # type: ignore[union-attr]

    def _weeks(self, text: str, written: str, place: Place) -> None:
        repeat = 1
        found = _REPEAT.search(text)
        if found:
            repeat, text = int(found[1]), text[: found.start()]
        if not 1 <= repeat <= MAX_WEEKS:
            raise BadInput(f"{repeat} répétitions : il en faut de 1 à {MAX_WEEKS}")
        weeks = [self._words(week) for week in text.split("|") if week.strip()]
        for words in weeks * repeat:
            self.weeks += 1
            if self.weeks > MAX_WEEKS:
                raise BadInput(f"il y a plus de {MAX_WEEKS} semaines", remedy="Faites-en deux fois.")
            self._week(words, written, place)

    def _words(self, week: str) -> list[str]:
        words = _split(week)
        if not all(LETTERS_ONLY.match(word) for word in words):
            wrong = next(word for word in words if not LETTERS_ONLY.match(word))
            raise BadInput(
                f"« {wrong:.30} » n’est ni un jour, ni une date, ni des lettres",
                remedy="Écrivez un jour par ligne (« lundi 2 novembre : 8h30-18h30 »), ou une semaine de sept mots "
                "(« MA MAN .. MA MA .. .. »).",
            )
        if len(words) != 7:
            raise BadInput(
                f"cette semaine a {wording.say_count(len(words), 'mot')}, il en faut 7, du lundi au dimanche",
                remedy="Un jour libre s’écrit « .. ».",
            )
        return words

    def _week(self, words: Sequence[str], written: str, place: Place) -> None:
        monday = self.next_monday
        if monday is not None and monday.weekday() != 0:
            raise BadInput(
                f"la première semaine commencerait le {wording.say_date(monday)}, et une semaine commence le lundi",
                remedy=f"Donnez le lundi {wording.say_day(monday - timedelta(days=monday.weekday()))} comme premier jour.",
            )
        for number, word in enumerate(words):
            ref = DayRef(weekday=number)
            if monday is not None:
                try:
                    ref = DayRef(exact=monday + timedelta(days=number))
                except OverflowError:
                    raise BadInput(
                        "cette semaine dépasse le calendrier", remedy="Vérifiez la date."
                    ) from None
            self.entries.append(Entry(replace(place, key=DAY_NAMES[number]), word, ref, (Cell(word),)))
        if monday is not None:
            self.next_monday = monday + timedelta(weeks=1)


def _letters(line: str) -> bool:
    words = _split(line)
    return len(words) > 1 and all(LETTERS_ONLY.match(word) for word in words)


def _split(week: str) -> list[str]:
    """The words of a week; blanks inside parentheses do not cut."""
    return list(_pieces(week))


def _pieces(week: str) -> Iterator[str]:
    word, depth = "", 0
    for sign in f"{week} ":
        if sign.isspace() and depth <= 0:
            if word:
                yield word
            word, depth = "", 0
            continue
        depth += (sign == "(") - (sign == ")")
        word += "" if sign.isspace() else sign
    if word:
        yield word


def _number(text: str, start: int) -> tuple[DayRef, int] | None:
    """A day of the month alone, where the line says that a day comes."""
    found = re.compile(r"\s*(\d{1,2})(?:er)?\b(?![/h:])", re.ASCII).match(text, start)
    return (DayRef(day=int(found[1])), found.end()) if found else None
