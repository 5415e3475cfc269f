"""``sextant law``: reads the law, as it stands and as it stood."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from sextant import wording
from sextant.errors import BadInput
from sextant.form import to_day
from sextant.law.ambiguity import ambiguities
from sextant.law.file_check import check
from sextant.law.library import load
from sextant.law.rule import Force, Rule
from sextant_cli.french import Command, application
from sextant_cli.show import FORCES, MARKS, console, paragraphs, print_json, write

app = application("Lit la loi : règles, articles, dates, exemples.")
AsJson = Annotated[bool, typer.Option("--json", help="Répond en JSON, pour un programme.")]


@app.command("list", cls=Command)
def list_rules(
    force: Annotated[str, typer.Option(help="Ne montre qu’une force : loi, charte ou demande.")] = "",
    search: Annotated[str, typer.Option(help="Ne montre que les règles qui contiennent ce mot.")] = "",
    as_json: AsJson = False,
) -> None:
    """Donne toutes les règles, une par ligne, avec leur article et leur force."""
    if force and force not in {f.value for f in Force}:
        raise BadInput(f"« {force} » n’est pas une force", remedy="Choisissez loi, charte ou demande.")
    wanted = [
        rule
        for rule in load().rules
        if (not force or rule.force.value == force)
        and search.casefold() in f"{rule.code} {rule.says} {rule.article}".casefold()
    ]
    _show(wanted, as_json)


@app.command("on", cls=Command)
def rules_on(
    day: Annotated[str, typer.Argument(metavar="JOUR", help="Un jour, par exemple 2019-03-01.")],
    as_json: AsJson = False,
) -> None:
    """Donne les règles en vigueur un jour donné."""
    when = read_day(day)
    rules = list(load().in_force(when).rules)
    if not as_json:
        console().print(wording.typography(f"Règles en vigueur le {wording.say_date(when)} :"))
    _show(rules, as_json)


@app.command("show", cls=Command)
def show_rule(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Le code d’une règle, par exemple R1.")],
    as_json: AsJson = False,
) -> None:
    """Montre une règle : sa phrase, son article, ses dates, ses doutes, ses exemples."""
    rules = load().by_code(code)
    if as_json:
        print_json({"code": rules[0].code, "rules": [rule_json(rule) for rule in rules]})
        return
    to = console()
    for rule in rules:
        mark, style = MARKS[rule.force]
        to.print(Text.assemble((f"{mark} {rule.code}", style), f"  {_sentence(rule)}"))
        lines = [
            f"  Article    : {'; '.join(str(cite) for cite in rule.cites)}",
            f"  Force      : {FORCES[rule.force]} ({rule.level.value})",
            f"  Confiance  : {rule.confidence.value}, vérifiée le {wording.say_day(rule.checked)} ({rule.cites[0].seen})",
            f"  En vigueur : {_validity(rule)}",
        ]
        if rule.doubt:
            lines.append(f"  Doute      : {rule.doubt}")
        paragraphs(to, lines)
        for example in rule.examples:
            kept = "tenue " if example.breaches == 0 else "rompue" if example.breaches else "décompte"
            week = (
                example.week
                or " | ".join(example.weeks)
                or ("ligne de garde" if example.line else "planning")
            )
            times = f" × {example.repeat}" if example.repeat > 1 else ""
            to.print(
                wording.typography(f"  Exemple, {kept} : {week}{times} — {example.because}"), style="dim"
            )
        to.print()


@app.command("check", cls=Command)
def check_files(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DOSSIER", help="Un dossier de règles ; la loi livrée, sinon.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Relit les fichiers de règles et leurs exemples, et dit ce qui manque, fichier et ligne."""
    remarks = check(folder) if folder else check()
    if as_json:
        print_json(
            {"remarks": [{"file": r.place.file, "line": r.place.line, "what": str(r)} for r in remarks]}
        )
    else:
        paragraphs(console(), [str(remark) for remark in remarks])
        if not remarks:
            library = load(folder) if folder else load()
            examples = sum(len(rule.examples) for rule in library.rules)
            paragraphs(console(), [f"{len(library.rules)} règles, {examples} exemples : tout est juste."])
    if remarks:
        raise typer.Exit(1)


@app.command("settings", cls=Command)
def show_settings(as_json: AsJson = False) -> None:
    """Donne les lectures que l’on peut choisir là où les textes se contredisent."""
    if as_json:
        print_json({"settings": [ambiguity.model_dump(mode="json") for ambiguity in ambiguities()]})
        return
    to = console()
    for ambiguity in ambiguities():
        if ambiguity.name:
            choices = (
                ambiguity.choices
                if isinstance(ambiguity.choices, str)
                else ", ".join(map(str, ambiguity.choices))
            )
            write(to, f"{ambiguity.name} = {ambiguity.default}   (au choix : {choices})", style="bold")
        write(to, f"  {ambiguity.question}{'' if ambiguity.name else ' ' + ambiguity.answer}", indent=2)
        write(to, f"  {ambiguity.sources[0].upper()}{ambiguity.sources[1:]}.", indent=2, style="dim")
    paragraphs(
        to, ["", "Pour en choisir un : sextant audit … --set NOM=VALEUR, ou « settings » dans un fichier."]
    )


def read_day(text: str) -> date:
    """A day typed on the command line. Raises BadInput."""
    try:
        day = to_day(text)
    except ValueError as error:
        raise BadInput(f"« {text} » : {error}") from None
    assert isinstance(day, date)
    return day


def _show(rules: list[Rule], as_json: bool) -> None:
    if as_json:
        print_json({"rules": [rule_json(rule) for rule in rules]})
        return
    to = console()
    for rule in rules:
        mark, style = MARKS[rule.force]
        to.print(Text.assemble((f"{mark} {rule.code:<4}", style), f" {_sentence(rule)}"))
        to.print(Text(f"       {rule.article} ; {_validity(rule)}", style="dim"))
    paragraphs(to, [f"{wording.say_count(len(rules), 'règle')}. « sextant law show CODE » en montre une."])


def _sentence(rule: Rule) -> str:
    return wording.typography(rule.says[0].upper() + rule.says[1:] + ".")


def _validity(rule: Rule) -> str:
    since, until = rule.valid.since, rule.valid.until
    said = f"depuis le {wording.say_day(since)}" if since else "date d’entrée en vigueur non recherchée"
    return f"{said}, jusqu’au {wording.say_day(until)} exclu" if until else said


def rule_json(rule: Rule) -> dict[str, Any]:
    """A rule, for programs."""
    shape = rule.shape.model_dump(mode="json")
    return {
        "code": rule.code,
        "id": rule.id,
        "text": rule.says,
        "article": rule.article,
        "cites": [cite.model_dump(mode="json") for cite in rule.cites],
        "dates": {"from": rule.valid.since, "to": rule.valid.until, "checked": rule.checked},
        "force": rule.force.value,
        "level": rule.level.value,
        "level_setting": rule.level_setting,
        "confidence": rule.confidence.value,
        "doubt": rule.doubt,
        "shape": shape.pop("shape"),
        "numbers": shape,
        "examples": [
            example.model_dump(mode="json", by_alias=True, exclude_defaults=True) for example in rule.examples
        ],
        "file": rule.file,
        "line": rule.line,
    }
