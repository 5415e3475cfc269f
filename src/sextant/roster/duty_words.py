"""How a cell of a roster is said in a sentence: « la garde de nuit du jeudi 12 novembre 2026 », « vendredi matin »."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from sextant import wording
from sextant.almanac.activity import Activity, Kind
from sextant.almanac.half_day import HalfDay
from sextant.law import say


def the_duty(activity: Activity) -> str:
    """« la garde de nuit du jeudi 12 novembre 2026 », « l’astreinte du … »."""
    return f"{the_kind(activity.kind)} du {say.day(activity.day)}"


def the_kind(kind: Kind) -> str:
    """A kind with its article: « la garde de nuit », « l’astreinte », « le repos de sécurité »."""
    name = say.name(kind)
    if name[0] in "aeiouéè":
        return f"l’{name}"
    masculine = name.startswith(("repos", "congé", "déplacement"))
    return f"{'le' if masculine else 'la'} {name}"


def half_days(cells: Iterable[tuple[int, HalfDay]]) -> str:
    """« jeudi 3 décembre 2026 (matin et après-midi) et vendredi 4 décembre 2026 (matin) »."""
    parts = []
    for day, same in groupby(sorted(cells), key=lambda cell: cell[0]):
        halves = wording.join([say.half_day(half_day) for _, half_day in same])
        parts.append(f"{wording.say_date(date.fromordinal(day))} ({halves})")
    return wording.join(parts)


def lower(sentence: str) -> str:
    """A breach’s sentence told after a colon: it starts with a common noun or a number."""
    return sentence[:1].lower() + sentence[1:]
