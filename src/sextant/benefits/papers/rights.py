"""The rights of one person on paper: what they get, what to ask, what to do first. Made in memory, kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sextant import wording
from sextant.benefits.answer import Answer, answer, corrections
from sextant.benefits.assess import Assessment, State
from sextant.benefits.papers import checklist as steps_paper
from sextant.benefits.papers.typeset import typeset
from sextant.benefits.steps import JOURNEYS, Journey, checklist, journey_of
from sextant.benefits.vocabulary import vocabulary

_SECTIONS = (
    (State.DROIT, "Vous y avez droit"),
    (State.SOUS_RESERVE, "Sous réserve : quelqu’un doit encore choisir ou signer"),
    (State.A_VERIFIER, "On ne sait pas : à demander"),
)


def rights_pdf(assessment: Assessment, version: str, journey: Journey | None = None) -> bytes:
    """The PDF of the rights and of the steps, printed on the day they were judged; same arguments, same bytes.

    ``journey``: the steps of another project than the one that was told.
    """
    return typeset("rights.typ", contents(assessment, version, journey), assessment.on)


def contents(assessment: Assessment, version: str, journey: Journey | None = None) -> Mapping[str, object]:
    """Everything that the paper prints."""
    text, totals, situation = wording.typography, assessment.totals, assessment.situation
    journey = journey or journey_of(situation)
    steps = checklist(situation, assessment.on, journey)
    monthly = f", dont {wording.say_money(totals.monthly)} par mois" if totals.monthly else ""
    more = (
        f"Jusqu’à {wording.say_money(totals.possible)} si ce qui est sous réserve est accordé. "
        if totals.possible > totals.firm
        else ""
    )
    return {
        "title": text(f"Mes aides{f' : {situation.name}' if situation.name else ''}"),
        "printed": text(f"Jugé et imprimé le {wording.say_day(assessment.on)} par Sextant {version}"),
        "total": text(f"{wording.say_money(totals.firm)} sûrs{monthly}"),
        "apart": text(
            f"{more}Un montant estimé, un bénéfice exonéré, une aide à vérifier ne sont jamais dans ces totaux."
        ),
        "told": [text(vocabulary()[name].told(value)) for name, value in situation.facts.items()],
        "corrections": [text(one) for one in corrections(assessment)],
        "sections": [
            {"title": text(title), "entries": found}
            for state, title in _SECTIONS
            if (found := list(_entries(assessment, state)))
        ],
        "journey": text(f"Démarches pour {JOURNEYS[journey]}"),
        "steps": steps_paper.contents(steps, journey, situation.name, assessment.on, version)["steps"],
    }


def _entries(assessment: Assessment, state: State) -> Iterable[Mapping[str, object]]:
    for verdict in assessment.of(state):
        one = answer(assessment, verdict)
        if not one.missing:  # what waits for an answer of the person is no question for an office
            yield _entry(one)


def _entry(one: Answer) -> Mapping[str, object]:
    text, benefit = wording.typography, one.benefit
    terms = [
        ("Combien", " ; ".join(part.says for part in one.worth if part.says not in one.headline)),
        ("Quand", benefit.when),
        ("Demander à", one.contact.says),
        ("À demander", " ; ".join(each.ask for each in benefit.to_confirm if each.ask)),
        ("Engagement", benefit.commitment.says if benefit.commitment else ""),
        ("À rendre", benefit.clawback.says if benefit.clawback else ""),
        *(("", f"{phase.title} : {phase.say(phase.months // 2)}") for phase in one.phases),
        ("Exclut ensuite", benefit.excludes_later),
        *(("Attention", warning) for warning in one.warnings),
    ]
    return {
        "name": text(benefit.name),
        "payer": text(benefit.payer.name),
        "headline": text(one.headline),
        "terms": [{"label": label, "says": text(said)} for label, said in terms if said],
        "proof": text(f"{one.sources}."),
    }
