"""Counts a roster of a Curtois-Qu instance from the format's definition alone: nothing of Sextant is imported.

The definition (T. Curtois, R. Qu, « Computational results on new staff scheduling benchmark instances », 2014,
and the comments of the files). Required: one shift a day at most; no shift that another excludes on the day after;
for each employee at most so many of each shift, minutes within their two bounds, at most so many consecutive
shifts, at least so many, at least so many consecutive days off, at most so many weekends (a weekend is worked
when its Saturday or its Sunday is), and nothing on the days off. At the edges, longest runs are counted as if the
days outside were off; runs of work or of rest that touch an edge are never too short. Every instance starts on a
Monday. The cost: the weight of each request for a shift that is not given, of each request for a shift off that
is given; for each day and shift, the weight for each employee missing, or beyond.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

Rows = Mapping[str, Sequence[str]]
"""For each employee, the shift of each day; an empty text is a day off."""


@dataclass
class Definition:
    """One file, section by section, in its own words."""

    horizon: int = 0
    lengths: dict[str, int] = field(default_factory=dict)
    cannot_follow: dict[str, list[str]] = field(default_factory=dict)
    staff: dict[str, list[str]] = field(default_factory=dict)
    days_off: dict[str, list[int]] = field(default_factory=dict)
    on_requests: list[tuple[str, int, str, int]] = field(default_factory=list)
    off_requests: list[tuple[str, int, str, int]] = field(default_factory=list)
    cover: list[tuple[int, str, int, int, int]] = field(default_factory=list)


def read(text: str) -> Definition:
    """The definition that a file writes."""
    found, section = Definition(), ""
    for raw in text.splitlines():
        line = raw.split("#")[0].strip()
        if line.startswith("SECTION_"):
            section = line
        elif line:
            _take(found, section, line.split(","))
    return found


def _take(found: Definition, section: str, parts: list[str]) -> None:
    if section == "SECTION_HORIZON":
        found.horizon = int(parts[0])
    elif section == "SECTION_SHIFTS":
        found.lengths[parts[0]] = int(parts[1])
        found.cannot_follow[parts[0]] = [one for one in parts[2].split("|") if one]
    elif section == "SECTION_STAFF":
        found.staff[parts[0]] = parts[1:]
    elif section == "SECTION_DAYS_OFF":
        found.days_off[parts[0]] = [int(day) for day in parts[1:]]
    elif section == "SECTION_SHIFT_ON_REQUESTS":
        found.on_requests.append((parts[0], int(parts[1]), parts[2], int(parts[3])))
    elif section == "SECTION_SHIFT_OFF_REQUESTS":
        found.off_requests.append((parts[0], int(parts[1]), parts[2], int(parts[3])))
    elif section == "SECTION_COVER":
        found.cover.append((int(parts[0]), parts[1], int(parts[2]), int(parts[3]), int(parts[4])))


def cost(definition: Definition, rows: Rows) -> int:
    """What the roster costs, in the weights of the file."""
    total = sum(weight for who, day, shift, weight in definition.on_requests if rows[who][day] != shift)
    total += sum(weight for who, day, shift, weight in definition.off_requests if rows[who][day] == shift)
    for day, shift, needed, under, over in definition.cover:
        there = sum(row[day] == shift for row in rows.values())
        total += under * (needed - there) if there < needed else over * (there - needed)
    return total


def faults(definition: Definition, rows: Rows) -> list[str]:
    """Every requirement that the roster breaks; empty when it is one."""
    if set(rows) != set(definition.staff):
        return ["the employees are not those of the file"]
    if any(len(row) != definition.horizon for row in rows.values()):
        return ["a row has not one shift for each day"]
    return [f"{who}: {said}" for who in definition.staff for said in _row_faults(definition, who, rows[who])]


def _row_faults(definition: Definition, who: str, row: Sequence[str]) -> Iterator[str]:
    most, max_minutes, min_minutes, max_run, min_run, min_rest, max_weekends = definition.staff[who]
    for day, shift in enumerate(row):
        if shift and shift not in definition.lengths:
            yield f"day {day}: no shift {shift}"
            return
        if shift and day and shift in definition.cannot_follow.get(row[day - 1], ()):
            yield f"day {day}: {shift} cannot follow {row[day - 1]}"
    for limit in most.split("|"):
        shift, _, largest = limit.partition("=")
        if largest and list(row).count(shift) > int(largest):
            yield f"more than {largest} of {shift}"
    minutes = sum(definition.lengths[shift] for shift in row if shift)
    if not int(min_minutes) <= minutes <= int(max_minutes):
        yield f"{minutes} minutes"
    day = 0
    for working, group in groupby(row, key=bool):
        length = len(list(group))
        inside = day > 0 and day + length < definition.horizon
        if working and length > int(max_run):
            yield f"day {day}: {length} shifts running"
        if inside and length < int(min_run if working else min_rest):
            yield f"day {day}: {'shifts' if working else 'days off'} running: {length}"
        day += length
    weekends = sum(
        any(row[d] for d in (day, day + 1) if d < definition.horizon)
        for day in range(5, definition.horizon, 7)
    )
    if weekends > int(max_weekends):
        yield f"{weekends} weekends"
    for day in definition.days_off.get(who, ()):
        if row[day]:
            yield f"day {day} is off"


def main(instance: str, roster: str) -> int:
    """Print the cost of a roster file: one line an employee, ``ID,shift,shift,…``."""
    definition = read(Path(instance).read_text(encoding="utf-8"))
    lines = [line.split(",") for line in Path(roster).read_text(encoding="utf-8").splitlines() if line]
    rows = {line[0]: line[1:] for line in lines}
    found = faults(definition, rows)
    print(*(found or [cost(definition, rows)]), sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
