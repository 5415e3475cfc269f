"""Which policies of the ward a roster keeps, what it breaks and what it costs. Never imports the solver."""

from __future__ import annotations

from collections.abc import Iterator

from sextant.roster.policies.held import Held
from sextant.roster.policies.policy import Missed
from sextant.roster.problem import Intern, Problem
from sextant.roster.roster import Roster


def held_of(roster: Roster) -> Held:
    """The posts of a roster: activities that name a shift or a line of the ward."""
    problem = roster.problem
    names, lengths = post_names(problem), {shift.id: shift.minutes for shift in problem.shifts}
    posts: dict[str, dict[int, tuple[str, ...]]] = {}
    minutes: dict[str, dict[int, int]] = {}
    for name, activities in roster.activities.items():
        days, spent = posts.setdefault(name, {}), minutes.setdefault(name, {})
        for activity in activities:
            if (post := activity.line) in names:
                days[activity.day] = (*days[activity.day], post) if activity.day in days else (post,)
                spent[activity.day] = spent.get(activity.day, 0) + lengths.get(post, activity.minutes)
    return Held(
        people=tuple(intern.name for intern in problem.interns),
        first=problem.first.toordinal(),
        last=problem.last.toordinal(),
        posts=posts,
        names=names,
        minutes=minutes,
        shares={intern.name: share_of(intern) for intern in problem.interns},
        decided=decided(problem),
    )


def share_of(intern: Intern) -> int:
    """Share of time in hundredths."""
    return round(100 * intern.person.share)


def decided(problem: Problem) -> frozenset[tuple[str, int, str]]:
    """Who holds which post on which day because it was decided beforehand."""
    return frozenset(
        (intern.name, fixed.day, fixed.line)
        for intern in problem.interns
        for fixed in intern.fixed
        if fixed.line
    )


def post_names(problem: Problem) -> dict[str, str]:
    """The French name of each post that policies may speak of, by its identifier."""
    lines = {line.id: line.name for line in problem.lines}
    return {shift.id: shift.name for shift in problem.shifts} | lines


def missed(roster: Roster) -> Iterator[Missed]:
    """Everything that the ward's policies find in a roster, policy by policy."""
    held = held_of(roster)
    for policy in roster.problem.policies:
        yield from policy.missed(held)
