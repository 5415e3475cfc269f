"""The dated amounts: reads ``amounts/``, and answers with the figure of a day, or unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from sextant.document import Document, read_document
from sextant.errors import BadInput, BadLaw, Place
from sextant.form import Day, Form, Text, YesNo, did_you_mean
from sextant.law.rule import Confidence
from sextant.rights.figure import CENT, Figure

AMOUNTS = Path(__file__).parent / "amounts"


def to_decimal(value: object) -> object:
    """A number of a file as an exact decimal of at most two places. Raises ValueError, in French."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError("un nombre est attendu → Par exemple 234.80, avec un point.")
    exact = Decimal(str(value))
    if exact != exact.quantize(CENT):
        raise ValueError("un montant a deux décimales au plus → Arrondissez-le au centime.")
    return exact.quantize(CENT)


Exact = Annotated[Decimal, BeforeValidator(to_decimal)]
Seen = Literal["texte", "secondaire", "non vu"]


class ValueForm(Form):
    """The value of an amount between two days. ``from`` absent: its first day was not found,
    and the figure is to be confirmed."""

    value: Exact | None = Field(ge=0, examples=["234.80"], description="Le nombre ; null : texte non vu.")
    since: Day | None = Field(None, alias="from", description="Premier jour.")
    until: Day | None = Field(None, alias="to", description="Premier jour où il ne vaut plus.")
    attested_until: Day | None = Field(
        None, description="Dernier jour pour lequel une source le donne ; après, « à confirmer »."
    )
    expected: YesNo = Field(False, description="true : déduit d’un autre texte, lu nulle part.")
    confidence: Confidence | None = Field(None, description="Remplace celle du montant.")
    doubt: Text = Field("", description="Ce qui est incertain ; obligatoire sous la confiance haute.")
    source: Text = Field("", description="Remplace le texte du fichier, pour cette valeur.")
    seen: Seen | None = Field(None, description="Remplace celui du fichier.")

    def covers(self, day: date) -> bool:
        """True when it is the value of that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class AmountExample(Form):
    """What the amount is on a day, run as a test."""

    on: Day = Field(description="Un jour.")
    value: Exact | None = Field(None, description="Le nombre attendu ; absent : inconnu.")
    to_confirm: YesNo = Field(False, description="true : il doit être dit « à confirmer ».")


class AmountForm(Form):
    """One amount through time."""

    name: Text = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Nom unique ; il ne change plus.")
    says: Text = Field(min_length=5, description="Ce que c’est, en quelques mots.")
    unit: Text = Field(min_length=1, examples=["€ par garde"], description="€ ou %, puis par quoi.")
    confidence: Confidence = Field(description="haute, moyenne, faible ou non vérifiée.")
    doubt: Text = Field("", description="Ce qui est incertain pour toutes les valeurs.")
    article: Text = Field("", description="Remplace celui du fichier.")
    values: list[ValueForm] = Field(
        min_length=1, description="Valeurs, de la plus ancienne à la plus récente."
    )
    examples: list[AmountExample] = Field(
        min_length=2, description="Deux jours au moins, et le nombre attendu."
    )

    @model_validator(mode="after")
    def _in_order(self) -> AmountForm:
        for value in self.values:
            if value.since and value.until and value.until <= value.since:
                raise ValueError(f"« {self.name} » : une valeur finit avant de commencer")
            certain = (value.confidence or self.confidence) is Confidence.HIGH and not value.expected
            if not certain and not (value.doubt or self.doubt):
                raise ValueError(f"« {self.name} » : une valeur incertaine dit son doute (doubt)")
        for before, after in zip(self.values, self.values[1:], strict=False):
            if before.until is None or after.since is None or after.since < before.until:
                raise ValueError(
                    f"« {self.name} » : deux valeurs valent les mêmes jours → Fermez la première par « to »."
                )
        return self


class AmountsForm(Form):
    """A file of ``amounts/``: one text, its amounts."""

    text: Text = Field(min_length=4, description="Nom complet du texte, ou des pages.")
    article: Text = Field("", description="Article.")
    id: Text = Field("", description="Identifiant Légifrance, s’il est connu ; jamais deviné.")
    checked: Day = Field(description="Jour de la dernière vérification.")
    seen: Seen = Field(description="texte (lu), secondaire ou non vu.")
    amounts: list[AmountForm] = Field(min_length=1, description="Les montants.")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with the text it comes from."""

    form: AmountForm
    text: AmountsForm
    file: str
    line: int

    def on(self, day: date) -> Figure:
        """The figure of that day; unknown before the first value seen or where none is written."""
        form, text = self.form, self.text
        value = next((one for one in form.values if one.covers(day)), None)
        article = form.article or text.article
        doubts = [value.doubt if value else f"aucun montant lu pour le {day:%d/%m/%Y}", form.doubt]
        beyond = value is not None and value.attested_until is not None and day > value.attested_until
        if value is not None and beyond:
            doubts.insert(
                0,
                f"dernier montant connu, lu dans des pages qui vont jusqu’au {value.attested_until:%d/%m/%Y}",
            )
        return Figure(
            name=form.name,
            says=form.says,
            value=value.value if value else None,
            unit=form.unit,
            on=day,
            source=(value.source if value else "") or (f"{text.text}, {article}" if article else text.text),
            seen=(value.seen if value else None) or text.seen,
            confidence=_lowered((value.confidence if value else None) or form.confidence, beyond),
            checked=text.checked,
            doubt=" ; ".join(doubt for doubt in doubts if doubt),
            to_confirm=value is not None
            and value.value is not None
            and (value.expected or beyond or value.since is None),
        )


