"""``sextant benefits ask``: the dialogue. One question at a time, the most useful first; each answer shows what it changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from sextant import wording
from sextant.benefits.assess import Assessment, State, assess
from sextant.benefits.catalogue import Catalogue
from sextant.benefits.interview import Question, moved, questions
from sextant.benefits.situation import Situation, read_situation
from sextant.benefits.situation_form import written
from sextant.benefits.vocabulary import Fact
from sextant.errors import BadFile, Place
from sextant_cli.benefits import Mine, On, OptionalSituation, catalogue_with, day_of
from sextant_cli.benefits_show import LABELS, MARKS, show_assessment
from sextant_cli.show import console, paragraphs, write

STOP = "fin"


def ask(
    file: OptionalSituation = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FICHIER", help="Garde les réponses dans un fichier de situation."),
    ] = None,
    on: On = "",
    mine: Mine = None,
) -> None:
    """Pose les questions qui comptent, une à une, et dit ce que chaque réponse change ; Entrée passe la question."""
    situation = read_situation(file) if file else Situation({})
    known, when, to = catalogue_with(mine), day_of(on), console()
    paragraphs(to, [f"Entrée passe une question ; « {STOP} » arrête et donne la réponse.", ""])
    last = dialogue(to, situation, known, when)
    show_assessment(to, last, known, everything=False)
    if out:
        try:
            out.write_text(written(last.situation), encoding="utf-8")
        except OSError:
            raise BadFile(
                "ce fichier ne peut pas être écrit", place=Place(file=str(out)), remedy="Vérifiez le dossier."
            ) from None
        paragraphs(to, [f"Écrit : {out}"])


def dialogue(to: Console, situation: Situation, known: Catalogue, on: date) -> Assessment:
    """Ask until nothing more matters, everything was skipped, or the person stops."""
    current, skipped = assess(situation, on, known), set[str]()
    while asked := questions(current, known, skipped):
        answer = _answer(to, asked[0], len(asked))
        if answer is STOP:
            break
        if answer is None:
            skipped.add(asked[0].fact.id)
            continue
        after = assess(current.situation.with_fact(asked[0].fact.id, answer), on, known)
        _say_change(to, current, after)
        current = after
    return current


def _answer(to: Console, question: Question, left: int) -> Any:
    """The value told; None to skip, STOP to end. A value that cannot be is asked again, with what would do."""
    fact = question.fact
    more = "" if left == 1 else f" (au plus {left - 1} autres ensuite)"
    write(to, f"{fact.asks}{more}", style="bold")
    if fact.help:
        write(to, fact.help, style="dim")
    for number, (key, label) in enumerate(fact.choices.items(), 1):
        write(to, f"  {number}. {label} ({key})", indent=5)
    while True:
        try:
            typed = input("> ").strip()
        except EOFError:
            return STOP
        if typed.lower() == STOP:
            return STOP
        if not typed:
            return None
        try:
            return fact.read(_as_written(fact, typed))
        except ValueError as error:
            what, _, remedy = str(error).partition(" → ")
            paragraphs(to, [f"{what[0].upper()}{what[1:]}. {remedy}".strip()])


def _as_written(fact: Fact, typed: str) -> object:
    """What was typed as a file would hold it: numbers stand for choices, commas part a list."""
    keys = list(fact.choices)

    def one(word: str) -> str:
        return (
            keys[int(word) - 1]
            if word.isdigit() and word not in keys and 0 < int(word) <= len(keys)
            else word
        )

    if fact.kind == "choice":
        return one(typed)
    if fact.kind == "set":
        return (
            [] if typed.lower() in _NONE else [one(word.strip()) for word in typed.split(",") if word.strip()]
        )
    if fact.kind == "history":
        return [] if typed.lower() in _NONE else [_received(one, entry) for entry in typed.split(",")]
    if fact.kind == "yes_no":
        return {"o": "oui", "n": "non"}.get(typed.lower(), typed)
    return typed


def _received(one: Any, entry: str) -> dict[str, object]:
    """« CESP 2020-01-01 » or « CESP »."""
    kind, _, day = entry.strip().partition(" ")
    return {"categorie": one(kind), "date": day.strip() or None}


_NONE = ("aucun", "aucune", "non", "rien", "[]", "0")


def _say_change(to: Console, before: Assessment, after: Assessment) -> None:
    """What an answer changed: rights and hopes by name, the rest counted; the total when it moved."""
    changes = moved(before, after)
    good = [one for one in changes if one.after in (State.DROIT, State.SOUS_RESERVE)]
    lost = [one for one in changes if one.before in (State.DROIT, State.SOUS_RESERVE) and one not in good]
    for one in [*good, *lost]:
        mark, style = MARKS[one.after]
        write(
            to,
            f"{mark} {one.benefit.name} : {LABELS[one.before]} → {LABELS[one.after]}",
            indent=2,
            mark=style,
        )
    rest = len(changes) - len(good) - len(lost)
    if rest:
        to.print(
            Text(
                wording.typography(f"  {wording.say_count(rest, 'aide tranchée', 'aides tranchées')}"),
                style="dim",
            )
        )
    if before.totals.firm != after.totals.firm:
        write(
            to,
            f"  {wording.say_money(before.totals.firm)} → {wording.say_money(after.totals.firm)} sûrs",
            style="bold",
        )
    to.print()
