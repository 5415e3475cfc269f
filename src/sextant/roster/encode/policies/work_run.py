"""Days worked in a row, told to the solver."""

from __future__ import annotations

from sextant.roster.encode.policies.posts import Posts
from sextant.roster.encode.policies.runs import no_longer, no_shorter
from sextant.roster.policies.work_run import WorkRun


def keep(posts: Posts, policy: WorkRun) -> None:
    """Neither too long nor too short, for each person."""
    for seat in posts.seats(policy):
        name = seat.intern.name
        worked = [posts.worked(name, day, policy.posts) for day in posts.days]
        if policy.at_most is not None:
            no_longer(posts, policy, name, worked, policy.at_most, policy.posts, "work_runs")
        no_shorter(posts, policy, name, worked, policy.at_least, "work_runs")
