"""The instances of Curtois and Qu (2014) as wards of ours: the same ``Problem`` that a ward file gives.

An employee is an intern, a shift is a shift, every requirement is a policy that never gives way and every weight is
a policy's price. There is no law: those people are not interns. Every instance starts on a Monday.
:mod:`benchmarks.curtois_qu_checker` counts the rosters from the definition alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from benchmarks.trial import ROOT
from sextant.almanac.activity import Kind
from sextant.almanac.person import Person
from sextant.law.library import Library
from sextant.roster.policies.cover import Cover
from sextant.roster.policies.minutes_between import MinutesBetween
from sextant.roster.policies.number_between import NumberBetween
from sextant.roster.policies.policy import Policy
from sextant.roster.policies.request import Request
from sextant.roster.policies.rest_run import RestRun
from sextant.roster.policies.succession import Succession
from sextant.roster.policies.weekends_at_most import WeekendsAtMost
from sextant.roster.policies.work_run import WorkRun
from sextant.roster.problem import Intern, Problem, Shift, Weights
from sextant.roster.roster import Roster

SHARED = Path(os.environ.get("SEXTANT_SHARED") or ROOT.parent / "shared")
FOLDER = SHARED / "data" / "rostering" / "curtois-qu-24"
MONDAY = date(2027, 1, 4)
NO_LAW = Library(())
TERRITORY = "sans-ferie"


def read_instance(file: Path) -> Problem:
    """The ward that an instance file describes."""
    return ward(file.read_text(encoding="utf-8"), file.stem)


def ward(text: str, name: str) -> Problem:
    """The ward that the text of an instance describes."""
    parts = _sections(text)
    days = int(parts["HORIZON"][0][0])
    names = tuple(staff[0] for staff in parts["STAFF"])
    return Problem(
        ward=name,
        first=MONDAY,
        last=MONDAY + timedelta(days=days - 1),
        interns=tuple(Intern(Person(one, territory=TERRITORY)) for one in names),
        territory=TERRITORY,
        weights=Weights(heavy_week=0),
        shifts=tuple(_shift(row, names) for row in parts["SHIFTS"]),
        policies=tuple(_policies(parts)),
        normal_service=False,
    )


def rows_of(roster: Roster) -> dict[str, list[str]]:
    """Who holds which shift, by employee and day, as the checker reads it."""
    first, last = roster.problem.first.toordinal(), roster.problem.last.toordinal()
    return {
        name: [held.get(day, "") for day in range(first, last + 1)]
        for name, activities in roster.activities.items()
        for held in [{activity.day: activity.line for activity in activities}]
    }


_Rows = list[list[str]]


def _sections(text: str) -> dict[str, _Rows]:
    """The fields of each line, by section; comments and blank lines left out."""
    found: dict[str, _Rows] = {}
    rows: _Rows = []
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("SECTION_"):
            rows = found.setdefault(line.removeprefix("SECTION_"), [])
        elif line and not line.startswith("#"):
            rows.append([field.strip() for field in line.split(",")])
    return found


def _shift(row: Sequence[str], names: tuple[str, ...]) -> Shift:
    """The definition has lengths and no clocks: shifts start at midnight, and none runs into the next day."""
    return Shift(row[0], row[0], Kind.GARDE_JOUR, 0, int(row[1]), int(row[1]), names)


def _policies(parts: dict[str, _Rows]) -> Iterator[Policy]:
    first = MONDAY.toordinal()
    for row in parts["SHIFTS"]:
        if after := tuple(one for one in row[2].split("|") if one):
            yield Succession(first=(row[0],), then=after)
    for name, most, max_minutes, min_minutes, max_run, min_run, min_rest, max_weekends in parts["STAFF"]:
        who = (name,)
        for shift, largest in (limit.split("=") for limit in most.split("|") if limit):
            yield NumberBetween(who=who, posts=(shift,), at_most=int(largest))
        yield MinutesBetween(who=who, at_least=int(min_minutes), at_most=int(max_minutes))
        yield WorkRun(who=who, at_least=int(min_run), at_most=int(max_run))
        yield RestRun(who=who, at_least=int(min_rest))
        yield WeekendsAtMost(who=who, at_most=int(max_weekends))
    for name, *off in parts.get("DAYS_OFF", []):
        yield Request(who=(name,), days=frozenset(first + int(day) for day in off))
    for section, wanted in (("SHIFT_ON_REQUESTS", True), ("SHIFT_OFF_REQUESTS", False)):
        asked = ((name, shift, weight, day) for name, day, shift, weight in parts.get(section, []))
        for (name, shift, weight), days in _together(asked):
            yield Request(who=(name,), posts=(shift,), days=days, wanted=wanted, weight=int(weight))
    needs = ((shift, needed, under, over, day) for day, shift, needed, under, over in parts["COVER"])
    for (shift, needed, under, over), days in _together(needs):
        yield Cover(posts=(shift,), days=days, needed=int(needed), under=int(under), over=int(over))


def _together(rows: Iterable[Sequence[str]]) -> Iterator[tuple[tuple[str, ...], frozenset[int]]]:
    """Lines that differ only by their day, the last field: told once, with all their days. Twins stay apart."""
    found: dict[tuple[str, ...], list[set[int]]] = {}
    for *same, day in rows:
        ordinal, groups = MONDAY.toordinal() + int(day), found.setdefault(tuple(same), [])
        free = next((group for group in groups if ordinal not in group), None)
        if free is None:
            groups.append(free := set())
        free.add(ordinal)
    for key, groups in found.items():
        yield from ((key, frozenset(group)) for group in groups)
