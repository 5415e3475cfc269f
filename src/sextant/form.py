"""The form of a file: what its keys may hold, and what to say, in French, when they do not.

The types :data:`Day`, :data:`YesNo`, :data:`Whole`, :data:`Number` and :data:`Text` are what a form uses for
its fields: pydantic's own would turn 20261102 into a day of 1970, and "yes" into true.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict
from pydantic_core import ErrorDetails

YEARS = range(1900, 2200)
"""The years that a date may be of: beyond, it is a slip of the hand."""

KeyPath = tuple[str | int, ...]
"""Where a value sits: keys and positions (from 0), from the top of the file."""

DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z", re.ASCII)


def to_day(value: object) -> object:
    """A date, or its ISO text (JSON has no dates), as a date. Raises ValueError, in French."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        found = DATE.match(value.strip())
        if found:
            return read_date(found)
        french = re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\Z", value.strip())
        if french:
            day, month, year = french.groups()
            raise ValueError(f"écrivez la date dans l’autre sens : {year}-{month:0>2}-{day:0>2}")
    raise ValueError("ce n’est pas une date : écrivez année-mois-jour, par exemple 2026-11-02")


def read_date(found: re.Match[str]) -> date:
    year, month, day = (int(part) for part in found.groups())
    if year not in YEARS:
        raise ValueError(f"l’année {year} n’est pas entre {YEARS[0]} et {YEARS[-1]}")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"le {day:02d}/{month:02d}/{year:04d} n’existe pas dans le calendrier") from None


def to_text(value: object) -> object:
    """Text, or a bare number or date written where a text is expected, as text."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


class Form(BaseModel):
    """The form of a part of a file: keys that are not described are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Day = Annotated[date, BeforeValidator(to_day, json_schema_input_type=date)]
YesNo = Annotated[bool, Strict()]
Whole = Annotated[int, Strict()]
Number = Annotated[float, Strict()]
Text = Annotated[str, BeforeValidator(to_text, json_schema_input_type=str), Field(max_length=2000)]


# -- what is said of a misfit -----------------------------------------------------------------------


def spell(path: KeyPath) -> str:
    """A path as it is shown: positions counted from 1::

    >>> spell(("interns", 2, "leave", 0, "from"))
    'interns › n° 3 › leave › n° 1 › from'
    """
    return " › ".join(f"n° {step + 1}" if isinstance(step, int) else step[:60] for step in path)


def walk(value: Any, loc: Sequence[str | int]) -> KeyPath:
    """The path in the data of a pydantic location, which also names the branches of unions."""
    path: list[str | int] = []
    for position, step in enumerate(loc):
        inside = (
            isinstance(step, int) and step < len(value) if isinstance(value, list) else step in _keys(value)
        )
        if inside:
            value = value[step]
        elif position < len(loc) - 1 or not isinstance(value, dict):
            continue  # the name of a branch
        path.append(step)
    return tuple(path)


def _keys(value: Any) -> Any:
    return value if isinstance(value, dict) else ()


def models_at(model: type[BaseModel], path: KeyPath) -> list[type[BaseModel]]:
    """The models that may describe the value at ``path``: several when it is a union."""
    current: list[Any] = [model]
    for step in path:
        following: list[Any] = []
        for annotation in current:
            for inner in _unfold(annotation):
                if isinstance(inner, type) and issubclass(inner, BaseModel):
                    following += [f.annotation for n, f in inner.model_fields.items() if step in (n, f.alias)]
                else:
                    following += [a for a in get_args(inner) if a is not Ellipsis and a is not str]
        current = following
    return [i for a in current for i in _unfold(a) if isinstance(i, type) and issubclass(i, BaseModel)]


