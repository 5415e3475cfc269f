"""Every policy of the ward told to the solver, shape by shape; and one shift a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sextant.roster.encode.policies import (
    called,
    cover,
    minutes_between,
    moves,
    number_between,
    request,
    rest_run,
    spread,
    succession,
    weekends_at_most,
    weekends_running,
    whole_weekends,
    work_run,
)
from sextant.roster.encode.policies.posts import Posts
from sextant.roster.encode.variables import Literal, Model
from sextant.roster.policies.called import Called
from sextant.roster.policies.cover import Cover
from sextant.roster.policies.minutes_between import MinutesBetween
from sextant.roster.policies.moves import Moves
from sextant.roster.policies.number_between import NumberBetween
from sextant.roster.policies.policy import Policy
from sextant.roster.policies.request import Request
from sextant.roster.policies.rest_run import RestRun
from sextant.roster.policies.spread import Spread
from sextant.roster.policies.succession import Succession
from sextant.roster.policies.weekends_at_most import WeekendsAtMost
from sextant.roster.policies.weekends_running import WeekendsRunning
from sextant.roster.policies.whole_weekends import WholeWeekends
from sextant.roster.policies.work_run import WorkRun

KEEP: Mapping[type[Policy], Callable[[Posts, Any], None]] = {
    Called: called.keep,
    Cover: cover.keep,
    MinutesBetween: minutes_between.keep,
    Moves: moves.keep,
    NumberBetween: number_between.keep,
    Request: request.keep,
    RestRun: rest_run.keep,
    Spread: spread.keep,
    Succession: succession.keep,
    WeekendsAtMost: weekends_at_most.keep,
    WeekendsRunning: weekends_running.keep,
    WholeWeekends: whole_weekends.keep,
    WorkRun: work_run.keep,
}


def keep_policies(model: Model) -> None:
    """One shift a day for each person, then what the ward decided for itself. The law is told apart."""
    if not model.problem.shifts and not model.problem.policies:
        return
    _one_shift_a_day(model)
    posts = Posts(model)
    for policy in model.problem.policies:
        KEEP[type(policy)](posts, policy)


def _one_shift_a_day(model: Model) -> None:
    shifts = {shift.id for shift in model.problem.shifts}
    for seat in model.seats:
        by_day: dict[int, list[Literal]] = {}
        for c in seat.candidates:
            if c.activity.line in shifts:
                by_day.setdefault(c.activity.day, []).append(c.literal)
        for literals in by_day.values():
            if len(literals) > 1:
                model.cp.add_at_most_one(literals)
