"""``sextant roster what-if``: what one thing more or less would change, each tried and audited."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from sextant import wording
from sextant.almanac.holidays import is_holiday
from sextant.errors import BadInput
from sextant.form import did_you_mean
from sextant.roster.day_words import days_of
from sextant.roster.problem import Problem
from sextant.roster.ward_sheet import read_any_ward
from sextant.roster.what_if import Outcome, what_if
from sextant_cli.french import Command
from sextant_cli.law import AsJson
from sextant_cli.show import console, paragraphs, print_json


def try_changes(
    ward: Annotated[Path, typer.Argument(metavar="SERVICE", help="Le fichier du service, .yaml ou .xlsx.")],
    seconds: Annotated[
        float, typer.Option(min=1, max=3600, help="Temps de calcul de chaque essai, en secondes.")
    ] = 20,
    wish: Annotated[
        str,
        typer.Option(help="Le souhait de plus à essayer : « Yanis : samedi, 2026-12-24 » (gardes à éviter)."),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Dit ce que changeraient un interne de plus, une ligne de moins, un souhait de plus, et le prix de l’équité."""
    problem = read_any_ward(ward)
    found = what_if(problem, seconds=seconds, wish=_wish(problem, wish) if wish else None)
    if as_json:
        print_json([{name: getattr(one, name) for name in Outcome.__dataclass_fields__} for one in found])
        return
    to = console()
    for one in found:
        to.print(Text(wording.typography(one.what), style="bold"))
        paragraphs(to, [f"  {say_outcome(one)}", *(f"    • {said}" for said in one.who)])


def say_outcome(one: Outcome) -> str:
    """« Mieux : coût 120 au lieu de 400, prouvé. 9 nuits au plus pour un interne ; 3 souhaits refusés »."""
    if one.cost is None:
        return one.verdict
    proof = "C’est prouvé." if one.proved else "Sans preuve : donnez plus de temps avec --seconds."
    nights = wording.say_count(one.nights, "nuit", "nuits")
    return f"{one.verdict} {proof} {nights} au plus pour un interne ; {one.lacks}."


def _wish(problem: Problem, text: str) -> tuple[str, frozenset[int]]:
    """Who wishes to avoid duties, and on which days. Raises BadInput."""
    name, separator, words = (part.strip() for part in text.partition(":"))
    phrases = [part.strip() for part in words.split(",") if part.strip()]
    if not separator or not phrases:
        raise BadInput(
            f"« {text} » ne dit pas qui évite quels jours", remedy="Écrivez « Yanis : samedi, 2026-12-24 »."
        )
    names = [intern.name for intern in problem.interns]
    if name not in names:
        raise BadInput(f"« {name} » n’est pas un interne de ce service", remedy=did_you_mean(name, names))
    try:
        days = days_of(phrases, problem.first, problem.last, lambda day: is_holiday(day, problem.territory))
    except ValueError as error:
        raise BadInput(str(error)) from None
    if not days:
        raise BadInput("aucun de ces jours n’est dans la période du tableau")
    return name, days


def add_to(group: typer.Typer) -> None:
    """This verb, beside those of :mod:`sextant_cli.roster`."""
    group.command("what-if", cls=Command)(try_changes)
