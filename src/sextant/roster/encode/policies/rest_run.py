"""Days off in a row, told to the solver."""

from __future__ import annotations

from sextant.roster.encode.policies.posts import Posts
from sextant.roster.encode.policies.runs import no_shorter
from sextant.roster.policies.rest_run import RestRun


def keep(posts: Posts, policy: RestRun) -> None:
    """Never too short, for each person."""
    for seat in posts.seats(policy):
        name = seat.intern.name
        off = [1 - posts.worked(name, day, policy.posts) for day in posts.days]
        no_shorter(posts, policy, name, off, policy.at_least, "rest_runs")
