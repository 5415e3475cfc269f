"""The policies of a ward on the screen: what each shape asks, as fields of the facts, and each policy in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from sextant.form import KeyPath
from sextant.roster.policies.policy import POLICY_NAMES
from sextant.roster.policy_words import SHAPES, say_policy
from sextant_web.roster.fields import Field, Json, Kind, Row, Sheet, fill, get
from sextant_web.roster.sheets import DAYS, Posted, rows

NEVER = "jamais"
"""The word for a policy that does not give way; a box left empty says the same, except for people in excess."""

EXAMPLES = {
    "successions": "Après une garde, pas d’astreinte le lendemain.",
    "numbers": "Quatre gardes au plus le samedi pour Camille.",
    "minutes": "Au plus 150 h de postes dans la période.",
    "weekends": "Trois week-ends travaillés au plus.",
    "weekends_running": "Pas deux week-ends de suite.",
    "whole_weekends": "Le samedi et le dimanche ensemble, ou ni l’un ni l’autre.",
    "work_runs": "Cinq jours de postes de suite au plus.",
    "rest_runs": "Deux jours de repos de suite au moins.",
    "spreads": "Une garde d’écart au plus entre deux personnes.",
    "called": "Le moins de personnes possible aux astreintes.",
    "moves": "Rester aux urgences, ou au déchocage, sans aller de l’un à l’autre.",
    "cover": "Deux personnes au poste du soir, en semaine.",
    "requests": "Yanis demande à éviter le 24 décembre.",
}


@dataclass(frozen=True)
class Said:
    """A policy as its card says it. ``wrong``: it cannot be read."""

    key: str
    n: int
    title: str
    says: str
    wrong: bool


def posts_of(facts: Json) -> dict[str, str]:
    """What may be called a post: the lines and the shifts, by identifier."""
    both = [*facts.get("lines", []), *facts.get("shifts", [])]
    return {str(one.get("id", "")): str(one.get("name") or one.get("id", "")) for one in both}


def policies_said(facts: Json) -> list[Said]:
    """Each policy in words, shape by shape."""
    names = posts_of(facts)
    return [
        _said(key, n, one, names)
        for key in POLICY_NAMES
        for n, one in enumerate(get(facts, ("policies", key)) or [])
    ]


def _said(key: str, n: int, one: Any, names: dict[str, str]) -> Said:
    title = POLICY_NAMES[key]
    try:
        form = SHAPES[key].model_validate(one)
    except ValidationError:
        return Said(key, n, title, "Cette règle est à corriger.", True)
    return Said(key, n, title, say_policy(key, form, names), False)


def policy_sheet(facts: Json, key: str, n: int, posted: Posted | None = None) -> Sheet:
    """The fields of one policy."""
    path: KeyPath = ("policies", key, n)
    groups = rows(facts, (*path, "groups"), _group, posted, blank=2) if key == "moves" else []
    sheet = fill(
        facts, [Row(path, tuple(_asks(facts, key, path))), *groups, Row((*path, "of"), _whom(facts, path))]
    )
    return _with_never(facts, sheet, (*path, "over"))


def _group(path: KeyPath) -> tuple[Field, ...]:
    return (
        Field(
            path,
            f"Place {int(path[-1]) + 1} : ses postes",
            Kind.WORDS,
            "Identifiants, séparés par des virgules.",
        ),
    )


def _with_never(facts: Json, sheet: Sheet, over: KeyPath) -> Sheet:
    """« jamais » where people in excess are forbidden: an empty box would say the contrary."""
    holder = get(facts, over[:-1])
    if not isinstance(holder, dict) or "over" not in holder or holder["over"] is not None:
        return sheet
    return Sheet(
        [
            replace(row, fields=tuple(replace(f, value=NEVER) if f.path == over else f for f in row.fields))
            for row in sheet.rows
        ]
    )


def read_never(facts: Json) -> Json:
    """Facts where the word « jamais » was typed for a price: the policy never gives way."""
    for those in facts.get("policies", {}).values():
        for one in those:
            for price in ("weight", "under"):
                if str(one.get(price, "")).casefold() == NEVER:
                    del one[price]
            if str(one.get("over", "")).casefold() == NEVER:
                one["over"] = None
    return facts


def _asks(facts: Json, key: str, path: KeyPath) -> list[Field]:
    """What the shape asks, its price last."""
    posts = tuple(posts_of(facts).items())
    every = "Tous si rien n’est coché."

    def chosen(name: str, label: str, hint: str = "") -> Field:
        return Field((*path, name), label, Kind.CHOICES, hint, choices=posts)

    def count(name: str, label: str, hint: str = "") -> Field:
        return Field((*path, name), label, Kind.WHOLE, hint)

    some = chosen("posts", "Gardes ou postes", every)
    days = Field(
        (*path, "days"), "Jours", Kind.WORDS, f"Tous si vide ; sinon des {DAYS}", suggestions="jours"
    )
    which = replace(days, hint=f"Des {DAYS}.")
    least, most = count("at_least", "Au moins"), count("at_most", "Au plus", "Sans limite si vide.")
    fields = {
        "successions": [
            chosen("first", "Après"),
            chosen("then", "Pas de"),
            count("after", "Combien de jours plus tard", "Le lendemain si vide."),
            days,
        ],
        "numbers": [some, least, most, days],
        "minutes": [
            Field((*path, "at_least"), "Au moins", Kind.HOURS, "En heures : 48 h 30."),
            Field((*path, "at_most"), "Au plus", Kind.HOURS, "En heures ; sans limite si vide."),
            days,
        ],
        "weekends": [count("at_most", "Week-ends au plus, sur la période"), some],
        "weekends_running": [count("at_most", "Week-ends de suite au plus"), some],
        "whole_weekends": [],
        "work_runs": [count("at_least", "Jours de suite au moins"), count("at_most", "Jours de suite au plus"), some],
        "rest_runs": [count("at_least", "Jours de repos de suite au moins"), some],
        "spreads": [some, count("within", "Écart admis entre deux personnes", "0 si vide."), days],
        "called": [some],
        "moves": [],
        "cover": [chosen("posts", "Gardes ou postes comptés ensemble"), which, count("needed", "Personnes qu’il faut")],
        "requests": [
            Field((*path, "wanted"), "Demande à les tenir (sinon, à les éviter)", Kind.YES),
            some,
            which,
        ],
    }[key]  # fmt: skip
    if key == "cover":
        return [
            *fields,
            Field((*path, "under"), "Prix de chaque personne qui manque", Kind.WHOLE, f"Vide ou « {NEVER} » : jamais moins."),
            Field((*path, "over"), "Prix de chaque personne de trop", Kind.WHOLE,
                  f"Vide : sans gravité. « {NEVER} » : jamais plus."),
        ]  # fmt: skip
    price = Field(
        (*path, "weight"),
        "Prix de chaque manque",
        Kind.WHOLE,
        f"Vide ou « {NEVER} » : la règle ne cède pas, et un tableau peut devenir impossible. "
        "Sinon de 1 à 1000 : un souhait refusé coûte 4, une nuit mal partagée 30, une présence sous le minimum 200.",
    )
    return [*fields, price]


def _whom(facts: Json, path: KeyPath) -> tuple[Field, ...]:
    """The people, and the skill when somebody has one."""
    names = tuple((str(i.get("name", "")), str(i.get("name", ""))) for i in facts.get("interns", []))
    who = Field((*path, "who"), "Pour qui", Kind.CHOICES, "Tout le monde si rien n’est coché.", choices=names)
    skills = sorted({str(one) for i in facts.get("interns", []) for one in i.get("skills", [])})
    if not skills and not get(facts, (*path, "skill")):
        return (who,)
    known = (("", "peu importe"), *((one, one) for one in skills))
    return (who, Field((*path, "skill"), "Ou ceux qui ont la compétence", Kind.CHOICE, choices=known))
