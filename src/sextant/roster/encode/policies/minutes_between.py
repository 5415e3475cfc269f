"""How long one works, told to the solver."""

from __future__ import annotations

from sextant.roster.encode.policies.posts import Posts
from sextant.roster.policies.minutes_between import MinutesBetween


def keep(posts: Posts, policy: MinutesBetween) -> None:
    """The minutes of the literals, for each person."""
    for seat in posts.seats(policy):
        name = seat.intern.name
        timed = [
            (x, minutes)
            for day in posts.days_of(policy.days)
            for _, x, minutes in posts.by_day[name].get(day, ())
        ]
        worked, most = sum(x * minutes for x, minutes in timed), sum(minutes for _, minutes in timed)
        if policy.at_most is not None:
            posts.bound(policy, worked, policy.at_most, most, name, "minutes")
        if policy.at_least:
            posts.bound(policy, -worked, -policy.at_least, 0, name, "minutes")
