"""``sextant benefits``, what it writes: steps, calendar, guide of a département, new file; and the commitment clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, get_args

import typer
from rich.text import Text

import sextant
from sextant import wording
from sextant.benefits import cesp
from sextant.benefits.papers.booklet import booklet
from sextant.benefits.papers.checklist import checklist_pdf, reach, when
from sextant.benefits.papers.steps_calendar import steps_calendar
from sextant.benefits.proposal import EXAMPLE
from sextant.benefits.situation_form import blank_form
from sextant.benefits.steps import JOURNEYS, DatedStep, Journey, all_steps, checklist, journey_of, source_of
from sextant.errors import BadFile, BadInput, Place
from sextant_cli.benefits import (
    AsJson,
    Mine,
    On,
    OptionalSituation,
    Tables,
    catalogue_with,
    day_of,
    situation_here,
)
from sextant_cli.benefits_ask import ask
from sextant_cli.benefits_links import check_links
from sextant_cli.french import Command
from sextant_cli.law import read_day
from sextant_cli.show import console, paragraphs, print_json, write

Out = Annotated[Path, typer.Option("--out", metavar="FICHIER", help="Le fichier à écrire.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands to ``sextant benefits``."""
    app.command("ask", cls=Command)(ask)
    app.command("steps", cls=Command)(show_steps)
    app.command("booklet", cls=Command)(write_booklet)
    app.command("new", cls=Command)(write_new)
    app.command("cesp", cls=Command)(show_clock)
    app.command("situation", cls=Command)(write_situation)
    app.command("links", cls=Command)(check_links)


def show_steps(
    file: OptionalSituation = None,
    journey: Annotated[
        str, typer.Option("--for", metavar="PROJET", help=f"Le projet : {', '.join(JOURNEYS)}.")
    ] = "",
    pdf: Annotated[
        Path | None, typer.Option("--pdf", metavar="FICHIER", help="Écrit la liste en PDF.")
    ] = None,
    ics: Annotated[
        Path | None, typer.Option("--ics", metavar="FICHIER", help="Écrit les dates dans un calendrier.")
    ] = None,
    as_json: AsJson = False,
    on: On = "",
    tables: Tables = None,
) -> None:
    """Donne les démarches dans l’ordre, datées, avec qui, ce qu’il faut et ce qui se perd en se trompant d’ordre."""
    today = day_of(on)
    situation = situation_here(file, tables, today)
    wanted = _journey(journey) if journey else journey_of(situation)
    steps = checklist(situation, today, wanted)
    if pdf:
        _save(pdf, checklist_pdf(steps, wanted, situation.name, today, sextant.__version__))
    if ics:
        stamp = datetime.combine(today, time(12), tzinfo=UTC)
        _save(ics, steps_calendar(steps, wanted, situation.name, stamp))
    if as_json:
        print_json({"journey": wanted, "on": today, "steps": [_step_json(one) for one in steps]})
        return
    to = console()
    to.print(Text(wording.typography(f"Démarches pour {JOURNEYS[wanted]}"), style="bold"))
    for number, one in enumerate(steps, 1):
        _say_step(number, one)
    dated = any(one.last for one in steps)
    if not dated and any(one.step.timing.anchor == "project" for one in steps):
        paragraphs(
            to, ["", "Sans date d’ouverture, les démarches ne sont pas datées : dites « projet.date »."]
        )
    paragraphs(to, [f"Écrit : {path}" for path in (pdf, ics) if path])


def write_booklet(
    departement: Annotated[
        str, typer.Argument(metavar="DEPARTEMENT", help="Le code du département : 72, 2A, 971.")
    ],
    out: Out,
    on: On = "",
    mine: Mine = None,
) -> None:
    """Écrit le guide des aides d’un département en PDF, tiré du catalogue."""
    content = booklet(departement, catalogue_with(mine), day_of(on), sextant.__version__)
    _save(out, content)
    paragraphs(console(), [f"Écrit : {out}"])


def write_new(
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help="Le fichier d’aide à écrire.")],
) -> None:
    """Écrit un fichier d’aide complet à modifier, qui est juste tel quel."""
    _refuse_existing(file)
    _save(file, EXAMPLE.encode())
    paragraphs(console(), [f"Écrit : {file}", f"Puis : sextant benefits check {file.parent}"])


