"""One day written as a word of the week notation: the shortest that reads back as the same activities."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sextant.almanac.activity import Activity, CallOut, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.hours import Clock
from sextant.almanac.hours_form import write_clock, write_clocks
from sextant.almanac.letters import (
    AFTERNOON,
    DAY_NAMES,
    FLOATING,
    LETTERS,
    MORNING,
    SATURDAY,
    is_saturday_garde,
    usual_hours,
)
from sextant.almanac.read_word import LATE_STRETCH, Word
from sextant.almanac.span import local
from sextant.errors import BadNotation


def write_word(activities: Sequence[Activity], empty: Word) -> str:
    """The canonical word of one day. ``empty`` is a word of that day, for its hours and its calendar.

    Raises BadNotation for what letters cannot say: two activities in one half-day, another site, a
    minute that happens twice on the night when clocks go back.
    """
    ordered = sorted(activities, key=lambda a: (a.start, a.end))
    slots = {activity.half_day: activity for activity in ordered}
    if len(slots) < len(ordered):
        raise _unsayable(empty, "deux activités dans la même demi-journée")
    text = _written(slots, empty) or ".."
    try:
        same = Word(text, empty.day, empty.hours, empty.zone, empty.territory).activities() == ordered
    except BadNotation:
        same = False
    if not same:
        kinds = ", ".join(activity.kind.value for activity in ordered)
        raise _unsayable(empty, f"ce jour ({kinds}) ne s’écrit pas en lettres")
    return text


def _unsayable(word: Word, what: str) -> BadNotation:
    day = date.fromordinal(word.day)
    return BadNotation(
        f"{DAY_NAMES[word.weekday]} {day:%d/%m/%Y} : {what}",
        remedy="Écrivez-le sous « activities », avec ses heures.",
    )


def _written(slots: dict[HalfDay, Activity], word: Word) -> str:
    whole = is_saturday_garde({slot: a.kind for slot, a in slots.items()}, word.weekday, word.free_day)
    stretch = _stretch(slots, word)
    parts: list[str] = []
    for slot in sorted(slots):
        activity = slots[slot]
        letter = _letter(activity, word)
        times = _times(activity, letter, word)
        if stretch and slot in (MORNING, AFTERNOON):
            times = stretch if slot is AFTERNOON else ""
        elif whole and slot is AFTERNOON:
            end = _clock(activity.end, activity.day, word.zone)
            goes_on = activity.start == slots[MORNING].end and end == word.hours.afternoon[1]
            times = "" if goes_on else _clocks(activity, word)
        elif slot is AFTERNOON and not times and _needs_dot(letter, slots, word):
            parts.append(".")
        line = f"@{activity.line}" if activity.line else ""
        flags = ("!" if activity.no_pause or activity.no_senior else "") + ("+" if activity.consent else "")
        parts.append(f"{letter}{f'({times})' if times else ''}{line}{flags}")
    # After the name of a line, "/" says that the next letter is not part of it: J@gardes/N@gardes.
    return "".join(
        part + ("/" if "@" in part and part[-1] not in "!+" and i < len(parts) - 1 else "")
        for i, part in enumerate(parts)
    )


def _needs_dot(letter: str, slots: dict[HalfDay, Activity], word: Word) -> bool:
    """A dot holds the empty morning, or the letter would take it; ``S`` alone on a Saturday would not."""
    return MORNING not in slots and letter in FLOATING and not (letter == "S" and word.ordinary_saturday)


def _letter(activity: Activity, word: Word) -> str:
    if activity.kind is Kind.PDSA:
        return "e"
    for letter, sense in LETTERS.items():
        if sense.kind is activity.kind and (sense.slot is None or sense.slot is activity.half_day):
            return letter
    raise _unsayable(word, f"« {activity.kind.value} » ne s’écrit pas en lettres à cette demi-journée")


def _stretch(slots: dict[HalfDay, Activity], word: Word) -> str:
    """The times of a day of work in one stretch, cut where the usual morning ends; empty otherwise."""
    first, second = slots.get(MORNING), slots.get(AFTERNOON)
    if first is None or second is None or first.kind is not Kind.STAGE or second.kind is not Kind.STAGE:
        return ""
    start, middle = (_clock(end, first.day, word.zone) for end in (first.start, first.end))
    if first.end != second.start or middle != word.hours.morning[1] or start >= LATE_STRETCH:
        return ""
    if first.no_pause is not second.no_pause and second.no_pause:
        return ""  # the flag of the second letter would speak for both
    return f"{write_clock(start)}-{write_clock(_clock(second.end, second.day, word.zone))}"


def _times(activity: Activity, letter: str, word: Word) -> str:
    span = _span(activity, word)
    if letter in "ab":
        usual = word.hours.night if letter == "a" else word.hours.day_duty
        head = f"{write_clocks(span)}/" if span != usual else ""
        return head + ",".join(_call_out(call, word.zone) for call in activity.call_outs)
    if letter == "e" and (word.free_day or word.weekday == SATURDAY):
        return write_clocks(span)
    if letter == "S" and word.ordinary_saturday and activity.half_day is MORNING:
        return write_clocks(span)
    return "" if span == usual_hours(letter, activity.half_day, word.hours) else write_clocks(span)


def _call_out(call: CallOut, zone: str) -> str:
    ends = "-".join(f"{local(moment, zone):%H:%M}" for moment in (call.start, call.end))
    return (
        ends
        if call.on_site == call.end - call.start
        else f"{ends}~{call.on_site // 60}:{call.on_site % 60:02d}"
    )


def _clocks(activity: Activity, word: Word) -> str:
    return write_clocks(_span(activity, word))


def _span(activity: Activity, word: Word) -> tuple[Clock, Clock]:
    """Local clocks after the midnight of the activity's day, past 1440 when on a following day."""
    return _clock(activity.start, activity.day, word.zone), _clock(activity.end, activity.day, word.zone)


def _clock(moment: int, day: int, zone: str) -> Clock:
    when = local(moment, zone)
    return (when.toordinal() - day) * 1440 + when.hour * 60 + when.minute
