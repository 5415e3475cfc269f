"""The week notation: seven words, Monday to Sunday, letters for half-days, as on the ward door.

``MA MAN .. MA MA .. ..`` is Monday full, Tuesday full with the night, Wednesday off, Thursday and
Friday full, week-end off. The same line stands in law examples, tests, files, the terminal and the
manual; docs/reference/formats.md explains it to people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sextant.almanac.activity import ABSENCES, Activity, CallOut, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.almanac.hours import DEFAULT_HOURS, Clock, Hours
from sextant.almanac.span import PARIS, instant, local
from sextant.errors import BadNotation

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MORNING, AFTERNOON, NIGHT = HalfDay.MORNING, HalfDay.AFTERNOON, HalfDay.NIGHT
_NOON = 13 * 60


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the notation: the kind it stands for, its French name, its place in the day if fixed."""

    kind: Kind
    name: str
    slot: HalfDay | None = None


LETTERS: dict[str, Letter] = {
    "M": Letter(Kind.STAGE, "matin en stage", MORNING),
    "A": Letter(Kind.STAGE, "après-midi en stage", AFTERNOON),
    "N": Letter(Kind.GARDE_NUIT, "garde de nuit", NIGHT),
    "J": Letter(Kind.GARDE_JOUR, "garde de jour (dimanche, férié)", MORNING),
    "D": Letter(Kind.DEMI_GARDE, "demi-garde", NIGHT),
    "S": Letter(Kind.CONTINUITE, "continuité de service"),
    "a": Letter(Kind.ASTREINTE, "astreinte de nuit", NIGHT),
    "b": Letter(Kind.ASTREINTE, "astreinte de jour", MORNING),
    "u": Letter(Kind.UNIVERSITY, "demi-journée universitaire"),
    "p": Letter(Kind.PERSONAL, "demi-journée autonome"),
    "R": Letter(Kind.REST, "repos de sécurité"),
    "r": Letter(Kind.RECOVERY, "récupération"),
    "c": Letter(Kind.LEAVE, "congé annuel", MORNING),
    "m": Letter(Kind.SICKNESS, "maladie, absence justifiée", MORNING),
    "f": Letter(Kind.UNION_TRAINING, "formation syndicale", MORNING),
    "e": Letter(Kind.PDSA, "effection de PDSA", NIGHT),
    "x": Letter(Kind.EXCEPTIONAL, "appel exceptionnel (prélèvement, greffe)"),
}
_WHOLE_DAY = {"J", "b", *(letter for letter, sense in LETTERS.items() if sense.kind in ABSENCES)}
_FLOATING = {letter for letter, sense in LETTERS.items() if sense.slot is None and letter != "x"}
_DUTY = {"N", "J", "D", "S", "a", "b", "e", "x"}
_WORD = re.compile(r"(?:[^\s()|]|\([^()]*\))+")
_TOKEN = re.compile(r"(?P<letter>[A-Za-z.])(?:\((?P<times>[^()]*)\))?(?P<line>@[\w-]+)?(?P<flags>[!+]*)/?")
_CLOCK = re.compile(r"^(\d{1,2})(?:[:hH](\d{2})?)?$")
_EXAMPLE = "Par exemple : « MA MAN .. MA MA .. .. »."


# -- reading ------------------------------------------------------------------------------------------


