"""A figure of the law at a date: how much, by which text, how sure; or unknown, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from sextant import wording
from sextant.errors import BadInput
from sextant.law.rule import Confidence

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a text gives on a day.

    ``value`` is in ``unit`` (« € par garde »), None when the text for that day was not seen. ``to_confirm``: the
    last figure known, or one that follows from another text, which no page seen gives for that day.
    ``checked`` is the day the source was last read.
    """

    name: str
    says: str
    value: Decimal | None
    unit: str
    on: date
    source: str
    seen: str
    confidence: Confidence
    checked: date
    doubt: str = ""
    to_confirm: bool = False

    @property
    def known(self) -> bool:
        """True when a text or a page gives a value."""
        return self.value is not None

    def say(self) -> str:
        """« 234,80 € par garde », « 21,26 € par période, à confirmer », « inconnu »."""
        if self.value is None:
            return "inconnu"
        said = f"{say_value(self.value, self.unit)}"
        return f"{said}, à confirmer" if self.to_confirm else said

    def say_source(self) -> str:
        """Where it is written, how it was read and when, how sure it is."""
        seen = {
            "texte": "texte lu",
            "secondaire": "lu dans des pages qui le rapportent",
            "non vu": "texte non vu",
        }
        return (
            f"{self.source} ({seen[self.seen]}, vérifié le {wording.say_day(self.checked)}, "
            f"confiance {self.confidence.value})"
        )


def say_value(value: Decimal, unit: str) -> str:
    """« 234,80 € par garde », « 75 % du titre »: the unit is stuck to its number."""
    sign, _, rest = unit.partition(" ")
    said = (
        wording.say_money(float(value))
        if sign == "€"
        else f"{wording.say_number(float(value))}{wording.NARROW}{sign}"
    )
    return f"{said} {rest}".strip()


def cents(value: Decimal) -> Decimal:
    """Rounded to the cent, halves up."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def say_euros(value: Decimal | None) -> str:
    """« 2 052,37 € », « inconnu »."""
    return "inconnu" if value is None else wording.say_money(float(value))


def read_euros(text: str) -> Decimal:
    """An amount of money as typed, with a point or a comma. Raises BadInput."""
    try:
        euros = Decimal(
            text.replace("€", "")
            .replace("\u202f", "")
            .replace("\u00a0", "")
            .replace(" ", "")
            .replace(",", ".")
        )
    except InvalidOperation:
        euros = Decimal("NaN")
    if not euros.is_finite() or abs(euros) > 10**7:
        raise BadInput(f"« {text} » n’est pas un montant", remedy="Par exemple 2052.37.")
    return euros
