"""One question as a form shows it: its control, its possible answers, what was answered before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sextant.benefits import places
from sextant.benefits.vocabulary import Fact
from sextant.territory.commune import Territory
from sextant_web.benefits.answers import NOTHING, Answers

MOST_FOUND = 8


@dataclass(frozen=True)
class Choice:
    """One possible answer; ``day`` is the date that goes with an aid already received."""

    value: str
    label: str
    chosen: bool
    part: str = ""
    written: str = ""


@dataclass(frozen=True)
class Field:
    """A question ready to be shown. ``control``: radio, check, history, counts, number, day, select, commune, code."""

    fact: Fact
    control: str
    choices: tuple[Choice, ...]
    value: str = ""
    wrong: str = ""
    words: str = ""

    @property
    def name(self) -> str:
        """The field of the form."""
        return self.fact.id


def field_of(
    fact: Fact, answers: Answers, territory: Territory | None, words: str = "", wrong: str = ""
) -> Field:
    """The question as it stands, what was answered filled in again."""
    fields = answers.fields
    value = next(iter(fields.get(fact.id, ())), "")
    wrong = wrong or answers.wrong.get(fact.id, "")
    control, choices = _control(fact, fields, value, territory, words)
    return Field(fact, control, choices, value, wrong, words)


def _control(
    fact: Fact, fields: Mapping[str, tuple[str, ...]], value: str, territory: Territory | None, words: str
) -> tuple[str, tuple[Choice, ...]]:
    chosen = fields.get(fact.id, ())
    if fact.kind == "yes_no":
        return "radio", tuple(
            Choice(one, label, value == one) for one, label in (("oui", "oui"), ("non", "non"))
        )
    if fact.kind == "choice":
        return "radio", tuple(Choice(key, label, value == key) for key, label in fact.choices.items())
    if fact.kind in ("set", "history"):
        several = [
            Choice(
                key,
                label,
                key in chosen,
                f"{fact.id}@{key}",
                next(iter(fields.get(f"{fact.id}@{key}", ())), ""),
            )
            for key, label in fact.choices.items()
        ]
        none = Choice(NOTHING, "aucun de ceux-là" if fact.kind == "set" else "aucune", NOTHING in chosen)
        return ("check" if fact.kind == "set" else "history"), (*several, none)
    if fact.kind == "counts":
        return "counts", tuple(
            Choice(key, label, False, f"{fact.id}@{key}", next(iter(fields.get(f"{fact.id}@{key}", ())), ""))
            for key, label in fact.choices.items()
        )
    if fact.kind == "place":
        return _place(fact, value, territory, words)
    return fact.kind, ()


def _place(fact: Fact, value: str, territory: Territory | None, words: str) -> tuple[str, tuple[Choice, ...]]:
    if fact.names in ("departement", "region"):
        known = places.departements() if fact.names == "departement" else places.regions()
        shown = (
            (code, f"{code} {name}" if fact.names == "departement" else name) for code, name in known.items()
        )
        return "select", tuple(Choice(code, label, code == value) for code, label in shown)
    if fact.names != "commune" or territory is None:
        return "code", ()
    return "commune", communes(territory, words, value)


def communes(territory: Territory, words: str, value: str = "") -> tuple[Choice, ...]:
    """The communes that these words may mean; the one already chosen first."""
    found = {one["code"]: one for one in territory.search(words, most=MOST_FOUND)} if words.strip() else {}
    now = territory.today(value) if value else None
    if now is not None and now not in found:
        found = {now: {**territory.commune(now), "was": ""}, **found} if not words.strip() else found
    return tuple(Choice(code, _said(one), code == now or len(found) == 1) for code, one in found.items())


def _said(one: Mapping[str, object]) -> str:
    was = f", autrefois {one['was']}" if one["was"] else ""
    return f"{one['name']} ({one['departement']}){was}"
