"""Who is called at all, told to the solver."""

from __future__ import annotations

from sextant.roster.encode.policies.posts import Posts
from sextant.roster.policies.called import Called


def keep(posts: Posts, policy: Called) -> None:
    """One literal for each person, true when any of theirs is."""
    for seat in posts.seats(policy):
        name = seat.intern.name
        held = posts.any_of([x for day in posts.days for x in posts.literals(name, day, policy.posts)])
        posts.bound(policy, held, 0, 1, name, policy.key)
