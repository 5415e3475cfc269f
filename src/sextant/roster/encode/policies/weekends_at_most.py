"""How many weekends, told to the solver."""

from __future__ import annotations

from sextant.roster.encode.policies.posts import Posts
from sextant.roster.policies.weekends_at_most import WeekendsAtMost


def keep(posts: Posts, policy: WeekendsAtMost) -> None:
    """The weekends with a post, for each person."""
    weekends = posts.weekends()
    for seat in posts.seats(policy):
        name = seat.intern.name
        worked = [
            posts.any_of([x for day in days for x in posts.literals(name, day, policy.posts)])
            for days in weekends
        ]
        posts.bound(policy, sum(worked), policy.at_most, len(worked), name, "weekends")
