"""How the answers about aids look in the terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rich.console import Console
from rich.text import Text

from sextant import wording
from sextant.benefits.amount import Worth
from sextant.benefits.answer import Answer, answer, corrections
from sextant.benefits.assess import Assessment, State, Verdict
from sextant.benefits.benefit import Benefit
from sextant.benefits.catalogue import CATEGORIES, Catalogue
from sextant.benefits.condition import say
from sextant.benefits.coverage import Uncovered, uncovered
from sextant.benefits.here import Near, nearest
from sextant.benefits.interview import Question, figures_missing, questions
from sextant.benefits.suggest import Suggestion, suggestions
from sextant.territory.commune import Territory
from sextant_cli.show import write

MARKS = {
    State.DROIT: ("✔", "bold green"),
    State.SOUS_RESERVE: ("◐", "bold cyan"),
    State.A_VERIFIER: ("?", "bold yellow"),
    State.PAS_ENCORE: ("◷", "bold"),
    State.CLOS: ("▣", "dim"),
    State.NON: ("✘", "dim"),
    State.NON_COUVERT: ("·", "dim"),
}
TITLES = {
    State.DROIT: "Vous y avez droit",
    State.SOUS_RESERVE: "Sous réserve : quelqu’un doit encore choisir ou signer",
    State.A_VERIFIER: "On ne sait pas : voici à qui demander",
    State.PAS_ENCORE: "Pas encore",
    State.CLOS: "Fermé",
    State.NON: "Vous n’y avez pas droit",
}
LABELS = {
    State.DROIT: "droit",
    State.SOUS_RESERVE: "sous réserve",
    State.A_VERIFIER: "on ne sait pas",
    State.PAS_ENCORE: "pas encore",
    State.CLOS: "fermé",
    State.NON: "non",
    State.NON_COUVERT: "pas regardé",
}
_ASKED = 4


def show_assessment(
    to: Console,
    assessment: Assessment,
    known: Catalogue,
    territory: Territory | None = None,
    *,
    everything: bool,
) -> None:
    """The whole answer: totals, what one gets and why, what one would get if, what is closed, what to tell first."""
    _say_totals(to, assessment)
    for said in corrections(assessment):
        write(to, f"⚠ {said}", indent=2, mark="bold yellow")
    for state in (State.DROIT, State.SOUS_RESERVE):
        _say_state(to, assessment, state)
    _say_open(to, assessment, everything=everything)
    _say_suggestions(to, assessment, known, territory)
    _say_refused(to, assessment, everything=everything)
    _say_uncovered(to, uncovered(assessment.situation, known, assessment.on))
    _say_questions(to, assessment, known)


def _say_totals(to: Console, assessment: Assessment) -> None:
    totals = assessment.totals
    name = f"{assessment.situation.name} : " if assessment.situation.name else ""
    monthly = f", dont {wording.say_money(totals.monthly)} par mois" if totals.monthly else ""
    to.print(Text(wording.typography(f"{name}{wording.say_money(totals.firm)} sûrs{monthly}"), style="bold"))
    if totals.possible > totals.firm:
        write(to, f"Jusqu’à {wording.say_money(totals.possible)} si ce qui est sous réserve est accordé.")
    write(
        to,
        f"Jugé le {wording.say_day(assessment.on)}, chaque aide à la date de son propre événement. Un montant estimé, un "
        "bénéfice exonéré, une aide à vérifier ne sont jamais dans ces totaux.",
        style="dim",
    )


def _title(to: Console, text: str) -> None:
    to.print()
    to.print(Text(wording.typography(text), style="bold underline"))


def _say_state(to: Console, assessment: Assessment, state: State) -> None:
    verdicts = assessment.of(state)
    if not verdicts:
        return
    _title(to, TITLES[state])
    for verdict in verdicts:
        say_answer(to, answer(assessment, verdict))


def say_answer(to: Console, said: Answer) -> None:
    """One aid in full."""
    mark, style = MARKS[said.state]
    write(to, f"{mark} {said.benefit.name} — {said.benefit.payer.name}", indent=2, mark=style, style="bold")
    write(to, f"  {said.headline}", indent=2)
    for part in said.worth:
        if part.says not in said.headline:
            write(to, f"  • {part.says}", indent=4)
    for reason in said.reasons:
        sign = {True: "✔", False: "✘", None: "?"}[reason.holds]
        write(to, f"    {sign} {reason.says} ({reason.told})", indent=6, style="dim")
    _say_terms(to, said)
    write(to, f"  {said.sources}.", indent=2, style="dim")


def _say_terms(to: Console, said: Answer) -> None:
    benefit = said.benefit
    rows = [("Quand", benefit.when), ("Demander", said.contact.says if said.state is not State.NON else "")]
    if benefit.commitment:
        rows.append(("Engagement", benefit.commitment.says))
    if benefit.clawback:
        rows.append(("À rendre", benefit.clawback.says))
    for phase in said.phases:
        marks = sorted({12, phase.months // 24 * 12, phase.months - 1, phase.months})
        rows.append(("", f"{phase.title} : {' ; '.join(phase.say(month) for month in marks)}"))
    rows.append(("Exclut ensuite", benefit.excludes_later))
    for warning in said.warnings:
        rows.append(("Attention", warning))
    for name, text in rows:
        if text:
            write(to, f"  {name:<15}{text}" if name else f"                 {text}", indent=17)


def _say_open(to: Console, assessment: Assessment, *, everything: bool) -> None:
    said = [answer(assessment, verdict) for verdict in assessment.of(State.A_VERIFIER)]
    asking = [one for one in said if not one.missing or everything]
    if asking:
        _title(to, TITLES[State.A_VERIFIER])
    for one in asking:
        if everything:
            say_answer(to, one)
            continue
        mark, style = MARKS[one.state]
        write(to, f"{mark} {one.benefit.name} — {one.headline}", indent=2, mark=style)
        for part in one.worth:
            if part.values is not None:
                write(to, f"  • {part.says}", indent=4)
        if one.letter:
            write(
                to,
                f"  → {one.contact.says} : « sextant benefits letter {one.benefit.id} »",
                indent=4,
                style="dim",
            )
    waiting = len(said) - len(asking)
    if waiting:
        many = wording.say_count(waiting, "autre aide dépend", "autres aides dépendent")
        write(
            to, f"{many} de réponses que vous n’avez pas données (voir les questions plus bas).", style="dim"
        )


def _say_suggestions(
    to: Console, assessment: Assessment, known: Catalogue, territory: Territory | None
) -> None:
    found = suggestions(assessment, known)
    if not found:
        return
    _title(to, "Vous auriez droit à…")
    for one in found:
        write(to, f"→ {one.benefit.name}, {one.says}", indent=2, mark="bold")
        cost = [known.by_id[name].name for name in one.lost]
        lost = f" ; vous perdriez : {wording.join(cost)}" if cost else ""
        write(to, f"  total sûr : {wording.say_money(one.firm)}{lost}", indent=4, style="dim")
        places = near_of(one, assessment, territory)
        if places:
            said = ", ".join(f"{near.name} ({wording.say_number(near.minutes, 0)} min)" for near in places)
            write(to, f"  les plus proches, temps de route estimé : {said}", indent=4, style="dim")


def near_of(one: Suggestion, assessment: Assessment, territory: Territory | None) -> tuple[Near, ...]:
    """For a suggestion that changes the zoning, the nearest communes that have it."""
    if territory is None:
        return ()
    facts = assessment.situation.facts
    return next(
        (found for c in one.changes if (found := nearest(territory, facts, c.fact, str(c.value)))), ()
    )


def _say_refused(to: Console, assessment: Assessment, *, everything: bool) -> None:
    for state in (State.PAS_ENCORE, State.NON, State.CLOS):
        verdicts = [v for v in assessment.of(state) if everything or _worth_telling(v)]
        if not verdicts:
            continue
        _title(to, TITLES[state])
        for verdict in verdicts:
            mark, style = MARKS[state]
            write(
                to,
                f"{mark} {verdict.benefit.name} — {answer(assessment, verdict).headline}",
                indent=2,
                mark=style,
            )
    rest = sum(1 for v in assessment.of(State.NON) if not v.beaten_by)
    if rest and not everything:
        write(
            to,
            f"{_others(rest)} : « --all » dit pourquoi.",
            style="dim",
        )


def _others(rest: int) -> str:
    return wording.say_count(rest, "autre aide ne vous concerne pas", "autres aides ne vous concernent pas")


def _worth_telling(verdict: Verdict) -> bool:
    """What is refused or closed and could have been theirs: not every old aid of every département."""
    if verdict.beaten_by or verdict.truth is True:
        return True
    return verdict.truth is None and not verdict.benefit.payer.local


def _say_uncovered(to: Console, found: Sequence[Uncovered]) -> None:
    if found:
        _title(to, "Personne n’a encore regardé (ce n’est pas « aucune aide »)")
        for one in found:
            write(to, f"· {one.says}", indent=2, mark="dim")


def _say_questions(to: Console, assessment: Assessment, known: Catalogue) -> None:
    asked = questions(assessment, known)
    figures = figures_missing(assessment)
    if asked:
        _title(to, f"À dire d’abord ({wording.say_count(len(asked), 'question')}, les plus utiles)")
        for one in asked[:_ASKED]:
            waiting = wording.say_count(one.waiting, "aide attend", "aides attendent")
            write(to, f"• {one.fact.asks} ({one.fact.id}, {waiting})", indent=2, mark="bold")
    if figures:
        write(to, f"Pour chiffrer : {' '.join(f'{fact.asks} ({fact.id})' for fact in figures)}", style="dim")


# -- the catalogue ------------------------------------------------------------------------------------


def show_benefit(to: Console, benefit: Benefit, on: date) -> None:
    """One aid as its file says it, the sentence of each condition beside it."""
    write(to, f"{benefit.id} — {benefit.name}", style="bold")
    write(to, f"{benefit.says[0].upper()}{benefit.says[1:]}.")
    valid = benefit.valid
    dates = [
        f"à partir du {wording.say_day(valid.first_day)}" if valid.first_day else "premier jour non recherché"
    ]
    dates += [f"jusqu’au {wording.say_day(valid.last_day)}"] if valid.last_day else []
    expired = " : PÉRIMÉE, à revérifier" if on > benefit.expires else ""
    rows = [
        ("Payeur", f"{benefit.payer.name} ({benefit.payer.scale})"),
        ("Catégorie", CATEGORIES[benefit.category]),
        ("État du texte", benefit.status.value.replace("_", " ")),
        ("Valable", f"{', '.join(dates)}, jugé sur « {valid.event} »"),
        (
            "Vérifiée",
            f"{wording.say_day(benefit.checked)}, vaut jusqu’au {wording.say_day(benefit.expires)}{expired}",
        ),
        ("Lectures", "deux" if benefit.read_twice else "une seule"),
        ("Confiance", f"{benefit.confidence} : {benefit.confidence.says}"),
    ]
    for name, values in benefit.parameters.items():
        rows += [
            ("Paramètre", f"{name} = {_value(one.value)} ({one.source}, confiance {one.confidence})")
            for one in values
        ]
    rows += [("Condition", say(condition)) for condition in benefit.conditions]
    rows += [("À confirmer", one.says) for one in benefit.to_confirm]
    rows += [("Doute", benefit.doubt), ("Correction", benefit.correction), ("Quand", benefit.when)]
    rows += [("Ne va pas avec", ", ".join(benefit.incompatible)), ("Va avec", ", ".join(benefit.cumulable))]
    rows += [("Engagement", benefit.commitment.says if benefit.commitment else "")]
    rows += [("À rendre", benefit.clawback.says if benefit.clawback else "")]
    rows += [("Exclut ensuite", benefit.excludes_later), ("Démarches", ", ".join(benefit.steps))]
    rows += [
        ("Source", f"{source.title} (lue le {wording.say_day(source.read)})") for source in benefit.sources
    ]
    for example in benefit.examples:
        total = f", {wording.say_money(example.total)}" if example.total is not None else ""
        rows.append(("Exemple", f"{example.state}{total} — {example.because}"))
    rows.append(("Fichier", benefit.file))
    for name, text in rows:
        if text:
            write(to, f"  {name:<16}{text}", indent=18)
    to.print()


def _value(value: object) -> str:
    if isinstance(value, list):
        return " puis ".join(wording.say_number(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} : {wording.say_number(one)}" for key, one in value.items())
    assert isinstance(value, int | float)
    return wording.say_number(value)


# -- JSON ---------------------------------------------------------------------------------------------


def assessment_json(
    assessment: Assessment, known: Catalogue, territory: Territory | None = None
) -> dict[str, Any]:
    """An assessment, for programs."""
    totals = assessment.totals
    return {
        "on": assessment.on,
        "person": assessment.situation.name,
        "facts": {
            name: dict(value) if isinstance(value, Mapping) else value
            for name, value in assessment.situation.facts.items()
        },
        "totals": {
            "firm": totals.firm,
            "monthly": totals.monthly,
            "firm_of": list(totals.firm_of),
            "possible": totals.possible,
            "possible_of": list(totals.possible_of),
        },
        "results": [answer_json(assessment, v.benefit.id) for v in assessment.verdicts],
        "corrections": list(corrections(assessment)),
        "suggestions": [
            _suggestion_json(one, near_of(one, assessment, territory))
            for one in suggestions(assessment, known)
        ],
        "not_covered": [
            {
                "scale": one.scale,
                "territory": one.territory,
                "audience": one.audience,
                "state": State.NON_COUVERT,
                "says": one.says,
            }
            for one in uncovered(assessment.situation, known, assessment.on)
        ],
        "questions": [question_json(one) for one in questions(assessment, known)],
    }


def answer_json(assessment: Assessment, name: str) -> dict[str, Any]:
    """One aid of an assessment, for programs."""
    verdict = assessment[name]
    said, benefit = answer(assessment, verdict), verdict.benefit
    return {
        "id": benefit.id,
        "name": benefit.name,
        "category": benefit.category,
        "payer": benefit.payer.name,
        "state": verdict.state.value,
        "headline": said.headline,
        "amounts": [worth_json(part) for part in said.worth],
        "reasons": [{"holds": r.holds, "says": r.says, "told": r.told} for r in said.reasons],
        "missing": list(said.missing),
        "warnings": list(said.warnings),
        "beaten_by": list(verdict.beaten_by),
        "overridden_by": verdict.overridden_by,
        "incompatible": sorted(benefit.incompatible),
        "commitment": benefit.commitment.model_dump() if benefit.commitment else None,
        "clawback": {
            "says": benefit.clawback.says if benefit.clawback else "",
            "phases": [
                {"title": p.title, "unit": p.unit, "at_most": p.at_most, "owed": list(p.owed)}
                for p in said.phases
            ],
        },
        "excludes_later": benefit.excludes_later,
        "contact": said.contact.says,
        "letter": {"to": said.letter.to, "subject": said.letter.subject, "text": said.letter.text}
        if said.letter
        else None,
        "history": benefit.status.value == "historique",
        "checked": benefit.checked,
        "expires": benefit.expires,
        "read_twice": benefit.read_twice,
        "confidence": benefit.confidence.value,
        "confidence_says": benefit.confidence.says,
        "sources": [source.model_dump() for source in benefit.sources],
    }


def worth_json(part: Worth) -> dict[str, Any]:
    """One part of an amount, for programs."""
    return {
        "says": part.says,
        "basis": part.amount.basis.value,
        "every": part.amount.every,
        "unit": part.amount.unit,
        "values": list(part.values) if part.values is not None else None,
        "times": part.times,
        "total": part.total,
        "certain": part.certain,
        "lacks": list(part.lacks),
        "confidence": part.confidence.value if part.confidence else None,
    }


def question_json(one: Question) -> dict[str, Any]:
    """A question, for programs."""
    fact = one.fact
    return {
        "fact": fact.id,
        "asks": fact.asks,
        "help": fact.help,
        "kind": fact.kind,
        "choices": fact.choices,
        "waiting": one.waiting,
        "settles": one.settles,
    }


def _suggestion_json(one: Suggestion, near: Sequence[Near]) -> dict[str, Any]:
    return {
        "id": one.benefit.id,
        "if": one.says,
        "changes": {change.fact: change.value for change in one.changes},
        "state": one.state.value,
        "firm": one.firm,
        "gained": list(one.gained),
        "lost": list(one.lost),
        "near": [{"commune": place.code, "name": place.name, "minutes": place.minutes} for place in near],
    }
