"""The closed vocabulary: every fact that may be known of a person, how to ask for it and how to say it.

It is read from ``questions.yaml``; code knows only the kinds of facts, never a fact by its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from pydantic import Field, model_validator

from sextant import wording
from sextant.benefits import places
from sextant.document import read_document
from sextant.form import Form, Text, Whole, YesNo, did_you_mean, to_day, to_text

QUESTIONS = Path(__file__).with_name("questions.yaml")

Kind = Literal["choice", "set", "yes_no", "number", "day", "place", "history", "counts"]

UNKNOWN_WORDS = ("", "inconnu", "inconnue", "na", "n/a", "?", "je ne sais pas")
"""What may be written instead of a value to say that it is not known."""


class Fact(Form):
    """One fact: its question, its possible answers and the words that its sentences are made of."""

    id: Text
    kind: Kind
    asks: Text
    help: Text = ""
    says: Text = ""
    yes: Text = ""
    no: Text = ""
    noun: Text = ""
    unit: Text = ""
    has: Text = ""
    without: Text = ""
    choices: dict[str, Text] = Field(default_factory=dict)
    names: Literal["", "commune", "departement", "region", "epci"] = ""
    between: tuple[Whole, Whole] | None = None
    changeable: YesNo = False
    amount_only: YesNo = False
    moot_when: dict[Text, list[Text]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _can_be_said(self) -> Fact:
        needed: Mapping[Kind, tuple[str, ...]] = {
            "choice": ("says", "choices"), "set": ("has", "without", "choices"), "yes_no": ("yes", "no"),
            "number": ("noun",), "day": ("noun",), "place": ("noun", "names"),
            "history": ("noun", "choices"), "counts": ("noun", "choices"),
        }  # fmt: skip
        for key in needed[self.kind]:
            if not getattr(self, key):
                raise ValueError(f"un fait « {self.kind} » a besoin de la clé « {key} »")
        return self

    def moot(self, facts: Mapping[str, Any]) -> bool:
        """True when another answer makes the question idle: the place of a project that nobody has."""
        return any(facts.get(name) in values for name, values in self.moot_when.items())

    def read(self, value: object) -> Any:
        """A written value as the engine wants it; None when it says that the fact is unknown.

        Raises ValueError, in French, for a value that the fact cannot have.
        """
        if value is None:
            return None
        if isinstance(value, str) and value.strip().lower() in UNKNOWN_WORDS and value not in self.choices:
            return None
        return _READERS[self.kind](self, value)

    def label(self, value: Any) -> str:
        """How one value is said: « en ZIP », « Sarthe (72) », « 15 km »."""
        if self.kind == "choice":
            return self.choices.get(str(value), str(value))
        if self.kind == "place":
            return places.name(self.names, str(value))
        if self.kind == "day":
            return f"le {wording.say_day(value)}"
        if self.kind == "number":
            return f"{wording.say_number(value)} {self.unit}".strip()
        if self.kind == "yes_no":
            return "oui" if value else "non"
        if self.kind == "set":
            return wording.join([self.choices[v] for v in self.choices if v in value]) or "aucun"
        return self._several(value)

    def _several(self, value: Any) -> str:
        if self.kind == "counts":
            return f"{wording.say_number(sum(value.values()))} patients"
        if not value:
            return "aucune"
        return wording.join([f"{self.choices[kind]} ({_when(day)})" for kind, day in value])

    def told(self, value: Any) -> str:
        """What the person said, as a sentence without full stop."""
        if self.kind == "choice":
            return self.says.format(self.label(value))
        if self.kind == "yes_no":
            return self.yes if value else self.no
        return f"{self.noun or self.asks} : {self.label(value)}"


def _when(day: date | None) -> str:
    return wording.say_day(day) if day else "date inconnue"


def _choice(fact: Fact, value: object) -> str:
    text = {True: "oui", False: "non"}.get(value, value) if isinstance(value, bool) else value
    text = str(to_text(text)).strip()
    found = {key.lower(): key for key in fact.choices}.get(text.lower())
    if found is None:
        raise ValueError(f"« {text} » n’est pas une réponse possible → {_possible(fact, text)}")
    return found


def _set(fact: Fact, value: object) -> frozenset[str]:
    if not isinstance(value, list):
        raise ValueError("une liste est attendue, même vide → Écrivez par exemple [].")
    return frozenset(_choice(fact, one) for one in value)


def _yes_no(fact: Fact, value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("oui", "non"):
        return value.lower() == "oui"
    raise ValueError(
        f"« {value} » : on attend oui ou non → Écrivez true ou false ; rien si vous ne savez pas."
    )


def _number(fact: Fact, value: object) -> float:
    if isinstance(value, str) and re.fullmatch(r"\d{1,9}(?:[.,]\d{1,4})?", value.strip()):
        value = float(value.strip().replace(",", "."))
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"« {value} » n’est pas un nombre → Écrivez par exemple 12 ou 12.5.")
    low, high = fact.between or (0, 10**9)
    if not low <= value <= high:
        raise ValueError(
            f"{wording.say_number(value)} n’est pas entre {low} et {high} → Vérifiez cette valeur."
        )
    return value


def _day(fact: Fact, value: object) -> date:
    day = to_day(value)
    assert isinstance(day, date)
    return day


def _place(fact: Fact, value: object) -> str:
    text = str(to_text(value)).strip().upper()
    shape, what = places.SHAPES[fact.names]
    if not shape.match(text) and fact.names == "commune" and text.isdigit() and len(text) == 4:
        text = f"0{text}"  # a spreadsheet drops the zero of 01004
    if not shape.match(text):
        raise ValueError(f"« {text} » : {what}")
    known = {"departement": places.departements(), "region": places.regions()}.get(fact.names)
    if known is not None and text not in known:
        raise ValueError(f"« {text} » n’est le code d’aucun territoire connu → Vérifiez le code.")
    return text


def _history(fact: Fact, value: object) -> tuple[tuple[str, date | None], ...]:
    if not isinstance(value, list):
        raise ValueError(
            "une liste est attendue, même vide → Écrivez par exemple [{categorie: CESP, date: 2020-01-01}]."
        )
    found: list[tuple[str, date | None]] = []
    for one in value:
        if not isinstance(one, dict) or "categorie" not in one or set(one) - {"categorie", "date"}:
            raise ValueError(
                "une aide reçue s’écrit avec sa catégorie et sa date → Écrivez {categorie: CESP, date: 2020-01-01}."
            )
        day = one.get("date")
        unknown = day is None or (isinstance(day, str) and day.lower() in UNKNOWN_WORDS)
        found.append((_choice(fact, one["categorie"]), None if unknown else _day(fact, day)))
    return tuple(sorted(found, key=lambda item: (item[0], item[1] or date.min)))


def _counts(fact: Fact, value: object) -> Mapping[str, float]:
    if not isinstance(value, dict):
        raise ValueError("des classes et leurs nombres sont attendus → Écrivez {7_a_74_ans: 560}.")
    found: dict[str, float] = {}
    for key, number in value.items():
        if key not in fact.choices:
            raise ValueError(
                f"la classe « {key} » est inconnue → {did_you_mean(str(key), list(fact.choices))}"
            )
        found[key] = _number(fact, number)
    return MappingProxyType(found)


_READERS: Mapping[Kind, Any] = {
    "choice": _choice, "set": _set, "yes_no": _yes_no, "number": _number,
    "day": _day, "place": _place, "history": _history, "counts": _counts,
}  # fmt: skip


def _possible(fact: Fact, text: str) -> str:
    return did_you_mean(text, list(fact.choices))


class _Questions(Form):
    facts: list[Fact]


@lru_cache(maxsize=1)
def vocabulary() -> Mapping[str, Fact]:
    """Every fact by its name, in the order of the questions. Raises BadDocument when the file does not hold."""
    facts = read_document(QUESTIONS).validate(_Questions).facts
    return MappingProxyType({fact.id: fact for fact in facts})


def fact(name: str) -> Fact:
    """The fact of that name. Raises ValueError, in French, with the nearest name."""
    found = vocabulary().get(name)
    if found is None:
        near = did_you_mean(name, list(vocabulary()))
        raise ValueError(f"le fait « {name} » est inconnu → {near if len(near) < 90 else _GROUPS}")
    return found


_GROUPS = "« sextant benefits questions » les donne tous."
