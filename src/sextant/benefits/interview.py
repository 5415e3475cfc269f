"""Which question to ask next: only those that may still change an answer, the one that settles most first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sextant.benefits.answer import missing_facts
from sextant.benefits.assess import Assessment, Judge, State, judge_of
from sextant.benefits.benefit import Benefit
from sextant.benefits.catalogue import Catalogue, load
from sextant.benefits.condition import deciding_values
from sextant.benefits.vocabulary import Fact, vocabulary

_TRIED = 12
"""How many questions are tried, those that most aids wait for: the others cannot come first."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, how many aids wait for its answer, and how many it settles on average."""

    fact: Fact
    waiting: int
    settles: float


def questions(
    assessment: Assessment, known: Catalogue | None = None, skipped: Collection[str] = ()
) -> tuple[Question, ...]:
    """The questions that still matter, the most useful first; the skipped ones are not asked again.

    A question that another answer makes moot (``moot_when``) is not asked: the aid that waits for it says so.

    Each possible answer of each question is tried: what counts is how many (aid, unknown fact) pairs remain on
    average, so that an answer that closes ten aids at once comes before one that opens one.
    """
    judge = judge_of(known or load())
    waiting = _waiting(assessment)
    order = list(vocabulary())
    asked = sorted(waiting.keys() - set(skipped), key=lambda name: (-len(waiting[name]), order.index(name)))
    ranked = [
        Question(
            vocabulary()[name],
            len(waiting[name]),
            round(_settles(name, assessment, judge), 2) if place < _TRIED else 0.0,
        )
        for place, name in enumerate(asked)
    ]
    return tuple(sorted(ranked, key=lambda one: (-one.settles, -one.waiting, order.index(one.fact.id))))


def next_fact(
    assessment: Assessment, known: Catalogue | None = None, skipped: Collection[str] = (), *, placed: bool
) -> Fact | None:
    """The question to put now, or None when none matters any more.

    ``placed``: tables of communes are loaded, so that the name of a commune answers for its zone, its département
    and the rest. Without them nobody is asked for the code of a commune: the zone is, by hand.
    """
    if not placed:
        skipped = {
            *skipped,
            *(name for name, fact in vocabulary().items() if fact.names in ("commune", "epci")),
        }
    asked = questions(assessment, known, skipped)
    if not asked:
        return None
    commune = _TOLD_BY.get(asked[0].fact.id, "")
    if placed and commune and commune not in skipped and not assessment.situation.knows(commune):
        return vocabulary()[commune]
    return asked[0].fact


_TOLD_BY = {
    **dict.fromkeys(("stage.departement", "stage.region", "stage.epci", "stage.zone"), "stage.commune"),
    **dict.fromkeys(
        (
            *("territoire.departement", "territoire.region", "territoire.epci", "territoire.zone_mg"),
            *("territoire.frr", "territoire.pop_commune"),
        ),
        "projet.commune",
    ),
    "cabinet.zone_mg": "cabinet.commune",
}
"""The question that answers several others, when the tables of communes are loaded."""


def figures_missing(assessment: Assessment) -> tuple[Fact, ...]:
    """The facts that decide no right, but would put a figure on one."""
    names = {
        name
        for verdict in assessment.of(State.DROIT, State.SOUS_RESERVE)
        for part in assessment.worth(verdict)
        for name in part.lacks
    }
    return tuple(fact for name, fact in vocabulary().items() if name in names)


def _waiting(assessment: Assessment) -> dict[str, list[Benefit]]:
    found: dict[str, list[Benefit]] = {}
    for verdict in assessment.of(State.A_VERIFIER):
        for name in missing_facts(verdict, assessment.situation):
            if vocabulary()[name].moot(assessment.situation.facts):
                continue
            found.setdefault(name, []).append(verdict.benefit)
    return found


def _open_pairs(assessment: Assessment) -> int:
    return sum(len(benefits) for benefits in _waiting(assessment).values())


def _settles(name: str, assessment: Assessment, judge: Judge) -> float:
    """How many pairs an answer takes away, on average over the possible answers."""
    before = _open_pairs(assessment)
    values = list(_answers(name, assessment, judge))
    if not values:
        return 0.0
    after = [
        _open_pairs(judge.assess(assessment.situation.with_fact(name, value), assessment.on))
        for value in values
    ]
    return before - sum(after) / len(after)


def _answers(name: str, assessment: Assessment, judge: Judge) -> Iterator[Any]:
    """The answers worth trying: every choice, both booleans, each side of the thresholds that the aids read."""
    about = vocabulary()[name]
    if about.kind == "choice":
        yield from about.choices
    elif about.kind == "yes_no":
        yield from (True, False)
    elif about.kind == "set":
        yield from (frozenset(), frozenset(about.choices))
    elif about.kind == "history":
        yield from ((), tuple((kind, assessment.on) for kind in about.choices))
    elif about.kind == "place":
        yield _ELSEWHERE[about.names]
    else:
        yield from _around(name, assessment.on, judge)


# A real place that no local aid names: what a commune tells of its département and région is told with it.
_ELSEWHERE = {"commune": "59350", "departement": "59", "region": "32", "epci": "200093201"}


def _around(name: str, on: date, judge: Judge) -> Iterator[Any]:
    limits = {
        value
        for benefit in judge.known.benefits
        for condition in benefit.conditions
        for fact, value in deciding_values(condition)
        if fact == name
    }
    if vocabulary()[name].kind == "day":
        yield on + timedelta(days=180)
        return
    for limit in sorted(limits)[:3]:
        yield from (limit, max(limit - 1, 0))


@dataclass(frozen=True, slots=True)
class Moved:
    """One aid whose state an answer changed."""

    benefit: Benefit
    before: State
    after: State


def moved(before: Assessment, after: Assessment) -> tuple[Moved, ...]:
    """What an answer changed, aid by aid, in the order of the catalogue."""
    return tuple(
        Moved(new.benefit, old.state, new.state)
        for old, new in zip(before.verdicts, after.verdicts, strict=True)
        if old.state is not new.state
    )
