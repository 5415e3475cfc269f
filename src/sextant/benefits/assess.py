"""Judges every aid for one situation, each at the date of its own event: seven states, and totals that never guess.

The recipe: period, conditions, what lowers the answer, incompatibilities among firm rights, totals. Everything that
does not depend on the person is worked out once (:class:`Judge`), so that a region can be assessed in a minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from sextant.benefits import catalogue
from sextant.benefits.amount import Basis, Confidence, Worth, worth_of
from sextant.benefits.benefit import Benefit, Status
from sextant.benefits.catalogue import Catalogue
from sextant.benefits.compatible import best_set
from sextant.benefits.condition import Test, Truth, compiled, every
from sextant.benefits.situation import Facts, Situation


class State(StrEnum):
    """What an aid is for a person. ``NON_COUVERT`` is said of a territory where nobody has looked."""

    DROIT = "DROIT"
    SOUS_RESERVE = "SOUS_RESERVE"
    A_VERIFIER = "A_VERIFIER"
    NON = "NON"
    CLOS = "CLOS"
    PAS_ENCORE = "PAS_ENCORE"
    NON_COUVERT = "NON_COUVERT"


class Period(StrEnum):
    """Where the event stands against the days on which the aid exists."""

    INSIDE = "inside"
    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = "unknown"


class Verdict(NamedTuple):
    """One aid judged: its state, what its conditions gave, where its event falls."""

    benefit: Benefit
    state: State
    truth: Truth
    period: Period
    beaten_by: tuple[str, ...] = ()
    overridden_by: str = ""
    fragile: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    """Euros over the duration of each aid. ``firm`` adds rights only; ``possible`` adds what someone must still grant.

    Estimates, tax bases and sums whose duration is not known are never in them. ``monthly`` is the part of ``firm``
    paid each month.
    """

    firm: float
    firm_of: tuple[str, ...]
    monthly: float
    possible: float
    possible_of: tuple[str, ...]


@dataclass(frozen=True)
class Assessment:
    """Every aid judged for one situation on one day."""

    situation: Situation
    on: date
    verdicts: tuple[Verdict, ...]
    totals: Totals

    def __getitem__(self, name: str) -> Verdict:
        return next(verdict for verdict in self.verdicts if verdict.benefit.id == name)

    def of(self, *states: State) -> tuple[Verdict, ...]:
        """The verdicts of these states, in the order of the catalogue; a generic aid replaced by a local one is left out."""
        return tuple(v for v in self.verdicts if v.state in states and not v.overridden_by)

    def worth(self, verdict: Verdict) -> tuple[Worth, ...]:
        """What an aid is worth for this person, with the parameters of its event's day."""
        return _worth(verdict.benefit, self.situation.facts, self.on)


def assess(situation: Situation, on: date, known: Catalogue | None = None) -> Assessment:
    """Judge every aid of the catalogue (the shipped one, when none is given) for ``situation``, today being ``on``."""
    return judge_of(known or catalogue.load()).assess(situation, on)


@lru_cache(maxsize=8)
def judge_of(known: Catalogue) -> Judge:
    """The judge of a catalogue, made once."""
    return Judge(known)


class _Compiled(NamedTuple):
    """What is asked of each situation, ready to run."""

    benefit: Benefit
    test: Test
    event: str
    first: date | None
    last: date | None
    expires: date
    granted: State  # the best state that a checked, fulfilled aid can have
    zone: str  # the fact that tells whether a collectivité may pay there
    history: bool


class Judge:
    """A catalogue made ready."""

    def __init__(self, known: Catalogue) -> None:
        self.known = known
        self._compiled = tuple(_compile(benefit) for benefit in known.benefits)
        self._conflicts = known.conflicts
        self._overriding = {b.id: b.overrides for b in known.benefits if b.overrides}

    def assess(self, situation: Situation, on: date) -> Assessment:
        """Judge every aid for one situation."""
        facts = situation.facts
        verdicts = [_verdict(one, facts, on) for one in self._compiled]
        worth = {
            v.benefit.id: _worth(v.benefit, facts, on)
            for v in verdicts
            if v.state in (State.DROIT, State.SOUS_RESERVE)
        }
        rights = {v.benefit.id for v in verdicts if v.state is State.DROIT}
        firm = self._best({name: parts for name, parts in worth.items() if name in rights})
        possible = self._best(worth) if len(worth) > len(rights) else firm
        for place, verdict in enumerate(verdicts):
            if verdict.state is State.DROIT and verdict.benefit.id not in firm:
                verdicts[place] = self._beaten(verdict, firm)
        return Assessment(situation, on, tuple(self._overridden(verdicts)), _totals(firm, possible, worth))

    def _best(self, worth: Mapping[str, tuple[Worth, ...]]) -> tuple[str, ...]:
        """Those of these aids that go together and pay the most."""
        conflicts = {name: self._conflicts[name] & worth.keys() for name in worth}
        return best_set({name: _weight(parts) for name, parts in worth.items()}, conflicts)

    def _beaten(self, verdict: Verdict, firm: tuple[str, ...]) -> Verdict:
        """A right that a better one excludes is not a right: it is said no, with the one that wins."""
        winners = tuple(sorted(self._conflicts[verdict.benefit.id] & set(firm)))
        return verdict._replace(state=State.NON, beaten_by=winners)

    def _overridden(self, verdicts: list[Verdict]) -> list[Verdict]:
        """A local aid replaces the generic one that it names, and only while it holds itself."""
        held = {
            self._overriding[v.benefit.id]: v.benefit.id
            for v in verdicts
            if v.state in (State.DROIT, State.SOUS_RESERVE) and v.benefit.id in self._overriding
        }
        if not held:
            return verdicts
        return [v._replace(overridden_by=held[v.benefit.id]) if v.benefit.id in held else v for v in verdicts]


