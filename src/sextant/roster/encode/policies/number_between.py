"""How many posts of some kinds, told to the solver."""

from __future__ import annotations

from sextant.roster.encode.policies.posts import Posts
from sextant.roster.policies.number_between import NumberBetween


def keep(posts: Posts, policy: NumberBetween) -> None:
    """The sum of the literals, for each person."""
    for seat in posts.seats(policy):
        name = seat.intern.name
        held = [x for day in posts.days_of(policy.days) for x in posts.literals(name, day, policy.posts)]
        if policy.at_most is not None:
            posts.bound(policy, sum(held), policy.at_most, len(held), name, "numbers")
        if policy.at_least:
            posts.bound(policy, -sum(held), -policy.at_least, 0, name, "numbers")
