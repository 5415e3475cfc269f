"""How many hold a post each day, told to the solver."""

from __future__ import annotations

from sextant.roster.encode.policies.posts import Posts
from sextant.roster.policies.cover import Cover


def keep(posts: Posts, policy: Cover) -> None:
    """Those missing and those beyond, on each day."""
    names = [seat.intern.name for seat in posts.seats(policy)]
    for day in sorted(policy.days):
        there = [x for name in names for x in posts.literals(name, day, policy.posts)]
        posts.bound_at(policy.under, -sum(there), -policy.needed, 0, "", "cover")
        posts.bound_at(policy.over, sum(there), policy.needed, len(there), "", "cover")
