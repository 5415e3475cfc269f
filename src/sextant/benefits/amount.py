"""What an aid is worth: dated parameters, and the few ways in which an amount is made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from sextant import wording
from sextant.benefits.condition import Condition, Test, compiled, say
from sextant.benefits.situation import Facts
from sextant.benefits.vocabulary import fact as known_fact
from sextant.form import Day, Form, Number, Text, Whole, YesNo


class Confidence(StrEnum):
    """How far an amount or an aid was checked; the letter's meaning is printed beside it."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @property
    def says(self) -> str:
        """The meaning of the letter."""
        return _CONFIDENCE[self]


_CONFIDENCE = {
    Confidence.A: "texte officiel ou page du payeur, moins de douze mois",
    Confidence.B: "deux sources concordantes, ou une page officielle plus ancienne",
    Confidence.C: "une seule source secondaire ou ancienne",
    Confidence.D: "annoncé, remplacé ou non vérifié",
}


class DatedValue(Form):
    """A parameter from a day on: one number, a number per year (a list) or per class (keys)."""

    first_day: Day | None = None
    value: Number | list[Number] | dict[str, Number] = Field(examples=["10000"])
    source: Text = Field(examples=["AM1"])
    checked: Day = Field(examples=["2026-11-22"])
    confidence: Confidence
    note: Text = ""


Parameters = Mapping[str, Sequence[DatedValue]]


def at(values: Sequence[DatedValue], day: date) -> DatedValue | None:
    """The value in force on ``day``; None before the first one."""
    found = [value for value in values if value.first_day is None or value.first_day <= day]
    return max(found, key=lambda value: value.first_day or date.min) if found else None


class Basis(StrEnum):
    """What kind of figure it is: only ``firm`` enters a total."""

    FIRM = "firm"
    UP_TO = "up_to"
    ESTIMATE = "estimate"
    TAX_BASE = "tax_base"
    PAY = "pay"


class Table(Form):
    """A number read in a table by a fact: the line whose key is the greatest not above it."""

    fact: Text
    table: dict[str, Whole]


class Reduced(Form):
    """The amount goes down in proportion once a percentage is above a threshold."""

    fact: Text
    above: Number


class Amount(Form):
    """One part of what an aid is worth, and how it is made of a parameter."""

    basis: Basis
    every: Literal["once", "month", "year", "semester", "placement"]
    parameter: Text = ""
    unit: Text = "€"
    times: Whole | Table | None = None
    by: Text = ""
    percent_of: Text = ""
    mix: Text = ""
    multiply_by: Text = ""
    multiply_at_most: Number | None = None
    reduced_by: Reduced | None = None
    then: YesNo = False  # the last value of a list goes on, year after year
    when: Condition | None = None
    says: Text = ""

    @model_validator(mode="after")
    def _facts_exist(self) -> Amount:
        named = [self.by, self.percent_of, self.multiply_by]
        named += [self.times.fact] if isinstance(self.times, Table) else []
        named += [self.reduced_by.fact] if self.reduced_by else []
        for name in named:
            if name:
                known_fact(name)
        return self

    @cached_property
    def applies(self) -> Test | None:
        """Whether this part is due, as a function of the facts; None when it always is."""
        return compiled(self.when, "") if self.when else None

    @property
    def cash(self) -> bool:
        """True for euros that someone pays."""
        return self.unit == "€" and self.basis in (Basis.FIRM, Basis.UP_TO)


@dataclass(frozen=True, slots=True)
class Worth:
    """One part, worked out: ``values`` per period (None when not known), ``total`` over its duration when known.

    ``lacks`` are the facts that would give the figures; ``certain`` is False when a condition of the part is open.
    """

    amount: Amount
    values: tuple[float, ...] | None
    times: int | None
    total: float | None
    lacks: tuple[str, ...]
    confidence: Confidence | None
    certain: bool = True

    @property
    def counts(self) -> bool:
        """True for cash that is due: what a total may add."""
        return self.certain and self.amount.cash

    @property
    def monthly(self) -> float:
        """Euros a month, for a part paid monthly."""
        return self.values[0] if self.values and self.amount.every == "month" else 0.0

    @property
    def says(self) -> str:
        """« 300 € par mois pendant 6 mois, soit 1 800 € »."""
        return _say(self)


def worth_of(amounts: Sequence[Amount], parameters: Parameters, facts: Facts, day: date) -> tuple[Worth, ...]:
    """Every part that applies, worked out with the parameters of ``day``."""
    found = []
    for amount in amounts:
        applies = amount.applies(facts) if amount.applies else True
        if applies is not False:
            found.append(_worth(amount, parameters, facts, day, certain=applies is True))
    return tuple(found)


def _worth(amount: Amount, parameters: Parameters, facts: Facts, day: date, *, certain: bool) -> Worth:
    dated = at(parameters.get(amount.parameter, ()), day)
    lacks = [
        name for name in (amount.by, amount.percent_of, amount.multiply_by) if name and name not in facts
    ]
    confidence = dated.confidence if dated else None
    if dated is None or lacks:
        return Worth(amount, None, None, None, tuple(lacks), confidence, certain)
    values = _values(amount, dated, parameters, facts, day)
    times = _times(amount, facts)
    missing = (
        (amount.times.fact,) if isinstance(amount.times, Table) and amount.times.fact not in facts else ()
    )
    return Worth(amount, values, times, _total(amount, values, times), missing, confidence, certain)


