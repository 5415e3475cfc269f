"""Every rule with its sentence, articles, dates, doubt and examples: printed from ``sextant.law``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sextant.law.citation import Citation
    from sextant.law.rule import Example, Rule


def page() -> str:
    """The printed page: one section per text, in the order of the files."""
    from sextant.law.library import load  # here: the other pages print even when a rule file is broken

    rules = load().rules
    lines = [
        "# Les règles",
        "",
        f"{len(rules)} entrées, lues dans `src/sextant/law/texts/`. Une entrée close garde sa place : elle vaut",
        "encore pour les jours d’avant.",
    ]
    text = ""
    for rule in rules:
        if rule.cites[0].text != text:
            text = rule.cites[0].text
            lines += ["", f"## {text}"]
        lines += ["", *_section(rule)]
    return "\n".join(lines) + "\n"


def _section(rule: Rule) -> list[str]:
    facts = [
        f"- Force : {rule.force.value}. {_validity(rule)}. Confiance : {rule.confidence.value}.",
        *(f"- {_citation(cite)}" for cite in rule.cites),
    ]
    if rule.doubt:
        facts.append(f"- Doute : {rule.doubt}")
    facts += [f"- {_example(example)}" for example in rule.examples]
    return [f"### {rule.code} · {rule.says}", "", f"`{rule.id}`", "", *facts]


def _validity(rule: Rule) -> str:
    since, until = rule.valid.since, rule.valid.until
    start = f"Depuis le {_day(since)}" if since else "Début non connu"
    return f"{start}, jusqu’au {_day(until)} exclu" if until else start


def _citation(cite: Citation) -> str:
    quote = f" : « {cite.quote} »" if cite.quote else ""
    return f"{cite}{quote} ({cite.seen}, vérifié le {_day(cite.checked)})"


def _example(example: Example) -> str:
    weeks = " / ".join([example.week] if example.week else example.weeks)
    found = {None: "", 0: "respectée, "}.get(example.breaches, "enfreinte, ")
    return (f"`{weeks}` : " if weeks else "Exemple : ") + found + example.because


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
