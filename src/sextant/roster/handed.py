"""A duty handed from one intern to another, with its rest: the half-days of the next day go the other way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sextant.almanac.activity import ABSENCES, Activity, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.span import Span, instant
from sextant.errors import BadInput
from sextant.law.library import Library
from sextant.law.rests import rests
from sextant.roster.audit import DUTIES
from sextant.roster.change import cells_of
from sextant.roster.problem import Problem
from sextant.roster.roster import Roster

_STAY = ABSENCES | {Kind.UNIVERSITY, Kind.RECOVERY}
"""What is somebody's own: it does not go with a duty."""


@dataclass(frozen=True, slots=True)
class Hand:
    """One duty that goes from ``giver`` to ``taker``."""

    giver: str
    taker: str
    day: int
    half_day: HalfDay
    line: str = ""


def hand_over(roster: Roster, hands: Iterable[Hand], library: Library) -> Roster:
    """The roster with these duties handed over, not judged.

    The taker is freed where the duty and its rest want it; the giver comes, on those half-days, where the taker was
    expected and nothing else is planned. Courses, leave and recoveries stay with whom they belong to. Raises
    BadInput when the giver does not hold the duty, or when the taker already does something that cannot move.
    """
    found = {name: list(held) for name, held in roster.activities.items()}
    for hand in hands:
        _refuse_strangers(roster, hand)
        duty = duty_of(roster, hand.giver, hand.day, hand.half_day, hand.line)
        slots = _slots(duty) | _rest_slots(roster, hand.giver, duty, library)
        taken = [a for a in found[hand.taker] if a.kind not in _STAY | DUTIES and _slots(a) & slots]
        kept = [a for a in found[hand.giver] if a != duty]
        busy = {slot for a in kept for slot in _slots(a)}
        found[hand.giver] = kept + [a for a in taken if not _slots(a) & busy]
        found[hand.taker] = [a for a in found[hand.taker] if a not in taken] + [duty]
    after = Roster(
        roster.problem, {n: tuple(sorted(held, key=lambda a: (a.start, a.end))) for n, held in found.items()}
    )
    for intern in after.problem.interns:
        after.timeline(intern)
    return after


def duty_of(roster: Roster, name: str, day: int, half_day: HalfDay, line: str = "") -> Activity:
    """The duty that somebody holds on a half-day. Raises BadInput when there is none."""
    found = cells_of(roster, name).get((day, half_day))
    if found is None or found.kind not in DUTIES or (line and found.line != line):
        raise BadInput(
            f"{name} ne tient pas de garde à ce moment-là", remedy="Choisissez une garde de son tableau."
        )
    return found


def _refuse_strangers(roster: Roster, hand: Hand) -> None:
    names = {intern.name for intern in roster.problem.interns}
    for name in (hand.giver, hand.taker):
        if name not in names:
            raise BadInput(f"« {name} » n’est pas un interne de ce service")
    if hand.giver == hand.taker:
        raise BadInput(f"{hand.giver} ne peut pas échanger avec soi-même")


def _slots(activity: Activity) -> set[tuple[int, HalfDay]]:
    return {(activity.day, half_day) for half_day in activity.fills}


def _rest_slots(roster: Roster, name: str, duty: Activity, library: Library) -> set[tuple[int, HalfDay]]:
    """The half-days that the rest of this duty touches."""
    intern = roster.problem.intern(name)
    owed = [
        r.span
        for r in rests(roster.timeline(intern), library, roster.problem.settings)
        if r.span.start == duty.end
    ]
    return {
        (day, half_day)
        for span in owed
        for day in range(duty.day, duty.day + 3)
        for half_day in (HalfDay.MORNING, HalfDay.AFTERNOON)
        if _hours(roster.problem, day, half_day).overlaps(span)
    }


def _hours(problem: Problem, day: int, half_day: HalfDay) -> Span:
    start, end = (problem.hours.morning, problem.hours.afternoon)[half_day]
    return Span(instant(day, start, problem.zone), instant(day, end, problem.zone))
