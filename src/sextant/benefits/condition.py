"""The closed vocabulary of conditions: how each is judged, with three answers, and how it is said in French.

A condition is written once, as data; its sentence is made from it, so that the two can never disagree.
:func:`compiled` turns it once into a function of the facts, which answers True, False or None (not known).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from pydantic import Field, model_validator

from sextant import wording
from sextant.benefits.situation import Facts
from sextant.benefits.vocabulary import Fact, vocabulary
from sextant.benefits.vocabulary import fact as known_fact
from sextant.form import Day, Form, Number, Text, Whole

Truth = bool | None
Test = Callable[[Facts], Truth]


class NoneWithin(Form):
    """No such thing received in the years before the event."""

    category: Text
    years: Whole


class Condition(Form):
    """One fact and one operator, or a group of conditions (``all``, ``any``, ``not``).

    ``unsettled`` lists values for which the texts read do not say: the answer is then unknown, with ``because``.
    ``if_unknown`` is what decides while the fact itself is not told, when something else settles it.
    """

    fact: Text = Field(default="", examples=["territoire.zone_mg"])
    is_: Any = Field(default=None, alias="is")
    in_: list[Any] | None = Field(default=None, alias="in")
    at_least: Number | None = None
    more_than: Number | None = None
    at_most: Number | None = None
    less_than: Number | None = None
    from_: Day | None = Field(default=None, alias="from")
    before: Day | None = None
    has: list[Any] | None = None
    without: list[Any] | None = None
    none_within: NoneWithin | None = None
    all_: list[Condition] | None = Field(default=None, alias="all")
    any_: list[Condition] | None = Field(default=None, alias="any")
    not_: Condition | None = Field(default=None, alias="not")
    unsettled: list[Any] = Field(default_factory=list)
    if_unknown: Condition | None = None
    because: Text = ""

    @model_validator(mode="after")
    def _holds(self) -> Condition:
        operators = self.operators
        if len(operators) != 1:
            said = f"deux opérateurs ({', '.join(operators)})" if operators else "aucun opérateur"
            raise ValueError(f"une condition a un opérateur ; celle-ci en a {said} → {_LIST}")
        (operator,) = operators
        if operator in ("all", "any", "not"):
            if self.fact:
                raise ValueError("un groupe de conditions ne porte pas de « fact »")
            return self
        if not self.fact:
            raise ValueError("la clé « fact » manque → Écrivez par exemple « fact: territoire.zone_mg ».")
        about = known_fact(self.fact)
        allowed = _OPERATORS[about.kind]
        if operator not in allowed:
            raise ValueError(
                f"« {operator} » ne s’applique pas à « {self.fact} » → Opérateurs possibles : {', '.join(allowed)}."
            )
        values = [self.is_] if operator == "is" else [*(self.in_ or self.has or self.without or ())]
        for value in [*values, *self.unsettled]:
            _one(about, value)
        if self.none_within and self.none_within.category not in about.choices:
            raise ValueError(
                f"la catégorie « {self.none_within.category} » est inconnue → {', '.join(about.choices)}"
            )
        return self

    @property
    def operators(self) -> list[str]:
        """The operators written, which must be one."""
        return [
            (info.alias or name)
            for name, info in Condition.model_fields.items()
            if name not in ("fact", "unsettled", "if_unknown", "because") and getattr(self, name) is not None
        ]

    @property
    def parts(self) -> Sequence[Condition]:
        """The conditions inside a group."""
        return self.all_ or self.any_ or ([self.not_] if self.not_ else ())

    def leaves(self) -> Iterator[Condition]:
        """Every condition on one fact, inside groups too."""
        if self.fact:
            yield self
        for part in self.parts:
            yield from part.leaves()

    @property
    def wanted(self) -> frozenset[Any]:
        """The values that satisfy ``is`` or ``in``, as the engine knows them."""
        about = known_fact(self.fact)
        written = self.in_ if self.in_ is not None else [self.is_]
        return frozenset(_one(about, value) for value in written)


_OPERATORS: dict[str, tuple[str, ...]] = {
    "choice": ("is", "in"), "place": ("is", "in"), "yes_no": ("is",),
    "number": ("at_least", "more_than", "at_most", "less_than", "is", "in"), "day": ("from", "before"),
    "set": ("has", "without"), "history": ("none_within",), "counts": (),
}  # fmt: skip
_LIST = "Opérateurs : is, in, at_least, more_than, at_most, less_than, from, before, has, without, none_within, all, any, not."


def _one(about: Fact, value: object) -> Any:
    if about.kind == "set":
        (only,) = about.read([value])
        return only
    found = about.read(value)
    if found is None:
        raise ValueError(f"« {value} » n’est pas une valeur de « {about.id} »")
    return found


# -- judged ------------------------------------------------------------------------------------------


def compiled(condition: Condition, event: str) -> Test:
    """A function of the facts for this condition; ``event`` names the fact by which ``none_within`` counts years."""
    if condition.all_ is not None:
        return every([compiled(part, event) for part in condition.all_])
    if condition.any_ is not None:
        return some([compiled(part, event) for part in condition.any_])
    if condition.not_ is not None:
        return _opposite(compiled(condition.not_, event))
    test = _unsettled(condition, _leaf(condition, event))
    return (
        _or_else(condition.fact, test, compiled(condition.if_unknown, event))
        if condition.if_unknown
        else test
    )


def every(tests: Sequence[Test]) -> Test:
    """True when all are; False as soon as one is; None otherwise."""
    if len(tests) == 1:
        return tests[0]

    def test(facts: Facts) -> Truth:
        unknown = False
        for one in tests:
            found = one(facts)
            if found is False:
                return False
            if found is None:
                unknown = True
        return None if unknown else True

    return test


def some(tests: Sequence[Test]) -> Test:
    """True as soon as one is; False when none can be; None otherwise."""

    def test(facts: Facts) -> Truth:
        unknown = False
        for one in tests:
            found = one(facts)
            if found is True:
                return True
            if found is None:
                unknown = True
        return None if unknown else False

    return test


def _opposite(test: Test) -> Test:
    def opposite(facts: Facts) -> Truth:
        found = test(facts)
        return None if found is None else not found

    return opposite


def _or_else(name: str, test: Test, other: Test) -> Test:
    """While the fact is not told, the other condition may make it true; it never makes it false."""

    def or_else(facts: Facts) -> Truth:
        return test(facts) if name in facts else (other(facts) or None)

    return or_else


def _unsettled(condition: Condition, test: Test) -> Test:
    if not condition.unsettled:
        return test
    name, about = condition.fact, known_fact(condition.fact)
    open_values = frozenset(_one(about, value) for value in condition.unsettled)

    def unsettled(facts: Facts) -> Truth:
        return None if facts.get(name) in open_values else test(facts)

    return unsettled


def _leaf(condition: Condition, event: str) -> Test:
    name = condition.fact
    (operator,) = condition.operators
    if operator in ("is", "in"):
        return _among(name, condition.wanted)
    if operator in ("has", "without"):
        about = known_fact(name)
        listed = frozenset(_one(about, value) for value in (condition.has or condition.without or ()))
        return _overlaps(name, listed, wanted=operator == "has")
    if condition.none_within:
        return _none_within(name, event, condition.none_within)
    return _compared(name, operator, getattr(condition, "from_" if operator == "from" else operator))


def _among(name: str, wanted: frozenset[Any]) -> Test:
    def among(facts: Facts) -> Truth:
        value = facts.get(name)
        return None if value is None else value in wanted

    return among


def _overlaps(name: str, listed: frozenset[str], *, wanted: bool) -> Test:
    def overlaps(facts: Facts) -> Truth:
        value = facts.get(name)
        return None if value is None else bool(listed & value) is wanted

    return overlaps


def _none_within(name: str, event: str, within: NoneWithin) -> Test:
    category, years = within.category, within.years

    def none_within(facts: Facts) -> Truth:
        received = facts.get(name)
        if received is None:
            return None
        found: Truth = True
        for kind, day in received:
            if kind != category:
                continue
            when = facts.get(event)
            if day is None or when is None:
                found = None
            elif day <= when < years_after(day, years):
                return False
        return found

    return none_within


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": lambda value, limit: value >= limit,
    "more_than": lambda value, limit: value > limit,
    "at_most": lambda value, limit: value <= limit,
    "less_than": lambda value, limit: value < limit,
    "from": lambda value, limit: value >= limit,
    "before": lambda value, limit: value < limit,
}


def _compared(name: str, operator: str, limit: Any) -> Test:
    compare = _COMPARE[operator]

    def compared(facts: Facts) -> Truth:
        value = facts.get(name)
        return None if value is None else compare(value, limit)

    return compared


def years_after(day: date, years: int) -> date:
    """The same day some years later; a 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


