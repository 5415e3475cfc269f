"""What people of a place write of it, by hand: kinds of entries, what each must say, when it expires, what a charter asks.

Kinds are data (``registers.yaml``); code knows only the shapes of answers. An entry says who wrote it and when it was
last confirmed; expired, it is still shown, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Literal

from pydantic import Field, RootModel, model_validator

from sextant import wording
from sextant.document import read_document
from sextant.form import Form, Number, Text, Whole, YesNo

AnswerKind = Literal["text", "long", "email", "phone", "url", "money", "whole", "yes_no", "choice"]
LINE, PARAGRAPH = 120, 800
"""The longest answers, in characters."""


class Asked(Form):
    """One thing that an entry says."""

    asks: Text
    kind: AnswerKind
    help: Text = ""
    required: YesNo = False
    choices: dict[str, Text] = Field(default_factory=dict)

    def read(self, written: str) -> Any:
        """What was typed, as it is kept; None when nothing was. Raises ValueError, in French, with what would do."""
        text = " ".join(written.split()) if self.kind != "long" else written.strip()
        if not text:
            if self.required:
                raise ValueError("il manque ici quelque chose → Remplissez ce champ.")
            return None
        return _READERS[self.kind](self, text)

    def said(self, value: Any) -> str:
        """An answer in words; « inconnu » when there is none."""
        if value is None:
            return "inconnu"
        if self.kind == "yes_no":
            return "oui" if value else "non"
        if self.kind == "choice":
            return self.choices.get(str(value), str(value))
        return wording.say_money(value) if self.kind == "money" else str(value)


class Criterion(Form):
    """One thing that a charter asks: a yes, or a number within bounds."""

    field: Text
    says: Text
    least: Number | None = None
    most: Number | None = None

    def holds(self, value: Any) -> bool | None:
        """Whether the answer fulfils it; None when it was not told."""
        if value is None:
            return None
        if self.least is None and self.most is None:
            return value is True
        return not (
            (self.least is not None and value < self.least) or (self.most is not None and value > self.most)
        )


class Charter(Form):
    """A charter, criterion by criterion."""

    title: Text
    criteria: list[Criterion]


class Kind(Form):
    """One kind of entry. ``reached_by``: answers one of which at least must be given."""

    title: Text
    one: Text
    says: Text
    warning: Text = ""
    scales: list[Literal["commune", "epci", "departement", "region"]]
    months: Whole
    fields: dict[str, Asked]
    reached_by: list[Text] = Field(default_factory=list)
    charter: Charter | None = None

    @model_validator(mode="after")
    def _names_its_fields(self) -> Kind:
        named = [*self.reached_by, *(one.field for one in (self.charter.criteria if self.charter else ()))]
        for name in named:
            if name not in self.fields:
                raise ValueError(f"« {name} » n’est pas un champ de « {self.title} »")
        return self


class _Kinds(RootModel[dict[str, Kind]]):
    """The whole file."""


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of entry, by name. Raises BadDocument when the file does not hold."""
    with as_file(files("sextant.territory") / "registers.yaml") as path:
        return read_document(path).validate(_Kinds).root


@dataclass(frozen=True, slots=True)
class Read:
    """What was typed in the fields of an entry, and what is wrong, by field, in French."""

    values: dict[str, Any]
    wrong: dict[str, str]


def read_entry(kind: Kind, written: Mapping[str, str]) -> Read:
    """The answers of an entry; nothing is kept of one that is wrong."""
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, asked in kind.fields.items():
        try:
            value = asked.read(written.get(name, ""))
        except ValueError as error:
            what, _, remedy = str(error).partition(" → ")
            wrong[name] = f"{what}. {remedy}".strip()
            continue
        if value is not None:
            values[name] = value
    if kind.reached_by and not wrong and not any(name in values for name in kind.reached_by):
        asks = wording.join([f"« {kind.fields[name].asks} »" for name in kind.reached_by])
        wrong[kind.reached_by[0]] = f"personne ne pourrait vous joindre. Donnez l’un des deux : {asks}."
    return Read(values, wrong)


def expires(kind: Kind, confirmed: date) -> date:
    """The last day on which an entry confirmed that day is taken as true."""
    index = confirmed.year * 12 + confirmed.month - 1 + kind.months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(confirmed.day, 28))


def compared(kind: Kind, values: Mapping[str, Any]) -> list[tuple[str, bool | None]]:
    """Each criterion of the charter with whether the entry fulfils it; empty without a charter."""
    if kind.charter is None:
        return []
    return [(one.says, one.holds(values.get(one.field))) for one in kind.charter.criteria]


# -- reading what was typed ---------------------------------------------------------------------------


def _line(asked: Asked, text: str) -> str:
    if len(text) > LINE:
        raise ValueError(f"c’est trop long : {len(text)} signes, {LINE} au plus → Raccourcissez.")
    return text


def _paragraph(asked: Asked, text: str) -> str:
    if len(text) > PARAGRAPH:
        raise ValueError(f"c’est trop long : {len(text)} signes, {PARAGRAPH} au plus → Raccourcissez.")
    return text


def _email(asked: Asked, text: str) -> str:
    if len(text) > LINE or not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
        raise ValueError("ce n’est pas une adresse électronique → Écrivez par exemple accueil@exemple.fr.")
    return text


def _phone(asked: Asked, text: str) -> str:
    digits = re.sub(r"[ .()-]", "", text)
    if not re.fullmatch(r"\+?\d{4,15}", digits):
        raise ValueError("ce n’est pas un numéro de téléphone → Écrivez par exemple 02 41 00 00 00.")
    if len(digits) == 10 and digits.startswith("0"):
        return " ".join(digits[i : i + 2] for i in range(0, 10, 2))
    return text


def _url(asked: Asked, text: str) -> str:
    if len(text) > LINE * 3 or not re.fullmatch(r"https?://[^\s<>\"']+\.[^\s<>\"']+", text):
        raise ValueError("ce n’est pas l’adresse d’une page → Écrivez-la en entier, https:// compris.")
    return text


def _whole(asked: Asked, text: str) -> int:
    if not re.fullmatch(r"\d{1,5}", text):
        raise ValueError(f"« {text[:20]} » n’est pas un nombre entier → Écrivez par exemple 3.")
    return int(text)


def _money(asked: Asked, text: str) -> float:
    plain = (
        text.replace("€", "").replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", ".")
    )
    if not re.fullmatch(r"\d{1,6}(\.\d{1,2})?", plain):
        raise ValueError(f"« {text[:20]} » n’est pas une somme → Écrivez par exemple 150.")
    return float(plain)


def _yes_no(asked: Asked, text: str) -> bool:
    if text.lower() not in ("oui", "non"):
        raise ValueError("on attend oui ou non → Choisissez, ou laissez « on ne sait pas ».")
    return text.lower() == "oui"


def _choice(asked: Asked, text: str) -> str:
    if text not in asked.choices:
        raise ValueError("ce n’est pas une réponse possible → Choisissez dans la liste.")
    return text


_READERS: Mapping[AnswerKind, Callable[[Asked, str], Any]] = {
    "text": _line, "long": _paragraph, "email": _email, "phone": _phone, "url": _url,
    "money": _money, "whole": _whole, "yes_no": _yes_no, "choice": _choice,
}  # fmt: skip
