"""Changes of place, told to the solver: where each person was last, day after day."""

from __future__ import annotations

from sextant.roster.encode.policies.posts import Posts
from sextant.roster.encode.variables import Literal
from sextant.roster.policies.moves import ELSEWHERE, Moves


def keep(posts: Posts, policy: Moves) -> None:
    """The last place is kept until another is taken; each change is paid, or there is none."""
    cp = posts.model.cp
    places: list[int | None] = [None, ELSEWHERE, *range(len(policy.groups))]
    for seat in posts.seats(policy):
        name = seat.intern.name
        last: dict[int | None, Literal] = {place: int(place == policy.at_first) for place in places}
        for day in posts.days:
            here = {g: posts.literals(name, day, group) for g, group in enumerate(policy.groups)}
            arriving = sum(x for literals in here.values() for x in literals)
            if isinstance(arriving, int) and not arriving:
                continue
            following: dict[int | None, Literal] = {place: cp.new_bool_var("") for place in places}
            cp.add(sum(following.values()) == 1)
            change = cp.new_bool_var("")
            for place in places:
                there = sum(here[place]) if isinstance(place, int) and place != ELSEWHERE else 0
                cp.add(following[place] >= there)
                cp.add(following[place] >= last[place] - arriving)
                if place is not None:
                    cp.add(change >= last[place] + arriving - there - 1)
            posts.bound(policy, change, 0, 1, name, policy.key)
            last = following
