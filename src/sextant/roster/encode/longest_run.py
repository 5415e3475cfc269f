"""Twenty-four hours at most: no chain of candidates that touch lasts longer."""

from __future__ import annotations

from sextant.almanac.half_day import HalfDay
from sextant.law.reading import PRESENCE
from sextant.law.rule import Rule
from sextant.law.settings import Settings
from sextant.law.shapes.longest_run import LongestRun
from sextant.roster.encode.in_force import binds_at
from sextant.roster.encode.variables import Candidate, Model, Reason, alike


def forbid(model: Model, rule: Rule, shape: LongestRun) -> None:
    """Each shortest chain longer than the limit loses a link."""
    limit = int((shape.at_most_hours or 0) * 60)
    for seat in model.seats:
        present = alike(c for c in seat.candidates if c.activity.kind in PRESENCE)
        for position, (first, *_) in enumerate(present):
            if not binds_at(rule, first.activity.start, model.problem.zone):
                continue
            _extend(model, rule, [present[position]], present, position, limit)


def _extend(
    model: Model,
    rule: Rule,
    chain: list[list[Candidate]],
    present: list[list[Candidate]],
    position: int,
    limit: int,
) -> None:
    """``present`` and the links of ``chain`` are candidates of the same hours, of which one at most is chosen."""
    last = chain[-1][0]
    if last.activity.end - chain[0][0].activity.start > limit:
        model.require(
            sum(c.literal for link in chain for c in link) <= len(chain) - 1,
            Reason("rule", rule.code, what=rule.id),
        )
        return
    for number in range(position + 1, len(present)):
        following = present[number][0]
        gap = following.activity.start - last.activity.end
        if gap > model.problem.settings.midday_gap_minutes:
            return
        if gap >= 0 and joined(last, following, model.problem.settings):
            _extend(model, rule, [*chain, present[number]], present, number, limit)


def joined(before: Candidate, after: Candidate, settings: Settings) -> bool:
    """True when the two make one presence: a short gap, or the midday break of one day."""
    gap = after.activity.start - before.activity.end
    midday = (
        before.activity.day == after.activity.day
        and before.activity.half_day is HalfDay.MORNING
        and after.activity.half_day is HalfDay.AFTERNOON
        and gap <= settings.midday_gap_minutes
    )
    return gap < settings.run_gap_minutes or midday
