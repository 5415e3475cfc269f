"""Entries as they are shown: in words, with their age, expired ones said so; the charter criterion by criterion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from sextant.benefits import places
from sextant.territory.register import Kind, compared, expires, kinds
from sextant_web.registers.models import Entry, EntryState
from sextant_web.registers.place import place_said
from sextant_web.territory.loaded import territory


@dataclass(frozen=True)
class Shown:
    """One entry. ``lines`` are (question, answer); ``charter`` (criterion, fulfilled, or None when not told)."""

    entry: Entry
    place: str
    lines: tuple[tuple[str, str, str], ...]
    charter: tuple[tuple[str, bool | None], ...]
    until: date | None
    stale: bool

    @property
    def fulfilled(self) -> int:
        """How many criteria of the charter are said to be fulfilled."""
        return sum(1 for _, holds in self.charter if holds)


def shown(entry: Entry, today: date) -> Shown:
    """An entry in words."""
    kind = entry.shape
    in_charter = {one.field for one in kind.charter.criteria} if kind.charter else set()
    lines = tuple(
        (asked.asks, asked.said(entry.values[name]), asked.kind)
        for name, asked in kind.fields.items()
        if name in entry.values and not (name in in_charter and asked.kind == "yes_no")
    )
    until = expires(kind, entry.confirmed) if entry.confirmed else None
    place = place_said(entry.scale, entry.territory, territory())
    return Shown(entry, place, lines, tuple(compared(kind, entry.values)), until, entry.is_stale(today))


def around(commune: str, epci: str | None, today: date) -> list[tuple[Kind, list[Shown]]]:
    """What is written of a commune, its intercommunalité, its département and its région, by kind, the nearest first."""
    departement = places.departement_of(commune) or ""
    region = places.region_of(departement) or ""
    where = Q(scale="commune", territory=commune) | Q(scale="departement", territory=departement)
    where |= Q(scale="region", territory=region)
    if epci:
        where |= Q(scale="epci", territory=epci)
    return by_kind(Entry.objects.filter(where, state=EntryState.PUBLISHED), today)


def of_departement(kind: str, departement: str) -> QuerySet[Entry]:
    """The published entries of a kind, those of a département alone when one is given (its région's with it)."""
    found = Entry.objects.filter(kind=kind, state=EntryState.PUBLISHED)
    if not departement:
        return found
    region = places.region_of(departement) or ""
    codes = Q(scale="commune", territory__startswith=departement) | Q(
        scale="departement", territory=departement
    )
    return found.filter(codes | Q(scale="region", territory=region))


def by_kind(entries: Iterable[Entry], today: date) -> list[tuple[Kind, list[Shown]]]:
    """Entries in words, by kind, in the order of the kinds; within one, from the commune to the région."""
    found = [shown(one, today) for one in entries]
    scales = ("commune", "epci", "departement", "region")
    grouped = []
    for name, kind in kinds().items():
        these = sorted(
            (one for one in found if one.entry.kind == name), key=lambda one: scales.index(one.entry.scale)
        )
        if these:
            grouped.append((kind, these))
    return grouped