def parse_week(
    text: str,
    monday: date,
    *,
    hours: Hours = DEFAULT_HOURS,
    zone: str = PARIS,
    territory: str = "metropole",
) -> list[Activity]:
    """The activities of one week, in order. Raises BadNotation, which names the word and the day."""
    if monday.weekday() != 0:
        raise BadNotation(f"la semaine commence le {monday:%d/%m/%Y}, qui n’est pas un lundi")
    words = _WORD.findall(text)
    if "".join(words) != re.sub(r"\s+", "", text) or text.count("(") != text.count(")"):
        raise BadNotation(f"« {text.strip()} » : une parenthèse n’est pas fermée", remedy=_EXAMPLE)
    if len(words) != 7:
        raise BadNotation(
            f"« {text.strip()} » a {len(words)} mot{'s' if len(words) > 1 else ''}, il en faut 7, un par jour, de lundi à dimanche",
            remedy=f"Un jour libre s’écrit « .. ». {_EXAMPLE}",
        )
    found: list[Activity] = []
    for number, word in enumerate(words):
        day = _Day(word, monday.toordinal() + number, hours, zone, territory)
        found.extend(day.activities())
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
    """Several weeks, one a line (or separated by ``|``), the whole repeated ``repeat`` times."""
    lines = [line for part in ([text] if isinstance(text, str) else text) for line in re.split(r"[|\n]", part)]
    weeks = [line for line in lines if line.strip()]
    found: list[Activity] = []
    for number, week in enumerate(weeks * repeat):
        found += parse_week(week, monday + timedelta(weeks=number), hours=hours, zone=zone, territory=territory)
    return found


@dataclass(frozen=True, slots=True)
class _Token:
    letter: str
    times: str | None
    line: str
    flags: str


