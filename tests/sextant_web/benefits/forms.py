"""A situation as the fields of the form."""

from __future__ import annotations

from typing import Any

from sextant_web.benefits.answers import NOTHING

Fields = dict[str, str | list[str]]


def fields_of(situation: dict[str, dict[str, Any]]) -> Fields:
    """What somebody would have ticked and typed to tell this situation."""
    found: Fields = {}
    for group, facts in situation.items():
        for key, value in facts.items():
            found |= _fields(f"{group}.{key}", value)
    return found


def _fields(name: str, value: Any) -> Fields:
    if isinstance(value, bool):
        return {name: "oui" if value else "non"}
    if isinstance(value, dict):
        return {f"{name}@{part}": str(number) for part, number in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        dated = {f"{name}@{one['categorie']}": str(one["date"]) for one in value if one.get("date")}
        return {name: [one["categorie"] for one in value], **dated}
    if isinstance(value, list):
        return {name: [str(one) for one in value] or [NOTHING]}
    return {name: str(value)}
