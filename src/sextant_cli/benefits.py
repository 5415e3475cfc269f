"""``sextant benefits``: which aids are mine, how much, why, what they bind me to, what to do first and whom to ask."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from sextant import wording
from sextant.benefits import places
from sextant.benefits.assess import assess
from sextant.benefits.benefit import Benefit, Status
from sextant.benefits.catalogue import CATALOGUE, CATEGORIES, Catalogue, concerning, load
from sextant.benefits.contacts import contact_of, portal_says
from sextant.benefits.coverage import AUDIENCES, LOCAL_SCALES, Looked, freshness, grid
from sextant.benefits.file_check import check
from sextant.benefits.here import placed
from sextant.benefits.interview import moved, questions
from sextant.benefits.letter import letter
from sextant.benefits.situation import Situation, read_situation
from sextant.benefits.vocabulary import vocabulary
from sextant.errors import BadInput
from sextant.territory.commune import Territory
from sextant.territory.commune import load as load_territory
from sextant.territory.tables import ALL
from sextant_cli.benefits_show import (
    LABELS,
    MARKS,
    assessment_json,
    question_json,
    show_assessment,
    show_benefit,
)
from sextant_cli.french import Command, application
from sextant_cli.law import read_day
from sextant_cli.show import console, paragraphs, print_json, write
from sextant_cli.territory import tables_folder

app = application("Trouve les aides qui sont les vôtres : combien, pourquoi, contre quoi, et à qui demander.")
AsJson = Annotated[bool, typer.Option("--json", help="Répond en JSON, pour un programme.")]
On = Annotated[
    str,
    typer.Option("--on", metavar="JOUR", help="Le jour où l’on juge, comme 2026-11-22 ; aujourd’hui, sinon."),
]
Mine = Annotated[
    Path | None,
    typer.Option("--with", metavar="DOSSIER", help="Ajoute les aides de ce dossier au catalogue."),
]
All = Annotated[
    bool, typer.Option("--all", help="Montre aussi les aides qui ne vous concernent pas, avec la raison.")
]
Tables = Annotated[
    Path | None,
    typer.Option(
        "--tables", metavar="DOSSIER", help="Le dossier des tables de communes ; celui de la machine, sinon."
    ),
]
SituationFile = Annotated[Path, typer.Argument(metavar="SITUATION", help="Un fichier de situation en YAML.")]
OptionalSituation = Annotated[
    Path | None, typer.Argument(metavar="SITUATION", help="Un fichier de situation ; facultatif.")
]
Name = Annotated[
    str, typer.Argument(metavar="NOM", help="Le nom court d’une aide, par exemple am-primo-zip.")
]


@app.command("assess", cls=Command)
def assess_situation(
    file: SituationFile,
    as_json: AsJson = False,
    on: On = "",
    mine: Mine = None,
    everything: All = False,
    tables: Tables = None,
) -> None:
    """Juge toutes les aides pour une situation : ce à quoi on a droit, combien, pourquoi, et quoi demander."""
    situation, known, when = read_situation(file), catalogue_with(mine), day_of(on)
    territory = territory_loaded(tables)
    remarks: tuple[str, ...] = ()
    if territory is not None:
        found = placed(situation, territory, when)
        situation, remarks = found.situation, found.remarks
    assessment = assess(situation, when, known)
    if as_json:
        print_json(assessment_json(assessment, known, territory) | {"remarks": list(remarks)})
        return
    show_assessment(console(), assessment, known, territory, everything=everything)
    paragraphs(console(), [f"⚠ {remark}." for remark in remarks])
    if territory is None and any(name in situation.facts for name in ("projet.commune", "stage.commune")):
        paragraphs(console(), [_NO_TABLE])


@app.command("compare", cls=Command)
def compare_situations(
    before: SituationFile,
    after: Annotated[
        Path, typer.Argument(metavar="AUTRE", help="L’autre situation, un fait ou plusieurs changés.")
    ],
    as_json: AsJson = False,
    on: On = "",
    mine: Mine = None,
    tables: Tables = None,
) -> None:
    """Compare deux situations, aide par aide : ce qu’une réponse, une date ou une commune change."""
    known, when, territory = catalogue_with(mine), day_of(on), territory_loaded(tables)
    one, other = (
        assess(placed(found, territory, when).situation if territory else found, when, known)
        for found in (read_situation(before), read_situation(after))
    )
    changes = moved(one, other)
    if as_json:
        rows = [{"id": c.benefit.id, "before": c.before.value, "after": c.after.value} for c in changes]
        print_json({"firm": [one.totals.firm, other.totals.firm], "changes": rows})
        return
    to = console()
    firm = f"{wording.say_money(one.totals.firm)} → {wording.say_money(other.totals.firm)} sûrs"
    to.print(Text(firm, style="bold"))
    for change in changes:
        states = f"{LABELS[change.before]} → {LABELS[change.after]}"
        write(to, f"{MARKS[change.after][0]} {change.benefit.name} : {states}", indent=2, mark="bold")
    if not changes:
        paragraphs(to, ["Aucune aide ne change d’état."])


@app.command("list", cls=Command)
def list_benefits(
    category: Annotated[str, typer.Option(help="Ne montre qu’une catégorie.")] = "",
    departement: Annotated[str, typer.Option(help="Ne montre que les aides d’un département, et de sa région.")] = "",
    search: Annotated[str, typer.Option(help="Ne montre que les aides qui contiennent ce mot.")] = "",
    as_json: AsJson = False, mine: Mine = None, on: On = "",
) -> None:  # fmt: skip
    """Donne toutes les aides, une par ligne, les fermées et l’histoire comprises."""
    if category and category not in CATEGORIES:
        raise BadInput(
            f"« {category} » n’est pas une catégorie", remedy=f"Choisissez : {', '.join(CATEGORIES)}."
        )
    wanted = [
        one
        for one in catalogue_with(mine).benefits
        if category in ("", one.category)
        and (not departement or (one.payer.local and concerning(one, departement)))
        and search.casefold() in f"{one.id} {one.name} {one.says} {one.payer.name}".casefold()
    ]
    if as_json:
        print_json({"benefits": [benefit_json(one) for one in wanted]})
        return
    to, when = console(), day_of(on)
    for one in wanted:
        mark, style = _status_mark(one, when)
        to.print(
            Text.assemble((f"{mark} {one.id:<24}", style), wording.typography(f" {one.name}")), soft_wrap=True
        )
        to.print(Text(wording.typography(f"    {one.payer.name} ; {one.says}"), style="dim"), soft_wrap=True)
    paragraphs(
        to,
        [
            f"{wording.say_count(len(wanted), 'aide')}. ✔ en vigueur, ? à vérifier ou annoncée, ▣ fermée, ‡ histoire.",
            "« sextant benefits show NOM » en montre une.",
        ],
    )


@app.command("show", cls=Command)
def show_one(name: Name, as_json: AsJson = False, mine: Mine = None, on: On = "") -> None:
    """Montre une aide telle que son fichier la dit : conditions, paramètres datés, sources, exemples."""
    benefit = catalogue_with(mine).get(name)
    if as_json:
        print_json(benefit_json(benefit))
    else:
        show_benefit(console(), benefit, day_of(on))


@app.command("check", cls=Command)
def check_files(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DOSSIER", help="Un dossier d’aides ; le catalogue livré, sinon.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Relit les fichiers d’aides et leurs exemples, et dit ce qui manque, fichier et ligne."""
    if folder is not None and not folder.is_dir():
        raise BadInput(
            f"« {folder} » n’est pas un dossier", remedy="Donnez le dossier où sont vos fichiers d’aides."
        )
    remarks = check(folder)
    if as_json:
        print_json(
            {"remarks": [{"file": r.place.file, "line": r.place.line, "what": str(r)} for r in remarks]}
        )
    else:
        paragraphs(console(), [str(remark) for remark in remarks])
        if not remarks:
            known = load(folder) if folder else load()
            examples = wording.say_count(sum(len(one.examples) for one in known.benefits), "exemple")
            many = wording.say_count(len(known.benefits), "aide")
            paragraphs(console(), [f"{many}, {examples} : tout est juste."])
    if remarks:
        raise typer.Exit(1)


