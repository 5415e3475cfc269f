"""``sextant demo``: what ``make start`` shows, from nothing to a signed-ready roster, and a refusal explained."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.rule import Rule

from sextant.document import parse_document
from sextant.roster.explain import explain
from sextant.roster.ward_file import example_ward, problem_of
from sextant_cli.roster import run, say_explanation, say_impossible, say_result, write_papers
from sextant_cli.show import console, paragraphs


def demo(
    out: Annotated[
        Path, typer.Option("--out", metavar="DOSSIER", help="Où écrire le tableau d’exemple.")
    ] = Path("demo"),
    seconds: Annotated[float, typer.Option(min=1, max=600, help="Temps de calcul, en secondes.")] = 30,
) -> None:
    """Calcule et montre le tableau d’un service d’exemple, puis explique un service impossible."""
    problem = problem_of(parse_document(example_ward("medecine-polyvalente"), "medecine-polyvalente.yaml"))
    to = console()
    to.print(Rule(f"Un service de {len(problem.interns)} internes, un trimestre"))
    result = run(problem, seconds)
    if result.roster is None or result.audit is None:
        say_impossible(result, explain(problem))
        raise typer.Exit(1)
    say_result(result, write_papers(result.roster, result.audit, out, date.today()))
    to.print()
    to.print(Rule("Un service impossible, expliqué"))
    impossible = problem_of(parse_document(example_ward("impossible"), "impossible.yaml"))
    explanation = explain(impossible)
    if explanation is None:
        paragraphs(to, ["Ce service a un tableau : l’exemple n’est plus impossible."])
        raise typer.Exit(1)
    say_explanation(explanation)
    paragraphs(
        to,
        [
            "",
            "À vous : sextant roster new service.yaml, puis sextant roster solve service.yaml --out tableau",
            'Une semaine seule : sextant audit --week "MA MAN .. MA MA .. .."',
        ],
    )
