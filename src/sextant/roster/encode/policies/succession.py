"""A post that does not follow another, told to the solver."""

from __future__ import annotations

from sextant.roster.encode.policies.posts import Posts
from sextant.roster.policies.succession import Succession


def keep(posts: Posts, policy: Succession) -> None:
    """Not both, for each person and each day they may begin on."""
    starts = [day for day in posts.days if policy.begins(day, posts.days[0], posts.days[-1])]
    for seat in posts.seats(policy):
        name = seat.intern.name
        for day in starts:
            if posts.all_decided(policy, name, (day, day + policy.after), (*policy.first, *policy.then)):
                continue
            before = posts.worked(name, day, policy.first)
            following = posts.worked(name, day + policy.after, policy.then)
            if any(isinstance(x, int) and x == 0 for x in (before, following)):
                continue
            posts.bound(policy, before + following, 1, 2, name, "successions")
