"""One person's activities, in order, over a period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sextant.almanac.activity import ABSENCES, Activity, Kind
from sextant.almanac.person import Person
from sextant.almanac.span import local
from sextant.errors import BadTimeline


class Nature(StrEnum):
    """Planned (tableau de service) or worked (relevé, personal log)."""

    PLANNED = "prevu"
    WORKED = "realise"


@dataclass(frozen=True, slots=True)
class Timeline:
    """Activities of ``person`` from ``first`` to ``last`` day included, sorted by start.

    Build it with :func:`timeline`, which sorts and refuses what cannot be true. ``records`` are the
    procedural facts known of it (see ``law/records.yaml``): name to value, absent = unknown.
    """

    person: Person
    first: date
    last: date
    activities: tuple[Activity, ...]
    nature: Nature = Nature.WORKED
    records: Mapping[str, object] = field(default_factory=dict)

    @property
    def weeks(self) -> float:
        """Length of the period in weeks of seven days."""
        return ((self.last - self.first).days + 1) / 7


def timeline(
    person: Person,
    first: date,
    last: date,
    activities: Iterable[Activity],
    nature: Nature = Nature.WORKED,
    records: Mapping[str, object] | None = None,
) -> Timeline:
    """Sort and check activities.

    Raises BadTimeline when one ends before it starts, lies outside the period or overlaps another
    (a written rest may overlap nothing but an absence; an absence fills its day but not its night).
    """
    ordered = tuple(sorted(activities, key=lambda a: (a.start, a.end)))
    low, high = first.toordinal(), last.toordinal()
    previous: Activity | None = None
    for activity in ordered:
        if activity.end <= activity.start:
            raise BadTimeline(
                f"{person.name} : {_when(activity, person)} finit avant de commencer",
                remedy="Corrigez l’heure de fin (une garde de nuit finit le lendemain).",
            )
        if not low <= activity.day <= high:
            raise BadTimeline(
                f"{person.name} : {_when(activity, person)} est hors de la période du {first:%d/%m/%Y} au {last:%d/%m/%Y}",
                remedy="Corrigez la date ou la période.",
            )
        if activity.kind is Kind.REST:
            continue
        if activity.kind in ABSENCES and previous is not None and previous.day < activity.day:
            previous = activity  # an absence fills its day, not the end of the night before
            continue
        if previous is not None and activity.start < previous.end:
            raise BadTimeline(
                f"{person.name} : {_when(previous, person)} et {_when(activity, person)} se chevauchent",
                remedy="Une personne ne fait qu’une chose à la fois : corrigez l’une des deux.",
            )
        previous = activity
    return Timeline(person, first, last, ordered, nature, dict(records or {}))


def _when(activity: Activity, person: Person) -> str:
    start, end = local(activity.start, person.zone), local(activity.end, person.zone)
    return f"« {activity.kind.value} » du {start:%d/%m/%Y} {start:%H:%M} au {end:%d/%m/%Y} {end:%H:%M}"