class _Day:
    """One word, read left to right; each half-day is taken once."""

    def __init__(self, word: str, day: int, hours: Hours, zone: str, territory: str) -> None:
        self.word, self.day, self.hours, self.zone = word, day, hours, zone
        self.weekday = (day - 1) % 7
        self.free_day = self.weekday == 6 or is_holiday(day, territory)
        self.taken: set[HalfDay] = set()
        self.found: list[Activity] = []

    def activities(self) -> list[Activity]:
        tokens = self._tokens()
        letters = [token.letter for token in tokens]
        whole = [letter for letter in letters if letter in "cmf"]
        if whole and set(letters) != {whole[0]}:
            raise self.wrong("un congé ou une absence se compte en jours entiers", "Écrivez le jour « c » seul.")
        if whole:
            tokens = tokens[:1]
        for token in tokens:
            self._read(token, letters)
        return self.found

    def wrong(self, what: str, remedy: str = "") -> BadNotation:
        return BadNotation(f"{_DAYS[self.weekday]}, « {self.word} » : {what}", remedy=remedy or _EXAMPLE)

    def _tokens(self) -> list[_Token]:
        tokens: list[_Token] = []
        place = 0
        while place < len(self.word):
            match = _TOKEN.match(self.word, place)
            if match is None:
                raise self.wrong(f"« {self.word[place]} » n’est pas une lettre de la notation", _known())
            letter = match["letter"]
            if letter not in LETTERS and letter not in ".G":
                raise self.wrong(f"« {letter} » n’est pas une lettre de la notation", _known())
            tokens.append(_Token(letter, match["times"], (match["line"] or "")[1:], match["flags"]))
            place = match.end()
        return self._one_stretch(self._whole_duty(tokens))

    def _whole_duty(self, tokens: list[_Token]) -> list[_Token]:
        """``G``, a garde of 24 hours, in its parts."""
        found: list[_Token] = []
        for token in tokens:
            if token.letter != "G":
                found.append(token)
                continue
            if token.times is not None:
                raise self.wrong("« G » est une garde de 24 h aux heures du service : n’y mettez pas d’heures")
            if not self.free_day and self.weekday != 5:
                raise self.wrong(
                    "« G » (garde de 24 h) n’existe que le samedi, le dimanche et les jours fériés",
                    "En semaine, écrivez « MAN » : la journée puis la nuit.",
                )
            parts = "JN" if self.free_day else "MSN"
            found += [_Token(part, None, "" if part == "M" else token.line, token.flags) for part in parts]
        return found

    def _one_stretch(self, tokens: list[_Token]) -> list[_Token]:
        """``MA(08:00-22:00)``: a day in one stretch, cut where the morning ends."""
        for i in range(len(tokens) - 1):
            first, second = tokens[i], tokens[i + 1]
            if (first.letter, second.letter) == ("M", "A") and first.times is None and second.times is not None:
                start, end = self._span(second.times, 0)
                middle = self.hours.morning[1]
                if start < middle:
                    if end <= middle:
                        raise self.wrong("une journée « MA(…) » finit après la matinée")
                    morning = _Token("M", f"{_write_clock(start)}-{_write_clock(middle)}", "", first.flags or second.flags)
                    afternoon = _Token("A", f"{_write_clock(middle)}-{_write_clock(end)}", "", second.flags)
                    return [*tokens[:i], morning, afternoon, *tokens[i + 2 :]]
        return tokens

    def _read(self, token: _Token, letters: list[str]) -> None:
        letter = token.letter
        if letter == ".":
            for slot in HalfDay:
                if slot not in self.taken:
                    self.taken.add(slot)
                    return
            raise self.wrong("trop de points : une journée a un matin, un après-midi et une nuit")
        if letter == "A" and self.weekday == 5 and not self.free_day and "N" in letters:
            letter = "S"  # a Saturday afternoon that leads into the night is part of the garde
            token = _Token("S", token.times or _write_span(self.hours.afternoon), token.line, token.flags)
        if token.line and letter not in _DUTY:
            raise self.wrong(f"« @{token.line} » nomme une ligne de garde : « {letter} » n’en est pas une")
        if "+" in token.flags and letter not in _DUTY:
            raise self.wrong("« + » (accord de l’interne) ne suit qu’une garde ou une astreinte")
        slot, start, end, calls = self._place(letter, token.times)
        for taken in {MORNING, AFTERNOON} if letter in _WHOLE_DAY else {slot}:
            if taken in self.taken:
                raise self.wrong(f"deux choses {('le matin', 'l’après-midi', 'la nuit')[taken]}")
            self.taken.add(taken)
        duty = letter in _DUTY
        self.found.append(
            Activity(
                kind=LETTERS[letter].kind,
                day=self.day,
                half_day=slot,
                start=instant(self.day, start, self.zone),
                end=instant(self.day, end, self.zone),
                line=token.line,
                call_outs=tuple(
                    CallOut(instant(self.day, a, self.zone), instant(self.day, b, self.zone), on_site)
                    for a, b, on_site in calls
                ),
                no_pause="!" in token.flags and not duty,
                no_senior="!" in token.flags and duty,
                consent="+" in token.flags,
            )
        )

    def _place(self, letter: str, times: str | None) -> tuple[HalfDay, Clock, Clock, list[tuple[Clock, Clock, int]]]:
        """Half-day, start, end and call-outs of a letter, with or without times."""
        calls: list[tuple[Clock, Clock, int]] = []
        if letter in "ab":
            period, outs = self._astreinte(letter, times)
            return (NIGHT if letter == "a" else MORNING), *period, outs
        if letter == "x" and times is None:
            raise self.wrong("« x » a besoin d’heures", "Par exemple : « x(14:00-19:30) ».")
        if letter == "e" and times is None and self.free_day:
            times = "20:00-24:00"
        slot = LETTERS[letter].slot
        if times is not None and "-" in times:
            night = slot is NIGHT
            start, end = self._span(times, 12 * 60 if night else 0)
            if slot is None or letter == "e":
                slot = MORNING if start < _NOON else AFTERNOON if start < self.hours.night[0] else NIGHT
            return slot, start, end, calls
        if slot is None:
            slot = self._next_free(letter)
        start, end = self._default(letter, slot)
        if times is not None:
            end = start + self._length(times)
        return slot, start, end, calls

    def _next_free(self, letter: str) -> HalfDay:
        order = [MORNING, AFTERNOON]
        if letter == "S" and self.weekday == 5 and not self.free_day:
            order.reverse()  # the Saturday half-day on site is the afternoon
        for slot in order:
            if slot not in self.taken:
                return slot
        raise self.wrong(f"il n’y a plus de demi-journée libre pour « {letter} »")

    def _default(self, letter: str, slot: HalfDay) -> tuple[Clock, Clock]:
        hours = self.hours
        if letter == "u":
            start = (hours.morning, hours.afternoon)[slot][0]
            return start, start + hours.university_minutes
        if letter == "e":
            return 20 * 60, 24 * 60
        if letter in _WHOLE_DAY:
            return hours.day_duty
        fixed = {"N": hours.night, "D": hours.demi_garde}
        return fixed.get(letter, (hours.morning, hours.afternoon, hours.night)[slot])

    def _astreinte(self, letter: str, times: str | None) -> tuple[tuple[Clock, Clock], list[tuple[Clock, Clock, int]]]:
        period = self.hours.night if letter == "a" else self.hours.day_duty
        text = times or ""
        if "/" in text:
            head, text = text.split("/", 1)
            period = self._span(head, 12 * 60 if letter == "a" else 0)
        calls = []
        for part in re.split(r"[,;]", text):
            if not part.strip():
                continue
            span, _, site = part.partition("~")
            start, end = self._span(span, period[0] if letter == "a" else 0)
            if not period[0] <= start < period[1]:
                raise self.wrong(f"le déplacement « {span.strip()} » ne commence pas pendant l’astreinte")
            on_site = self._length(site) if site else end - start
            if on_site > end - start:
                raise self.wrong(f"« {part.strip()} » : plus de temps sur place que de déplacement")
            calls.append((start, end, on_site))
        for before, after in zip(sorted(calls)[:-1], sorted(calls)[1:], strict=True):
            if after[0] < before[1]:
                raise self.wrong("deux déplacements se chevauchent")
        return period, sorted(calls)

    def _span(self, text: str, earliest: Clock) -> tuple[Clock, Clock]:
        """Two clocks; a start before ``earliest`` is after midnight, an end before its start the next day."""
        first, dash, second = text.replace("–", "-").partition("-")
        if not dash:
            raise self.wrong(f"« {text} » n’est pas un horaire", "Écrivez « 08:00-13:30 » ou « 8h-13h30 ».")
        start, end = self._clock(first), self._clock(second)
        if start < earliest:
            start += 1440
        while end <= start:
            end += 1440
        return start, end

    def _clock(self, text: str) -> Clock:
        match = _CLOCK.match(text.strip())
        hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            raise self.wrong(f"« {text.strip()} » n’est pas une heure", "Écrivez « 08:30 » ou « 8h30 ».")
        return hour * 60 + minute

    def _length(self, text: str) -> int:
        match = re.match(r"^(?:(\d{1,2})[:hH])?(\d{1,3})?(?:min|m)?$", text.strip())
        if not match or not (match[1] or match[2]):
            raise self.wrong(f"« {text.strip()} » n’est pas une durée", "Écrivez « 4h », « 5h20 » ou « 45min ».")
        minutes = int(match[1] or 0) * 60 + int(match[2] or 0)
        if not 0 < minutes <= 1440:
            raise self.wrong(f"« {text.strip()} » n’est pas une durée entre 1 minute et 24 h")
        return minutes


