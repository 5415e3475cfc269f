"""The words of the house: printed from ``docs/glossary.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

SOURCE = Path(__file__).resolve().parent.parent / "glossary.yaml"


def read() -> dict[str, Any]:
    """The terms and the drawers, as written."""
    content: dict[str, Any] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return content


def banned_words() -> dict[str, str]:
    """Each word that no identifier may contain, with what to write instead."""
    content = read()
    instead: dict[str, list[str]] = {word: ["le nom de la chose"] for word in content["drawers"]}
    for term in content["terms"]:
        for word in term.get("banned", ()):
            instead.setdefault(word, []).extend(term["identifier"])
    return {word: " ou ".join(names) for word, names in instead.items()}


def page() -> str:
    """The printed page."""
    lines = [
        "# Glossaire",
        "",
        "Un mot par chose, une chose par mot. Le code est en anglais ; un terme de droit sans équivalent",
        "reste en français, sans accent. Un test refuse les mots de la dernière colonne.",
        "",
        "| Français | Dans le code | | Remarque | Jamais |",
        "|---|---|---|---|---|",
    ]
    for term in sorted(read()["terms"], key=lambda term: _sort_key(term["french"])):
        names = ", ".join(f"`{name}`" for name in term["identifier"])
        kept = "gardé" if term["kept"] else "traduit"
        never = ", ".join(f"`{word}`" for word in term.get("banned", ()))
        lines.append(f"| {term['french']} | {names} | {kept} | {term.get('note', '')} | {never} |")
    drawers = ", ".join(f"`{word}`" for word in read()["drawers"])
    return "\n".join([*lines, "", f"Jamais non plus, car un tiroir se remplit : {drawers}."]) + "\n"


def _sort_key(french: str) -> str:
    return french.casefold().translate(str.maketrans("éèêàâçœ’", "eeeaaco'"))
