"""What the tables of communes tell of a person's places, when they are loaded: zone, FRR, population, EPCI.

What the person says stays: a table only fills what is unknown, and a disagreement is told. A QPV is never read
from a commune. With no table loaded, nothing changes: the person states the zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from sextant import wording
from sextant.benefits.situation import COMPUTED, Facts, Situation, situation_of
from sextant.benefits.vocabulary import vocabulary
from sextant.territory import travel
from sextant.territory.commune import Fact, Territory


@dataclass(frozen=True, slots=True)
class Placed:
    """A situation completed by the tables, and what they contradict or do not know."""

    situation: Situation
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """A commune, and the estimated minutes by road to it."""

    code: str
    name: str
    minutes: float


def placed(situation: Situation, territory: Territory, on: date) -> Placed:
    """The same person, with what the tables know of the communes told; zones are read on the day of the event."""
    facts = {name: value for name, value in situation.facts.items() if situation.origin(name) != COMPUTED}
    origins = {name: origin for name, origin in situation.origins.items() if name in facts}
    remarks: list[str] = []
    for commune, event, filled in _PLACES:
        code = facts.get(commune)
        if code is None:
            continue
        now = territory.today(code)
        if now is None:
            remarks.append(f"le code de commune {code} n’est dans aucune table : vérifiez-le")
            continue
        if now != code:
            name = territory.commune(now)["name"]
            remarks.append(f"la commune {code} fait aujourd’hui partie de {name} ({now})")
            facts[commune] = now
            origins[commune] = f"commune d’aujourd’hui de {code}"
        day = facts.get(event) or on
        for name, value, origin in _known(territory, now, day, filled):
            _fill(name, value, origin, facts, origins, remarks)
    return Placed(situation_of(facts, situation.name, origins), tuple(remarks))


_PLACES = (
    (
        "projet.commune",
        "projet.date",
        {
            "zone": "territoire.zone_mg",
            "frr": "territoire.frr",
            "population": "territoire.pop_commune",
            "epci": "territoire.epci",
        },
    ),
    ("stage.commune", "stage.debut", {"zone": "stage.zone", "epci": "stage.epci"}),
    ("cabinet.commune", "projet.date", {"zone": "cabinet.zone_mg"}),
)


def _known(territory: Territory, code: str, day: date, filled: dict[str, str]) -> list[tuple[str, Any, str]]:
    row = territory.commune(code)
    found = [(filled["zone"], *_told(territory.zone(code, day)))]
    if "frr" in filled:
        found.append((filled["frr"], *_told(territory.rural(code, day))))
    communes = territory.origin("communes")
    said = f"code officiel géographique, {wording.say_day(communes.vintage)}" if communes else ""
    if "population" in filled:
        found.append((filled["population"], row["population"], said))
    if "epci" in filled:
        found.append((filled["epci"], row["epci"], said))
    return found


def _told(fact: Fact) -> tuple[Any, str]:
    if fact.origin is None:
        return None, ""
    return fact.value, f"{fact.origin.source.title}, {wording.say_day(fact.origin.vintage)}"


def _fill(
    name: str, value: Any, origin: str, facts: dict[str, Any], origins: dict[str, str], remarks: list[str]
) -> None:
    about = vocabulary()[name]
    try:
        known = about.read(value)
    except ValueError:
        return  # a zoning of another time (ZRR) has other words: it says nothing of these facts
    if known is None:
        return
    if name not in facts:
        facts[name] = known
        origins[name] = origin
    elif facts[name] != known and about.kind in ("choice", "place"):
        remarks.append(
            f"vous dites : {about.told(facts[name])} ; le fichier dit : {about.label(known)} ({origin})"
        )


_COLUMNS = {"territoire.zone_mg": "zone", "territoire.frr": "frr"}


def nearest(territory: Territory, facts: Facts, fact: str, value: str, most: int = 3) -> tuple[Near, ...]:
    """The communes nearest to the project where the fact has that value; none when no table tells."""
    code = territory.today(str(facts.get("projet.commune") or ""))
    column = _COLUMNS.get(fact)
    table = territory.table
    if code is None or column not in table.columns or "latitude" not in table.columns:
        return ()
    here = territory.commune(code)
    if here["latitude"] is None:
        return ()
    there = table.filter((table[column] == value) & (table["code"] != code) & table["latitude"].is_not_null())
    if there.is_empty():
        return ()
    far = travel.minutes(
        travel.kilometres(
            there["latitude"].to_numpy(), there["longitude"].to_numpy(), here["latitude"], here["longitude"]
        )
    )
    return tuple(
        Near(there["code"][int(i)], there["name"][int(i)], round(float(far[i]), 1))
        for i in np.argsort(far, kind="stable")[:most]
    )
