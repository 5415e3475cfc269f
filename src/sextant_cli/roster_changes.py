"""``sextant roster repair``, ``why``, ``compare``, ``swap``: a roster that life changes."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from sextant import wording
from sextant.almanac.activity import ABSENCES, Activity, Kind
from sextant.almanac.half_day import HalfDay
from sextant.document import read_document
from sextant.errors import BadInput
from sextant.form import did_you_mean
from sextant.law import say
from sextant.roster.audit import DUTIES
from sextant.roster.change import Difference
from sextant.roster.compare import compare
from sextant.roster.duty_words import the_kind
from sextant.roster.handed import Hand
from sextant.roster.repair import Absence, Repair, repair
from sextant.roster.roster import Roster
from sextant.roster.roster_file import roster_of, write_roster
from sextant.roster.shares import Shift
from sextant.roster.swap import Swap, judge_swap
from sextant.roster.why import Why, why
from sextant_cli.french import Command
from sextant_cli.law import AsJson, read_day
from sextant_cli.show import breach_json, console, paragraphs, print_json, say_breaches

RosterFile = Annotated[Path, typer.Argument(metavar="TABLEAU", help="Un tableau : tableau.yaml.")]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FICHIER", help="Où écrire le tableau changé ; sinon rien n’est écrit."),
]


def repair_roster(
    roster: RosterFile,
    absent: Annotated[
        list[str] | None,
        typer.Option(
            "--absent", help="Qui manque, du premier au dernier jour : « Camille 2026-12-02 2026-12-08 »."
        ),
    ] = None,
    kind: Annotated[
        str, typer.Option(help="Nature de l’absence : maladie, conge ou formation-syndicale.")
    ] = "maladie",
    refused: Annotated[
        list[str] | None,
        typer.Option("--refused", help="Qui ne tient pas une garde : « Yanis 2026-12-04 gardes »."),
    ] = None,
    since: Annotated[
        str, typer.Option(help="Premier jour qui peut changer ; celui de l’absence si rien n’est dit.")
    ] = "",
    promised: Annotated[str, typer.Option(help="Dernier jour déjà publié : y toucher pèse double.")] = "",
    out: Out = None,
    seconds: Annotated[float, typer.Option(min=1, max=3600, help="Temps de calcul, en secondes.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Répare un tableau après une absence : le plus petit changement, prouvé, et qui il touche."""
    read = roster_of(read_document(roster))
    absences = [_absence(read, text, kind) for text in absent or ()]
    refusals = [_refusal(read, text) for text in refused or ()]
    days = [absence.first for absence in absences] + [date.fromordinal(day) for _, day, _ in refusals]
    first = read_day(since) if since else max(min(days, default=read.problem.first), read.problem.first)
    found = repair(
        read,
        since=first,
        absences=absences,
        refusals=refusals,
        promised_until=read_day(promised) if promised else None,
        seconds=seconds,
    )
    if out is not None:
        write_roster(found.roster, out)
    if as_json:
        print_json(_repair_json(found))
    else:
        _say_repair(found)
        _say_written(out)
    if found.unfilled or found.kept:
        raise typer.Exit(1)


