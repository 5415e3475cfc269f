"""Weekends worked whole or not at all, told to the solver."""

from __future__ import annotations

from sextant.roster.encode.policies.posts import Posts
from sextant.roster.policies.whole_weekends import WholeWeekends


def keep(posts: Posts, policy: WholeWeekends) -> None:
    """Both days or neither; with a weight, one without the other is paid."""
    for seat in posts.seats(policy):
        name = seat.intern.name
        for days in posts.weekends():
            if len(days) == 2:
                saturday, sunday = (posts.worked(name, day) for day in days)
                posts.bound(policy, saturday - sunday, 0, 1, name, "whole_weekends")
                posts.bound(policy, sunday - saturday, 0, 1, name, "whole_weekends")
