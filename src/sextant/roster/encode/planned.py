"""What is planned already, told to the model: kept where it may be, fixed before a day or where it is pinned."""

from __future__ import annotations

from collections.abc import Collection

from sextant.almanac.activity import ABSENCES, Activity, Kind
from sextant.law.library import Library
from sextant.roster.audit import DUTIES
from sextant.roster.encode.cover import decided_beforehand
from sextant.roster.encode.forgive import forgive
from sextant.roster.encode.law import obey
from sextant.roster.encode.policies.every import keep_policies
from sextant.roster.encode.policies.posts import POLICY
from sextant.roster.encode.variables import (
    Candidate,
    Model,
    Seat,
    make_candidates,
    off_days,
    one_thing_at_a_time,
)
from sextant.roster.problem import Problem
from sextant.roster.roster import Roster

Refusal = tuple[str, int, str]
"""Who is not to hold a duty, on which day (ordinal), of which line."""


def planned_model(
    problem: Problem, before: Roster, library: Library, since: int, refusals: Collection[Refusal] = ()
) -> Model:
    """Candidates and law around what ``before`` plans: nothing before the day ``since`` is a choice.

    The lines are not held yet, and :func:`settle` comes last. ``refusals`` take duties away from people.
    """
    model = Model(problem)
    make_candidates(model)
    for seat in model.seats:
        _around_the_plan(model, seat, before.activities.get(seat.intern.name, ()), since, refusals)
    model.posts = {post: [] for post in model.posts}
    for seat in model.seats:
        for c in seat.candidates:
            a = c.activity
            if a.line and (post := (a.line, a.kind, a.day, a.half_day)) in model.posts:
                model.posts[post].append(c)
    one_thing_at_a_time(model)
    obey(model, library)
    keep_policies(model)
    # Those that never give way bind; those with a price are told beside, for they must not outweigh a change.
    model.costs = [cost for cost in model.costs if cost.kind != POLICY]
    return model


def settle(model: Model) -> None:
    """Last of all: pins hold, and what fixed cells break by themselves is forgiven."""
    decided_beforehand(model)
    forgive(model.cp)


def _around_the_plan(
    model: Model, seat: Seat, planned: tuple[Activity, ...], since: int, refusals: Collection[Refusal]
) -> None:
    """The planned activities as candidates at their own hours; the past and the pins as facts."""
    off = off_days(model.problem, seat.intern)
    away = {absence.day for absence in seat.absences}
    pinned = {(fixed.kind, fixed.day, fixed.half_day) for fixed in seat.intern.fixed}
    offered = {_key(c.activity): c for c in seat.candidates}
    held: dict[tuple[object, ...], Candidate] = {}
    for activity in planned:
        key = _key(activity)
        if activity.kind in ABSENCES or activity.day in away:
            continue
        kept = activity.day < since or (activity.kind, activity.day, activity.half_day) in pinned
        usual = offered.get(key)
        if kept or (usual is not None and usual.given):
            held[key] = Candidate(activity, 1)
        elif usual is not None:
            held[key] = Candidate(activity, usual.literal)
        elif activity.kind not in DUTIES and activity.day not in off:
            held[key] = Candidate(activity, model.cp.new_bool_var(""))  # written by hand, at no usual place
    others = [
        c
        for key, c in offered.items()
        if key not in held
        and c.activity.day >= since
        and (seat.intern.name, c.activity.day, c.activity.line) not in refusals
        and not (c.given and c.activity.kind is Kind.UNIVERSITY and _taken(c.activity, held))
    ]
    refused = [
        key
        for key, c in held.items()
        if not c.given and (seat.intern.name, c.activity.day, c.activity.line) in refusals
    ]
    for key in refused:
        del held[key]
    seat.candidates = sorted([*held.values(), *others], key=lambda c: (c.activity.start, c.activity.end))


def _taken(course: Activity, held: dict[tuple[object, ...], Candidate]) -> bool:
    """A course that the fixed plan forgot does not come back over it."""
    return any(
        c.given and c.activity.day == course.day and set(c.activity.fills) & set(course.fills)
        for c in held.values()
    )


def _key(activity: Activity) -> tuple[object, ...]:
    return activity.kind, activity.day, activity.half_day, activity.line
