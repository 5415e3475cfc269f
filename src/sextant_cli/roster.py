"""``sextant roster``: makes, judges and explains a ward's roster."""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.live import Live
from rich.text import Text

import sextant
from sextant import wording
from sextant.document import read_document
from sextant.errors import BadFile, Place
from sextant.law.library import load
from sextant.roster.audit import FAULTS, Fault, RosterAudit, audit
from sextant.roster.explain import Explanation, explain
from sextant.roster.fairness import Share, fairness
from sextant.roster.headcount import headcount
from sextant.roster.nearest import Nearest, nearest
from sextant.roster.open_post import open_posts
from sextant.roster.papers.calendar import write_calendars
from sextant.roster.papers.pdf import write_pdf
from sextant.roster.papers.workbook import write_workbook
from sextant.roster.problem import Problem
from sextant.roster.result import Progress, Result, Status
from sextant.roster.roster import Roster
from sextant.roster.roster_file import roster_of, write_roster
from sextant.roster.solve import solve
from sextant.roster.ward_file import example_ward, problem_of
from sextant.roster.ward_sheet import read_any_ward
from sextant.roster.ward_template import template
from sextant_cli.french import Command, application
from sextant_cli.grid import show_roster
from sextant_cli.law import AsJson, read_day
from sextant_cli.show import console, judgement_json, paragraphs, print_json, say_breaches, write

app = application("Fait, juge et explique le tableau de service d’un service.")
Ward = Annotated[Path, typer.Argument(metavar="SERVICE", help="Le fichier du service, .yaml ou .xlsx.")]
Seconds = Annotated[float, typer.Option(min=1, max=36000, help="Temps de calcul, en secondes.")]
Today = Annotated[str, typer.Option(hidden=True, help="Le jour d’aujourd’hui.")]


@app.command(cls=Command)
def new(
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help="Le fichier à écrire.")] = Path(
        "service.yaml"
    ),
) -> None:
    """Écrit un service d’exemple, commenté, prêt à modifier."""
    _refuse_existing(file)
    file.write_text(example_ward(), encoding="utf-8")
    paragraphs(
        console(), [f"{file} est écrit. Modifiez-le, puis : sextant roster solve {file} --out tableau"]
    )


@app.command("template", cls=Command)
def write_template(
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help="Le classeur .xlsx à écrire.")] = Path(
        "service.xlsx"
    ),
) -> None:
    """Écrit le même exemple en classeur, à remplir dans un tableur."""
    _refuse_existing(file)
    template(file)
    paragraphs(
        console(), [f"{file} est écrit. Remplissez-le, puis : sextant roster solve {file} --out tableau"]
    )


@app.command("solve", cls=Command)
def solve_ward(
    ward: Ward,
    out: Annotated[
        Path,
        typer.Option("--out", metavar="DOSSIER", help="Où écrire tableau, PDF, classeur et calendriers."),
    ],
    seconds: Seconds = 60,
    seed: Annotated[int, typer.Option(help="Graine du hasard.")] = 1,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Recherches menées ensemble.")] = 8,
    begin: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="TABLEAU",
            help="Reprendre de ce tableau : un calcul arrêté, la version d’avant.",
        ),
    ] = None,
    today: Today = "",
    as_json: AsJson = False,
) -> None:
    """Calcule le meilleur tableau légal, le fait juger, et l’écrit avec PDF, classeur et calendriers.

    Ctrl-C arrête le calcul et garde le meilleur tableau trouvé, à reprendre plus tard. Quand aucun tableau ne tient
    toutes les gardes, le plus proche est écrit à part, avec les gardes qui restent sans personne.
    """
    problem = read_any_ward(ward)
    start = roster_of(read_document(begin)) if begin is not None else None
    if out.exists() and not out.is_dir():
        raise BadFile(
            "c’est un fichier, il faut un dossier",
            place=Place(file=str(out)),
            remedy="Choisissez un autre --out.",
        )
    result = run(problem, seconds, seed, workers, start)
    if result.roster is None or result.audit is None:
        impossible = result.status is Status.IMPOSSIBLE
        explanation = explain(problem) if impossible else None
        near = nearest(problem, seconds=min(seconds, 30), workers=workers) if impossible else None
        written = write_incomplete(near, out) if near is not None else {}
        if as_json:
            answer = _result_json(result, explanation, written)
            print_json(answer | ({"open": near.open, "fewest": near.fewest} if near is not None else {}))
        else:
            say_impossible(result, explanation)
            if near is not None:
                say_nearest(near, written["incomplete"])
        raise typer.Exit(1)
    papers = write_papers(result.roster, result.audit, out, read_day(today) if today else date.today())
    if as_json:
        print_json(_result_json(result, None, papers))
    else:
        say_result(result, papers)