@app.command("questions", cls=Command)
def show_questions(
    file: OptionalSituation = None,
    as_json: AsJson = False,
    on: On = "",
    mine: Mine = None,
    tables: Tables = None,
) -> None:
    """Donne les questions qui comptent encore, la plus utile d’abord, ou toutes, avec leurs réponses possibles."""
    to = console()
    if file is not None:
        known = catalogue_with(mine)
        asked = questions(assess(situation_here(file, tables, day_of(on)), day_of(on), known), known)
        if as_json:
            print_json({"questions": [question_json(one) for one in asked]})
            return
        for one in asked:
            waiting = wording.say_count(one.waiting, "aide attend", "aides attendent")
            write(to, f"• {one.fact.asks} ({one.fact.id}, {waiting})", indent=2, mark="bold")
        if not asked:
            paragraphs(to, ["Plus aucune question ne change une réponse."])
        return
    if as_json:
        print_json({"facts": [fact.model_dump() for fact in vocabulary().values()]})
        return
    for fact in vocabulary().values():
        write(to, f"{fact.id} — {fact.asks}", style="bold")
        if fact.help:
            write(to, f"  {fact.help}", indent=2)
        answers = ", ".join(f"{key} ({label})" for key, label in fact.choices.items()) or _KINDS[fact.kind]
        write(to, f"  {answers}", indent=2, style="dim")