def _known() -> str:
    return "Lettres connues : " + " ".join([*LETTERS, "G", "."]) + "."


# -- writing ------------------------------------------------------------------------------------------


def write_week(
    activities: Iterable[Activity],
    monday: date,
    hours: Hours = DEFAULT_HOURS,
    *,
    zone: str = PARIS,
    territory: str = "metropole",
) -> str:
    """The canonical line of the week that starts on ``monday``; reading it gives the same activities.

    Raises BadNotation when two activities share a half-day, which a line cannot say.
    """
    by_day: dict[int, list[Activity]] = {}
    for activity in activities:
        by_day.setdefault(activity.day, []).append(activity)
    first = monday.toordinal()
    return " ".join(_write_day(by_day.get(first + n, []), first + n, hours, zone, territory) for n in range(7))


def _write_day(activities: list[Activity], day: int, hours: Hours, zone: str, territory: str) -> str:
    slots: dict[HalfDay, str] = {}
    reader = _Day("..", day, hours, zone, territory)
    for activity in sorted(activities, key=lambda a: a.start):
        letter = _letter(activity)
        if activity.half_day in slots:
            raise BadNotation(
                f"{_DAYS[(day - 1) % 7]} {date.fromordinal(day):%d/%m/%Y} : deux activités dans la même demi-journée",
                remedy="Écrivez-les sous « activities », avec leurs heures.",
            )
        slots[activity.half_day] = _write_token(activity, letter, reader)
    if not slots:
        return ".."
    if MORNING not in slots and AFTERNOON in slots and slots[AFTERNOON][0] in _FLOATING:
        alone = reader.weekday == 5 and not reader.free_day and slots[AFTERNOON][0] == "S"
        if not alone and "-" not in slots[AFTERNOON]:
            slots[MORNING] = "."
    words = [slots[slot] for slot in sorted(slots)]
    # After the name of a line, "/" says that the next letter is not part of it: J@gardes/N@gardes.
    return "".join(w + ("/" if "@" in w and w[-1] not in "!+" and w is not words[-1] else "") for w in words)