@app.command("audit", cls=Command)
def audit_roster(
    roster: Annotated[Path, typer.Argument(metavar="TABLEAU", help="Un tableau : tableau.yaml.")],
    as_json: AsJson = False,
) -> None:
    """Juge un tableau, fait ou retouché à la main : loi, puis demandes du service."""
    show_roster_audit(roster_of(read_document(roster)), as_json)


@app.command("explain", cls=Command)
def explain_file(
    file: Annotated[
        Path, typer.Argument(metavar="FICHIER", help="Un service sans tableau possible, ou un tableau.")
    ],
    seconds: Seconds = 30,
    as_json: AsJson = False,
) -> None:
    """Explique pourquoi un service n’a pas de tableau possible, ou ce qu’un tableau donne et ne donne pas."""
    document = read_document(file) if file.suffix.lower() != ".xlsx" else None
    if document is not None and "roster" in document.data:
        _explain_roster(roster_of(document), as_json)
        return
    problem = problem_of(document) if document is not None else read_any_ward(file)
    explanation = explain(problem, seconds=seconds)
    if explanation is None:
        if as_json:
            print_json({"possible": True})
        else:
            paragraphs(
                console(),
                [
                    f"Ce service a un tableau légal. Pour le calculer : sextant roster solve {file} --out tableau"
                ],
            )
        return
    if as_json:
        print_json({"possible": False} | explanation_json(explanation))
    else:
        say_explanation(explanation)
    raise typer.Exit(1)


@app.command("headcount", cls=Command)
def count_heads(ward: Ward, seconds: Seconds = 60, as_json: AsJson = False) -> None:
    """Dit combien d’internes les lignes demandent, avec la preuve."""
    problem = read_any_ward(ward)
    found = headcount(problem, seconds=seconds)
    if as_json:
        print_json(
            {
                "present": found.present,
                "needed": found.needed,
                "by_law": dict(found.by_law),
                "proof_fewer_is_impossible": found.proof,
                "enough": found.needed is not None and found.present >= found.needed,
            }
        )
    else:
        needed = f"{found.needed}" if found.needed else "plus de quarante"
        lines = [
            f"Il faut {needed} internes pour tenir les lignes de « {problem.ward} » ; le service en compte {found.present}.",
            f"  Pas moins : {found.proof}.",
        ]
        if found.needed:
            lines.append(
                f"  Assez : un tableau à {found.needed} internes a été trouvé, et l’auditeur le dit légal."
            )
        lines += [
            f"  Minimum de la règle {code} : {least} internes du service." for code, least in found.by_law
        ]
        paragraphs(console(), lines)
    if found.needed is None or found.present < found.needed:
        raise typer.Exit(1)


# -- solving ------------------------------------------------------------------------------------------


def run(
    problem: Problem, seconds: float, seed: int = 1, workers: int = 8, start: Roster | None = None
) -> Result:
    """Solve, telling the progress on stderr when someone watches."""
    stop = threading.Event()
    to = console(stderr=True)
    if not sys.stderr.isatty():
        return solve(problem, seconds=seconds, seed=seed, workers=workers, start=start, stop=stop)
    with Live(Text("Lecture du service…"), console=to, transient=True, refresh_per_second=4) as live:
        return solve(
            problem,
            seconds=seconds,
            seed=seed,
            workers=workers,
            start=start,
            stop=stop,
            progress=lambda moment: live.update(Text(say_progress(moment, seconds))),
        )