def explain_duty(
    roster: RosterFile,
    name: Annotated[str, typer.Argument(metavar="INTERNE", help="Qui tient la garde.")],
    day: Annotated[str, typer.Argument(metavar="JOUR", help="Le jour de la garde : 2026-12-02.")],
    instead: Annotated[
        str, typer.Option(help="Pourquoi pas cet interne-là ; tous les autres si rien n’est dit.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Dit pourquoi un interne tient une garde, et pourquoi pas un autre : la règle, ou ce que cela coûterait."""
    read = roster_of(read_document(roster))
    duty = _duty(read, name, day)
    found = why(read, name, duty.day, duty.half_day, instead)
    if as_json:
        print_json(
            {
                "holder": found.holder,
                "sentence": found.sentence,
                "others": [
                    {"name": o.name, "possible": o.possible, "forbidden": o.forbidden, "costs": o.costs}
                    for o in found.others
                ],
            }
        )
    else:
        _say_why(found)


def compare_rosters(
    before: Annotated[Path, typer.Argument(metavar="AVANT", help="Le tableau d’avant.")],
    after: Annotated[Path, typer.Argument(metavar="APRÈS", help="Le tableau d’après.")],
    as_json: AsJson = False,
) -> None:
    """Compare deux versions d’un tableau : chaque case qui change, qui y gagne, qui y perd."""
    found = compare(roster_of(read_document(before)), roster_of(read_document(after)))
    if as_json:
        print_json(
            {
                "differences": [_difference_json(d) for d in found.differences],
                "shifts": [_shift_json(s) for s in found.shifts],
                "broken": [breach_json(b) for b in found.change.broken],
                "mended": [breach_json(b) for b in found.change.mended],
            }
        )
        return
    to = console()
    if not found.differences:
        paragraphs(to, ["Les deux versions disent la même chose."])
        return
    _say_differences(found.differences)
    paragraphs(to, ["", "Qui y gagne, qui y perd :", *(f"  {shift.sentence}" for shift in found.shifts)])
    say_breaches(to, "Nouveau manquement", found.change.broken)
    say_breaches(to, "Ce qui est réparé", found.change.mended)


def swap_duties(
    roster: RosterFile,
    give: Annotated[str, typer.Option(help="Qui donne sa garde, et de quel jour : « Camille 2026-12-02 ».")],
    take: Annotated[
        str,
        typer.Option(
            help="Qui la prend, et le jour de la garde rendue en échange, s’il y en a une : « Yanis 2026-12-05 »."
        ),
    ],
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Juge un échange de gardes entre deux internes : légal ou non, juste ou non, et pourquoi."""
    read = roster_of(read_document(roster))
    giver, day = _name_and_day(read, give)
    taker, other_day = _name_and_day(read, take, needed=False)
    given = _duty(read, giver, day)
    hands = [Hand(giver, taker, given.day, given.half_day, given.line)]
    if other_day:
        back = _duty(read, taker, other_day)
        hands.append(Hand(taker, giver, back.day, back.half_day, back.line))
    found = judge_swap(read, hands)
    if out is not None and found.legal:
        write_roster(found.roster, out)
    if as_json:
        print_json(
            {
                "legal": found.legal,
                "reasons": found.reasons,
                "cautions": found.cautions,
                "given_back": found.given_back,
                "differences": [_difference_json(d) for d in found.change.differences],
                "shifts": [_shift_json(s) for s in found.shifts],
            }
        )
    else:
        _say_swap(found)
        _say_written(out if found.legal else None)
    if not found.legal:
        raise typer.Exit(1)


def add_to(group: typer.Typer) -> None:
    """These verbs, beside those of :mod:`sextant_cli.roster`."""
    for verb, does in (
        ("repair", repair_roster),
        ("why", explain_duty),
        ("compare", compare_rosters),
        ("swap", swap_duties),
    ):
        group.command(verb, cls=Command)(does)


# -- what was typed -----------------------------------------------------------------------------------


def _absence(roster: Roster, text: str, kind: str) -> Absence:
    words = text.split()
    kinds = {k.value: k for k in sorted(ABSENCES)}
    if kind not in kinds:
        raise BadInput(f"« {kind:.40} » n’est pas une absence", remedy=did_you_mean(kind, list(kinds)))
    if len(words) < 3:
        raise BadInput(
            f"« {text:.60} » ne dit pas qui manque et quand",
            remedy="Écrivez « Camille 2026-12-02 2026-12-08 ».",
        )
    name = _known(roster, " ".join(words[:-2]))
    return Absence(name, read_day(words[-2]), read_day(words[-1]), kinds[kind])


def _refusal(roster: Roster, text: str) -> tuple[str, int, str]:
    words = text.split()
    if len(words) < 3:
        raise BadInput(
            f"« {text:.60} » ne dit pas qui, quel jour, quelle ligne",
            remedy="Écrivez « Yanis 2026-12-04 gardes ».",
        )
    lines = [line.id for line in roster.problem.lines]
    if words[-1] not in lines:
        raise BadInput(f"la ligne « {words[-1]:.40} » n’existe pas", remedy=did_you_mean(words[-1], lines))
    return _known(roster, " ".join(words[:-2])), read_day(words[-2]).toordinal(), words[-1]


def _name_and_day(roster: Roster, text: str, *, needed: bool = True) -> tuple[str, str]:
    words = text.split()
    if words and re.match(r"\d+[-/]", words[-1]):
        return _known(roster, " ".join(words[:-1])), words[-1]
    if needed:
        raise BadInput(
            f"« {text:.60} » ne dit pas le jour de la garde", remedy="Écrivez « Camille 2026-12-02 »."
        )
    return _known(roster, text), ""


def _known(roster: Roster, name: str) -> str:
    names = [intern.name for intern in roster.problem.interns]
    if name not in names:
        raise BadInput(f"« {name:.60} » n’est pas un interne de ce tableau", remedy=did_you_mean(name, names))
    return name


def _duty(roster: Roster, name: str, day: str) -> Activity:
    """The duty that somebody holds on a day, the night first when there are two."""
    ordinal = read_day(day).toordinal()
    held = [a for a in roster.activities[_known(roster, name)] if a.day == ordinal and a.kind in DUTIES]
    if not held:
        raise BadInput(f"{name} ne tient pas de garde le {say.day(ordinal)}")
    return max(held, key=lambda a: a.half_day)


# -- in words -----------------------------------------------------------------------------------------


def _say_repair(found: Repair) -> None:
    to = console()
    took = f"{wording.say_number(found.seconds, 1)} s"
    count = wording.say_count(
        sum(len(one.differences) for one in found.touched), "case changée", "cases changées"
    )
    proof = (
        "aucune réparation ne change moins, c’est prouvé"
        if found.proved
        else f"au mieux {found.least}, non prouvé"
    )
    head = f"Réparé en {took} : {count}, poids {found.effort} ({proof})."
    to.print(Text(wording.typography(head), style="bold green" if not found.unfilled else "bold red"))
    if not found.touched:
        paragraphs(to, ["Personne d’autre n’est touché."])
    for one in found.touched:
        to.print(Text(f"\n{one.name}", style="bold"))
        paragraphs(to, [f"  • {reason}" for reason in one.why])
    if found.unfilled:
        paragraphs(
            to, ["", "Personne ne peut tenir, dans la loi :", *(f"  ■ {post}" for post in found.unfilled)]
        )
    paid = found.policy_costs
    if paid.made:
        paragraphs(
            to, ["", "Ce que les règles du service y perdent :", *(f"  • {said}" for said in paid.made)]
        )
    if paid.mended:
        paragraphs(to, ["", "Ce qu’elles y gagnent :", *(f"  • {said}" for said in paid.mended)])
    say_breaches(to, "Ce que le passé ou une case fixée enfreint déjà", found.kept)


def _say_why(found: Why) -> None:
    to = console()
    to.print(Text(wording.typography(found.sentence), style="bold"))
    for one in found.others:
        paragraphs(to, [f"  • {one.sentence}"])


def _say_swap(found: Swap) -> None:
    to = console()
    if found.legal:
        to.print(
            Text(wording.typography("Échange légal : rien de nouveau n’est enfreint."), style="bold green")
        )
    else:
        to.print(Text(wording.typography("Échange refusé :"), style="bold red"))
        paragraphs(to, [f"  ■ {reason}" for reason in found.reasons])
    if found.given_back:
        paragraphs(to, ["Pour que les moyennes tiennent :", *(f"  • {said}" for said in found.given_back)])
    if found.shifts:
        paragraphs(to, ["", "Ce que cela change :", *(f"  {shift.sentence}" for shift in found.shifts)])
    if found.cautions:
        paragraphs(to, ["", "À savoir :", *(f"  • {said}" for said in found.cautions)])


def _say_differences(differences: tuple[Difference, ...]) -> None:
    paragraphs(console(), [f"{wording.say_count(len(differences), 'case change', 'cases changent')} :"])
    for d in differences[:60]:
        when = f"{wording.say_date(date.fromordinal(d.cell.day))}, {say.half_day(HalfDay(d.cell.half_day))}"
        paragraphs(console(), [f"  {d.cell.name}, {when} : {_said(d.now)} au lieu de {_said(d.was)}"])
    if len(differences) > 60:
        paragraphs(console(), [f"  … et {len(differences) - 60} autres (« --json » les donne toutes)"])


def _said(activity: Activity | None) -> str:
    return "rien" if activity is None else "stage" if activity.kind is Kind.STAGE else the_kind(activity.kind)


def _say_written(out: Path | None) -> None:
    if out is not None:
        paragraphs(console(), ["", f"Écrit : {out}"])


# -- JSON ---------------------------------------------------------------------------------------------


def _repair_json(found: Repair) -> dict[str, Any]:
    return {
        "proved": found.proved,
        "effort": found.effort,
        "least": found.least,
        "seconds": round(found.seconds, 3),
        "differences": [_difference_json(d) for d in found.change.differences],
        "touched": [{"name": one.name, "why": one.why} for one in found.touched],
        "unfilled": found.unfilled,
        "policies": {
            "made": found.policy_costs.made,
            "mended": found.policy_costs.mended,
            "by": found.policy_costs.by,
        },
        "kept": [breach_json(breach) for breach in found.kept],
    }


def _difference_json(d: Difference) -> dict[str, Any]:
    return {
        "name": d.cell.name,
        "day": date.fromordinal(d.cell.day),
        "half_day": say.half_day(HalfDay(d.cell.half_day)),
        "was": d.was.kind.value if d.was else None,
        "now": d.now.kind.value if d.now else None,
        "line": (d.now or d.was).line if d.now or d.was else "",  # type: ignore[union-attr]
    }


def _shift_json(shift: Shift) -> dict[str, Any]:
    return {"name": shift.name, "what": shift.what, "was": shift.was, "now": shift.now, "fair": shift.fair}
