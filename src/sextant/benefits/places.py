"""Names of régions and départements, and which one a commune is in (official geographic codes, 2026)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from sextant.document import read_document

_FILE = Path(__file__).with_name("places.yaml")
_COMMUNE = re.compile(r"(?:(?:0[1-9]|[1-8]\d|9[0-5]|2[AB])\d{3}|97\d{3})\Z")

SHAPES = {
    "commune": (_COMMUNE, "un code de commune a cinq caractères, par exemple 53147 (le code INSEE)"),
    "departement": (re.compile(r"(?:\d\d|2[AB]|97\d)\Z"), "un code de département s’écrit 53, 2A ou 971"),
    "region": (re.compile(r"\d\d\Z"), "un code de région a deux chiffres, par exemple 52"),
    "epci": (re.compile(r"\d{9}\Z"), "une intercommunalité se désigne par son numéro SIREN, neuf chiffres"),
}
"""The form of each kind of code, and what is said of another one."""


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    data = read_document(_FILE).data
    return data["regions"], {code: (name, region) for code, (name, region) in data["departements"].items()}


def departements() -> dict[str, str]:
    """Code to name, in the order of the codes."""
    return {code: name for code, (name, _) in _tables()[1].items()}


def regions() -> dict[str, str]:
    """Code to name."""
    return _tables()[0]


def departement_of(commune: str) -> str | None:
    """The département of a commune code, or None when the code is of none."""
    code = commune[:3] if commune.startswith("97") else commune[:2]
    return code if code in _tables()[1] else None


def region_of(departement: str) -> str | None:
    """The région of a département, or None."""
    found = _tables()[1].get(departement)
    return found[1] if found else None


def name(kind: str, code: str) -> str:
    """How a place is named: « Sarthe (72) », « commune 53147 »."""
    known = {"departement": departements(), "region": regions()}.get(kind, {}).get(code)
    return f"{known} ({code})" if known and kind == "departement" else known or f"{code}"
