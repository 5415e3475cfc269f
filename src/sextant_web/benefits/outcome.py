"""The answer as the page shows it: what one gets, would get, cannot get, what nobody knows and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args
from urllib.parse import quote

from django.http import QueryDict

from sextant import wording
from sextant.benefits.amount import Basis
from sextant.benefits.answer import Answer, answer, corrections
from sextant.benefits.assess import Assessment, State, Totals, Verdict
from sextant.benefits.catalogue import Catalogue, load
from sextant.benefits.coverage import uncovered
from sextant.benefits.here import Near, nearest
from sextant.benefits.interview import Moved, figures_missing, moved, questions
from sextant.benefits.steps import JOURNEYS, DatedStep, Journey, checklist, journey_of
from sextant.benefits.suggest import Suggestion, suggestions
from sextant.benefits.vocabulary import Fact
from sextant.territory.commune import Territory

LABELS = {
    State.DROIT: "droit",
    State.SOUS_RESERVE: "sous réserve",
    State.A_VERIFIER: "on ne sait pas",
    State.PAS_ENCORE: "pas encore",
    State.CLOS: "fermé",
    State.NON: "non",
    State.NON_COUVERT: "personne n’a regardé",
}
"""The seven states, as they are said on the screens."""
_OPEN = (State.DROIT, State.SOUS_RESERVE)


@dataclass(frozen=True)
class Would:
    """A change that opens an aid, what it would cost, and where the nearest such places are."""

    suggestion: Suggestion
    lost: str
    near: tuple[Near, ...]


@dataclass(frozen=True)
class Apart:
    """An amount that no total holds: « jusqu’à », an estimate, a tax base."""

    benefit: str
    says: str


@dataclass(frozen=True)
class Outcome:
    """Everything that the page of the answer says."""

    on: date
    totals: Totals
    corrections: tuple[str, ...]
    rights: tuple[Answer, ...]
    information: tuple[Answer, ...]
    reserved: tuple[Answer, ...]
    apart: tuple[Apart, ...]
    would: tuple[Would, ...]
    unknown: tuple[Answer, ...]
    waiting: tuple[Answer, ...]
    refused: tuple[Answer, ...]
    others: tuple[Answer, ...]
    uncovered: tuple[str, ...]
    left: tuple[Fact, ...]
    figures: tuple[Fact, ...]
    journey: Journey
    steps: tuple[DatedStep, ...]

    @property
    def project(self) -> str:
        """« une première installation »."""
        return JOURNEYS[self.journey]

    @property
    def more(self) -> float:
        """What is hoped beyond the firm total."""
        return round(self.totals.possible - self.totals.firm, 2)


def outcome(
    assessment: Assessment,
    territory: Territory | None,
    known: Catalogue | None = None,
    journey: Journey | None = None,
) -> Outcome:
    """The whole answer of an assessment. ``journey``: the steps of another project than the one that was told."""
    known = known or load()
    said = {v.benefit.id: answer(assessment, v) for v in assessment.verdicts if not v.overridden_by}
    granted = [said[v.benefit.id] for v in assessment.of(State.DROIT)]
    asking = [said[v.benefit.id] for v in assessment.of(State.A_VERIFIER)]
    closed = assessment.of(State.PAS_ENCORE, State.NON, State.CLOS)
    journey = journey or journey_of(assessment.situation)
    return Outcome(
        on=assessment.on,
        totals=assessment.totals,
        corrections=corrections(assessment),
        rights=tuple(one for one in granted if one.benefit.category != "information"),
        information=tuple(one for one in granted if one.benefit.category == "information"),
        reserved=tuple(said[v.benefit.id] for v in assessment.of(State.SOUS_RESERVE)),
        apart=tuple(_apart(assessment)),
        would=tuple(_would(one, assessment, territory, known) for one in suggestions(assessment, known)),
        unknown=tuple(one for one in asking if not one.missing),
        waiting=tuple(one for one in asking if one.missing),
        refused=tuple(said[v.benefit.id] for v in closed if _worth_telling(v)),
        others=tuple(said[v.benefit.id] for v in closed if not _worth_telling(v)),
        uncovered=tuple(one.says for one in uncovered(assessment.situation, known, assessment.on)),
        left=tuple(one.fact for one in questions(assessment, known)),
        figures=figures_missing(assessment),
        journey=journey,
        steps=checklist(assessment.situation, assessment.on, journey),
    )


def _worth_telling(verdict: Verdict) -> bool:
    """What is refused or closed and could have been theirs: not every old aid of every département."""
    if verdict.beaten_by or verdict.truth is True:
        return True
    return verdict.truth is None and not verdict.benefit.payer.local


def _apart(assessment: Assessment) -> Iterator[Apart]:
    for verdict in assessment.of(*_OPEN):
        for part in assessment.worth(verdict):
            if part.values is not None and part.amount.basis is not Basis.FIRM:
                yield Apart(verdict.benefit.name, part.says)


def _would(one: Suggestion, assessment: Assessment, territory: Territory | None, known: Catalogue) -> Would:
    lost = wording.join([f"« {known.by_id[name].name} »" for name in one.lost])
    facts = assessment.situation.facts
    near: tuple[Near, ...] = ()
    if territory is not None:
        tried = (nearest(territory, facts, change.fact, str(change.value)) for change in one.changes)
        near = next((found for found in tried if found), ())
    return Would(one, lost, near)


def read_journey(post: QueryDict) -> Journey | None:
    """The project whose steps were asked for; None: that of the answers."""
    return next((one for one in get_args(Journey) if one == post.get("parcours")), None)


@dataclass(frozen=True)
class Changed:
    """What the last answer changed: rights won and lost by name, the rest counted."""

    won: tuple[Moved, ...]
    lost: tuple[Moved, ...]
    settled: int
    before: float
    after: float


def changed(before: Assessment, after: Assessment) -> Changed:
    """What one answer changed."""
    moves = moved(before, after)
    won = tuple(one for one in moves if one.after in _OPEN)
    lost = tuple(one for one in moves if one.before in _OPEN and one not in won)
    return Changed(won, lost, len(moves) - len(won) - len(lost), before.totals.firm, after.totals.firm)


def mail_link(one: Answer) -> str:
    """A message ready in the person's own mail program; the address stays blank when nobody confirmed one."""
    if one.letter is None:
        return ""
    to = one.letter.mailbox if "@" in one.letter.mailbox else ""
    return f"mailto:{quote(to)}?subject={quote(one.letter.subject)}&body={quote(one.letter.text)}"


def states_of(moves: Sequence[Moved]) -> list[tuple[str, str, str]]:
    """(name, state before, state after) in words."""
    return [(one.benefit.name, LABELS[one.before], LABELS[one.after]) for one in moves]
