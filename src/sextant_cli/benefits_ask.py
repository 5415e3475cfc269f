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
from sextant.benefits.here import placed
from sextant.benefits.interview import moved, next_fact, questions
from sextant.benefits.situation import Situation, contradictions, read_situation
from sextant.benefits.situation_form import written
from sextant.benefits.vocabulary import Fact
from sextant.errors import BadFile, BadInput, Place
from sextant.territory.commune import Territory
from sextant_cli.benefits import Mine, On, OptionalSituation, Tables, catalogue_with, day_of, territory_loaded
from sextant_cli.benefits_show import LABELS, MARKS, show_assessment
from sextant_cli.show import console, paragraphs, write
from sextant_cli.territory import one_commune

STOP = "fin"


def ask(
    file: OptionalSituation = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FICHIER", help="Garde les réponses dans un fichier de situation."),
    ] = None,
    on: On = "",
    mine: Mine = None,
    tables: Tables = None,
) -> None:
    """Pose les questions qui comptent, une à une, et dit ce que chaque réponse change ; Entrée passe la question."""
    situation = read_situation(file) if file else Situation({})
    known, when, to = catalogue_with(mine), day_of(on), console()
    paragraphs(to, [f"Entrée passe une question ; « {STOP} » arrête et donne la réponse.", ""])
    told, last = dialogue(to, situation, known, when, territory_loaded(tables))
    show_assessment(to, last, known, everything=False)
    if out:
        try:
            out.write_text(written(told), encoding="utf-8")
        except OSError:
            raise BadFile(
                "ce fichier ne peut pas être écrit", place=Place(file=str(out)), remedy="Vérifiez le dossier."
            ) from None
        paragraphs(to, [f"Écrit : {out}"])


def dialogue(
    to: Console, situation: Situation, known: Catalogue, on: date, territory: Territory | None
) -> tuple[Situation, Assessment]:
    """Ask until nothing more matters, everything was skipped, or the person stops: what was told, and the answer."""

    def judged(told: Situation) -> Assessment:
        return assess(placed(told, territory, on).situation if territory else told, on, known)

    told, current, skipped = situation, judged(situation), set[str]()
    while fact := next_fact(current, known, skipped, placed=territory is not None):
        answer = _answer(to, fact, len(questions(current, known, skipped)), told, territory)
        if answer is STOP:
            break
        skipped.add(fact.id)  # told or passed: not asked again
        if answer is None:
            continue
        told = told.with_fact(fact.id, answer)
        after = judged(told)
        _say_change(to, current, after)
        current = after
    return told, current


def _answer(to: Console, fact: Fact, left: int, told: Situation, territory: Territory | None) -> Any:
    """The value told; None to skip, STOP to end. A value that cannot be is asked again, with what would do."""
    named = fact.names == "commune" and territory is not None
    more = "" if left <= 1 else f" (au plus {left - 1} autres ensuite)"
    write(to, f"{fact.asks}{more}", style="bold")
    if named:
        write(to, "Son nom, un ancien nom, un code postal ou un code Insee.", style="dim")
    elif fact.help:
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
            if named and territory is not None:
                return one_commune(territory, typed)[0]
            value = fact.read(_as_written(fact, typed))
            if said := contradictions({**told.facts, fact.id: value}).get(fact.id):
                raise ValueError(said)
            return value
        except ValueError as error:
            what, _, remedy = str(error).partition(" → ")
            paragraphs(to, [f"{what[0].upper()}{what[1:]}. {remedy}".strip()])
        except BadInput as error:
            paragraphs(to, [str(error)])


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
