"""Small countries of our tests: people in wards, in hospitals, in subdivisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sextant.almanac.activity import Kind
from sextant.almanac.person import Person
from sextant.conditions.contribution import Contribution, contribution
from sextant.conditions.disclosure import Guard, Key, Past, Voice, published
from sextant.conditions.site import Rank, Site, Sites
from sextant.ledger.entry import Entry
from tests.sextant.ledger.noted import noted

FIVE = Guard(5, 0.5)


def country(
    hospitals: Mapping[str, Mapping[str, int]], subdivision: str = "Angers"
) -> tuple[Sites, list[Voice]]:
    """``{"CHU": {"med": 6, "ped": 2}}``: one subdivision, people named ``med-0``, ``med-1``… each of weight 13."""
    sites, voices = [Site(subdivision, subdivision, Rank.SUBDIVISION, "france")], []
    for hospital, wards in hospitals.items():
        sites.append(Site(hospital, hospital, Rank.HOSPITAL, subdivision))
        for ward, people in wards.items():
            sites.append(Site(ward, ward, Rank.WARD, hospital))
            voices += [Voice((f"{ward}-{n}", ward), 13.0) for n in range(people)]
    return Sites.of(sites), voices


def shown(
    voices: list[Voice],
    sites: Sites,
    guard: Guard = FIVE,
    before: Mapping[Key, Past] | None = None,
    draw: str = "T2",
) -> dict[str, set[Key]]:
    """The published places, each with the people it counts."""
    return {
        site: {one.key for one in people}
        for site, people in published(voices, sites, guard, before, draw).items()
    }


def remembered(
    release: str, places: Mapping[str, set[Key]], before: Mapping[Key, Past] | None = None
) -> dict[Key, Past]:
    """Who was counted where, once that release is out."""
    found = dict(before or {})
    for site, people in places.items():
        for key in people:
            found[key] = found.get(key, frozenset()) | {(release, site)}
    return found


MONDAY = date(2026, 11, 2)
LAST = date(2027, 1, 31)


def weeks_of(
    hours: float, weeks: int = 12, *, night: bool = False, keeps: bool = True, first: date = MONDAY
) -> list[Entry]:
    """Weeks of five days of stage that make ``hours`` in all; with a garde on Tuesday nights, kept or not."""
    found = []
    for week in range(weeks):
        monday = first + timedelta(weeks=week)
        worked = [0, 1, 3, 4] if night else [0, 1, 2, 3, 4]
        length = (hours - (14 if night else 0)) / len(worked)
        for day in worked:
            found.append(_stage(monday + timedelta(days=day), length))
        if night:
            found.append(noted(Kind.GARDE_NUIT, monday + timedelta(days=1), "18:30", "08:30"))
            if not keeps:
                found.append(noted(Kind.STAGE, monday + timedelta(days=2), "14:00", "15:00", half_days=1))
    return found


def _stage(day: date, length: float) -> Entry:
    minutes = 8 * 60 + round(length * 60)
    return noted(Kind.STAGE, day, "08:00", f"{minutes // 60:02d}:{minutes % 60:02d}", half_days=2)


def brought(who: str, ward: str = "med", hours: float = 50.0, **facts: Any) -> Contribution:
    """What one person brings from twelve weeks alike."""
    roster = facts.pop("roster", None)
    found = contribution(who, ward, Person(who), weeks_of(hours, **facts), MONDAY, LAST, roster=roster)
    assert found is not None
    return found