def _values(
    amount: Amount, dated: DatedValue, parameters: Parameters, facts: Facts, day: date
) -> tuple[float, ...] | None:
    written = dated.value
    if isinstance(written, dict):
        found = _line(written, facts[amount.by]) if amount.by else None
        if found is None:
            return None
        numbers = [found]
    else:
        numbers = [float(one) for one in written] if isinstance(written, list) else [float(written)]
    factor = 1.0
    if amount.mix:
        weights = at(parameters.get(amount.mix, ()), day)
        assert weights is not None
        assert isinstance(weights.value, dict)
        base = sum(weights.value[kind] * count for kind, count in facts[amount.percent_of].items())
        factor *= base / 100
    elif amount.percent_of:
        factor *= facts[amount.percent_of] / 100
    if amount.multiply_by:
        count = facts[amount.multiply_by]
        factor *= count if amount.multiply_at_most is None else min(count, amount.multiply_at_most)
    if amount.reduced_by:
        share = facts.get(amount.reduced_by.fact, 0)
        factor *= (100 - share) / 100 if share > amount.reduced_by.above else 1
    return tuple(round(number * factor, 2) for number in numbers)


def _line(table: Mapping[str, float], value: object) -> float | None:
    """The line of a table: the key itself, or the greatest number not above the value."""
    if isinstance(value, str):
        return table.get(value)
    assert isinstance(value, int | float)
    below = [float(key) for key in table if float(key) <= value]
    return next(number for key, number in table.items() if float(key) == max(below)) if below else None


def _times(amount: Amount, facts: Facts) -> int | None:
    if not isinstance(amount.times, Table):
        return amount.times
    value = facts.get(amount.times.fact)
    found = None if value is None else _line(dict(amount.times.table), value)
    return None if found is None else int(found)


def _total(amount: Amount, values: tuple[float, ...] | None, times: int | None) -> float | None:
    if values is None or amount.then:
        return None
    if len(values) > 1:
        return round(sum(values), 2)
    if amount.every in ("once", "semester", "placement") and times is None:
        return values[0]
    return None if times is None else round(values[0] * times, 2)


# -- said --------------------------------------------------------------------------------------------

_EVERY = {
    "once": "en une fois", "month": "par mois", "year": "par an", "semester": "par semestre", "placement": "par stage",
}  # fmt: skip
_BEFORE = {
    Basis.UP_TO: "jusqu’à ",
    Basis.ESTIMATE: "environ ",
    Basis.TAX_BASE: "",
    Basis.FIRM: "",
    Basis.PAY: "",
}


def quantity(value: float, unit: str) -> str:
    """« 10 000 € », « 60 jours »."""
    return wording.say_money(value) if unit == "€" else f"{wording.say_number(value)} {unit}"


def _say(worth: Worth) -> str:
    amount = worth.amount
    label = f"{amount.says} : " if amount.says else ""
    doubt = "" if worth.certain else " (si cette condition est remplie)"
    if worth.values is None:
        if worth.lacks:
            return (
                f"{label}à chiffrer : il manque {wording.join([_noun(name) for name in worth.lacks])}{doubt}"
            )
        return f"{label}montant inconnu{doubt}"
    before = _BEFORE[amount.basis]
    if len(worth.values) > 1:
        return f"{label}{_schedule(worth)}{doubt}"
    said = f"{before}{quantity(worth.values[0], amount.unit)} {_EVERY[amount.every]}"
    if worth.times and worth.total is not None:
        said += f" pendant {worth.times} {_SPANS.get(amount.every, 'fois')}, soit {before}{quantity(worth.total, amount.unit)}"
    if amount.basis is Basis.TAX_BASE and amount.unit == "€":
        said += " de bénéfice exonéré"
    return f"{label}{said}{doubt}"


def in_general(amount: Amount, parameters: Parameters, day: date) -> str:
    """An amount for nobody in particular: « jusqu’à 10 000 € en une fois »."""
    dated = at(parameters.get(amount.parameter, ()), day) or next(
        iter(parameters.get(amount.parameter, ())), None
    )
    label = f"{amount.says} : " if amount.says else ""
    if dated is None:
        return f"{label}montant inconnu"
    unit = "%" if amount.percent_of else amount.unit
    of = f" de {_noun(amount.percent_of)}" if amount.percent_of else ""
    of = " du forfait médecin traitant" if amount.mix else of
    if isinstance(dated.value, dict):
        rows = [f"{key} : {quantity(number, unit)}" for key, number in dated.value.items()]
        return f"{label}{wording.join(rows)} (selon {_noun(amount.by)})"
    numbers = dated.value if isinstance(dated.value, list) else [dated.value]
    each = " puis ".join(quantity(number, unit) for number in numbers)
    times = (
        f" pendant {amount.times} {_SPANS.get(amount.every, 'fois')}" if isinstance(amount.times, int) else ""
    )
    when = f" (si {say(amount.when)})" if amount.when else ""
    return f"{label}{_BEFORE[amount.basis]}{each} {_EVERY[amount.every]}{times}{of}{when}"


def _schedule(worth: Worth) -> str:
    """« 85 000 € les années 1 à 5, puis 63 750 €, 42 500 € et 21 250 € »."""
    assert worth.values is not None
    amount, parts, year = worth.amount, [], 1
    values = list(worth.values)
    while values:
        run = next((n for n, value in enumerate(values) if value != values[0]), len(values))
        years = f"l’année {year}" if run == 1 else f"les années {year} à {year + run - 1}"
        parts.append(f"{quantity(values[0], amount.unit)} {years}")
        year, values = year + run, values[run:]
    said = wording.join(parts, "puis")
    if amount.then:
        said += ", puis chaque année"
    exempt = " de bénéfice exonéré" if amount.basis is Basis.TAX_BASE else ""
    return f"{_BEFORE[amount.basis]}{said}{exempt}"


_SPANS = {"month": "mois", "year": "ans", "semester": "semestres"}


def _noun(name: str) -> str:
    about = known_fact(name)
    return about.noun or about.asks
