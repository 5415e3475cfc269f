"""``sextant ledger import | blank``: what interns keep already, read, shown, then noted, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from sextant import wording
from sextant.almanac.activity import Kind
from sextant.errors import BadInput
from sextant.ledger.blank_sheet import blank_sheet
from sextant.ledger.calendar_file import read_calendar
from sextant.ledger.importing import ImportPlan, plan_import
from sextant.ledger.ledger_file import LedgerFile, add, read_ledger
from sextant.ledger.sheet import Read, read_sheet, recognise, say_columns
from sextant.ledger.sheet_table import read_table
from sextant.ledger.sheet_words import Role
from sextant.roster.roster_file import write_whole
from sextant_cli.french import Command
from sextant_cli.law import AsJson, read_day
from sextant_cli.ledger import Carnet, Now, read_kind, read_now, say_entry
from sextant_cli.show import console, print_json, write

_MOST = 20


def add_to(app: typer.Typer) -> None:
    """Make these commands of ``sextant ledger``."""
    app.command("import", cls=Command)(import_hours)
    app.command("blank", cls=Command)(blank)


def import_hours(
    carnet: Carnet,
    file: Annotated[
        Path,
        typer.Argument(metavar="FICHIER", help="Une feuille d’heures (.xlsx, .csv) ou un agenda (.ics)."),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Montre ce qui serait lu et noté, sans rien noter.")
    ] = False,
    sheet: Annotated[str, typer.Option(help="La feuille du classeur, si ce n’est pas la première.")] = "",
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TITRE=SENS", help="Ce que dit une colonne : day, start, end, kind, lunch… ou rien."
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="MOT=NATURE", help="Ce qu’un mot veut dire : « GN=garde-nuit ». À répéter."),
    ] = None,
    now: Now = "",
    as_json: AsJson = False,
) -> None:
    """Lit une feuille d’heures ou un agenda et note ce qui est nouveau : tout, ou rien."""
    ledger, at = read_ledger(carnet), read_now(now)
    kinds = {word: read_kind(nature) for word, nature in _pairs(kind, "GN=garde-nuit")}
    if file.suffix.lower() == ".ics":
        told, read, complaints = _calendar(file, ledger, at, kinds)
    else:
        told, read, complaints = _sheet(file, sheet, ledger, at, kinds, _roles(column))
    plan = plan_import(ledger.replay(), [one.entry for one in read], at)
    complaints += [str(error) for error in plan.refused]
    if as_json:
        print_json(_json(told, plan, complaints, dry_run))
    else:
        _say_reading(told, read, plan, complaints, dry_run)
    if complaints:
        count = wording.say_count(len(complaints), "ligne à corriger", "lignes à corriger")
        raise BadInput(
            f"rien n’a été noté : {count} plus haut",
            remedy="Corrigez le fichier et recommencez ; ce qui est déjà noté ne le sera pas deux fois.",
        )
    if plan.new and not dry_run:
        add(carnet, plan.new, at)


def blank(
    file: Annotated[Path, typer.Argument(metavar="CLASSEUR", help="Le classeur à écrire (.xlsx).")],
    since: Annotated[str, typer.Option("--from", metavar="JOUR", help="Premier jour.")],
    until: Annotated[str, typer.Option("--to", metavar="JOUR", help="Dernier jour, compris.")],
    territory: Annotated[str, typer.Option(help="Territoire, pour les jours fériés.")] = "metropole",
) -> None:
    """Écrit une feuille d’heures vide, une ligne par jour, que « sextant ledger import » relit."""
    first, last = read_day(since), read_day(until)
    if not 0 <= (last - first).days <= 366:
        raise BadInput(
            f"la feuille irait du {first:%d/%m/%Y} au {last:%d/%m/%Y}", remedy="Donnez un an au plus."
        )
    if file.exists():
        raise BadInput(f"{file} existe déjà", remedy="Choisissez un autre nom.")
    write_whole(file, blank_sheet(first, last, territory))
    write(console(), f"Feuille vide écrite : {file}, {wording.say_span(first, last)}.")


# -- reading --------------------------------------------------------------------------------------------


def _sheet(
    file: Path,
    sheet: str,
    ledger: LedgerFile,
    at: datetime,
    kinds: dict[str, Kind],
    roles: dict[str, Role | None],
) -> tuple[list[str], list[Read], list[str]]:
    table = read_table(file, sheet)
    columns = recognise(table, roles, kinds)
    found = read_sheet(table, columns, ledger.person, at)
    return say_columns(columns), list(found.read), [str(error) for error in found.refused]


def _calendar(
    file: Path, ledger: LedgerFile, at: datetime, kinds: dict[str, Kind]
) -> tuple[list[str], list[Read], list[str]]:
    found = read_calendar(file, ledger.person, at, kinds)
    told = [f"« {title} » n’est pas une présence : laissé de côté" for title in found.left_out]
    return told, [Read(0, entry) for entry in found.entries], list(found.refused)


def _pairs(options: list[str] | None, example: str) -> list[tuple[str, str]]:
    found = []
    for text in options or []:
        name, equal, value = text.partition("=")
        if not equal or not name.strip():
            raise BadInput(f"« {text:.40} » n’est pas compris", remedy=f"Écrivez par exemple {example}.")
        found.append((name.strip(), value.strip()))
    return found


def _roles(options: list[str] | None) -> dict[str, Role | None]:
    found: dict[str, Role | None] = {}
    for title, role in _pairs(options, "Prise=start"):
        try:
            found[title] = Role(role) if role else None
        except ValueError:
            raise BadInput(f"« {role:.40} » n’est pas un sens de colonne",
                           remedy=f"Choisissez parmi : {', '.join(Role)}.") from None  # fmt: skip
    return found


# -- what is answered -----------------------------------------------------------------------------------


def _say_reading(
    told: Sequence[str], read: Sequence[Read], plan: ImportPlan, complaints: Sequence[str], dry_run: bool
) -> None:
    to = console()
    new = {entry.id for entry in plan.new}
    to.print(Text("Ce qui est compris", style="bold"))
    for line in told:
        write(to, f"  {line}.", indent=4)
    verb = "serait noté" if dry_run or complaints else "est noté"
    to.print(Text(f"\nCe qui {verb}", style="bold"))
    shown = [one for one in read if one.entry.id in new]
    for one in shown[:_MOST]:
        where = f"ligne {one.row + 1}, " if one.row else ""
        write(to, f"  {where}{say_entry(one.entry)}{f' — {one.remark}' if one.remark else ''}", indent=4)
    if len(shown) > _MOST:
        write(to, f"  … et {wording.say_count(len(shown) - _MOST, 'autre')}.", indent=4)
    write(to, f"  {_total(plan)}", indent=2)
    if complaints:
        to.print(Text("\nCe qui ne peut pas être lu", style="bold red"))
        for line in complaints[:_MOST]:
            write(to, f"■ {line}", indent=2, mark="bold red")


def _total(plan: ImportPlan) -> str:
    new = wording.say_count(len(plan.new), "entrée nouvelle", "entrées nouvelles")
    return f"{new}, {wording.say_count(len(plan.known), 'déjà notée', 'déjà notées')}."


def _json(
    told: Sequence[str], plan: ImportPlan, complaints: Sequence[str], dry_run: bool
) -> dict[str, object]:
    return {
        "understood": list(told), "new": [say_entry(entry) for entry in plan.new], "known": len(plan.known),
        "refused": list(complaints), "noted": 0 if dry_run or complaints else len(plan.new),
    }  # fmt: skip
