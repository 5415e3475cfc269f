"""Writes shifts and policies as the keys of a ward file: the inverse of :mod:`sextant.roster.ward_policies`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sextant.almanac.hours_form import write_clocks
from sextant.roster.policies.policy import POLICY_NAMES, Policy
from sextant.roster.problem import Shift
from sextant.roster.ward_days import days_text


def shift_data(shift: Shift) -> dict[str, Any]:
    """One shift."""
    return {
        "id": shift.id,
        "name": shift.name,
        "hours": write_clocks((shift.start, shift.end)),
        "minutes": shift.minutes,
        "only": list(shift.eligible),
    }


def policies_data(policies: Sequence[Policy]) -> dict[str, list[dict[str, Any]]]:
    """The policies under their keys, in the order of the form; what is usual is left out."""
    found: dict[str, list[dict[str, Any]]] = {key: [] for key in POLICY_NAMES}
    for policy in policies:
        found[policy.key].append(_policy(policy))
    return {key: written for key, written in found.items() if written}


_LEFT_OUT = ("who", "weight", "posts", "days", "under", "before")
"""What a file need not say when it is as usual."""


def _policy(policy: Policy) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for field in fields(policy):
        value = getattr(policy, field.name)
        if value != field.default or field.name not in _LEFT_OUT:
            written[field.name] = value
    return {name: _value(name, value) for name, value in written.items()}


def _value(name: str, value: Any) -> Any:
    if name == "days":
        return days_text(value)
    if name == "groups":
        return [list(group) for group in value]
    return list(value) if isinstance(value, tuple) else value
