"""How dates, durations, numbers, lists and plurals are said in French.

Numbers keep a narrow no-break space (U+202F) before their unit and between thousands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

NARROW = "\u202f"
"""Narrow no-break space."""
_SPACE = "[ \u00a0\u202f]"
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def say_date(day: date) -> str:
    """« lundi 2 novembre 2026 »."""
    return f"{_DAYS[day.weekday()]} {say_day(day)}"


def say_day(day: date) -> str:
    """« 1er novembre 2026 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[day.month - 1]} {day.year}"


def say_span(first: date, last: date) -> str:
    """« du 2 novembre 2026 au 31 janvier 2027 », « du 2 au 8 novembre 2026 », « le 2 novembre 2026 »."""
    if first == last:
        return f"le {say_day(first)}"
    shown = say_day(first)
    if first.year == last.year:
        shown = shown.rsplit(" ", 1 if first.month != last.month else 2)[0]
    return f"du {shown} au {say_day(last)}"


def say_time(minutes: int) -> str:
    """Local time from minutes after midnight: « 8 h 30 », « 0 h »."""
    hours, rest = divmod(minutes % 1440, 60)
    return f"{hours}{NARROW}h{NARROW}{rest:02d}" if rest else f"{hours}{NARROW}h"


def say_duration(minutes: int) -> str:
    """A length of time: « 5 h 20 », « 48 h », « 45 min », « 0 h »."""
    sign = "−" if minutes < 0 else ""
    hours, rest = divmod(abs(minutes), 60)
    if hours == 0 and rest:
        return f"{sign}{rest}{NARROW}min"
    said = f"{say_number(hours)}{NARROW}h"
    return f"{sign}{said}{NARROW}{rest:02d}" if rest else f"{sign}{said}"


def say_number(value: float, decimals: int = 2) -> str:
    """« 1 200 », « 47,77 », « 8 »: trailing zeros trimmed, thousands apart."""
    rounded = f"{abs(value):,.{decimals}f}"
    whole, _, part = rounded.partition(".")
    part = part.rstrip("0")
    sign = "−" if value < 0 and (part or whole.strip("0,")) else ""
    return sign + whole.replace(",", NARROW) + (f",{part}" if part else "")


def say_count(value: float, one: str, many: str = "") -> str:
    """« 1 demi-journée », « 1,5 demi-journée », « 2 demi-journées » (plural from two on, as in French)."""
    noun = (many or f"{one}s") if round(abs(value), 2) >= 2 else one
    return f"{say_number(value)} {noun}"


def say_money(euros: float) -> str:
    """« 2 052,37 € »: two decimals unless the amount is whole."""
    said = say_number(euros)
    whole, comma, cents = said.partition(",")
    return f"{whole}{comma}{cents.ljust(2, '0') if comma else ''}{NARROW}€"


def de(name: str) -> str:
    """« d’octobre 2026 », « d’Adam Fontaine », « de Camille »: the « de » before a name or a month."""
    return f"d’{name}" if fold(name[:1]) in _VOWELS else f"de {name}"


_VOWELS = set("aeiou")


def join(parts: Sequence[str], last: str = "et") -> str:
    """« a, b et c »."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def typography(text: str) -> str:
    """Put narrow no-break spaces where French wants them.

    Before ; : ! ? », after «, between thousands, before a unit. A sign stuck to a letter of the week notation
    (``M!``) and a clock (``08:30``) stay as they are. Doing it twice changes nothing.
    """
    text = re.sub(rf"{_SPACE}+(?=[;:!?»])", NARROW, text)
    text = re.sub(rf"(?<=[a-zà-öø-ÿœ]{{2}})(?=[;!?](?:{_SPACE}|$|\n))", NARROW, text)  # stuck to a word
    text = re.sub(r"(?<=\S)(?<!«)(?=»)", NARROW, text)
    text = re.sub(rf"«{_SPACE}*", f"«{NARROW}", text)
    text = re.sub(rf"(?<!\d)(\d{{1,3}}(?:{_SPACE}\d{{3}})+)(?!\d)", lambda m: _thousands(m[0]), text)
    text = re.sub(rf"(?<=\d){_SPACE}(?=(?:h|min|€|%)(?!\w))", NARROW, text)
    return re.sub(rf"(?<=\d{NARROW}h){_SPACE}(?=\d\d(?!\d))", NARROW, text)


def _thousands(number: str) -> str:
    return re.sub(_SPACE, NARROW, number)


_PLAIN_SIGNS = {"’": "'", "–": "-", "—": "-", "−": "-", "‑": "-", "→": ">", "×": "x", "œ": "o"}


def fold(text: str) -> str:
    """``text`` as it is compared: lower case, no accents, plain spaces; of the same length, sign for sign.

    >>> fold("Après-midi,\u00a0FÉRIÉ"), len(fold("Œuf ß İ")) == len("Œuf ß İ")
    ('apres-midi, ferie', True)
    """
    return "".join(_fold(sign) for sign in text)


def _fold(sign: str) -> str:
    if sign.isspace():
        return "\t" if sign == "\t" else " "
    return _PLAIN_SIGNS.get(sign) or unicodedata.normalize("NFD", sign)[0].lower()[0]