def _lowered(confidence: Confidence, beyond: bool) -> Confidence:
    """A figure beyond what its sources give is never of high confidence."""
    return Confidence.MEDIUM if beyond and confidence is Confidence.HIGH else confidence


@dataclass(frozen=True, slots=True)
class Tariff:
    """Every amount, by name."""

    amounts: tuple[Amount, ...]

    def amount(self, name: str) -> Amount:
        """The amount of that name. Raises BadInput, with the nearest name."""
        for one in self.amounts:
            if one.form.name == name:
                return one
        raise BadInput(
            f"« {name} » n’est pas un montant connu",
            remedy=did_you_mean(name, [one.form.name for one in self.amounts]),
        )

    def on(self, name: str, day: date) -> Figure:
        """The figure of an amount on a day. Raises BadInput when there is no such amount."""
        return self.amount(name).on(day)


@lru_cache(maxsize=4)
def load_tariff(folder: Path = AMOUNTS) -> Tariff:
    """The amounts of a folder. Raises BadDocument or BadLaw, with file and line."""
    found: dict[str, Amount] = {}
    for document in _documents(folder):
        form = document.validate(AmountsForm)
        for number, one in enumerate(form.amounts):
            line = document.line(("amounts", number))
            if one.name in found:
                other = found[one.name]
                raise BadLaw(
                    f"le montant « {one.name} » est écrit deux fois (déjà dans {other.file}, ligne {other.line})",
                    place=Place(document.name, line),
                    remedy="Donnez un autre « name ».",
                )
            found[one.name] = Amount(one, form, document.name, line)
    return Tariff(tuple(found.values()))


def check_amounts(folder: Path = AMOUNTS) -> list[BadLaw]:
    """Every example that does not hold, with its file and line. Raises as :func:`load_tariff`."""
    return [remark for one in load_tariff(folder).amounts for remark in _differences(one)]


def _differences(one: Amount) -> Iterator[BadLaw]:
    for example in one.form.examples:
        found = one.on(example.on)
        if (found.value, found.to_confirm) != (example.value, example.to_confirm):
            expected = "inconnu" if example.value is None else str(example.value)
            yield BadLaw(
                f"« {one.form.name} » le {example.on:%d/%m/%Y} : {expected} attendu"
                f"{', à confirmer' if example.to_confirm else ''}, {found.say()} trouvé",
                place=Place(one.file, one.line),
                remedy="Corrigez l’exemple ou la valeur.",
            )


def _documents(folder: Path) -> Iterator[Document]:
    for file in sorted(folder.rglob("*.yaml")):
        document = read_document(file)
        yield Document(file.relative_to(folder).as_posix(), document.data, document.lines)
