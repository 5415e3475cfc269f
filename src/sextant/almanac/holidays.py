"""Public holidays and time zones of every French territory.

The days come from the ``holidays`` library: Code du travail L3133-1 everywhere, L3134-13 in
Alsace-Moselle (Good Friday, which the text keeps to communes with a Protestant church, is counted in all
of them), L3422-2 for the commemorations of the abolition of slavery (public servants: Code général de la
fonction publique L651-2), local texts in the Pacific. What is a day off by custom only is left out: a
custom of one employer makes no holiday in law. Saint-Martin keeps 28 May, as practised since 2018, though
L3422-2 still printed 27 May when last read (2026-11-23).

The territory ``sans-ferie`` has no holiday: it stands for the ordinary weeks of a worked example.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import holidays as library

from sextant.errors import BadInput


@dataclass(frozen=True, slots=True)
class Territory:
    """French name, time zone, and the library's code for its local holidays (empty: national ones)."""

    name: str
    zone: str
    code: str = ""


NO_HOLIDAY = "sans-ferie"

TERRITORIES: dict[str, Territory] = {
    "metropole": Territory("métropole", "Europe/Paris"),
    "alsace-moselle": Territory("Alsace-Moselle", "Europe/Paris", "6AE"),
    "guadeloupe": Territory("Guadeloupe", "America/Guadeloupe", "971"),
    "martinique": Territory("Martinique", "America/Martinique", "972"),
    "guyane": Territory("Guyane", "America/Cayenne", "973"),
    "reunion": Territory("La Réunion", "Indian/Reunion", "974"),
    "mayotte": Territory("Mayotte", "Indian/Mayotte", "976"),
    "saint-barthelemy": Territory("Saint-Barthélemy", "America/St_Barthelemy", "BL"),
    "saint-martin": Territory("Saint-Martin", "America/Marigot", "MF"),
    "saint-pierre-et-miquelon": Territory("Saint-Pierre-et-Miquelon", "America/Miquelon", "PM"),
    "nouvelle-caledonie": Territory("Nouvelle-Calédonie", "Pacific/Noumea", "NC"),
    "polynesie-francaise": Territory("Polynésie française", "Pacific/Tahiti", "PF"),
    "wallis-et-futuna": Territory("Wallis-et-Futuna", "Pacific/Wallis", "WF"),
    NO_HOLIDAY: Territory("semaines ordinaires, sans jour férié", "Europe/Paris"),
}

# In the library, absent from L3422-2: usages of these islands.
_BY_CUSTOM: dict[str, frozenset[str]] = {
    "guadeloupe": frozenset({"Mi-Carême", "Vendredi saint", "Fête de Victor Schoelcher"}),
    "martinique": frozenset({"Fête de Victor Schoelcher"}),
    "saint-martin": frozenset({"Fête de Victor Schoelcher"}),
}


def territory_of(name: str) -> Territory:
    """The territory of that name. Raises BadInput, which lists the choices."""
    try:
        return TERRITORIES[name]
    except KeyError:
        raise BadInput(
            f"« {name} » n’est pas un territoire connu",
            remedy=f"Choisissez parmi : {', '.join(TERRITORIES)}.",
        ) from None


def zone_of(name: str) -> str:
    """Time zone of a territory."""
    return territory_of(name).zone


def holidays_of(year: int, territory: str = "metropole") -> dict[date, str]:
    """Public holidays of a year, by date, with their French names::

    >>> holidays_of(2026)[date(2026, 11, 11)]
    'Armistice'
    >>> holidays_of(2026, "alsace-moselle")[date(2026, 12, 26)]
    'Saint-Étienne'
    """
    return dict(_named(year, territory))


@lru_cache(maxsize=512)
def _named(year: int, territory: str) -> tuple[tuple[date, str], ...]:
    if territory == NO_HOLIDAY:
        return ()
    code = territory_of(territory).code or None
    found = library.country_holidays("FR", subdiv=code, years=year, language="fr")
    named = ((day, found[day].replace("'", "’")) for day in sorted(found))
    return tuple((day, name) for day, name in named if name not in _BY_CUSTOM.get(territory, ()))


@lru_cache(maxsize=512)
def _ordinals(year: int, territory: str) -> frozenset[int]:
    return frozenset(day.toordinal() for day, _ in _named(year, territory))


@lru_cache(maxsize=65536)
def is_holiday(day: int, territory: str = "metropole") -> bool:
    """True when the ordinal ``day`` is a public holiday of the territory. Raises BadInput if unknown.

    >>> is_holiday(date(2026, 12, 26).toordinal()), is_holiday(date(2026, 12, 26).toordinal(), "alsace-moselle")
    (False, True)
    """
    return day in _ordinals(date.fromordinal(day).year, territory)