def say_progress(moment: Progress, seconds: float) -> str:
    """One line of progress."""
    if moment.best is None:
        return wording.typography(
            f"Recherche d’un premier tableau légal… {moment.seconds:.0f} s sur {seconds:.0f} (Ctrl-C arrête)"
        )
    gap = 100 * (moment.gap or 0)
    return wording.typography(
        f"Meilleur tableau : coût {moment.best}, minimum prouvé {moment.bound}, écart {wording.say_number(gap, 1)} %"
        f"{f' ; {moment.missing}' if moment.missing else ''} ; "
        f"{moment.seconds:.0f} s sur {seconds:.0f} (Ctrl-C garde le meilleur)"
    )


def write_papers(roster: Roster, verdict: RosterAudit, out: Path, today: date) -> dict[str, str]:
    """Write everything in a folder beside, then move it into place: all or nothing."""
    out.parent.mkdir(parents=True, exist_ok=True)
    version = sextant.__version__
    with tempfile.TemporaryDirectory(prefix=".sextant-", dir=out.parent) as made:
        made_in = Path(made)
        write_roster(roster, made_in / "tableau.yaml")
        write_workbook(roster, verdict.judgement, made_in / "tableau.xlsx", printed_on=today, version=version)
        write_pdf(roster, verdict.judgement, made_in / "tableau.pdf", printed_on=today, version=version)
        (made_in / "calendriers").mkdir()
        write_calendars(roster, made_in / "calendriers", stamp=datetime.combine(today, time(), UTC))
        out.mkdir(exist_ok=True)
        shutil.rmtree(out / "calendriers", ignore_errors=True)
        for item in made_in.iterdir():
            item.replace(out / item.name)
    return {
        "roster": str(out / "tableau.yaml"),
        "pdf": str(out / "tableau.pdf"),
        "workbook": str(out / "tableau.xlsx"),
        "calendars": str(out / "calendriers"),
    }


def write_incomplete(near: Nearest, out: Path) -> dict[str, str]:
    """The nearest roster, alone, under a name that says what it is: no paper to sign is made of it."""
    out.mkdir(parents=True, exist_ok=True)
    file = out / "tableau-incomplet.yaml"
    write_roster(near.roster, file)
    return {"incomplete": str(file)}


def say_nearest(near: Nearest, file: str) -> None:
    """The duties left open, and where the incomplete roster is."""
    to = console()
    count = wording.say_count(len(near.open), "garde sans personne", "gardes sans personne")
    proof = "aucun tableau légal n’en laisse moins, c’est prouvé" if near.fewest else "au mieux trouvé"
    head = f"\nLe tableau le plus proche, à ne pas publier tel quel : {count} ({proof})."
    to.print(Text(wording.typography(head), style="bold"))
    posts = open_posts(near.roster)
    paragraphs(to, [f"  ■ {post.sentence} → {post.call_on}" for post in posts[:12]])
    if len(near.open) > 12:
        paragraphs(to, [f"      … et {len(near.open) - 12} autres"])
    paragraphs(to, [f"Écrit : {file}"])


def _refuse_existing(file: Path) -> None:
    if file.exists():
        raise BadFile(
            "ce fichier existe déjà",
            place=Place(file=str(file)),
            remedy="Choisissez un autre nom : rien n’a été écrit.",
        )


# -- in words -----------------------------------------------------------------------------------------


def say_result(result: Result, papers: dict[str, str]) -> None:
    """The grid, the accounts, the verdict, what it costs, and where the papers are."""
    assert result.roster is not None
    assert result.audit is not None
    to = console()
    show_roster(to, result.roster, result.audit.judgement, load())
    to.print()
    to.print(Text(wording.typography(say_status(result)), style="bold green"))
    paragraphs(to, ["L’auditeur, qui ne connaît pas le solveur, n’y trouve aucun manquement à la loi."])
    _say_costs(result)
    paragraphs(
        to,
        [
            "",
            "Écrit :",
            f"  tableau à relire ou retoucher   {papers['roster']}",
            f"  PDF à signer                    {papers['pdf']}",
            f"  classeur                        {papers['workbook']}",
            f"  un calendrier par interne       {papers['calendars']}",
        ],
    )


