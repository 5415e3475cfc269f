"""Every rule with its sentence, articles, dates, doubt and examples; the counts; the questions left open."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sextant import wording

if TYPE_CHECKING:
    from sextant.law.ambiguity import Ambiguity
    from sextant.law.citation import Citation
    from sextant.law.library import Library
    from sextant.law.rule import Example, Rule


def page() -> str:
    """The printed page: rules by family, then the conversion table, then the settings."""
    from sextant.law.library import load  # here: the other pages print even when a rule file is broken

    return print_law(load())


def print_law(library: Library) -> str:
    """The rules of a library, and how Sextant counts and reads, as a page for people."""
    from sextant.law.library import FAMILIES, family_of

    lines = [
        "# Les règles",
        "",
        f"{len(library.rules)} entrées sous {len(library.codes)} codes, lues dans `src/sextant/law/texts/`. Une entrée",
        "close garde sa place : elle vaut encore pour les jours d’avant. Cette page n’est pas un conseil juridique :",
        "chaque règle dit d’où elle vient, si son texte a été lu, et ce qui est douteux.",
        "",
        *_index(library),
    ]
    family = ""
    for rule in library.rules:
        letters = family_of(rule.code)
        if letters != family:
            family = letters
            lines += ["", f"## {FAMILIES.get(family, f'Règles {family}')}"]
        lines += ["", *_section(rule)]
    lines += ["", "## Le décompte", "", *_counts(), "", "## Les questions ouvertes", "", *_questions()]
    return wording.typography("\n".join(lines)) + "\n"


def _index(library: Library) -> list[str]:
    rows = [
        f"| {rule.code} | {_cell(rule.says)} | {rule.force.value} | {rule.confidence.value} |"
        for rule in library.rules
    ]
    return ["| Code | Règle | Force | Confiance |", "|---|---|---|---|", *rows]


def _section(rule: Rule) -> list[str]:
    facts = [
        f"- Force : {rule.force.value}, {_level(rule)}. {_validity(rule)}. Confiance : {rule.confidence.value}.",
        *(f"- {_citation(cite)}" for cite in rule.cites),
    ]
    if rule.doubt:
        facts.append(f"- Doute : {rule.doubt}.")
    facts += [f"- {_example(example)}" for example in rule.examples]
    return [f"### {rule.code} · {rule.says[0].upper()}{rule.says[1:]}", "", f"`{rule.id}`", "", *facts]


def _level(rule: Rule) -> str:
    return f"niveau du réglage `{rule.level_setting}`" if rule.level_setting else rule.level.value


def _validity(rule: Rule) -> str:
    since, until = rule.valid.since, rule.valid.until
    start = f"Depuis le {_day(since)}" if since else "Début non relevé"
    return f"{start}, jusqu’au {_day(until)} exclu" if until else start


_SEEN = {"texte": "texte lu", "secondaire": "par des pages qui le rapportent", "non vu": "texte non vu"}


def _citation(cite: Citation) -> str:
    quote = f", « {cite.quote} »" if cite.quote else ""
    number = f", {cite.id}" if cite.id else ""
    return f"{cite}{number}{quote} ({_SEEN[cite.seen]}, vérifié le {_day(cite.checked)})"


def _example(example: Example) -> str:
    from sextant.law.example import is_broken

    weeks = list(
        dict.fromkeys(week for line in (example.week, *example.weeks) for week in line.split("|") if week)
    )
    said = " puis ".join(f"`{week}`" for week in weeks)
    if not said:
        said = f"ligne de {example.line['interns']} internes" if example.line else "planning daté"
    elif len(example.weeks) > len(weeks) or any("|" in line for line in example.weeks):
        said += ", répétées dans l’ordre du fichier"
    times = f" × {example.repeat}" if example.repeat > 1 else ""
    verdict = "enfreinte" if is_broken(example) else "tenue"
    return f"{verdict} : {said}{times} ; {example.because}"


def _counts() -> list[str]:
    from sextant.law import counting

    table = _data(Path(counting.__file__).with_name("counting.yaml"))
    rows = [
        f"| {name} | {row['half_days']} | {row.get('hors_stage', 0)} | {'réelles' if row['hours'] == 'reelles' else 'aucune'} "
        f"| {row.get('rest_after', '–')} | {_cell(row['source'])} | {row['confidence']} | {_cell(row['note'])} |"
        for name, row in table["kinds"].items()
    ]
    calls = table["call_outs"]
    said = (
        f"Déplacements d’astreinte : une demi-journée par {calls['pool_minutes'] // 60} h cumulées, trajet compris ; "
        f"par exception, un déplacement de {calls['exceptional_minutes'] // 60} h sur place en vaut une aussitôt ; "
        f"{calls['cap']} au plus par astreinte ({calls['source']}). Remarque : {calls['note']}."
    )
    head = "| Activité | Demi-journées de stage | Hors stage | Heures | Repos (h) | Source | Confiance | Remarque |"
    return [head, "|---|---|---|---|---|---|---|---|", *rows, "", said]


def _questions() -> list[str]:
    from sextant.law.ambiguity import ambiguities

    rows = [
        f"| {_cell(one.question)} | {_answer(one)} | {_cell(one.sources)} | {' '.join(one.rules)} |"
        for one in ambiguities()
    ]
    return ["| Question | Lecture prise | Qui dit quoi | Règles |", "|---|---|---|---|", *rows]


def _answer(one: Ambiguity) -> str:
    if not one.name:
        return one.answer
    choices = (
        one.choices if isinstance(one.choices, str) else ", ".join(_value(choice) for choice in one.choices)
    )
    return f"`{one.name}` : {_value(one.default)} ({choices})"


def _value(value: object) -> str:
    return {True: "oui", False: "non"}[value] if isinstance(value, bool) else str(value)


def _data(file: Path) -> dict[str, Any]:
    from sextant.document import read_document

    return read_document(file).data


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
