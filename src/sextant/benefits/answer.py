"""What is said of one aid to one person: the verdict in a sentence, why, how much, what it binds to, whom to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sextant import wording
from sextant.benefits.amount import Confidence, Worth
from sextant.benefits.assess import Assessment, Period, State, Verdict
from sextant.benefits.benefit import Benefit, Status
from sextant.benefits.clawback import Phase, phases_of
from sextant.benefits.condition import Condition, Truth, compiled, open_facts, say
from sextant.benefits.contacts import Contact, contact_of
from sextant.benefits.letter import Letter, letter
from sextant.benefits.situation import Situation
from sextant.benefits.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition: what it asks, whether it holds (None when not known), and where the answer comes from."""

    holds: Truth
    says: str
    told: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that is shown of one aid; every sentence is French, without layout."""

    benefit: Benefit
    state: State
    headline: str
    reasons: tuple[Reason, ...]
    worth: tuple[Worth, ...]
    phases: tuple[Phase, ...]
    warnings: tuple[str, ...]
    missing: tuple[str, ...]
    contact: Contact
    letter: Letter | None

    @property
    def sources(self) -> str:
        """Where it is written, when it was checked, how sure: what stands beside every figure."""
        benefit = self.benefit
        titles = wording.join([source.title for source in benefit.sources])
        read = "lue par deux personnes" if benefit.read_twice else "lue par une seule personne"
        return (
            f"{titles} ; vérifié le {wording.say_day(benefit.checked)}, {read} ; "
            f"confiance {benefit.confidence} ({benefit.confidence.says})"
        )


def answer(assessment: Assessment, verdict: Verdict) -> Answer:
    """The answer about one aid."""
    benefit, situation = verdict.benefit, assessment.situation
    worth = assessment.worth(verdict)
    contact = contact_of(benefit.contact, situation.facts, assessment.on, benefit.valid.event)
    asks = verdict.state in (State.SOUS_RESERVE, State.A_VERIFIER)
    return Answer(
        benefit=benefit,
        state=verdict.state,
        headline=_headline(assessment, verdict, worth),
        reasons=tuple(_reason(one, situation, benefit.valid.event) for one in benefit.conditions),
        worth=worth,
        phases=phases_of(benefit, worth, situation.facts),
        warnings=tuple(_warnings(assessment, verdict)),
        missing=missing_facts(verdict, situation),
        contact=contact,
        letter=letter(benefit, contact, situation.facts) if asks else None,
    )


def missing_facts(verdict: Verdict, situation: Situation) -> tuple[str, ...]:
    """The unknown facts that could still change the state, in the order of the questions."""
    if verdict.state is not State.A_VERIFIER or (verdict.truth is True and verdict.period is Period.INSIDE):
        return ()
    event = verdict.benefit.valid.event
    found = {name for one in verdict.benefit.conditions for name in open_facts(one, situation.facts, event)}
    if verdict.period is Period.UNKNOWN:
        found.add(event)
    return tuple(name for name in vocabulary() if name in found)


# -- the verdict in a sentence ------------------------------------------------------------------------


def _headline(assessment: Assessment, verdict: Verdict, worth: tuple[Worth, ...]) -> str:
    benefit = verdict.benefit
    match verdict.state:
        case State.DROIT:
            return _granted(benefit, worth)
        case State.SOUS_RESERVE:
            return f"Vous remplissez les conditions connues, sous réserve : {_reserves(benefit)}."
        case State.CLOS:
            return _closed(benefit)
        case State.PAS_ENCORE:
            first = benefit.valid.first_day
            return (
                f"Pas encore : n’existe qu’à partir du {wording.say_day(first)}." if first else "Pas encore."
            )
        case State.NON:
            return _refused(assessment, verdict)
        case _:
            return _open(assessment, verdict)


def _granted(benefit: Benefit, worth: tuple[Worth, ...]) -> str:
    if benefit.category == "information":
        return "Pour information : ce n’est pas une aide, rien n’entre dans le total."
    amounts = wording.join([part.says for part in worth if part.values is not None])
    return f"Vous y avez droit : {amounts}." if amounts else "Vous y avez droit."


def _reserves(benefit: Benefit) -> str:
    return " ; ".join(one.says for one in benefit.to_confirm)


def _closed(benefit: Benefit) -> str:
    if benefit.status is Status.HISTORY:
        return "De l’histoire : n’existe plus, compte pour zéro."
    last = benefit.valid.last_day
    return f"Fermé depuis le {wording.say_day(last)}." if last else "Fermé."


def _refused(assessment: Assessment, verdict: Verdict) -> str:
    if verdict.beaten_by:
        return _beaten(assessment, verdict)
    facts, event = assessment.situation.facts, verdict.benefit.valid.event
    failed = [one for one in verdict.benefit.conditions if compiled(one, event)(facts) is False]
    if not failed:
        return "Vous n’y avez pas droit."
    return f"Condition non remplie : {say(failed[0])} ({_told(failed[0], assessment.situation)})."


def _beaten(assessment: Assessment, verdict: Verdict) -> str:
    """Why a right gives way: the better one, and what all those it excludes would have given together."""
    winners = [assessment[name] for name in verdict.beaten_by]
    rivals = [one for one in assessment.verdicts if one.beaten_by == verdict.beaten_by and one is not verdict]
    won = wording.join([f"« {one.benefit.name} »" for one in winners])
    more = f" et {wording.join([f'« {one.benefit.name} »' for one in rivals])} ensemble" if rivals else ""
    gain, loss = _cash(assessment, winners), _cash(assessment, [verdict, *rivals])
    if not gain or not loss:
        return f"Ne se cumule pas avec {won}, préférée à celle-ci{more}."
    return f"Ne se cumule pas avec {won} : {wording.say_money(gain)}, plus que celle-ci{more}, {wording.say_money(loss)}."


def _cash(assessment: Assessment, verdicts: Sequence[Verdict]) -> float:
    return sum(part.total or 0 for one in verdicts for part in assessment.worth(one) if part.counts)


def _open(assessment: Assessment, verdict: Verdict) -> str:
    benefit = verdict.benefit
    missing = missing_facts(verdict, assessment.situation)
    if missing:
        asked = wording.join([f"« {vocabulary()[name].asks} »" for name in missing])
        return f"On ne sait pas : il manque {'une réponse' if len(missing) == 1 else 'des réponses'}, {asked}"
    if verdict.truth is None:
        reasons = wording.join(
            [leaf.because for one in benefit.conditions for leaf in _unsettled(one, assessment.situation)]
        )
        return f"On ne sait pas : {reasons or 'les textes lus ne le disent pas'}."
    unknown = [one.says for one in benefit.to_confirm if one.kind == "unknown"]
    if unknown:
        return f"On ne sait pas : {' ; '.join(unknown)}."
    if assessment.on > benefit.expires:
        return f"À vérifier : personne n’a relu cette aide depuis le {wording.say_day(benefit.checked)}."
    if verdict.fragile:
        return "À vérifier : hors ZIP et ZAC, cette aide d’une collectivité n’a pas de base légale certaine."
    return f"À vérifier : {benefit.confidence.says}."


def _unsettled(condition: Condition, situation: Situation) -> Iterator[Condition]:
    for leaf in condition.leaves():
        if leaf.unsettled and compiled(leaf, "")(situation.facts) is None and leaf.fact in situation.facts:
            yield leaf


# -- why -----------------------------------------------------------------------------------------------


def _reason(condition: Condition, situation: Situation, event: str) -> Reason:
    holds = compiled(condition, event)(situation.facts)
    shown = condition
    if holds is True and condition.any_:  # the branch that holds says more than all of them
        shown = next(part for part in condition.any_ if compiled(part, event)(situation.facts) is True)
    if holds and shown.if_unknown and shown.fact not in situation.facts:
        return Reason(holds, say(shown), say(shown.if_unknown))
    if holds and shown.fact in situation.facts and vocabulary()[shown.fact].kind in ("choice", "place"):
        told = vocabulary()[shown.fact].told(situation.facts[shown.fact])  # the answer, not the whole list
        return Reason(holds, told, situation.origin(shown.fact))
    if holds is False and condition.any_ and len(condition.any_) > 1:
        return Reason(holds, f"ni l’un ni l’autre : {say(shown)}", _told(condition, situation))
    return Reason(holds, say(shown), _told(shown, situation))


def _told(condition: Condition, situation: Situation) -> str:
    """What is known of the facts of a condition, and from whom; only from whom, when it is the condition itself."""
    parts = []
    for name in dict.fromkeys(leaf.fact for leaf in condition.leaves()):
        if name in situation.facts:
            told = vocabulary()[name].told(situation.facts[name])
            origin = situation.origin(name)
            parts.append(origin if told == say(condition) else f"{told}, {origin}")
    return " ; ".join(parts) if parts else "on ne le sait pas"


def _warnings(assessment: Assessment, verdict: Verdict) -> Iterator[str]:
    benefit = verdict.benefit
    if benefit.doubt:
        yield benefit.doubt
    if verdict.fragile:
        yield "base légale à vérifier : hors ZIP et ZAC, le code des collectivités (L. 1511-8) n’ouvre pas cette aide"
    if _expired(benefit, assessment.on):
        yield f"non revérifié depuis le {wording.say_day(benefit.checked)}"
    for part in assessment.worth(verdict):
        if part.confidence is not None and part.confidence not in (Confidence.A, benefit.confidence):
            yield f"montant de confiance {part.confidence} : {part.confidence.says}"
    if verdict.overridden_by:
        yield f"remplacé ici par « {assessment[verdict.overridden_by].benefit.name} »"


def _expired(benefit: Benefit, on: date) -> bool:
    return on > benefit.expires


def corrections(assessment: Assessment) -> tuple[str, ...]:
    """What is often believed and no longer true: a closed national aid misleads any project, a local one its territory."""
    project = assessment.situation.facts.get("projet.role") != "aucun"
    return tuple(
        verdict.benefit.correction
        for verdict in assessment.verdicts
        if verdict.benefit.correction
        and (
            verdict.truth is True if verdict.benefit.payer.local else project and verdict.state is State.CLOS
        )
    )
