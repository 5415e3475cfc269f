"""A place as people write it, and how it is said: a name, a code, a postcode; offline."""

from __future__ import annotations

from collections.abc import Mapping

from sextant.benefits import places
from sextant.territory.commune import Territory, plain

SCALES: Mapping[str, str] = {
    "commune": "une commune",
    "epci": "une intercommunalité",
    "departement": "un département",
    "region": "une région",
}


def read_place(scale: str, words: str, territory: Territory | None) -> tuple[str, str]:
    """The code of the place meant, and what is wrong. Raises nothing: one of the two is empty."""
    words = " ".join(words.split())[:80]
    if scale not in SCALES:
        return "", "Choisissez de quelle sorte de territoire il s’agit."
    if not words:
        return "", "Écrivez le nom du territoire, ou son code."
    if scale in ("departement", "region"):
        known = places.departements() if scale == "departement" else places.regions()
        found = [code for code, name in known.items() if words.upper() == code or plain(name) == plain(words)]
        return (
            (found[0], "")
            if found
            else ("", f"« {words} » n’est {_NONE[scale]} connu. Écrivez son nom ou son code.")
        )
    if scale == "commune" and territory is not None:
        return _commune(words, territory)
    if scale == "epci" and territory is not None and not words.isdigit():
        return _epci(words, territory)
    shape, what = places.SHAPES[scale]
    return (words.upper(), "") if shape.match(words.upper()) else ("", f"« {words} » : {what}.")


_NONE = {"departement": "aucun département", "region": "aucune région"}


def _commune(words: str, territory: Territory) -> tuple[str, str]:
    found = territory.search(words, most=6)
    same = [one for one in found if one["name"].casefold() == found[0]["name"].casefold()]
    if not found:
        return (
            "",
            f"Aucune commune ne s’appelle « {words} ». Essayez son code postal, ou le début de son nom.",
        )
    exact = (
        plain(found[0]["name"]) == plain(words) or bool(found[0]["was"]) or words.upper() == found[0]["code"]
    )
    if len(found) == 1 or (len(same) == 1 and exact):
        return found[0]["code"], ""
    several = ", ".join(f"{one['name']} ({one['departement']}), code {one['code']}" for one in found)
    return "", f"Plusieurs communes répondent à « {words} » : {several}. Écrivez le code de la vôtre."


def _epci(words: str, territory: Territory) -> tuple[str, str]:
    rows = territory.table.select("epci", "epci_name").drop_nulls().unique().iter_rows()
    found = sorted((name, code) for code, name in rows if code and plain(words) in plain(name))
    exact = [code for name, code in found if plain(name) == plain(words)] or [code for _, code in found]
    if len(exact) == 1:
        return exact[0], ""
    if not found:
        return (
            "",
            f"Aucune intercommunalité ne s’appelle « {words} ». Écrivez son numéro SIREN, neuf chiffres.",
        )
    several = ", ".join(f"{name} ({code})" for name, code in found[:6])
    return (
        "",
        f"Plusieurs intercommunalités répondent à « {words} » : {several}. Écrivez le numéro de la vôtre.",
    )


def place_said(scale: str, code: str, territory: Territory | None) -> str:
    """« Mayenne (53) », « commune Saint-Aubin (49) », as far as the tables know."""
    if scale in ("departement", "region"):
        return places.name(scale, code)
    if scale == "commune" and territory is not None and (now := territory.today(code)):
        row = territory.commune(now)
        return f"{row['name']} ({row['departement']})"
    if scale == "epci" and territory is not None:
        named = territory.table.filter(territory.table["epci"] == code)["epci_name"].head(1).to_list()
        if named and named[0]:
            return str(named[0])
    return f"{'commune' if scale == 'commune' else 'intercommunalité'} {code}"