@app.command("letter", cls=Command)
def write_letter(
    name: Name, file: OptionalSituation = None, on: On = "", mine: Mine = None, tables: Tables = None
) -> None:
    """Écrit le message à envoyer quand seul un bureau connaît la réponse."""
    benefit = catalogue_with(mine).get(name)
    facts = situation_here(file, tables, day_of(on)).facts
    said = letter(benefit, contact_of(benefit.contact, facts, day_of(on), benefit.valid.event), facts)
    if said is None:
        raise BadInput(
            f"« {name} » ne demande rien à personne", remedy="« sextant benefits show » en donne le contact."
        )
    print(
        wording.typography(f"À : {said.to} (adresse : {said.mailbox})\nObjet : {said.subject}\n\n{said.text}")
    )


@app.command("coverage", cls=Command)
def show_coverage(as_json: AsJson = False, on: On = "", mine: Mine = None) -> None:
    """Dit où quelqu’un a cherché des aides, où personne n’a regardé, et ce qui est à revérifier."""
    known, when = catalogue_with(mine), day_of(on)
    lines, fresh = grid(known, when), freshness(known, when)
    if as_json:
        rows = [
            {"scale": one.scale, "audience": one.audience}
            | {state.name.lower(): count for state, count in one.counts.items()}
            for one in lines
        ]
        print_json({"on": when, "grid": rows, "freshness": asdict(fresh)})
        return
    to = console()
    heads = "".join(f"{head:>11}" for head in ("vérifiée", "aucune", "à revoir", "pas vu"))
    to.print(Text(f"{'':<20}{'':<20}{heads}", style="bold"), soft_wrap=True)
    for one in lines:
        counts = "".join(f"{wording.say_number(one.counts[state]):>11}" for state in Looked)
        to.print(Text(f"{LOCAL_SCALES[one.scale]:<20}{AUDIENCES[one.audience]:<20}{counts}"), soft_wrap=True)
    said = (
        f"{fresh.files} fichiers : {fresh.within_six_months} vérifiés depuis moins de six mois, "
        f"{fresh.within_twelve_months} depuis moins de douze, {fresh.read_twice} lus par deux personnes."
    )
    paragraphs(
        to,
        [
            "",
            said,
            f"{fresh.computed} conditions jugées par la machine, {fresh.for_people} laissées à quelqu’un.",
            "« pas vu » n’est pas « aucune aide » : personne n’a encore cherché là.",
            "",
            *[portal_says(region, when) for region in places.regions()],
        ],
    )


# -- shared by the commands ----------------------------------------------------------------------------

_NO_TABLE = (
    "Les tables de communes ne sont pas chargées : la zone, la FRR et l’intercommunalité sont celles que vous dites. "
    "« sextant territory update » les charge."
)


def situation_here(file: Path | None, tables: Path | None, when: date) -> Situation:
    """What a file says, with what the tables know of its communes when they are there; nothing without a file."""
    told, territory = (read_situation(file) if file else Situation({})), territory_loaded(tables)
    return placed(told, territory, when).situation if territory else told


def territory_loaded(given: Path | None) -> Territory | None:
    """The tables of communes, when they are there; a folder that was named must hold them."""
    folder = tables_folder(given)
    if given is None and not (folder / ALL).is_file():
        return None
    return load_territory(folder)


_KINDS = {
    "choice": "une réponse", "set": "une liste", "yes_no": "oui ou non", "number": "un nombre", "day": "une date, 2026-11-02",
    "place": "un code officiel", "history": "une liste d’aides datées", "counts": "des nombres par classe",
}  # fmt: skip


def day_of(text: str) -> date:
    """The day typed, or today: the only clock is that of the person who types."""
    return read_day(text) if text else date.today()


def catalogue_with(mine: Path | None) -> Catalogue:
    """The shipped catalogue, and the aids of a folder when one is given."""
    if mine is None:
        return load()
    if not mine.is_dir():
        raise BadInput(
            f"« {mine} » n’est pas un dossier", remedy="Donnez le dossier où sont vos fichiers d’aides."
        )
    return load(CATALOGUE, mine)


def _status_mark(benefit: Benefit, on: date) -> tuple[str, str]:
    if benefit.status is Status.HISTORY:
        return "‡", "dim"
    if benefit.status is Status.CLOSED or (benefit.valid.last_day and benefit.valid.last_day < on):
        return "▣", "dim"
    sure = benefit.status is Status.IN_FORCE and on <= benefit.expires
    return ("✔", "green") if sure else ("?", "yellow")


def benefit_json(benefit: Benefit) -> dict[str, Any]:
    """An aid as its file says it, for programs."""
    return benefit.model_dump(mode="json", by_alias=True, exclude_defaults=True) | {
        "expires": benefit.expires,
        "read_twice": benefit.read_twice,
        "confidence_says": benefit.confidence.says,
    }