def say_status(result: Result) -> str:
    """Which of the four answers it is, with its proof."""
    took = f"{wording.say_number(result.seconds, 1)} s"
    if result.status is Status.PROVEN_BEST:
        return f"Meilleur tableau possible, prouvé en {took} (coût {result.cost})."
    if result.status is Status.GOOD:
        gap = wording.say_number(100 * (result.gap or 0), 1)
        return f"Bon tableau en {took} : coût {result.cost}, au mieux {result.bound}, écart {gap} %."
    if result.status is Status.IMPOSSIBLE:
        return f"Impossible, prouvé en {took} : aucun tableau ne respecte la loi et tient les lignes."
    return f"Temps écoulé ({took}) sans tableau ni preuve qu’il n’en existe pas. Donnez plus de temps avec --seconds."


def _say_costs(result: Result) -> None:
    if not result.costs:
        paragraphs(console(), ["Tous les souhaits et toutes les présences sont tenus."])
        return
    paragraphs(console(), ["", "Ce que ce tableau ne donne pas, du plus coûteux au moins coûteux :"])
    for line in result.costs[:8]:
        times = f" ({line.amount} fois)" if line.amount > 1 else ""
        paragraphs(console(), [f"  {line.cost:>5}  {line.what}{times}"])
    if len(result.costs) > 8:
        rest = sum(line.cost for line in result.costs[8:])
        paragraphs(console(), [f"  {rest:>5}  en {len(result.costs) - 8} autres points"])


def say_impossible(result: Result, explanation: Explanation | None) -> None:
    """The refusal, the reasons, the ways out."""
    console().print(Text(wording.typography(say_status(result)), style="bold red"))
    if explanation is not None:
        say_explanation(explanation)


def say_explanation(explanation: Explanation) -> None:
    """Why, then the ways out that were tried."""
    to = console()
    to.print(Text(wording.typography(explanation.sentence), style="bold"))
    paragraphs(to, [f"  • {reason}" for reason in explanation.reasons])
    if len(explanation.reasons) > 1 and explanation.minimal:
        paragraphs(to, ["  Sans l’un quelconque de ces points, un tableau existe."])
    if not explanation.ways_out:
        paragraphs(to, ["Aucune petite issue n’a été trouvée dans le temps donné."])
        return
    to.print(Text(wording.typography("\nDes issues, essayées et jugées légales :"), style="bold"))
    for way in explanation.ways_out:
        paragraphs(to, [f"  → {way.what}"])
        paragraphs(to, [f"      {post}" for post in way.uncovered[:8]])
        if len(way.uncovered) > 8:
            paragraphs(to, [f"      … et {len(way.uncovered) - 8} autres"])


def show_roster_audit(roster: Roster, as_json: bool) -> None:
    """Judge a roster and say so; exit code 1 when the law or a line is broken."""
    found = audit(roster)
    if as_json:
        print_json(
            judgement_json(found.judgement)
            | {
                "clean": found.clean,
                "faults": [_fault_json(fault) for fault in found.faults],
                "shortages": [_fault_json(fault) for fault in found.shortages],
            }
        )
    else:
        to = console()
        show_roster(to, roster, found.judgement, load())
        to.print()
        to.print(_verdict(found))
        say_breaches(to, "Ce qui n’est pas permis", found.judgement.breaches)
        for fault in found.faults[:12]:
            write(
                to,
                f"■ {fault.code:<4} {fault.sentence} (règle du service : {FAULTS[fault.code]})",
                indent=7,
                mark="bold red",
            )
        if len(found.faults) > 12:
            paragraphs(to, [f"       … et {len(found.faults) - 12} autres"])
        if found.shortages:
            paragraphs(
                to,
                [
                    "",
                    f"Présence sous le minimum du service (P4), {wording.say_count(len(found.shortages), 'fois', 'fois')} :",
                ],
            )
            paragraphs(to, [f"  {fault.sentence}" for fault in found.shortages[:6]])
        say_breaches(to, "À surveiller", found.judgement.warnings, most=6, by_rule=True)
    if not found.clean:
        raise typer.Exit(1)


