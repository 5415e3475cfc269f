"""The letter, the name and the colour of each kind of activity, the same on paper and in the terminal.

Colours are those of Okabe and Ito, full or as a tint, chosen to be told apart by everyone; the letter is always
there, so that a black-and-white print loses nothing. None of them is red: red means a breach of law.
"""

from __future__ import annotations

from dataclasses import dataclass

from sextant.almanac.activity import Activity, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.notation import LETTERS
from sextant.law import say


@dataclass(frozen=True, slots=True)
class Mark:
    """How a letter looks: ``fill`` behind it and ``ink``, as RRGGBB."""

    letter: str
    fill: str
    ink: str = "000000"

    @property
    def says(self) -> str:
        """What the letter stands for. A roster hangs on a door: it does not say why someone is absent."""
        return "absence justifiée" if self.letter == "m" else LETTERS[self.letter].name


MARKS = {
    mark.letter: mark
    for mark in (
        Mark("M", "DDF0FB"),
        Mark("A", "DDF0FB"),
        Mark("N", "0072B2", "FFFFFF"),
        Mark("J", "009E73"),
        Mark("D", "56B4E9"),
        Mark("S", "A8DECD"),
        Mark("a", "CC79A7"),
        Mark("b", "CC79A7"),
        Mark("e", "EACBDC"),
        Mark("x", "EACBDC"),
        Mark("u", "F0E442"),
        Mark("p", "E69F00"),
        Mark("R", "FFFFFF", "555555"),
        Mark("r", "FFFFFF", "555555"),
        Mark("c", "C9C9C9"),
        Mark("m", "C9C9C9"),
        Mark("f", "C9C9C9"),
    )
}

_LETTERS = {sense.kind: letter for letter, sense in LETTERS.items()}


def mark_of(activity: Activity) -> Mark:
    """The mark of an activity; morning from afternoon, and home duty by night from by day, told apart."""
    if activity.kind is Kind.STAGE:
        return MARKS["M" if activity.half_day is HalfDay.MORNING else "A"]
    if activity.kind in (Kind.ASTREINTE, Kind.CALL_OUT):
        return MARKS["a" if activity.half_day is HalfDay.NIGHT else "b"]
    return MARKS[_LETTERS[activity.kind]]


def title(kind: Kind) -> str:
    """« Garde de nuit »: the French name of a kind, as a line begins with it."""
    name = say.name(kind)
    return name[0].upper() + name[1:]