def _unfold(annotation: Any) -> list[Any]:
    """The branches of a union, without what Annotated adds."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _unfold(get_args(annotation)[0])
    if origin is Union or type(annotation).__name__ == "UnionType":
        return [inner for branch in get_args(annotation) for inner in _unfold(branch)]
    return [annotation]


def keys_of(models: Sequence[type[BaseModel]]) -> list[str]:
    """The keys that these models read, in their order."""
    return list(dict.fromkeys(f.alias or n for m in models for n, f in m.model_fields.items()))


def nearest(word: str, known: Sequence[str]) -> str:
    """The known word that ``word`` was probably meant to be, or an empty text."""
    close = get_close_matches(word.lower(), [k.lower() for k in known], n=1, cutoff=0.6)
    return next((k for k in known if close and k.lower() == close[0]), "")


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """The remedy for an unknown word: the nearest one, else all of them."""
    near = nearest(word, known)
    if near:
        return f"Vouliez-vous dire « {near} » ?"
    return f"Mots possibles : {', '.join(known)}." if known else ""


_EXPECTED = (
    (("string_type", "string_sub_type", "string_unicode"), "du texte est attendu",
     "Mettez la valeur entre guillemets."),
    (("int_type", "int_parsing", "int_from_float", "int_parsing_size"), "un nombre entier est attendu",
     "Par exemple 3."),
    (("float_type", "float_parsing", "finite_number", "decimal_parsing"), "un nombre est attendu",
     "Par exemple 0.5, avec un point."),
    (("bool_type", "bool_parsing"), "true (oui) ou false (non) est attendu",
     "Écrivez true ou false, sans guillemets."),
    (("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"),
     "une date est attendue", "Par exemple 2026-11-02."),
    (("list_type", "tuple_type", "set_type", "frozen_set_type"), "une liste est attendue",
     "Mettez la valeur entre crochets, ou chaque élément après un tiret."),
    (("dict_type", "model_type", "model_attributes_type", "mapping_type", "dataclass_type"),
     "des clés et leurs valeurs sont attendues", "Écrivez par exemple {clé: valeur}."),
    (("none_required",), "aucune valeur n’est attendue ici", ""),
)  # fmt: skip


def misfit(model: type[BaseModel], path: KeyPath, detail: ErrorDetails) -> tuple[str, str]:
    """What happened and what to write instead, for one pydantic error, never in pydantic's own words."""
    kind, context = detail["type"], detail.get("ctx") or {}
    last = str(path[-1]) if path else ""
    if kind == "missing":
        return f"la clé « {last} » manque", _example(model, path, last)
    if kind == "extra_forbidden":
        return f"la clé « {last[:60]} » est inconnue", did_you_mean(
            last, keys_of(models_at(model, path[:-1]))
        )
    if kind == "value_error":
        what, _, remedy = str(context.get("error", "cette valeur ne convient pas")).partition(" → ")
        return what, remedy
    if kind in ("literal_error", "enum", "union_tag_invalid"):
        words = re.findall(r"'([^']*)'", str(context.get("expected") or context.get("expected_tags") or ""))
        given = detail["input"]
        shown = (
            given.get(str(context.get("discriminator", "")).strip("'")) if isinstance(given, dict) else given
        )
        return f"« {shown!s:.60} » n’est pas possible ici", did_you_mean(str(shown), words)
    if kind in _LIMITS:
        text, key = _LIMITS[kind]
        return text.format(limit=_number(context.get(key))), ""
    if kind == "string_pattern_mismatch":
        return "ce texte n’a pas la forme attendue", _example(model, path, last)
    for kinds, what, remedy in _EXPECTED:
        if kind in kinds:
            return what, remedy
    return "cette valeur ne convient pas", _example(model, path, last)


def _number(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return f"{value:g}".replace(".", ",") if isinstance(value, int | float) else str(value)


_LIMITS: dict[str, tuple[str, str]] = {
    "greater_than": ("un nombre plus grand que {limit} est attendu", "gt"),
    "greater_than_equal": ("un nombre d’au moins {limit} est attendu", "ge"),
    "less_than": ("un nombre plus petit que {limit} est attendu", "lt"),
    "less_than_equal": ("un nombre d’au plus {limit} est attendu", "le"),
    "too_short": ("il faut au moins {limit} élément(s)", "min_length"),
    "too_long": ("il faut au plus {limit} élément(s)", "max_length"),
    "string_too_short": ("ce texte est trop court : au moins {limit} caractère(s)", "min_length"),
    "string_too_long": ("ce texte est trop long : au plus {limit} caractères", "max_length"),
}


def _example(model: type[BaseModel], path: KeyPath, key: str) -> str:
    """« Écrivez par exemple … », from the examples of the field."""
    for owner in models_at(model, path[:-1]):
        for name, field in owner.model_fields.items():
            if key in (name, field.alias) and field.examples:
                return f"Écrivez par exemple « {key}: {field.examples[0]} »."
    return f"Ajoutez « {key}: … »." if key else ""
