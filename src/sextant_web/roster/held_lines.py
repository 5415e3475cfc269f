"""Who holds each line, week by week, as a calendar to look at: an empty place is a duty that nobody holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sextant import wording
from sextant.law import say
from sextant.roster.roster import Roster
from sextant_web.roster.bridge import Json, roster_of_cells


@dataclass(frozen=True)
class Place:
    """A day of a line. ``says`` is read aloud; ``names`` are shown, an empty one is nobody; none: no duty that day."""

    number: int
    says: str
    names: tuple[str, ...]
    outside: bool

    @property
    def open(self) -> bool:
        """Whether a duty of that day has nobody."""
        return "" in self.names


@dataclass(frozen=True)
class HeldLine:
    """A line, its weeks from Monday to Sunday, and how many places have nobody."""

    name: str
    weeks: tuple[tuple[str, tuple[Place, ...]], ...]
    open: int


def held_lines(facts: Json, cells: dict[str, list[str]]) -> list[HeldLine]:
    """Each line of the roster that cells say. Raises BadInput for cells that cannot be read."""
    roster = roster_of_cells(facts, cells)
    return [_line(roster, n) for n in range(len(roster.problem.lines))]


def _line(roster: Roster, n: int) -> HeldLine:
    problem = roster.problem
    line = problem.lines[n]
    holder = {
        (a.kind, a.day, a.half_day): name
        for name, own in roster.activities.items()
        for a in own
        if a.line == line.id
    }
    duties: dict[int, list[tuple[str, str]]] = {}
    for duty in sorted(line.duties, key=lambda one: one.half_day):
        for day in duty.days:
            name = holder.get((duty.kind, day, duty.half_day), "")
            duties.setdefault(day, []).append((say.name(duty.kind), name))
    monday = problem.first - timedelta(days=problem.first.weekday())
    weeks = []
    while monday <= problem.last:
        places = tuple(_place(roster, monday + timedelta(days=n), duties) for n in range(7))
        weeks.append((f"S{monday.isocalendar().week}", places))
        monday += timedelta(days=7)
    count = sum(not name for held in duties.values() for _, name in held)
    return HeldLine(line.name or line.id, tuple(weeks), count)


def _place(roster: Roster, day: date, duties: dict[int, list[tuple[str, str]]]) -> Place:
    held = duties.get(day.toordinal(), [])
    said = " ; ".join(f"{kind} : {name or 'personne'}" for kind, name in held) or "pas de garde"
    outside = not roster.problem.first <= day <= roster.problem.last
    return Place(
        day.day,
        f"{wording.say_date(day)}, {said}",
        tuple(name.split()[0] if name else "" for _, name in held),
        outside,
    )