# -- said --------------------------------------------------------------------------------------------


def say(condition: Condition) -> str:
    """The sentence of a condition, without capital nor full stop; made from it, never written beside it."""
    if condition.all_ is not None:
        return wording.join([say(part) for part in condition.all_])
    if condition.any_ is not None:
        parts = [f"({say(part)})" if part.all_ else say(part) for part in condition.any_]
        return wording.join(parts, "ou")
    if condition.not_ is not None:
        return f"il n’est pas vrai que {say(condition.not_)}"
    return _say_leaf(condition, known_fact(condition.fact))


def _say_leaf(condition: Condition, about: Fact) -> str:
    (operator,) = condition.operators
    if operator in ("is", "in"):
        return _say_among(condition, about)
    if operator == "has":
        return about.has.format(_listed(about, condition.has or ()))
    if operator == "without":
        return about.without.format(_listed(about, condition.without or ()))
    if condition.none_within:
        within = condition.none_within
        return f"aucune aide {about.choices[within.category]} dans les {within.years} ans qui précèdent"
    limit = getattr(condition, "from_" if operator == "from" else operator)
    if isinstance(limit, date):
        limit = wording.say_day(limit)
        return (
            f"{about.noun} est le {limit} ou après"
            if operator == "from"
            else f"{about.noun} est avant le {limit}"
        )
    return f"{about.noun} {_COMPARISONS[operator]} {wording.say_number(limit)} {about.unit}".rstrip()


