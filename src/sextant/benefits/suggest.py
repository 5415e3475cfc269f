"""« You would get … if »: the smallest changes that open an aid, among facts that a person can change; two at most.

Every change is judged in full, so that what it would take away is told with what it gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sextant import wording
from sextant.benefits.assess import Assessment, Judge, Period, State, Verdict, judge_of, total_weight
from sextant.benefits.benefit import Benefit
from sextant.benefits.catalogue import Catalogue, load
from sextant.benefits.condition import deciding_values
from sextant.benefits.situation import Situation
from sextant.benefits.vocabulary import vocabulary

MOST = 2
"""The most facts that a suggestion changes."""

_OPEN = (State.DROIT, State.SOUS_RESERVE)


@dataclass(frozen=True, slots=True)
class Change:
    """One fact and the value that it would take."""

    fact: str
    value: Any

    @property
    def says(self) -> str:
        """« le cabinet est en ZIP »."""
        return vocabulary()[self.fact].told(self.value)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What would open an aid, the total it would make, and which rights it would close."""

    benefit: Benefit
    changes: tuple[Change, ...]
    state: State
    firm: float
    gained: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def says(self) -> str:
        """« si le cabinet est en ZIP »."""
        return f"si {wording.join([change.says for change in self.changes])}"


def suggestions(assessment: Assessment, known: Catalogue | None = None) -> tuple[Suggestion, ...]:
    """For each aid refused or not open yet, the smallest changes that would open it; none when none would."""
    judge = judge_of(known or load())
    found: list[Suggestion] = []
    for verdict in assessment.of(State.NON, State.PAS_ENCORE):
        if not verdict.beaten_by:
            found += _for(verdict, assessment, judge)
    return tuple(found)


def _for(verdict: Verdict, assessment: Assessment, judge: Judge) -> list[Suggestion]:
    """The suggestions of the smallest size for one aid."""
    moves = list(_moves(verdict, assessment))
    for size in range(1, MOST + 1):
        found = [
            suggestion
            for changes in combinations(moves, size)
            if len({change.fact for change in changes}) == size
            and (suggestion := _tried(verdict.benefit, changes, assessment, judge)) is not None
        ]
        if found:
            return _without_twins(found)[: 3 if size == 1 else 1]
    return []


def _moves(verdict: Verdict, assessment: Assessment) -> Iterator[Change]:
    """Values worth trying: those named by the conditions, of facts already told that the person may change."""
    facts, benefit = assessment.situation.facts, verdict.benefit
    seen: set[tuple[str, str]] = set()
    for condition in benefit.conditions:
        for name, value in deciding_values(condition):
            tried = (name, repr(value))
            about = vocabulary()[name]
            if about.kind == "place" or not about.changeable:
                continue  # where else one could live and work is for the finder of places
            if name in facts and facts[name] != value and tried not in seen:
                seen.add(tried)
                yield Change(name, value)
    event, first = benefit.valid.event, benefit.valid.first_day
    if verdict.period is Period.BEFORE and first is not None and vocabulary()[event].changeable:
        yield Change(event, first)


def _tried(
    benefit: Benefit, changes: tuple[Change, ...], assessment: Assessment, judge: Judge
) -> Suggestion | None:
    situation = assessment.situation
    for change in changes:
        situation = changed(situation, change)
    after = judge.assess(situation, assessment.on)
    if after[benefit.id].state not in _OPEN or _worth_of(after) <= _worth_of(assessment):
        return None
    before = {v.benefit.id for v in assessment.of(*_OPEN)}
    now = {v.benefit.id for v in after.of(*_OPEN)}
    return Suggestion(
        benefit,
        changes,
        after[benefit.id].state,
        after.totals.firm,
        tuple(sorted(now - before)),
        tuple(sorted(before - now)),
    )


def changed(situation: Situation, change: Change) -> Situation:
    """The same person with one fact changed; a place takes with it what was read from the old one."""
    if change.fact in ("territoire.departement", "territoire.region", "territoire.epci"):
        situation = situation.with_fact("projet.commune", None)
    if change.fact == "territoire.region":
        situation = situation.with_fact("territoire.departement", None)
    return situation.with_fact(change.fact, change.value)


def _worth_of(assessment: Assessment) -> tuple[float, float, int]:
    """What a situation opens in all: cash and estimates, then exempt profit, then the number of aids."""
    return total_weight(
        assessment.worth(verdict)
        for verdict in assessment.verdicts
        if verdict.benefit.id in assessment.totals.possible_of
    )


def _without_twins(found: list[Suggestion]) -> list[Suggestion]:
    """Those that leave the greatest firm total first."""
    return sorted(found, key=lambda one: (-one.firm, [change.says for change in one.changes]))
