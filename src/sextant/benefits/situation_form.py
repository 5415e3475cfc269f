"""A situation as a file: blank, every question as a comment; or what a person has told."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from sextant.benefits.situation import COMPUTED, Situation, group_names
from sextant.benefits.vocabulary import Fact, vocabulary

_HEAD = """\
# Ôtez le « # » devant ce que vous savez, et corrigez la valeur. Ce qui reste en commentaire est inconnu :
# ce n’est ni oui, ni non, et Sextant dira ce qui en dépend. Puis : sextant benefits assess CE-FICHIER
#name: Prénom
"""

_EXAMPLES = {
    "yes_no": "true",
    "day": "2026-11-02",
    "set": "[]",
    "history": "[]",
}
_PLACES = {"commune": '"53147"', "departement": '"53"', "region": '"52"', "epci": '"200072734"'}


def blank_form() -> str:
    """A situation file in which nothing is said yet."""
    lines = [_HEAD]
    for group in group_names():
        lines.append(f"{group}:")
        for name, fact in vocabulary().items():
            if name.startswith(f"{group}."):
                lines += _entry(name.partition(".")[2], fact)
        lines.append("")
    return "\n".join(lines)


def _entry(key: str, fact: Fact) -> list[str]:
    lines = [f"  # {fact.asks}"]
    if fact.help:
        lines.append(f"  # {fact.help}")
    if fact.choices:
        lines += [f"  #   {choice} : {label}" for choice, label in fact.choices.items()]
    if fact.kind in ("set", "history"):
        lines.append("  # Une liste vide, [], veut dire : rien de cela.")
    return [*lines, f"  #{key}: {_example(fact)}"]


def _example(fact: Fact) -> str:
    if fact.kind == "choice":
        return f'"{next(iter(fact.choices))}"'
    if fact.kind == "place":
        return _PLACES[fact.names]
    if fact.kind == "counts":
        return f"{{{', '.join(f'{choice}: 0' for choice in fact.choices)}}}"
    if fact.kind == "number":
        low, high = fact.between or (0, 12)
        return str(min(max(low, 12), high))
    return _EXAMPLES[fact.kind]


def written(situation: Situation) -> str:
    """What the person told, as a file that can be read again; what was deduced is not written."""
    data: dict[str, object] = {"name": situation.name} if situation.name else {}
    for name, fact in vocabulary().items():
        if name in situation.facts and situation.origin(name) != COMPUTED:
            group, _, key = name.partition(".")
            content = data.setdefault(group, {})
            assert isinstance(content, dict)
            content[key] = _plain(fact, situation.facts[name])
    dumped: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110)
    return dumped


def _plain(fact: Fact, value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [{"categorie": kind, "date": day} for kind, day in value]
    return dict(value) if fact.kind == "counts" and isinstance(value, Mapping) else value