def _say_among(condition: Condition, about: Fact) -> str:
    wanted = condition.wanted
    if about.kind == "yes_no":
        return about.yes if True in wanted else about.no
    order = [value for value in about.choices if value in wanted] or sorted(wanted)
    labels = wording.join([about.label(value) for value in order], "ou")
    return about.says.format(labels) if about.kind == "choice" else f"{about.noun} est {labels}"


def _listed(about: Fact, values: Sequence[Any]) -> str:
    return wording.join([about.choices[_one(about, value)] for value in values], "ou")


_COMPARISONS = {
    "at_least": "atteint", "more_than": "dépasse", "at_most": "ne dépasse pas", "less_than": "reste sous",
}  # fmt: skip


# -- asked -------------------------------------------------------------------------------------------


def open_facts(condition: Condition, facts: Facts, event: str) -> Iterator[str]:
    """The unknown facts that could still decide this condition; none when it is decided already."""
    if compiled(condition, event)(facts) is not None:
        return
    if condition.parts:
        for part in condition.parts:
            yield from open_facts(part, facts, event)
    elif condition.fact not in facts:
        yield condition.fact
    elif condition.none_within and event not in facts:
        yield event


def facts_of(condition: Condition) -> set[str]:
    """Every fact that the condition reads."""
    return {leaf.fact for leaf in condition.leaves()}


def deciding_values(condition: Condition) -> Iterator[tuple[str, Any]]:
    """For each fact, values at which the condition may change sides: what a search tries."""
    for leaf in condition.leaves():
        about = vocabulary()[leaf.fact]
        if about.kind in ("choice", "place"):
            yield from ((leaf.fact, value) for value in sorted(leaf.wanted))
        elif about.kind == "yes_no":
            yield from ((leaf.fact, value) for value in (True, False))
        elif about.kind == "set":
            yield leaf.fact, frozenset(_one(about, value) for value in (leaf.has or ())[:1])
        else:
            for limit in (leaf.at_least, leaf.at_most, leaf.from_, leaf.is_):
                if limit is not None:
                    yield leaf.fact, limit
            if leaf.more_than is not None:
                yield leaf.fact, leaf.more_than + 1
            if leaf.less_than is not None:
                yield leaf.fact, leaf.less_than - 1
            if leaf.before is not None:
                yield leaf.fact, date.fromordinal(leaf.before.toordinal() - 1)
