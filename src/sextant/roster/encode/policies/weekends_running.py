"""How many weekends in a row, told to the solver."""

from __future__ import annotations

from sextant.roster.encode.policies.posts import Posts
from sextant.roster.policies.weekends_running import WeekendsRunning


def keep(posts: Posts, policy: WeekendsRunning) -> None:
    """Of each ``at_most`` + 1 weekends running, one is free."""
    weekends = posts.weekends()
    for seat in posts.seats(policy):
        name = seat.intern.name
        worked = [
            posts.any_of([x for day in days for x in posts.literals(name, day, policy.posts)])
            for days in weekends
        ]
        for i in range(policy.at_most, len(worked)):
            running = worked[i - policy.at_most : i + 1]
            posts.bound(policy, sum(running), policy.at_most, len(running), name, "weekends_running")
