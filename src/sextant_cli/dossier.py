"""``sextant dossier``: what to do next, the letters, and the bundle that proves."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

import sextant
from sextant import wording
from sextant.errors import BadInput
from sextant.evidence.dossier import Dossier, make_dossier
from sextant.evidence.exhibit import Exhibit, read_exhibit
from sextant.evidence.layout import write_dossier
from sextant.evidence.seal import seal_of
from sextant.evidence.source import read_plan, read_source
from sextant.form import did_you_mean
from sextant.law.planning_file import Planning
from sextant.procedure.case_facts import read_facts
from sextant.procedure.from_planning import fields_of
from sextant.procedure.letter import OPTIONAL, LetterForm, fill, load_letters, model
from sextant.procedure.letter_files import write_letter
from sextant.procedure.progress import Progress, Standing, State, progress
from sextant.procedure.steps import ProcedureForm, load_procedures, procedure
from sextant_cli.french import Command, application
from sextant_cli.law import AsJson, read_day
from sextant_cli.pay import Today, day_or_today
from sextant_cli.show import console, paragraphs, print_json, write

app = application(
    "Passe du constat à l’action : que faire, jusqu’à quand, avec quelle lettre, avec quelles preuves."
)

_SIGNS = {
    State.TO_DO: "→",
    State.TO_REMIND: "→",
    State.OVERDUE: "!",
    State.REFUSED_BY_SILENCE: "!",
    State.TOO_LATE: "!",
    State.REFUSED: "×",
    State.PART: "×",
    State.WAITING: "…",
    State.AGREED: "✓",
    State.AGREED_BY_SILENCE: "✓",
    State.DONE: "✓",
}


@app.command(cls=Command)
def procedures(
    name: Annotated[str, typer.Argument(metavar="PROCÉDURE", help="Une procédure ; toutes, sinon.")] = "",
    as_json: AsJson = False,
) -> None:
    """Donne les procédures, ou les étapes de l’une d’elles, avec leurs délais et leurs doutes."""
    if name:
        show_procedure(procedure(name), as_json)
        return
    found = load_procedures()
    if as_json:
        print_json({"procedures": [procedure_json(one) for one in found.values()]})
        return
    to = console()
    for one in found.values():
        write(to, f"  {one.procedure:<22} {one.title} ({one.about})", indent=25)
    paragraphs(to, ["« sextant dossier start PROCÉDURE » prépare un fichier de faits."])


@app.command(cls=Command)
def start(
    name: Annotated[
        str, typer.Argument(metavar="PROCÉDURE", help="Une procédure, par exemple plus-de-48-heures.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FICHIER", help="Le fichier de faits à écrire.")],
    force: Annotated[bool, typer.Option("--force", help="Remplace un fichier qui existe.")] = False,
) -> None:
    """Prépare un fichier de faits à compléter, étape par étape."""
    text = facts_template(procedure(name))
    if out.exists() and not force:
        raise BadInput(f"« {out} » existe déjà", remedy="Donnez un autre nom, ou --force.")
    out.write_text(text, encoding="utf-8")
    paragraphs(console(), [f"Écrit : {out}. Complétez-le, puis « sextant dossier next {out} »."])


@app.command("next", cls=Command)
def next_steps(
    file: Annotated[Path, typer.Argument(metavar="FAITS", help="Le fichier de faits.")],
    today: Annotated[str, typer.Option("--today", metavar="JOUR", help="Le jour où l’on se place.")] = "",
    as_json: AsJson = False,
) -> None:
    """Dit où en est une démarche : ce qui est à faire, jusqu’à quand, ce que le silence a décidé."""
    day = day_or_today("", today)
    found = progress(read_facts(file, day), day)
    if as_json:
        print_json(progress_json(found))
        return
    say_progress(console(), found)


@app.command(cls=Command)
def letters(as_json: AsJson = False) -> None:
    """Donne les lettres modèles, avec les champs que chacune demande."""
    found = load_letters()
    if as_json:
        print_json({"letters": [letter_json(one) for one in found.values()]})
        return
    to = console()
    for one in found.values():
        write(to, f"  {one.letter:<22} {one.title}", indent=25, style="bold")
        write(to, f"champs : {', '.join(one.fields)}", indent=25, style="dim")
    paragraphs(to, ["« sextant dossier letter NOM --facts FAITS --out lettre.odt » en écrit une."])


@app.command(cls=Command)
def letter(
    name: Annotated[str, typer.Argument(metavar="LETTRE", help="Une lettre, par exemple recuperation.")],
    out: Annotated[
        Path, typer.Option("--out", metavar="FICHIER", help="La lettre à écrire : .pdf, .docx ou .odt.")
    ],
    facts: Annotated[
        Path | None, typer.Option("--facts", metavar="FAITS", help="Le fichier de faits.")
    ] = None,
    planning: Annotated[
        Path | None,
        typer.Option(
            "--planning", metavar="PLANNING", help="Le planning ou le carnet dont viennent les chiffres."
        ),
    ] = None,
    choose: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="CHAMP=VALEUR", help="Un champ de la lettre. À répéter."),
    ] = None,
    today: Today = "",
) -> None:
    """Écrit une lettre, remplie des faits et des chiffres du planning. Rien n’est envoyé."""
    day = day_or_today("", today)
    form = model(name)
    fields = {"date": wording.say_day(day)}
    if planning is not None:
        source = read_source(planning)
        fields |= fields_of(Planning(source.timeline, source.settings))
    if facts is not None:
        fields |= dict(read_facts(facts, day).fields)
    fields |= dict(read_field(text, form) for text in choose or [])
    write_letter(fill(form, fields), out, written_on=day)
    to = console()
    paragraphs(to, [f"Écrit : {out} ({form.title})."])
    if form.doubt:
        write(to, f"Avant d’envoyer : {form.doubt}.", style="yellow")
    if form.delivery:
        paragraphs(to, [f"Envoi : {form.delivery[0].lower()}{form.delivery[1:]}. Gardez la preuve."])


Worked = Annotated[Path, typer.Argument(metavar="FICHIER", help="Un planning (.yaml) ou un carnet (.jsonl).")]
Since = Annotated[str, typer.Option("--from", metavar="JOUR", help="Premier jour de la période.")]
Until = Annotated[str, typer.Option("--to", metavar="JOUR", help="Dernier jour de la période, compris.")]
FactsOption = Annotated[
    Path | None, typer.Option("--facts", metavar="FAITS", help="Le fichier de faits : courriers, démarches.")
]
Plans = Annotated[
    list[Path] | None,
    typer.Option(
        "--plan", metavar="FICHIER", help="Une version du tableau de service. À répéter, dans l’ordre."
    ),
]
Exhibits = Annotated[
    list[str] | None,
    typer.Option(
        "--exhibit",
        metavar="TITRE=FICHIER",
        help="Une pièce : PDF, image, ou autre fichier. À répéter, dans l’ordre.",
    ),
]


@app.command(cls=Command)
def make(
    file: Worked,
    out: Annotated[Path, typer.Option("--out", metavar="FICHIER", help="Le PDF à écrire.")],
    since: Since = "",
    until: Until = "",
    facts: FactsOption = None,
    plan: Plans = None,
    exhibit: Exhibits = None,
    today: Today = "",
    as_json: AsJson = False,
) -> None:
    """Compose le dossier d’une période : manquements, semaines, relevés, courriers, pièces, scellé."""
    if out.suffix.lower() != ".pdf":
        raise BadInput(f"« {out} » n’est pas un nom de PDF", remedy="Finissez-le par .pdf.")
    found = read_dossier(file, since, until, facts, plan, exhibit, day_or_today("", today))
    seal = write_dossier(found, out, version=sextant.__version__)
    if as_json:
        print_json(
            {
                "out": str(out),
                "from": found.first,
                "to": found.last,
                "breaches": found.count,
                "rules": [article.rule.code for article in found.articles],
                "exhibits": [
                    {"number": e.number, "title": e.title, "sha256": e.digest} for e in found.exhibits
                ],
                "code": seal.code,
                "digest": seal.digest,
            }
        )
        return
    to = console()
    breaches = wording.say_count(found.count, "manquement")
    weeks = wording.say_count(len(found.weeks), "semaine")
    exhibits = wording.say_count(len(found.exhibits), "pièce")
    paragraphs(to, [f"Écrit : {out}, {found.span} : {breaches}, {weeks}, {exhibits}."])
    again = (
        f"Code {seal.code}. Pour vérifier plus tard : la même commande, « verify » au lieu de « make », "
        f"--code {seal.code} au lieu de --out."
    )
    paragraphs(to, [again])


@app.command(cls=Command)
def verify(
    file: Worked,
    code: Annotated[str, typer.Option("--code", metavar="CODE", help="Le code ou l’empreinte imprimés.")],
    since: Since = "",
    until: Until = "",
    facts: FactsOption = None,
    plan: Plans = None,
    exhibit: Exhibits = None,
    today: Today = "",
    as_json: AsJson = False,
) -> None:
    """Recalcule le scellé d’un dossier depuis ses fichiers, et dit s’il est le même."""
    seal = seal_of(read_dossier(file, since, until, facts, plan, exhibit, day_or_today("", today)))
    same = seal.matches(code)
    if as_json:
        print_json({"same": same, "code": seal.code, "digest": seal.digest})
    elif same:
        write(console(), "Le même : rien n’a changé depuis que ce dossier a été fait.", style="bold green")
    else:
        write(console(), f"Différent : ces fichiers donnent {seal.code}.", style="bold red")
        paragraphs(
            console(),
            ["Vérifiez la période (--from, --to), les pièces et leur ordre, puis les fichiers eux-mêmes."],
        )
    if not same:
        raise typer.Exit(1)


def read_dossier(
    file: Path,
    since: str,
    until: str,
    facts: Path | None,
    plans: list[Path] | None,
    exhibits: list[str] | None,
    today: date,
) -> Dossier:
    """The dossier of what was typed. Raises BadInput or BadFile before anything is written."""
    source = read_source(file, read_day(since) if since else None, read_day(until) if until else None)
    return make_dossier(
        source,
        today,
        plans=[(path.stem, read_plan(path, source.timeline.person.name)) for path in plans or []],
        facts=read_facts(facts, today) if facts else None,
        exhibits=[_exhibit(text, number) for number, text in enumerate(exhibits or [], 1)],
    )


def _exhibit(text: str, number: int) -> Exhibit:
    title, equal, path = text.partition("=")
    return read_exhibit(path.strip(), title.strip(), number) if equal else read_exhibit(text, "", number)


def read_field(text: str, form: LetterForm) -> tuple[str, str]:
    """A field typed as name=value. Raises BadInput."""
    name, equal, value = text.partition("=")
    if not equal:
        raise BadInput(
            f"« {text} » n’est pas un champ rempli", remedy="Écrivez par exemple --set lieu=Rennes."
        )
    known = [*form.needs, *OPTIONAL]
    if name.strip() not in known:
        raise BadInput(f"« {name} » n’est pas un champ de cette lettre", remedy=did_you_mean(name, known))
    return name.strip(), value.strip()


# -- what is shown ------------------------------------------------------------------------------------


def say_progress(to: Console, found: Progress) -> None:
    """What to do now, what is waited for, then every step."""
    write(to, f"{found.title}, au {wording.say_date(found.today)}", style="bold")
    if found.settled:
        paragraphs(to, ["L’affaire est réglée par un accord."])
    elif found.next:
        to.print()
        write(to, "À faire", style="bold")
        for one in found.next:
            write(to, f"→ {one.step.says[0].upper()}{one.step.says[1:]} : {one.says}.", indent=2, mark="bold")
            say_step(to, one)
    else:
        paragraphs(to, ["Rien à faire aujourd’hui : on attend une réponse."])
    to.print()
    write(to, "Toutes les étapes", style="bold")
    for one in found.standings:
        sign = _SIGNS.get(one.state, "·")
        write(
            to,
            f"{sign} {one.step.says[0].upper()}{one.step.says[1:]} : {one.state.value}, {one.says}.",
            indent=2,
            mark="bold",
        )


def say_step(to: Console, one: Standing) -> None:
    """To whom, with what, on which ground, with what doubt."""
    step = one.step
    lines = [f"À : {step.to}."]
    if step.letter:
        lines.append(f"Lettre : sextant dossier letter {step.letter}.")
    if step.attach:
        lines.append(f"À joindre : {wording.join(list(step.attach))}.")
    doubt = f" Doute : {step.doubt}." if step.doubt else ""
    lines.append(f"{step.source[0].upper()}{step.source[1:]} ; confiance {step.confidence.value}.{doubt}")
    for line in lines:
        write(to, line, indent=4, style="dim")


def show_procedure(one: ProcedureForm, as_json: bool) -> None:
    """One procedure, step by step."""
    if as_json:
        print_json(procedure_json(one))
        return
    to = console()
    write(to, f"{one.title} : {one.about}", style="bold")
    for number, step in enumerate(one.steps, 1):
        to.print()
        write(to, f"{number:>2} {step.says[0].upper()}{step.says[1:]}.", indent=3, mark="bold")
        lines = [f"À : {step.to}."]
        if step.act_by:
            origin = step.act_by.date or f"refus de « {one.step(step.act_by.refusal_of).says} »"
            when = "avant" if min(step.act_by.months, step.act_by.days) < 0 else "après"
            lines.append(f"Délai pour agir : {step.act_by.say()} {when} : {one.dates.get(origin, origin)}.")
        if step.answer_within:
            lines.append(f"Réponse : {step.answer_within.say()} ; silence : {step.silence.value}.")
        elif step.silence_before:
            lines.append(f"Sans réponse {step.silence_before.say()} avant : {step.silence.value}.")
        elif step.answered:
            lines.append("Délai de réponse : non trouvé.")
        if step.union:
            lines.append("Seulement si vous le demandez.")
        doubt = f" Doute : {step.doubt}." if step.doubt else ""
        lines.append(f"{step.source} ; confiance {step.confidence.value}.{doubt}")
        for line in lines:
            write(to, line, indent=3, style="dim")


def facts_template(one: ProcedureForm) -> str:
    """A file of facts to fill in: every date and step, commented out."""
    lines = [
        f"# {one.title} : {one.about}.",
        "# Ôtez le « # » d’une ligne pour la remplir. Une date s’écrit 2026-11-25.",
        f"procedure: {one.procedure}",
        "local_union: false # true : vous faites appel à votre structure locale",
        "dates: {}" if not one.dates else "dates:",
        *(f"  # {name}: 2026-11-25 # {says}" for name, says in one.dates.items()),
        "steps:",
    ]
    for step in one.steps:
        keys = "{done: 2026-11-25}" if not step.answered else (
            "{sent: 2026-11-25, received: 2026-11-27, answered: 2026-12-01, answer: refus, proof: avis n° …}"
        )  # fmt: skip
        lines.append(f"  # {step.id}: {keys} # {step.says}")
    lines += ["fields:"]
    names = {
        name: says for step in one.steps if step.letter for name, says in model(step.letter).needs.items()
    }
    lines += [f"  # {name}: … # {says}" for name, says in names.items() if name != "date"]
    text = "\n".join(lines) + "\n"
    return (
        text.replace("dates:\n  #", "dates: {}\n  #")
        .replace("steps:\n", "steps: {}\n")
        .replace("fields:\n", "fields: {}\n")
    )


# -- JSON ---------------------------------------------------------------------------------------------


def standing_json(one: Standing) -> dict[str, Any]:
    """A step on a day, for programs."""
    step = one.step
    return {
        "step": step.id,
        "says": step.says,
        "state": one.state.value,
        "explains": one.says,
        "due": one.due,
        "refused_on": one.refused_on,
        "sent": one.sent,
        "answered": one.answered,
        "to": step.to,
        "letter": step.letter,
        "attach": list(step.attach),
        "source": step.source,
        "confidence": step.confidence.value,
        "doubt": step.doubt,
    }


def progress_json(found: Progress) -> dict[str, Any]:
    """A matter on a day, for programs."""
    return {
        "title": found.title,
        "today": found.today,
        "settled": found.settled,
        "next": [one.step.id for one in found.next],
        "waiting": [one.step.id for one in found.waiting],
        "overdue": [one.step.id for one in found.overdue],
        "steps": [standing_json(one) for one in found.standings],
    }


def procedure_json(one: ProcedureForm) -> dict[str, Any]:
    """A procedure, for programs."""
    return one.model_dump(mode="json")


def letter_json(one: LetterForm) -> dict[str, Any]:
    """A model of letter, for programs."""
    return {
        "letter": one.letter,
        "title": one.title,
        "fields": one.needs,
        "optional": OPTIONAL,
        "doubt": one.doubt,
    }
