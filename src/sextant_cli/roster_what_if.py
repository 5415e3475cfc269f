"""``sextant roster what-if``: what one thing more or less would change, each tried and audited."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from sextant import wording
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
    as_json: AsJson = False,
) -> None:
    """Dit ce que changeraient un interne de plus, une ligne de moins, un souhait de plus, et le prix de l’équité."""
    found = what_if(read_any_ward(ward), seconds=seconds)
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


def add_to(group: typer.Typer) -> None:
    """This verb, beside those of :mod:`sextant_cli.roster`."""
    group.command("what-if", cls=Command)(try_changes)