def _verdict(found: RosterAudit) -> Text:
    if found.clean:
        return Text(
            wording.typography("Tableau légal, et toutes les gardes sont tenues."), style="bold green"
        )
    codes = [b.code for b in found.judgement.unlawful] + [fault.code for fault in found.faults]
    return Text(
        wording.typography(f"Tableau à corriger : {wording.join(list(dict.fromkeys(codes)))}."),
        style="bold red",
    )


def _explain_roster(roster: Roster, as_json: bool) -> None:
    """A roster's fairness and what it breaks."""
    found, shares = audit(roster), fairness(roster)
    if as_json:
        print_json(
            {
                "clean": found.clean,
                "breaches": judgement_json(found.judgement)["breaches"],
                "faults": [_fault_json(fault) for fault in found.faults],
                "shortages": [_fault_json(fault) for fault in found.shortages],
                "fairness": {
                    "worst": shares.worst,
                    "spread": shares.spread,
                    "shares": [
                        {name: getattr(share, name) for name in share.__dataclass_fields__}
                        for share in shares.shares
                    ],
                },
            }
        )
    else:
        to = console()
        to.print(_verdict(found))
        paragraphs(to, [f"■ {b.code:<4} {b.person} — {b.sentence}" for b in found.judgement.unlawful[:12]])
        paragraphs(
            to, [f"■ {fault.code:<4} {fault.sentence}" for fault in (*found.faults, *found.shortages)[:12]]
        )
        paragraphs(to, ["", "Partage des gardes (part équitable entre parenthèses, passé compris) :"])
        for share in shares.shares:
            paragraphs(to, [_say_share(share)])
    if not found.clean:
        raise typer.Exit(1)


def _say_share(share: Share) -> str:
    number = wording.say_number
    return (
        f"  {share.name:<18} {share.nights:>3} nuits ({number(share.fair_nights, 1)})  "
        f"{share.weekends:>3} de week-end ({number(share.fair_weekends, 1)})  "
        f"{wording.say_count(share.holidays, 'fériée'):>9} ({number(share.fair_holidays, 1)})  "
        f"{wording.say_count(share.refused, 'souhait refusé', 'souhaits refusés')}"
    )


# -- JSON ---------------------------------------------------------------------------------------------


def _result_json(result: Result, explanation: Explanation | None, papers: dict[str, str]) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "status": result.status.name.lower(),
        "sentence": say_status(result),
        "cost": result.cost,
        "bound": result.bound,
        "gap": result.gap,
        "seconds": round(result.seconds, 3),
        "first_seconds": result.first_seconds,
        "costs": [{"kind": c.kind, "what": c.what, "amount": c.amount, "cost": c.cost} for c in result.costs],
        "files": papers,
    }
    if result.audit is not None:
        answer["audit"] = judgement_json(result.audit.judgement)
    if explanation is not None:
        answer["explanation"] = explanation_json(explanation)
    return answer


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """An explanation, for programs."""
    return {
        "sentence": explanation.sentence,
        "reasons": list(explanation.reasons),
        "codes": list(explanation.codes),
        "minimal": explanation.minimal,
        "ways_out": [
            {"kind": way.kind, "what": way.what, "uncovered": list(way.uncovered)}
            for way in explanation.ways_out
        ],
    }


def _fault_json(fault: Fault) -> dict[str, Any]:
    return {
        "code": fault.code,
        "day": date.fromordinal(fault.day),
        "person": fault.who,
        "sentence": fault.sentence,
    }
