"""Policies with a price, when life changes a roster: told in repairs and in "why not him", never above a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache

from benchmarks.wards import Recipe, draw
from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.roster.policies.number_between import NumberBetween
from sextant.roster.policies.request import Request
from sextant.roster.policy_costs import missed_at, policy_costs
from sextant.roster.repair import Absence, repair
from sextant.roster.roster import Roster
from sextant.roster.solve import solve
from sextant.roster.why import why


@cache
def plain() -> Roster:
    roster = solve(draw(Recipe(9, 4, leave_rate=0)), seconds=20, workers=2).roster
    assert roster is not None
    return roster


def night(roster: Roster, number: int) -> tuple[str, int]:
    day = roster.problem.first.toordinal() + number
    held = roster.activities.items()
    return next((n, a.day) for n, own in held for a in own if (a.kind, a.day) == (Kind.GARDE_NUIT, day))


def test_a_repair_stays_as_small_as_without_policies_and_tells_what_they_lose() -> None:
    roster = plain()
    name, day = night(roster, 9)
    first = roster.problem.first + timedelta(days=9)
    absence = Absence(name, first, first)
    alone = repair(roster, since=first, absences=[absence])
    taker = next(
        n
        for n, own in alone.roster.activities.items()
        if n != name and any((a.kind, a.day) == (Kind.GARDE_NUIT, day) for a in own)
    )
    request = Request(who=(taker,), weight=900_000, posts=(), days=frozenset({day}), wanted=False)
    others = tuple(i.name for i in roster.problem.interns if i.name not in (taker, name))
    each = tuple(replace(request, who=(one,)) for one in others)
    asked = Roster(replace(roster.problem, policies=(request, *each)), roster.activities)
    found = repair(asked, since=first, absences=[absence])
    assert found.proved
    assert found.effort == alone.effort  # what costs nine hundred thousand does not make a change larger
    assert len(found.policy_costs.made) == 1
    assert "900" in found.policy_costs.made[0]
    assert found.policy_costs.by == 900_000


def test_why_not_him_tells_what_the_policies_would_lose() -> None:
    roster = plain()
    name, day = night(roster, 9)
    able = next(one.name for one in why(roster, name, day, HalfDay.NIGHT).others if one.possible)
    held = sum(a.kind is Kind.GARDE_NUIT for a in roster.activities[able])
    line = roster.problem.lines[0].id
    most = NumberBetween(who=(able,), weight=12, posts=(line,), at_most=0)
    asked = Roster(replace(roster.problem, policies=(most,)), roster.activities)
    assert held <= sum(one.amount for one in missed_at(asked).values())
    other = next(o for o in why(asked, name, day, HalfDay.NIGHT).others if o.name == able)
    assert any("(prix : 12)" in said for said in other.costs)
    assert policy_costs(asked, asked) == policy_costs(roster, roster)
