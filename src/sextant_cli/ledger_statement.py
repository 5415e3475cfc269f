"""``sextant ledger statement | check``: the relevés on paper, and whether one that is handed over is genuine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

import sextant
from sextant import wording
from sextant.errors import BadInput
from sextant.ledger.ledger_file import check_ledger, read_ledger
from sextant.ledger.periods import By
from sextant.ledger.signature import Signer
from sextant.ledger.statement import code_of, make_statement, sign_statement
from sextant.ledger.statement_check import check_statement_file
from sextant.ledger.statement_pdf import statement_pdf
from sextant.ledger.statement_workbook import statement_workbook
from sextant.roster.roster_file import write_whole
from sextant_cli.french import Command
from sextant_cli.law import AsJson, read_day
from sextant_cli.ledger import Carnet, Now, read_now, signer_of
from sextant_cli.show import console, print_json, write


def add_to(app: typer.Typer) -> None:
    """Make these commands of ``sextant ledger``."""
    app.command("statement", cls=Command)(statement)
    app.command("check", cls=Command)(check)


def statement(
    carnet: Carnet,
    month: Annotated[str, typer.Option("--month", metavar="MOIS", help="Un mois : 2026-11.")] = "",
    trimester: Annotated[
        str, typer.Option("--trimester", metavar="JOUR", help="Un jour du trimestre de stage : 2026-11-02.")
    ] = "",
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FICHIER", help="Le fichier à écrire, .pdf ou .xlsx.")
    ] = Path("releve.pdf"),
    key: Annotated[
        Path | None,
        typer.Option("--key", metavar="CLÉ", help="La clé qui signe ; faite si elle n’existe pas encore."),
    ] = None,
    unsigned: Annotated[bool, typer.Option("--unsigned", help="Ne signe pas.")] = False,
    now: Now = "",
) -> None:
    """Écrit le relevé d’un mois ou d’un trimestre, en PDF ou en classeur, avec son code de vérification."""
    if bool(month) == bool(trimester):
        raise BadInput(
            "un mois ou un trimestre ?", remedy="Écrivez --month 2026-11, ou --trimester 2026-11-02."
        )
    if out.suffix.lower() not in (".pdf", ".xlsx"):
        raise BadInput(f"« {out.name} » : un relevé s’écrit en .pdf ou en .xlsx")
    day = read_day(f"{month}-01" if month else trimester)
    verdict, _, _ = check_ledger(carnet)
    if not verdict.whole:
        raise BadInput(f"ce carnet n’est pas intact : {verdict.flaws[0].says}",
                       remedy="Un relevé ne se tire que d’un carnet intact.")  # fmt: skip
    ledger, at = read_ledger(carnet), read_now(now)
    made = make_statement(
        ledger.person,
        ledger.replay().entries,
        By.MONTH if month else By.TRIMESTER,
        day,
        made_at=at,
        head=verdict.head,
        version=sextant.__version__,
    )
    signer: Signer | None = None if unsigned else signer_of(key)
    signed = sign_statement(made, signer)
    write_whole(out, statement_pdf(signed) if out.suffix.lower() == ".pdf" else statement_workbook(signed))
    to = console()
    to.print(Text(wording.typography(made.title), style="bold"))
    for row in made.values["figures"][:4]:
        more = f" ({row['more']})" if row["more"] else ""
        write(to, f"  {row['says']} : {row['value']}{more}", indent=4)
    write(to, f"  Écrit : {out}. Code de vérification {code_of(made)}.", indent=2)
    if made.values["deadline"]:
        write(to, f"  {made.values['deadline']}", indent=2)


def check(
    file: Annotated[Path, typer.Argument(metavar="RELEVÉ", help="Le PDF d’un relevé.")],
    key: Annotated[
        list[str] | None,
        typer.Option("--key", metavar="CLÉ", help="Une clé publique connue, en base64. À répéter."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Vérifie un relevé d’après son PDF seul : signature, code, et pages conformes à ce qui a été signé."""
    found = check_statement_file(file, {text: text for text in key or []})
    if as_json:
        print_json({"good": found.good, "signed": found.signed, "known": found.known, "pages": found.pages.value,
                    "code": found.code, "key": found.key, "statement": found.statement.values})  # fmt: skip
    else:
        to = console()
        verdict, *more = found.says
        to.print(Text(wording.typography(verdict), style="bold green" if found.good else "bold red"))
        for line in more:
            write(to, f"  {line}", indent=4)
    if not found.good:
        raise typer.Exit(1)
