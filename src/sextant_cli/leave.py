"""``sextant leave``: annual leave and union training leave, counted."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer

from sextant import wording
from sextant.almanac.holidays import territory_of
from sextant.almanac.person import Status
from sextant.errors import BadInput
from sextant.evidence.source import read_source
from sextant.form import did_you_mean
from sextant.law.audit import judge
from sextant.law.rule import Rule
from sextant.law.settings import Settings
from sextant.rights.annual_leave import Balance, balance, stretch
from sextant.rights.deadlines import Standing, union_training
from sextant.rights.figure import say_euros
from sextant_cli.french import Command, application
from sextant_cli.law import AsJson, read_day
from sextant_cli.pay import Today, day_or_today, figure_json, say_source
from sextant_cli.show import console, paragraphs, print_json, write

app = application("Compte les congés : jours ouvrables, solde, jours payés, formation syndicale.")

Unit = Annotated[str, typer.Option(help="Jours comptés : ouvrables (le samedi compte) ou ouvres.")]
StatusOption = Annotated[str, typer.Option(help="Statut : interne ou docteur-junior.")]


@app.command(cls=Command)
def count(
    first: Annotated[str, typer.Argument(metavar="PREMIER", help="Premier jour de congé.")],
    last: Annotated[str, typer.Argument(metavar="DERNIER", help="Dernier jour de congé, compris.")],
    back: Annotated[str, typer.Option("--back", metavar="JOUR", help="Jour de la reprise.")] = "",
    territory: Annotated[str, typer.Option(help="Territoire, pour les jours fériés.")] = "metropole",
    status: StatusOption = "interne",
    unit: Unit = "ouvrables",
    as_json: AsJson = False,
) -> None:
    """Compte les jours ouvrables d’un congé, du premier jour à la veille de la reprise.

    Le samedi compte, le dimanche et les jours fériés non. Un congé qui finit un vendredi compte son samedi, sauf si
    « --back » dit une reprise ce samedi-là.
    """
    territory_of(territory)
    found = stretch(
        read_day(first),
        read_day(last),
        back=read_day(back) if back else None,
        territory=territory,
        status=read_status(status),
        settings=read_unit(unit),
    )
    if as_json:
        print_json(
            {
                "from": found.first,
                "to": found.last,
                "days": found.days,
                "unit": found.unit,
                "by_leave_year": {str(year): days for year, days in found.by_year.items()},
                "at_once": found.at_once,
                "run": found.run,
                "too_long": found.too_long,
                "rules": [rule_source(rule) for rule in found.rules],
            }
        )
        return
    to = console()
    said = wording.say_count(found.days, f"jour {found.unit[:-1]}", f"jours {found.unit}")
    write(to, f"{said}, {wording.say_span(found.first, found.last)}.", style="bold")
    if len(found.by_year) > 1:
        parts = [
            f"{days} dans l’année de congés ouverte en novembre {year}"
            for year, days in found.by_year.items()
        ]
        write(to, f"Ce congé touche deux années de congés : {wording.join(parts)}.", indent=2)
    if found.at_once is not None:
        verdict = "trop long" if found.too_long else "permis"
        write(to, f"D’affilée : {found.run} sur {found.at_once} au plus, {verdict}.", indent=2)
    say_rules(found.rules)


@app.command("balance", cls=Command)
def leave_balance(
    file: Annotated[
        Path | None, typer.Argument(metavar="FICHIER", help="Un planning ou un carnet. Ou bien --taken.")
    ] = None,
    taken: Annotated[float | None, typer.Option(help="Jours pris dans l’année de congés.")] = None,
    on: Annotated[str, typer.Option("--on", metavar="JOUR", help="Le jour du solde.")] = "",
    status: StatusOption = "",
    unit: Unit = "ouvrables",
    today: Today = "",
    as_json: AsJson = False,
) -> None:
    """Donne les jours pris, restants, et ceux qui seraient payés si l’année finissait là."""
    if (file is None) == (taken is None):
        raise BadInput("rien à compter" if file is None else "un fichier et un nombre à la fois",
                       remedy="Donnez un planning, ou --taken 26.")  # fmt: skip
    if file is not None:
        source = read_source(file)
        one = source.timeline
        account = judge([one], settings=source.settings).accounts[0]
        found = balance(
            Decimal(str(account.leave_taken)), one.last, status=one.person.status, settings=source.settings
        )
    else:
        day = day_or_today(on, today)
        found = balance(
            Decimal(str(taken)), day, status=read_status(status or "interne"), settings=read_unit(unit)
        )
    if as_json:
        print_json(balance_json(found))
        return
    to = console()
    number = wording.say_number
    unit = found.unit
    write(to, f"Année de congés, {wording.say_span(found.first, found.last)}", style="bold")
    left = float(found.left)
    so = (
        wording.say_count(left, "restant")
        if left >= 0
        else f"{number(-left)} de plus que le droit de l’année"
    )
    write(
        to,
        f"  {wording.say_count(float(found.taken), f'jour {unit[:-1]} pris', f'jours {unit} pris')} sur {found.right}, {so}.",
    )
    if found.paid_days:
        write(to, f"  Non pris, {wording.say_count(found.paid_days, 'jour serait payé', 'jours seraient payés')} : "
                  f"{say_euros(found.euros)}{' à confirmer' if found.a_day.to_confirm else ''}.")  # fmt: skip
        say_source(to, found.a_day)
    elif found.left > 0 and found.most_paid:
        write(
            to,
            f"  Aucun ne serait payé : il faut en avoir pris {found.threshold}."
            if found.taken < found.threshold
            else "  Rien ne serait payé : seules les journées entières le sont.",
        )
    paragraphs(to, [f"Rien ne se reporte après le {wording.say_date(found.last)}."])
    say_rules(found.rules)


@app.command("union", cls=Command)
def union(
    starts: Annotated[str, typer.Argument(metavar="DÉBUT", help="Premier jour de la formation syndicale.")],
    asked: Annotated[str, typer.Option("--asked", metavar="JOUR", help="Jour où elle a été demandée.")] = "",
    answer: Annotated[str, typer.Option(help="Réponse reçue : oui ou non.")] = "",
    answered: Annotated[str, typer.Option("--answered", metavar="JOUR", help="Jour de la réponse.")] = "",
    today: Today = "",
    as_json: AsJson = False,
) -> None:
    """Dit jusqu’à quand demander une formation syndicale, et quand le silence l’accorde."""
    found = union_training(
        read_day(starts),
        day_or_today("", today),
        asked=read_day(asked) if asked else None,
        answer=answer,
        answered=read_day(answered) if answered else None,
    )
    if as_json:
        print_json(
            {
                "starts": found.starts,
                "ask_by": found.ask_by,
                "silence_on": found.silence_on,
                "standing": found.standing.value,
                "granted": found.standing in (Standing.GRANTED, Standing.GRANTED_BY_SILENCE),
            }
        )
        return
    to = console()
    write(to, f"Formation du {wording.say_date(found.starts)} : {found.standing.value}.", style="bold")
    paragraphs(
        to,
        [
            f"À demander au plus tard le {wording.say_date(found.ask_by)}, un mois avant.",
            f"Sans réponse le {wording.say_date(found.silence_on)}, quinzième jour qui précède, elle est accordée.",
            "Cinq jours ouvrés par an au plus (Code de la santé publique, art. R. 6153-24-3 et R. 6153-24-4).",
        ],
    )


def read_status(text: str) -> Status:
    """A statutory position. Raises BadInput."""
    try:
        return Status(text)
    except ValueError:
        raise BadInput(f"« {text} » n’est pas un statut", remedy=did_you_mean(text, list(Status))) from None


def read_unit(text: str) -> Settings:
    """The reading of the law that counts leave in that unit. Raises BadInput."""
    if text not in ("ouvrables", "ouvres"):
        raise BadInput(f"« {text} » n’est pas une façon de compter", remedy="Choisissez ouvrables ou ouvres.")
    return Settings.model_validate({"leave_unit": text})


def say_rules(rules: tuple[Rule, ...]) -> None:
    """The articles relied on, dimmed."""
    to = console()
    for rule in rules:
        doubt = f" Doute : {rule.doubt}." if rule.doubt else ""
        write(to, f"{rule.code} {rule.article}, confiance {rule.confidence.value}, vérifiée le "
                  f"{wording.say_day(rule.checked)}.{doubt}", indent=2, style="dim")  # fmt: skip


def rule_source(rule: Rule) -> dict[str, Any]:
    """A rule relied on, for programs."""
    return {
        "code": rule.code,
        "article": rule.article,
        "confidence": rule.confidence.value,
        "checked": rule.checked,
        "doubt": rule.doubt,
    }


def balance_json(found: Balance) -> dict[str, Any]:
    """A balance, for programs."""
    return {
        "from": found.first,
        "to": found.last,
        "unit": found.unit,
        "right": found.right,
        "taken": float(found.taken),
        "left": float(found.left),
        "threshold": found.threshold,
        "payable_days": found.paid_days,
        "payable_euros": None if found.euros is None else float(found.euros),
        "a_day": figure_json(found.a_day),
        "rules": [rule_source(rule) for rule in found.rules],
    }
