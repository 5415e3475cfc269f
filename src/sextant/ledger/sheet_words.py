"""The words that hour sheets use, read from ``sheet_words.yaml``: titles of columns, natures of presence."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from sextant.almanac.activity import Kind
from sextant.document import read_document
from sextant.workbook import plain

_FILE = Path(__file__).with_name("sheet_words.yaml")


class Role(StrEnum):
    """What a column tells. The value is its key in ``sheet_words.yaml``."""

    DAY = "day"
    START = "start"
    END = "end"
    MORNING_START = "morning_start"
    MORNING_END = "morning_end"
    AFTERNOON_START = "afternoon_start"
    AFTERNOON_END = "afternoon_end"
    DUTY_START = "duty_start"
    DUTY_END = "duty_end"
    DUTY = "duty"
    KIND = "kind"
    LUNCH = "lunch"
    HALF_DAYS = "half_days"
    CALL_OUTS = "call_outs"
    OUT_OF_CARE = "out_of_care"
    LINE = "line"
    SITE = "site"
    NOTE = "note"

    @property
    def says(self) -> str:
        """What it tells, in French."""
        return _SAYS[self]


_SAYS = {
    Role.DAY: "la date",
    Role.START: "l’heure d’arrivée",
    Role.END: "l’heure de départ",
    Role.MORNING_START: "l’arrivée du matin",
    Role.MORNING_END: "le départ du matin",
    Role.AFTERNOON_START: "l’arrivée de l’après-midi",
    Role.AFTERNOON_END: "le départ de l’après-midi",
    Role.DUTY_START: "le début de la garde",
    Role.DUTY_END: "la fin de la garde",
    Role.DUTY: "s’il y a eu une garde",
    Role.KIND: "la nature de la présence",
    Role.LUNCH: "la coupure de midi, retirée des heures",
    Role.HALF_DAYS: "le nombre de demi-journées",
    Role.CALL_OUTS: "les déplacements d’astreinte",
    Role.OUT_OF_CARE: "le temps hors du soin",
    Role.LINE: "la ligne de garde",
    Role.SITE: "le lieu",
    Role.NOTE: "une note",
}


def role_of(title: str) -> Role | None:
    """What a column of that title tells, None when it is not known or tells nothing that is needed."""
    return _words()[0].get(plain(title))


def is_ignored(title: str) -> bool:
    """True for a title that is known and tells nothing that the ledger does not count itself."""
    return plain(title) in _words()[2]


def kind_of(word: str) -> Kind | None:
    """The nature that a word stands for, None when it is not known."""
    return _words()[1].get(plain(word))


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, Role], dict[str, Kind], frozenset[str]]:
    data: dict[str, Any] = read_document(_FILE).data
    roles = {plain(str(word)): Role(role) for role, words in data["columns"].items() for word in words}
    kinds: dict[str, Kind] = {}
    for kind, words in data["kinds"].items():
        for word in (kind, *words):
            kinds.setdefault(plain(str(word)), Kind(kind))
    return roles, kinds, frozenset(plain(str(word)) for word in data["ignored"])
