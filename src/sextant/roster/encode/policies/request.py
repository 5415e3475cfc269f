"""What is asked for, told to the solver."""

from __future__ import annotations

from sextant.roster.encode.policies.posts import Posts
from sextant.roster.policies.request import Request


def keep(posts: Posts, policy: Request) -> None:
    """Held when wanted, free otherwise, for each person and day."""
    for seat in posts.seats(policy):
        for day in sorted(policy.days):
            if day in posts.days:
                held = posts.worked(seat.intern.name, day, policy.posts)
                amount = 1 - held if policy.wanted else held
                posts.bound(policy, amount, 0, 1, seat.intern.name, "requests")