def write_situation(
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help="Le fichier de situation à écrire.")],
) -> None:
    """Écrit un fichier de situation à compléter : toutes les questions, et rien de dit."""
    _refuse_existing(file)
    _save(file, blank_form().encode())
    paragraphs(console(), [f"Écrit : {file}", f"Puis : sextant benefits assess {file}"])


def show_clock(
    first: Annotated[str, typer.Option("--paid-from", metavar="JOUR", help="Le premier jour payé.")],
    last: Annotated[
        str, typer.Option("--paid-until", metavar="JOUR", help="Le dernier jour payé, ou prévu.")
    ],
    degree: Annotated[str, typer.Option(metavar="JOUR", help="Le jour du diplôme.")] = "",
    started: Annotated[
        str, typer.Option(metavar="JOUR", help="Le premier jour d’exercice dans le lieu choisi.")
    ] = "",
    away: Annotated[
        list[str] | None,
        typer.Option("--away", metavar="JOUR:JOUR", help="Une interruption de l’exercice ; répétable."),
    ] = None,
    as_json: AsJson = False,
    on: On = "",
) -> None:
    """Compte un engagement CESP : mois payés, dus, faits, et le jour où il finit."""
    found = cesp.clock(
        read_day(first), read_day(last), day_of(on),
        degree=_optional(degree), started=_optional(started), interruptions=[_span(one) for one in away or []],
    )  # fmt: skip
    if as_json:
        names = ("paid", "due", "served", "left", "ends", "latest_start", "late", "says")
        print_json({name: getattr(found, name) for name in names})
        return
    paragraphs(
        console(),
        [found.says, *(["En retard : le report d’un an au plus est dépassé."] if found.late else [])],
    )


# -- shared by the commands ----------------------------------------------------------------------------


def _journey(text: str) -> Journey:
    for known in get_args(Journey):
        if text.replace("-", "_") == known:
            found: Journey = known
            return found
    raise BadInput(f"« {text} » n’est pas un projet", remedy=f"Choisissez : {', '.join(JOURNEYS)}.")


def _optional(text: str) -> date | None:
    return read_day(text) if text else None


def _span(text: str) -> tuple[date, date]:
    first, colon, last = text.partition(":")
    if not colon:
        raise BadInput(f"« {text} » n’est pas une interruption", remedy="Écrivez 2030-01-01:2030-03-31.")
    return read_day(first), read_day(last)


def _refuse_existing(file: Path) -> None:
    if file.exists():
        raise BadFile(
            "ce fichier existe déjà",
            place=Place(file=str(file)),
            remedy="Choisissez un autre nom : rien n’est écrasé.",
        )


def _save(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError:
        raise BadFile(
            "ce fichier ne peut pas être écrit",
            place=Place(file=str(path)),
            remedy="Vérifiez le dossier et vos droits.",
        ) from None


def _say_step(number: int, one: DatedStep) -> None:
    to, step = console(), one.step
    late = "sans attendre, " if one.late else ""
    sure = "" if one.sure else " (à confirmer : la condition n’est pas encore connue)"
    write(to, f"{number:>2}. {step.title} — {late}{when(one)}{sure}", indent=4, style="bold", mark="bold")
    rows = [
        ("Il faut", wording.join(step.needs)),
        ("On obtient", wording.join(step.produces)),
        ("Après", wording.join([all_steps()[name].title for name in one.before])),
        ("Durée", step.takes),
        ("Avec", f"{one.contact.says} ({reach(one.contact)})"),
        ("Attention", step.trap),
    ]
    for label, said in rows:
        if said:
            write(to, f"    {label:<12}{said}", indent=16)
    proof = (
        f"{source_of(step).title}, vérifié le {wording.say_day(step.checked)}, confiance {step.confidence}"
    )
    write(to, f"    {proof}.", indent=4, style="dim")


def _step_json(one: DatedStep) -> dict[str, object]:
    return {
        "id": one.step.id,
        "title": one.step.title,
        "first": one.first,
        "last": one.last,
        "after": list(one.before),
        "needs": one.step.needs,
        "produces": one.step.produces,
        "with": one.contact.says,
        "late": one.late,
        "sure": one.sure,
        "trap": one.step.trap,
        "source": source_of(one.step).title,
        "confidence": one.step.confidence.value,
    }