def _letter(activity: Activity) -> str:
    for letter, sense in LETTERS.items():
        if sense.kind is activity.kind and (sense.slot is None or sense.slot is activity.half_day):
            return letter
    if activity.kind is Kind.PDSA:
        return "e"
    raise BadNotation(f"« {activity.kind.value} » ne s’écrit pas dans la notation")


def _write_token(activity: Activity, letter: str, reader: _Day) -> str:
    start, end = _clocks(activity, reader)
    times = ""
    default = reader._default(letter, activity.half_day) if letter != "x" else (-1, -1)
    if letter in "ab":
        period = reader.hours.night if letter == "a" else reader.hours.day_duty
        head = f"{_write_clock(start)}-{_write_clock(end)}/" if (start, end) != period else ""
        calls = ",".join(_write_call(call, reader) for call in activity.call_outs)
        times = f"({head}{calls})" if head or calls else ""
    elif (start, end) != default or (letter == "S" and reader.weekday == 5 and activity.half_day is MORNING):
        times = f"({_write_clock(start)}-{_write_clock(end)})"
    line = f"@{activity.line}" if activity.line else ""
    flags = ("!" if activity.no_pause or activity.no_senior else "") + ("+" if activity.consent else "")
    return f"{letter}{times}{line}{flags}"


def _write_call(call: CallOut, reader: _Day) -> str:
    start, end = _local_clock(call.start, reader.zone), _local_clock(call.end, reader.zone)
    site = "" if call.on_site == call.end - call.start else f"~{call.on_site}min"
    return f"{_write_clock(start)}-{_write_clock(end)}{site}"


def _clocks(activity: Activity, reader: _Day) -> tuple[Clock, Clock]:
    """Local clocks after the midnight of the activity's day, past 1440 when on a following day."""

    def clock(moment: int) -> Clock:
        when = local(moment, reader.zone)
        return (when.toordinal() - activity.day) * 1440 + when.hour * 60 + when.minute

    return clock(activity.start), clock(activity.end)


def _local_clock(moment: int, zone: str) -> Clock:
    when = local(moment, zone)
    return when.hour * 60 + when.minute


def _write_clock(clock: Clock) -> str:
    hour, minute = divmod(clock % 1440 if clock != 1440 else 1440, 60)
    return f"{hour:02d}:{minute:02d}"


def _write_span(span: tuple[Clock, Clock]) -> str:
    return f"{_write_clock(span[0])}-{_write_clock(span[1])}"
