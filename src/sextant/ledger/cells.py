"""What the cells of an hour sheet mean: a day, a clock, a length, yes or no, call-outs. Each raises ValueError, in French."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from sextant.almanac.hours import Clock
from sextant.almanac.hours_form import read_clock, read_length
from sextant.form import to_day
from sextant.ledger.sheet_table import Formula
from sextant.workbook import plain

_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
)  # fmt: skip
_FALSE = frozenset({"", "non", "n", "0", "no", "false", "faux", "aucune", "rien"})


def read_day(value: object) -> date:
    """``2026-11-16``, ``16/11/2026``, ``16/11/26``, ``lundi 16 novembre 2026``, or a date of the spreadsheet."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value)
    found = re.search(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\Z", text)
    if found:
        return _made(int(found[3]), int(found[2]), int(found[1]))
    said = re.search(r"(\d{1,2})(?:er)? ([a-z]{3,9}) (\d{4})\Z", plain(text))
    if said:
        months = [
            number for number, name in enumerate(_MONTHS, 1) if name.startswith(said[2].rstrip("s")[:4])
        ]
        if len(months) == 1:
            return _made(int(said[3]), months[0], int(said[1]))
    day = to_day(text)
    assert isinstance(day, date)
    return day


def _made(year: int, month: int, day: int) -> date:
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        raise ValueError(f"le {day:02d}/{month:02d}/{year} n’existe pas dans le calendrier") from None


def read_hour(value: object) -> Clock:
    """Minutes after midnight of ``08:30``, ``8h30``, ``8 h 30``, ``0830``, or a time of the spreadsheet."""
    if isinstance(value, datetime):
        return value.hour * 60 + value.minute
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 60)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if 0 <= value < 1 and value:
            return round(value * 1440)
        if float(value).is_integer() and 0 <= value <= 24:
            return int(value) * 60
        raise ValueError(f"« {value} » n’est pas une heure : écrivez par exemple 08:30")
    text = re.sub(r"\s+", "", _text(value)).lower()
    text = re.sub(r"(?<=\d)(?:heures?|hrs?)", "h", text)
    if re.fullmatch(r"\d{4}", text):
        text = f"{text[:2]}:{text[2:]}"
    return read_clock(re.sub(r":00\Z", "", text) if text.count(":") == 2 else text)


def read_span(value: object) -> int:
    """Minutes of ``45``, ``1h``, ``0:45``, ``45 min``, or a time of the spreadsheet."""
    if isinstance(value, time | datetime):
        return value.hour * 60 + value.minute
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 60)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return round(value * 1440) if 0 < value < 1 else round(value)
    text = re.sub(r"\s+", "", _text(value)).lower()
    return int(text) if re.fullmatch(r"\d{1,3}", text) else read_length(text)


def read_yes(value: object) -> bool:
    """True for ``oui``, ``x``, ``1``, ``nuit``… and False for an empty cell, ``non``, ``0``."""
    if value is None or isinstance(value, bool):
        return bool(value)
    return plain(_text(value)) not in _FALSE


def read_count(value: object) -> int:
    """A whole number of half-days, one or two."""
    text = _text(value).replace(",", ".")
    try:
        number = float(text)
    except ValueError:
        raise ValueError(f"« {text:.20} » n’est pas un nombre de demi-journées : écrivez 1 ou 2") from None
    if number not in (1, 2):
        raise ValueError(f"« {text:.20} » : une présence compte une ou deux demi-journées")
    return int(number)


def read_calls(value: object) -> list[tuple[Clock, Clock, int | None]]:
    """``20:00-22:00~1h, 01:30-05:30``: start, end (the clock as written) and minutes on site when told."""
    found = []
    for part in re.split(r"[,;\n]", _text(value)):
        if not part.strip():
            continue
        ends = re.fullmatch(r"\s*([^-–~]+)[-–]([^-–~]+?)(?:~(.+))?\s*", part)
        if not ends:
            raise ValueError(
                f"« {part.strip():.30} » n’est pas un déplacement : écrivez par exemple 20:00-22:00~1h"
            )
        found.append((read_hour(ends[1]), read_hour(ends[2]), read_span(ends[3]) if ends[3] else None))
    return found


def read_text(value: object) -> str:
    """A cell as text, blanks put in order."""
    return "" if value is None else " ".join(_text(value).split())


def _text(value: object) -> str:
    if isinstance(value, Formula):
        raise ValueError("cette cellule contient une formule : copiez-la, puis collez seulement la valeur")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
