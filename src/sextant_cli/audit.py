"""``sextant audit``: any planning in; what it counts, what it breaks, article by article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from sextant import wording
from sextant.almanac.timeline import Nature
from sextant.almanac.week import ordinary_monday
from sextant.document import Document, read_document
from sextant.errors import BadInput
from sextant.law.audit import Judgement, judge
from sextant.law.planning_file import Planning, planning_from, planning_of
from sextant.law.rule import Force
from sextant.roster.audit import line_facts
from sextant.roster.roster_file import roster_of
from sextant.roster.ward_file import problem_of
from sextant_cli.law import AsJson, read_day
from sextant_cli.roster import show_roster_audit
from sextant_cli.show import console, judgement_json, paragraphs, print_json, say_account, say_breaches


def audit(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FICHIER", help="Un planning (YAML), un tableau ou un service. Ou bien --week."
        ),
    ] = None,
    week: Annotated[
        list[str] | None,
        typer.Option(
            "--week", metavar="SEMAINE", help='Une semaine en lettres : "MA MAN .. MA MA .. ..". À répéter.'
        ),
    ] = None,
    repeat: Annotated[
        int, typer.Option(min=1, max=60, help="Nombre de fois que ces semaines se répètent.")
    ] = 1,
    start: Annotated[
        str, typer.Option("--from", metavar="JOUR", help="Le lundi de la première semaine.")
    ] = "",
    planned: Annotated[
        bool, typer.Option("--planned", help="C’est un tableau prévu, et non un relevé.")
    ] = False,
    placement: Annotated[str, typer.Option(help="Lieu du stage : hopital, ambulatoire ou saspas.")] = "",
    status: Annotated[str, typer.Option(help="Statut : interne ou docteur-junior.")] = "",
    share: Annotated[
        float, typer.Option(min=0.1, max=1.0, help="Quotité de temps, 0.5 pour un mi-temps.")
    ] = 1.0,
    third_month: Annotated[
        str,
        typer.Option("--third-month", metavar="JOUR", help="Premier jour du troisième mois de grossesse."),
    ] = "",
    consent: Annotated[
        str,
        typer.Option(
            "--consent", metavar="JOUR", help="Jour où l’interne enceinte accepte de continuer les gardes."
        ),
    ] = "",
    leave_taken: Annotated[
        float,
        typer.Option("--leave-taken", min=0, max=60, help="Jours ouvrables de congé déjà pris cette année."),
    ] = 0.0,
    line: Annotated[
        int | None,
        typer.Option(
            "--line", min=0, max=60, metavar="INTERNES", help="Une ligne de garde tenue par tant d’internes."
        ),
    ] = None,
    senior: Annotated[
        bool, typer.Option("--senior", help="Un tableau de seniors complète cette ligne.")
    ] = False,
    choose: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="RÉGLAGE=VALEUR", help="Choisit une lecture (voir « sextant law settings »)."
        ),
    ] = None,
    rules: Annotated[str, typer.Option(help="Ne juge que ces règles, par exemple R1,R4.")] = "",
    today: Annotated[str, typer.Option(hidden=True, help="Le jour d’aujourd’hui.")] = "",
    as_json: AsJson = False,
) -> None:
    """Dit ce qu’un planning compte et ce qu’il enfreint, article par article.

    Lettres d’une semaine, du lundi au dimanche : M matin, A après-midi, N garde de nuit, J garde de jour, D demi-garde,
    S continuité de service, G garde de 24 h, a astreinte, u universitaire, p autonome, R repos, r récupération, c congé,
    m maladie, « .. » jour libre. Des heures exactes se mettent entre parenthèses : M(08:00-13:30), u(4h),
    a(20:00-22:00~1h,01:30-05:30~3h) pour deux déplacements, dont 1 h et 3 h sur place.
    """
    given = sum(x is not None for x in (file, week or None, line))
    if given == 0:
        raise BadInput(
            "rien à lire",
            remedy='Donnez un fichier, ou une semaine : sextant audit --week "MA MAN .. MA MA .. ..".',
        )
    if file is not None and (week or line is not None):
        raise BadInput("un fichier et une semaine à la fois", remedy="Donnez l’un ou l’autre.")
    codes = [code.strip() for code in rules.split(",") if code.strip()] or None
    if file is not None:
        _audit_file(file, read_settings(choose), codes, as_json)
        return
    person: dict[str, Any] = {"name": "Cet interne", "share": share, "leave_taken": leave_taken}
    person |= {key: value for key, value in (("placement", placement), ("status", status)) if value}
    if third_month:
        person["pregnancy"] = {"third_month": read_day(third_month)} | (
            {"consent": {"from": read_day(consent)}} if consent else {}
        )
    weeks = list(week or [])
    data: dict[str, Any] = {
        "person": person,
        "nature": "prevu" if planned else "realise",
        "settings": read_settings(choose),
    }
    note = ""
    if weeks:
        monday, undated = _monday(start, len(weeks) * repeat, today)
        if undated:
            person["territory"] = "sans-ferie"
            note = f"Semaines ordinaires, sans jour férié, posées à partir du {wording.say_date(monday)}. --from les date."
        data |= {"from": monday, "weeks": weeks, "repeat": repeat}
    if line is not None:
        data["lines"] = [{"name": "Ligne", "interns": line, "senior_roster": senior}]
    _answer(
        planning_from(data, "--week", start=ordinary_monday(_today(today), 1)),
        codes,
        as_json,
        note,
        bool(weeks),
    )


def _monday(start: str, weeks: int, today: str) -> tuple[date, bool]:
    if start:
        return read_day(start), False
    return ordinary_monday(_today(today), weeks), True


def _today(today: str) -> date:
    return read_day(today) if today else date.today()


def read_settings(choose: list[str] | None) -> dict[str, Any]:
    """Settings typed as name=value, as a file would write them."""
    found: dict[str, Any] = {}
    for text in choose or []:
        name, equal, value = text.partition("=")
        if not equal:
            raise BadInput(
                f"« {text} » n’est pas un réglage", remedy="Écrivez par exemple --set line_min_hard=6."
            )
        words: dict[str, Any] = {"true": True, "false": False, "oui": True, "non": False}
        found[name.strip()] = words.get(
            value.strip().lower(), int(value) if value.strip().isdigit() else value.strip()
        )
    return found


def _audit_file(file: Path, settings: dict[str, Any], codes: list[str] | None, as_json: bool) -> None:
    """A planning, a roster or a ward: told apart by their keys."""
    document = read_document(file)
    if "roster" in document.data:
        show_roster_audit(roster_of(document), as_json)
        return
    if "interns" in document.data and "ward" in document.data:
        problem = problem_of(document)
        judgement = judge([], settings=problem.settings, lines=line_facts(problem), codes=codes)
        _show(judgement, as_json, f"Lignes du service « {problem.ward} ».", planned=True, with_accounts=False)
        return
    if settings:
        merged = {**document.data, "settings": {**(document.data.get("settings") or {}), **settings}}
        document = Document(document.name, merged, document.lines)
    _answer(planning_of(document), codes, as_json, "", True)


def _answer(
    planning: Planning, codes: list[str] | None, as_json: bool, note: str, with_accounts: bool
) -> None:
    timelines = [planning.timeline] if with_accounts else []
    judgement = judge(timelines, settings=planning.settings, lines=planning.lines, codes=codes)
    if with_accounts and not planning.timeline.activities and planning.lines:
        judgement = replace(judgement, accounts=())
    planned = planning.timeline.nature is Nature.PLANNED
    _show(judgement, as_json, note, planned=planned, share=planning.timeline.person.share)


def _show(
    judgement: Judgement,
    as_json: bool,
    note: str = "",
    *,
    planned: bool = False,
    with_accounts: bool = True,
    share: float = 1.0,
) -> None:
    if as_json:
        print_json(judgement_json(judgement) | ({"note": note} if note else {}))
    else:
        to = console()
        to.print(verdict(judgement))
        if note:
            to.print(Text(wording.typography(note), style="dim"))
        for account in judgement.accounts if with_accounts else ():
            say_account(to, account, share)
        several = len(judgement.accounts) != 1
        say_breaches(to, "Ce qui n’est pas permis", judgement.breaches, several=several)
        say_breaches(to, "À surveiller", judgement.warnings, most=6, several=several, by_rule=True)
        say_breaches(to, "À savoir", judgement.notes, most=6, several=several, doubts=False, by_rule=True)
        paragraphs(to, next_steps(judgement, planned))
    if not judgement.legal:
        raise typer.Exit(1)


def verdict(judgement: Judgement) -> Text:
    """The answer in one sentence."""
    codes = list(dict.fromkeys(breach.code for breach in judgement.unlawful))
    if not codes:
        others = [b for b in judgement.breaches if b.rule.force is not Force.LAW]
        said = "Rien d’illégal ici." if not others else "Rien d’illégal ici ; une charte n’est pas respectée."
        return Text(wording.typography(said), style="bold green")
    count = len(judgement.unlawful)
    return Text(
        wording.typography(
            f"Illégal : {wording.say_count(count, 'manquement')} à la loi ({wording.join(codes)})."
        ),
        style="bold red",
    )


def next_steps(judgement: Judgement, planned: bool) -> list[str]:
    """What to do, in a few lines."""
    if judgement.legal:
        return []
    first = judgement.unlawful[0].code
    lines = ["", "Que faire ?"]
    if planned:
        lines.append("  Demandez au praticien responsable de corriger le tableau avant qu’il soit arrêté.")
    else:
        lines.append(
            "  Gardez ce relevé et vos horaires ; demandez par écrit la récupération dans le trimestre."
        )
    lines.append(f"  « sextant law show {first} » montre la règle, son article et ses doutes.")
    return lines