def _compile(benefit: Benefit) -> _Compiled:
    event = benefit.valid.event
    doubtful = (
        benefit.status in (Status.ANNOUNCED, Status.TO_VERIFY)
        or benefit.confidence in (Confidence.C, Confidence.D)
        or any(one.kind == "unknown" for one in benefit.to_confirm)
    )
    granted = State.A_VERIFIER if doubtful else State.SOUS_RESERVE if benefit.to_confirm else State.DROIT
    zone = ""
    if benefit.legal_frame:
        zone = "stage.zone" if event.startswith("stage.") else "territoire.zone_mg"
    return _Compiled(
        benefit,
        every([compiled(condition, event) for condition in benefit.conditions])
        if benefit.conditions
        else _always,
        event,
        benefit.valid.first_day,
        benefit.valid.last_day,
        benefit.expires,
        granted,
        zone,
        benefit.status is Status.HISTORY,
    )


def _always(facts: Facts) -> Truth:
    return True


def _verdict(one: _Compiled, facts: Facts, on: date) -> Verdict:
    benefit, test, event, first, last, expires, granted, zone, history = one
    truth = test(facts)
    period = _period(first, last, facts.get(event), on)
    if history or period is Period.AFTER:
        return Verdict(benefit, State.CLOS, truth, period)
    if truth is False:
        return Verdict(benefit, State.NON, truth, period)
    if period is Period.BEFORE:
        return Verdict(benefit, State.PAS_ENCORE, truth, period)
    fragile = bool(zone) and facts.get(zone) in ("HZ", "ZAR")
    if truth is None or period is Period.UNKNOWN or fragile or on > expires:
        return Verdict(benefit, State.A_VERIFIER, truth, period, fragile=fragile)
    return Verdict(benefit, granted, truth, period)


def _period(first: date | None, last: date | None, event: date | None, on: date) -> Period:
    """Where the event falls; an event whose day is not told lies today or later."""
    if event is None:
        if last is not None:
            return Period.AFTER if last < on else Period.UNKNOWN
        return Period.UNKNOWN if first is not None and first > on else Period.INSIDE
    if first is not None and event < first:
        return Period.BEFORE
    if last is not None and event > last:
        return Period.AFTER
    return Period.INSIDE


def _worth(benefit: Benefit, facts: Facts, on: date) -> tuple[Worth, ...]:
    if not benefit.amounts:
        return ()
    event = benefit.valid.event
    day = facts.get(event) or on
    return worth_of(benefit.amounts, benefit.parameters, facts, day)


def _weight(parts: Iterable[Worth]) -> tuple[float, float, int]:
    """What to prefer among aids that exclude each other: cash, then exempt profit, then having it at all."""
    cash = base = 0.0
    for part in parts:
        if not part.certain or part.values is None or part.amount.unit != "€":
            continue
        worth = part.total if part.total is not None else part.values[0]
        if part.amount.cash or part.amount.basis is Basis.ESTIMATE:
            cash += worth
        elif part.amount.basis is Basis.TAX_BASE:
            base += worth
    return cash, base, 1


def total_weight(several: Iterable[Iterable[Worth]]) -> tuple[float, float, int]:
    """The weights of several aids together (see :func:`_weight`)."""
    found = [_weight(parts) for parts in several]
    return sum(one[0] for one in found), sum(one[1] for one in found), len(found)


def _totals(
    firm: tuple[str, ...], possible: tuple[str, ...], worth: Mapping[str, tuple[Worth, ...]]
) -> Totals:
    sure = [part for name in firm for part in worth[name] if part.counts and part.amount.basis is Basis.FIRM]
    hoped = [part for name in possible for part in worth[name] if part.counts]
    return Totals(
        firm=round(sum(part.total or 0 for part in sure), 2),
        firm_of=firm,
        monthly=round(sum(part.monthly for part in sure), 2),
        possible=round(sum(part.total or 0 for part in hoped), 2),
        possible_of=possible,
    )
