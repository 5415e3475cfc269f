"""A ward as a table of shifts, when it can be said so; and a table filled in, as a roster of the ward."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from sextant.law.library import Library
from sextant.roster.encode.law import binding_on
from sextant.roster.encode.variables import absent_days, leave_activity, off_days, shift_activity
from sextant.roster.kept import decided
from sextant.roster.policies.cover import Cover
from sextant.roster.policies.minutes_between import MinutesBetween
from sextant.roster.policies.number_between import NumberBetween
from sextant.roster.policies.policy import Policy
from sextant.roster.policies.request import Request
from sextant.roster.policies.rest_run import RestRun
from sextant.roster.policies.succession import Succession
from sextant.roster.policies.weekends_at_most import WeekendsAtMost
from sextant.roster.policies.work_run import WorkRun
from sextant.roster.problem import Problem
from sextant.roster.roster import Roster
from sextant.roster.search.shift_table import NO_LIMIT, Cells, Ints, ShiftTable


def shift_table(problem: Problem, library: Library) -> ShiftTable | None:
    """The ward as a table; None when some of its law, lines, facts or policies are more than a table can say."""
    if not _sayable(problem) or binding_on(problem, library):
        return None
    draft = _Draft(problem)
    for policy in problem.policies:
        fill = _FILL.get(type(policy))
        if fill is None or not fill(draft, policy):
            return None
    return draft.table()


def roster_of(problem: Problem, cells: Cells) -> Roster:
    """The roster that the filled table stands for, leave included."""
    first = problem.first.toordinal()
    return Roster(
        problem,
        {
            intern.name: tuple(
                sorted(
                    [
                        *(
                            leave_activity(problem, kind, day)
                            for day, kind in absent_days(problem, intern).items()
                        ),
                        *(
                            shift_activity(problem, problem.shifts[kind - 1], first + day)
                            for day, kind in enumerate(row)
                            if kind
                        ),
                    ],
                    key=lambda a: (a.start, a.end),
                )
            )
            for intern, row in zip(problem.interns, cells.tolist(), strict=True)
        },
    )


def cells_of(roster: Roster) -> Cells:
    """The table that a roster of shifts fills in."""
    problem = roster.problem
    number = {shift.id: i for i, shift in enumerate(problem.shifts, start=1)}
    cells = np.zeros((len(problem.interns), len(problem.days)), dtype=np.int16)
    for p, intern in enumerate(problem.interns):
        for activity in roster.activities.get(intern.name, ()):
            if activity.line in number:
                cells[p, activity.day - problem.first.toordinal()] = number[activity.line]
    return cells


def _sayable(problem: Problem) -> bool:
    """Shifts only: nothing else to plan, to share out or to wish for."""
    plain = not (problem.lines or problem.presence or problem.normal_service) and bool(problem.shifts)
    facts = not any(
        one.university or one.personal_wishes or one.duty_wishes or one.history.last_duty_end
        for one in problem.interns
    )
    known = {shift.id for shift in problem.shifts}
    pins = all(fixed.line in known for one in problem.interns for fixed in one.fixed)
    pinned = {(name, day) for name, day, _ in decided(problem)}
    pins = pins and not any((name, day + 1) in pinned for name, day in pinned)  # what they make is excused
    return plain and facts and pins and not problem.weights.heavy_week


class _Draft:
    """The arrays of a table, while policies are read into them one by one."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.first = problem.first.toordinal()
        self.people = {intern.name: p for p, intern in enumerate(problem.interns)}
        self.kinds = {shift.id: k for k, shift in enumerate(problem.shifts, start=1)}
        people, days, kinds = len(self.people), len(problem.days), len(self.kinds) + 1
        self.shape = people, days, kinds
        self.allowed = np.ones(self.shape, dtype=np.bool_)
        self.cell_cost = np.zeros(self.shape, dtype=np.int32)
        self.may_follow = np.ones((kinds, kinds), dtype=np.bool_)
        self.least = {name: np.zeros(people, np.int32) for name in ("minutes", "run", "rest")}
        self.most = {name: np.full(people, NO_LIMIT, np.int32) for name in ("minutes", "run", "weekends")}
        self.max_of_kind = np.full((people, kinds), NO_LIMIT, dtype=np.int32)
        self.cover: dict[str, Ints] = {
            name: np.zeros((days, kinds), np.int32) for name in ("need", "under", "over")
        }
        self.covered: set[tuple[int, int]] = set()
        self._facts()

    def _facts(self) -> None:
        """Who may hold what, leave, what was decided beforehand, and shifts that would overlap."""
        problem, span = self.problem, range(len(self.problem.days))
        for shift, k in self.kinds.items():
            eligible = set(problem.shifts[k - 1].eligible)
            for name, p in self.people.items():
                if name not in eligible:
                    self.allowed[p, :, k] = False
            if problem.shifts[k - 1].end > 1440:
                self._no_overlap(shift, k)
        for intern, p in zip(problem.interns, self.people.values(), strict=True):
            off = {day - self.first for day in off_days(problem, intern)}
            for day in off & set(span):
                self.allowed[p, day, 1:] = False
            for k, night in enumerate(problem.shifts, start=1):
                if night.end > 1440:  # a night touches the day after
                    self.allowed[p, [day - 1 for day in off if 0 < day <= len(span)], k] = False
            for fixed in intern.fixed:
                kept = self.allowed[p, fixed.day - self.first, self.kinds[fixed.line]]
                self.allowed[p, fixed.day - self.first] = False
                self.allowed[p, fixed.day - self.first, self.kinds[fixed.line]] = kept

    def _no_overlap(self, shift: str, k: int) -> None:
        end = self.problem.shifts[k - 1].end - 1440
        for other in self.problem.shifts:
            if other.start < end:
                self.may_follow[k, self.kinds[other.id]] = False

    def rows(self, policy: Policy) -> list[int]:
        """The people that a policy speaks of."""
        return [p for name, p in self.people.items() if not policy.who or name in policy.who]

    def columns(self, posts: tuple[str, ...]) -> list[int]:
        """The kinds of these posts; every kind but rest when none is named."""
        return (
            [self.kinds[post] for post in posts if post in self.kinds] if posts else list(self.kinds.values())
        )

    def all_kinds(self, posts: tuple[str, ...]) -> bool:
        """True when these posts are every shift."""
        return not posts or set(posts) == set(self.kinds)

    def table(self) -> ShiftTable:
        """The table, as it stands."""
        problem = self.problem
        return ShiftTable(
            people=tuple(self.people),
            kinds=("", *self.kinds),
            days=self.shape[1],
            first_weekday=problem.first.weekday(),
            minutes=np.array([0, *(shift.minutes for shift in problem.shifts)], dtype=np.int32),
            allowed=self.allowed,
            cell_cost=self.cell_cost,
            may_follow=self.may_follow,
            min_minutes=self.least["minutes"],
            max_minutes=self.most["minutes"],
            max_run=self.most["run"],
            min_run=np.maximum(self.least["run"], 1),
            min_rest_run=np.maximum(self.least["rest"], 1),
            max_weekends=self.most["weekends"],
            max_of_kind=self.max_of_kind,
            cover_need=self.cover["need"],
            cover_under=self.cover["under"],
            cover_over=self.cover["over"],
        )


