"""How unequally posts are shared, told to the solver."""

from __future__ import annotations

from itertools import permutations

from ortools.sat.python import cp_model

from sextant.roster.encode.policies.posts import Posts
from sextant.roster.kept import share_of
from sextant.roster.policies.spread import Spread


def keep(posts: Posts, policy: Spread) -> None:
    """One variable above every difference: paid, or kept within its limit."""
    seats = posts.seats(policy)
    if len(seats) < 2:
        return
    model = posts.model
    days = posts.days_of(policy.days)
    most = 2 * len(days)
    held: list[cp_model.IntVar] = []
    for (
        seat
    ) in seats:  # a number of its own for each person: pairs then compare two variables, not two long sums
        literals = [x for day in days for x in posts.literals(seat.intern.name, day, policy.posts)]
        held.append(model.cp.new_int_var(0, len(literals), ""))
        model.cp.add(held[-1] == sum(literals))
    largest = model.cp.new_int_var(0, most, "")
    for (one, counted), (other, others) in permutations(zip(seats, held, strict=True), 2):
        model.cp.add(100 * largest >= share_of(one.intern) * others - share_of(other.intern) * counted)
    posts.bound(policy, largest, policy.within, most, "", policy.key)
