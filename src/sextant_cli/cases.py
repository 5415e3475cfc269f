"""``sextant cases``: what was brought against hospitals, where it stands, and what is not known of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from sextant import wording
from sextant.cases.tracker import (
    ACT_NAMES,
    OUTCOME_NAMES,
    Act,
    CaseForm,
    Outcome,
    load_tracker,
    read_cases,
    read_private,
)
from sextant.errors import BadInput
from sextant.form import did_you_mean
from sextant_cli.french import Command, application
from sextant_cli.law import AsJson
from sextant_cli.pay import Today, day_or_today
from sextant_cli.show import console, paragraphs, print_json, write

app = application("Suit les actions en justice et les médiations, établissement par établissement.")

More = Annotated[
    list[Path] | None, typer.Option("--file", metavar="FICHIER", help="D’autres affaires. À répéter.")
]


@app.command("list", cls=Command)
def list_cases(
    search: Annotated[str, typer.Option(help="Ne montre que les affaires qui contiennent ces mots.")] = "",
    act: Annotated[str, typer.Option(help="Ne montre que celles qui ont atteint cette étape.")] = "",
    outcome: Annotated[str, typer.Option(help="Ne montre que celles qui ont eu ce résultat.")] = "",
    file: More = None,
    today: Today = "",
    as_json: AsJson = False,
) -> None:
    """Donne les affaires, une par établissement : dernière étape, résultat, ce qui est en retard."""
    day = day_or_today("", today)
    found = load_tracker(file or ()).only(
        words=search,
        act=_choice(Act, act, "une étape") if act else None,
        outcome=_choice(Outcome, outcome, "un résultat") if outcome else None,
    )
    if as_json:
        print_json(
            {
                "checked": found.checked,
                "cases": [case_json(one) | {"overdue": one.overdue(day)} for one in found.cases],
            }
        )
        return
    to = console()
    for one in found.cases:
        last = one.last
        write(to, f"■ {one.hospital} : {one.matter}", indent=2, mark="bold", style="bold")
        said = f"{ACT_NAMES[last.act]}, {last.say_when()}, {OUTCOME_NAMES[last.outcome]}"
        write(to, f"{one.id} ; {said}.", indent=2)
        for late in one.overdue(day):
            write(to, f"! {late}.", indent=2, style="yellow")
    count = wording.say_count(len(found.cases), "affaire")
    paragraphs(
        to,
        [
            f"{count}, vérifiées le {wording.say_day(found.checked)}. « sextant cases show NOM » en montre une."
        ],
    )


@app.command("show", cls=Command)
def show_case(
    name: Annotated[str, typer.Argument(metavar="NOM", help="Une affaire, par exemple chu-poitiers.")],
    file: More = None,
    private: Annotated[
        Path | None,
        typer.Option("--private", metavar="FICHIER", help="Vos notes privées, jamais mêlées au reste."),
    ] = None,
    today: Today = "",
    as_json: AsJson = False,
) -> None:
    """Montre une affaire : ses étapes, leurs sources, ses documents, ce qui n’a pas été trouvé."""
    tracker = load_tracker(file or ())
    one = tracker.case(name)
    notes = read_private(private, tracker).get(name, []) if private else []
    day = day_or_today("", today)
    if as_json:
        print_json(case_json(one) | {"overdue": one.overdue(day)} | ({"private": notes} if private else {}))
        return
    to = console()
    write(to, f"{one.hospital} : {one.matter}", style="bold")
    if one.brought_by:
        paragraphs(to, [f"Par : {one.brought_by}."])
    for act in one.acts:
        to.print()
        where = f", {act.before}" if act.before else ""
        number = f", {act.number}" if act.number else ""
        head = f"■ {ACT_NAMES[act.act][0].upper()}{ACT_NAMES[act.act][1:]}, {act.say_when()}{where}{number}"
        write(to, f"{head} : {OUTCOME_NAMES[act.outcome]}", indent=2, mark="bold")
        write(to, f"{act.says[0].upper()}{act.says[1:]}.", indent=2)
        doubt = f" Doute : {act.doubt}." if act.doubt else ""
        write(to, f"{act.source} ; confiance {act.confidence.value}.{doubt}", indent=2, style="dim")
    to.print()
    if one.next:
        paragraphs(to, [f"Ensuite : {one.next.says}, le {wording.say_date(one.next.on)}."])
    lines = [f"! {late}." for late in one.overdue(day)]
    lines += [
        f"Document : {paper.title}{f', {paper.address}' if paper.address else ''}." for paper in one.papers
    ]
    lines += [f"? Non trouvé : {question}." for question in one.unknown]
    lines += [f"Note : {note}." for note in one.notes]
    lines += [f"Note privée : {note}." for note in notes]
    paragraphs(to, lines)


@app.command(cls=Command)
def check(
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help="Un fichier d’affaires.")],
    as_json: AsJson = False,
) -> None:
    """Relit un fichier d’affaires : dates dans l’ordre, sources, doutes ; refuse une note privée."""
    form = read_cases(file)
    if as_json:
        print_json({"cases": len(form.cases), "acts": sum(len(one.acts) for one in form.cases)})
        return
    acts = sum(len(one.acts) for one in form.cases)
    cases = wording.say_count(len(form.cases), "affaire")
    paragraphs(console(), [f"{cases}, {wording.say_count(acts, 'étape')} : tout est juste."])


_Kind = TypeVar("_Kind", Act, Outcome)


def _choice(kind: type[_Kind], text: str, what: str) -> _Kind:
    try:
        return kind(text)
    except ValueError:
        raise BadInput(
            f"« {text} » n’est pas {what}", remedy=did_you_mean(text, [one.value for one in kind])
        ) from None


def case_json(one: CaseForm) -> dict[str, Any]:
    """A case, for programs: only what is public."""
    return one.model_dump(mode="json")