# -- policy by policy: True when the table says it whole ------------------------------------------------


def _succession(draft: _Draft, policy: Succession) -> bool:
    everybody = len(draft.rows(policy)) == draft.shape[0]
    if policy.weight is not None or policy.after != 1 or policy.days or not everybody:
        return False
    draft.may_follow[np.ix_(draft.columns(policy.first), draft.columns(policy.then))] = False
    return True


def _number(draft: _Draft, policy: NumberBetween) -> bool:
    if (
        policy.weight is not None
        or policy.at_least
        or policy.at_most is None
        or policy.days
        or len(policy.posts) != 1
    ):
        return False
    _at_most(draft.max_of_kind[:, draft.kinds[policy.posts[0]]], draft.rows(policy), policy.at_most)
    return True


def _minutes(draft: _Draft, policy: MinutesBetween) -> bool:
    if policy.weight is not None or policy.days:
        return False
    rows = draft.rows(policy)
    draft.least["minutes"][rows] = np.maximum(draft.least["minutes"][rows], policy.at_least)
    if policy.at_most is not None:
        _at_most(draft.most["minutes"], rows, policy.at_most)
    return True


def _weekends(draft: _Draft, policy: WeekendsAtMost) -> bool:
    if policy.weight is not None or not draft.all_kinds(policy.posts):
        return False
    _at_most(draft.most["weekends"], draft.rows(policy), policy.at_most)
    return True


def _work_run(draft: _Draft, policy: WorkRun) -> bool:
    if policy.weight is not None or not draft.all_kinds(policy.posts):
        return False
    rows = draft.rows(policy)
    draft.least["run"][rows] = np.maximum(draft.least["run"][rows], policy.at_least)
    if policy.at_most is not None:
        _at_most(draft.most["run"], rows, policy.at_most)
    return True


def _rest_run(draft: _Draft, policy: RestRun) -> bool:
    if policy.weight is not None or not draft.all_kinds(policy.posts):
        return False
    rows = draft.rows(policy)
    draft.least["rest"][rows] = np.maximum(draft.least["rest"][rows], policy.at_least)
    return True


def _cover(draft: _Draft, policy: Cover) -> bool:
    everybody = len(draft.rows(policy)) == draft.shape[0]
    if policy.under is None or policy.over is None or len(policy.posts) != 1 or not everybody:
        return False
    k = draft.kinds[policy.posts[0]]
    for day in (day - draft.first for day in policy.days):
        if (day, k) in draft.covered or not 0 <= day < draft.shape[1]:
            return False
        draft.covered.add((day, k))
        draft.cover["need"][day, k] = policy.needed
        draft.cover["under"][day, k] = policy.under
        draft.cover["over"][day, k] = policy.over
    return True


def _request(draft: _Draft, policy: Request) -> bool:
    asked = draft.columns(policy.posts)
    refused = [k for k in range(draft.shape[2]) if k not in asked] if policy.wanted else asked
    for day in (day - draft.first for day in policy.days):
        if not 0 <= day < draft.shape[1]:
            continue
        for p in draft.rows(policy):
            if policy.weight is None:
                draft.allowed[p, day, refused] = False
            else:
                draft.cell_cost[p, day, refused] += policy.weight
    return True


def _at_most(limits: Any, rows: list[int], limit: int) -> None:
    limits[rows] = np.minimum(limits[rows], limit)


_FILL: Mapping[type[Policy], Callable[[_Draft, Any], bool]] = {
    Cover: _cover,
    MinutesBetween: _minutes,
    NumberBetween: _number,
    Request: _request,
    RestRun: _rest_run,
    Succession: _succession,
    WeekendsAtMost: _weekends,
    WorkRun: _work_run,
}
