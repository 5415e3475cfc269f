"""Every aid with its conditions, figures, sources and examples; the facts that a situation may tell; the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sextant import wording

if TYPE_CHECKING:
    from sextant.benefits.benefit import Benefit
    from sextant.benefits.steps import Step


SITUATION = """\
name: Sarah
personne: {statut: remplacant_these, deja_installe_liberal: false, aides_recues: []}
projet:
  role: principal
  date: 2027-03-01
  commune: 72269
  secteur: 1
  coordonne: [MSP]
  pdsa: true
territoire: {zone_mg: ZIP, frr: plus}
fiscal: {regime: reel, salaries: 0, benefice_annuel: 85000}
"""

_SITUATION = (
    "`sextant benefits assess` lit un fichier comme celui-ci. Un fait absent, vide, `inconnu` ou `NA` est inconnu : ni oui,\n"
    "ni non. Le département et la région se déduisent du code de la commune. `sextant benefits situation FICHIER` écrit un\n"
    "fichier vierge, toutes les questions en commentaire."
)


def page() -> str:
    """The printed page: an index, the aids by scale, the facts, the steps."""
    from sextant.benefits.catalogue import load  # here: the other pages print even when an aid file is broken

    known = load().benefits
    examples = sum(len(one.examples) for one in known)
    lines = [
        "# Les aides",
        "",
        f"{len(known)} aides, lues dans `src/sextant/benefits/catalogue/`, et {examples} exemples essayés par les tests.",
        "Une aide fermée garde sa place : elle explique un ancien contrat. Rien ici n’est une décision : le payeur décide.",
        "",
        "| Aide | Qui paie | Texte | Confiance |",
        "|---|---|---|---|",
        *(_row(one) for one in known),
    ]
    for one in known:
        lines += ["", *_section(one)]
    lines += ["", "## Un fichier de situation", "", _SITUATION, "", "```yaml", SITUATION.rstrip(), "```"]
    lines += ["", "## Ce qu’une situation peut dire", "", *_facts()]
    lines += ["", "## Les démarches", "", *_steps()]
    return wording.typography("\n".join(lines)) + "\n"


def _row(one: Benefit) -> str:
    status = one.status.value.replace("_", " ")
    return f"| [{_cell(one.name)}](#{one.id}) | {_cell(one.payer.name)} | {status} | {one.confidence} |"


def _section(one: Benefit) -> list[str]:
    from sextant.benefits.condition import say

    valid = one.valid
    dates = (
        f"à partir du {wording.say_day(valid.first_day)}" if valid.first_day else "premier jour non recherché"
    )
    dates += f", jusqu’au {wording.say_day(valid.last_day)} compris" if valid.last_day else ""
    readers = "deux lectures" if one.read_twice else "une lecture"
    facts = [
        f"- {one.says[0].upper()}{one.says[1:]}.",
        f"- {one.payer.name}. Valable : {dates} ; jugée sur `{valid.event}`.",
        f"- Vérifiée le {wording.say_day(one.checked)}, {readers} ; confiance {one.confidence} : {one.confidence.says}.",
    ]
    for name, values in one.parameters.items():
        facts += [
            f"- `{name}` = {_value(dated.value)} ({dated.source}, confiance {dated.confidence}{_since(dated.first_day)})."
            for dated in values
        ]
    facts += [f"- Condition : {say(condition)}." for condition in one.conditions]
    facts += [f"- À confirmer : {each.says}." for each in one.to_confirm]
    for label, text in (
        ("Doute", one.doubt),
        ("À corriger", one.correction),
        ("Engagement", one.commitment.says if one.commitment else ""),
        ("À rendre", one.clawback.says if one.clawback else ""),
        ("Exclut ensuite", one.excludes_later),
        ("Ne va pas avec", ", ".join(f"`{name}`" for name in one.incompatible)),
        ("Sources", " ; ".join(source.title for source in one.sources)),
    ):
        if text:
            facts.append(f"- {label} : {text.rstrip('.')}.")
    facts += [
        f"- Exemple, {example.state}{_total(example.total)} : {example.because}." for example in one.examples
    ]
    return [f"### {one.id}", "", f"**{one.name}**", "", *facts]


def _facts() -> list[str]:
    from sextant.benefits.vocabulary import vocabulary

    rows = ["| Fait | Question | Réponses |", "|---|---|---|"]
    for fact in vocabulary().values():
        answers = ", ".join(f"`{key}`" for key in fact.choices) or fact.kind
        rows.append(f"| `{fact.id}` | {_cell(fact.asks)} | {_cell(answers)} |")
    return rows


def _steps() -> list[str]:
    from sextant.benefits.steps import JOURNEYS, all_steps

    rows = ["| Démarche | Pour | Après | Avec |", "|---|---|---|---|"]
    for step in all_steps().values():
        journeys = ", ".join(JOURNEYS[name] for name in step.journeys)
        rows.append(f"| {_cell(step.title)} | {journeys} | {_after(step)} | `{step.who}` |")
    return rows


def _after(step: Step) -> str:
    return ", ".join(f"`{name}`" for name in step.after) or "–"


def _value(value: float | list[float] | dict[str, float]) -> str:
    if isinstance(value, list):
        return " puis ".join(wording.say_number(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} : {wording.say_number(one)}" for key, one in value.items())
    return wording.say_number(value)


def _since(day: object) -> str:
    return f", depuis le {day:%d/%m/%Y}" if day else ""


def _total(total: float | None) -> str:
    return "" if total is None else f", {wording.say_number(total)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
