"""``sextant pay``: what is owed in euros, at the rate of the day, with its source and its doubt."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from sextant import wording
from sextant.almanac.person import PlacementKind
from sextant.document import Document
from sextant.errors import BadInput
from sextant.evidence.pay_claim import claim_facts
from sextant.evidence.source import read_source
from sextant.form import did_you_mean
from sextant.law.planning_file import Planning, planning_from
from sextant.law.settings import Settings
from sextant.rights.base_pay import Position, Post, base_pay
from sextant.rights.docteur_junior import PROPOSAL, junior_pay
from sextant.rights.duty_pay import MonthOfDuties, duty_pay
from sextant.rights.figure import Figure, read_euros, say_euros, say_value
from sextant.rights.indemnities import Entitlement, Journey, lodging, transport
from sextant.rights.pay_line import PayLine, Total, total
from sextant.rights.slip import POSTS, Slip, expected_slip
from sextant.rights.tariff import load_tariff
from sextant_cli.audit import read_settings
from sextant_cli.french import Command, application
from sextant_cli.law import AsJson, read_day
from sextant_cli.show import console, paragraphs, print_json, write

app = application(
    "Dit ce qui est dû en euros : base, gardes, astreintes, indemnités, fiche de paie attendue."
)

OnDay = Annotated[str, typer.Option("--on", metavar="JOUR", help="Le jour du tarif, par exemple 2025-03-01.")]
Year = Annotated[int, typer.Option(min=1, max=5, help="Année de fonctions, de 1 à 5.")]
PositionOption = Annotated[
    str, typer.Option("--status", help="Statut : interne, docteur-junior ou annee-recherche.")
]
Housed = Annotated[bool | None, typer.Option("--housed/--not-housed", help="Logé ou non par l’hôpital.")]
Fed = Annotated[bool | None, typer.Option("--fed/--not-fed", help="Nourri ou non par l’hôpital.")]
Zone = Annotated[str, typer.Option(help="Zone du stage : ZIP, ZAC ou hors-zone.")]
KmHospital = Annotated[float | None, typer.Option("--km-chu", help="Kilomètres du stage au CHU.")]
KmHome = Annotated[float | None, typer.Option("--km-home", help="Kilomètres du stage au domicile.")]
Ticket = Annotated[bool, typer.Option("--ticket", help="Un abonnement de transport est déjà remboursé.")]
PlacementOption = Annotated[str, typer.Option(help="Lieu du stage : hopital, ambulatoire ou saspas.")]
Today = Annotated[str, typer.Option(hidden=True, help="Le jour d’aujourd’hui.")]
Weeks = Annotated[
    list[str] | None,
    typer.Option(
        "--week", metavar="SEMAINE", help='Une semaine en lettres : "MA N .. a MA .. J". À répéter.'
    ),
]
Choose = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="RÉGLAGE=VALEUR", help="Choisit une lecture : astreinte_pool=mois."),
]
Start = Annotated[str, typer.Option("--from", metavar="JOUR", help="Le lundi de la première semaine.")]


@app.command(cls=Command)
def amounts(
    on: OnDay = "",
    search: Annotated[str, typer.Option(help="Ne montre que les montants qui contiennent ce mot.")] = "",
    today: Today = "",
    as_json: AsJson = False,
) -> None:
    """Donne tous les montants d’un jour, avec leur source et leur doute."""
    day = day_or_today(on, today)
    found = [
        figure
        for one in load_tariff().amounts
        if search.casefold() in f"{one.form.name} {one.form.says}".casefold()
        for figure in [one.on(day)]
    ]
    if as_json:
        print_json({"on": day, "amounts": [figure_json(figure) for figure in found]})
        return
    to = console()
    write(to, f"Montants bruts du {wording.say_date(day)}", style="bold")
    for figure in found:
        write(to, f"  {figure.says[0].upper()}{figure.says[1:]} : {figure.say()}", indent=4)
        say_source(to, figure)


@app.command(cls=Command)
def base(
    year: Year = 1,
    on: OnDay = "",
    status: PositionOption = "interne",
    housed: Housed = None,
    fed: Fed = None,
    placement: PlacementOption = "hopital",
    today: Today = "",
    as_json: AsJson = False,
) -> None:
    """Donne la rémunération fixe d’un mois, selon l’année de fonctions et la date."""
    day = day_or_today(on, today)
    post = Post(read_position(status), year, housed, fed, read_placement(placement))
    lines = base_pay(post, day)
    if as_json:
        print_json(
            {"on": day, "lines": [line_json(line) for line in lines], "total": total_json(total(lines))}
        )
        return
    to = console()
    write(to, f"Rémunération fixe d’un mois, au tarif du {wording.say_date(day)}", style="bold")
    say_lines(to, lines)
    say_total(to, total(lines))


@app.command(cls=Command)
def duties(
    file: Annotated[
        Path | None, typer.Argument(metavar="FICHIER", help="Un planning ou un carnet. Ou bien --week.")
    ] = None,
    week: Weeks = None,
    start: Start = "",
    repeat: Annotated[
        int, typer.Option(min=1, max=60, help="Nombre de fois que ces semaines se répètent.")
    ] = 1,
    territory: Annotated[str, typer.Option(help="Territoire, pour les jours fériés.")] = "metropole",
    choose: Choose = None,
    as_json: AsJson = False,
) -> None:
    """Paie les gardes, demi-gardes, astreintes et déplacements d’un planning, par mois de gardes.

    Le mois de gardes va du premier lundi à 8 h 30 au premier lundi suivant. Seize gardes au plus y sont payées, vingt
    s’il a cinq semaines ; une demi-garde compte pour moitié.
    """
    planning = read_timeline(file, week, start, repeat, territory, choose)
    months = duty_pay(planning.timeline, planning.settings)
    if as_json:
        lines = [line for month in months for line in month.lines]
        print_json({"months": [month_json(month) for month in months], "total": total_json(total(lines))})
        return
    to = console()
    if not months:
        paragraphs(to, ["Aucune garde ni astreinte dans ce planning : rien à payer."])
    for month in months:
        say_month(to, month)
    if len(months) > 1:
        to.print()
        say_total(to, total(line for month in months for line in month.lines), "Ensemble")


@app.command(cls=Command)
def slip(
    file: Annotated[Path | None, typer.Argument(metavar="FICHIER", help="Un planning ou un carnet. Ou bien --week.")] = None,
    month: Annotated[str, typer.Option(metavar="MOIS", help="Le mois de la fiche, par exemple 2025-03.")] = "",
    year: Year = 1,
    status: PositionOption = "interne",
    housed: Housed = None,
    fed: Fed = None,
    placement: PlacementOption = "",
    zone: Zone = "",
    km_hospital: KmHospital = None,
    km_home: KmHome = None,
    ticket: Ticket = False,
    week: Weeks = None,
    start: Start = "",
    repeat: Annotated[int, typer.Option(min=1, max=60, help="Nombre de fois que ces semaines se répètent.")] = 1,
    territory: Annotated[str, typer.Option(help="Territoire, pour les jours fériés.")] = "metropole",
    choose: Choose = None,
    paid: Annotated[
        list[str] | None,
        typer.Option(
            "--paid", metavar="POSTE=EUROS",
            help="Ce qui a été payé : base, gardes, astreintes, indemnites ou total. À répéter.",
        ),
    ] = None,
    claim: Annotated[
        Path | None,
        typer.Option(
            "--claim", metavar="FAITS", help="Écrit les faits d’une réclamation, pour « sextant dossier letter »."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Compose la fiche de paie attendue d’un mois, et dit ce qui manque sur celle reçue.

    La fiche compte la base du mois et les gardes du mois de gardes qui commence ce mois-là. Aucun texte lu ne dit sur
    quelle fiche elles sont versées : comparez avec celle qui les porte.
    """
    planning = read_timeline(file, week, start, repeat, territory, choose) if file or week else None
    person = planning.timeline.person if planning else None
    kind = read_placement(placement) if placement else person.placement if person else PlacementKind.HOSPITAL
    when = read_month(month, planning)
    post = Post(read_position(status), year, housed, fed, kind, person.share if person else 1.0)
    journey = Journey(kind, zone, km_hospital, km_home, ticket) if kind.is_ambulatory else None
    found = expected_slip(
        when,
        post,
        planning.timeline if planning else None,
        journey=journey,
        settings=planning.settings if planning else None,
        paid=dict(read_paid(one) for one in paid or []),
    )
    if claim is not None:
        if claim.exists():
            raise BadInput(f"« {claim} » existe déjà", remedy="Donnez un autre nom.")
        claim.write_text(claim_facts(found), encoding="utf-8")
    if as_json:
        print_json(slip_json(found))
        return
    say_slip(console(), found)
    if claim is not None:
        said = f"Écrit : {claim}. Ensuite : sextant dossier letter demande-paie --facts {claim} --out lettre.odt."
        paragraphs(console(), ["", said])


@app.command(cls=Command)
def indemnities(
    placement: PlacementOption = "ambulatoire",
    zone: Zone = "",
    km_hospital: KmHospital = None,
    km_home: KmHome = None,
    ticket: Ticket = False,
    on: OnDay = "",
    today: Today = "",
    as_json: AsJson = False,
) -> None:
    """Dit si l’hébergement et le transport d’un stage ambulatoire sont dus, et combien."""
    day = day_or_today(on, today)
    journey = Journey(read_placement(placement), zone, km_hospital, km_home, ticket)
    answers = {"Hébergement": lodging(journey, day), "Transport": transport(journey, day)}
    if as_json:
        print_json(
            {"on": day, **{a.figure.name: entitlement_json(a) for a in answers.values()}},
        )
        return
    to = console()
    for name, answer in answers.items():
        say_entitlement(to, name, answer)
    ticket_figure = load_tariff().on("titre-de-transport", day)
    write(to, f"Abonnement de transport public : {ticket_figure.say()}.", indent=2)
    say_source(to, ticket_figure)


@app.command("docteur-junior", cls=Command)
def docteur_junior(
    year: Annotated[int, typer.Option(min=1, max=2, help="Année de docteur junior, 1 ou 2.")] = 1,
    on: OnDay = "",
    acts: Annotated[float | None, typer.Option(help="Actes par mois, en moyenne.")] = None,
    in_zip: Annotated[bool | None, typer.Option("--zip/--no-zip", help="Le stage est ou non en ZIP.")] = None,
    fees: Annotated[str, typer.Option(metavar="EUROS", help="Honoraires du mois, pour la simulation.")] = "",
    share: Annotated[
        float | None, typer.Option(help="Part rétrocédée, en pour cent, pour la simulation.")
    ] = None,
    today: Today = "",
    as_json: AsJson = False,
) -> None:
    """Donne la paie du docteur junior, et simule à part une rétrocession d’honoraires."""
    day = day_or_today(on, today)
    pay = junior_pay(
        year,
        day,
        acts=acts,
        zip_zone=in_zip,
        fees=read_euros(fees) if fees else None,
        share=None if share is None else Decimal(str(share)) / 100,
    )
    if as_json:
        print_json(
            {
                "on": day,
                "lines": [line_json(line) for line in pay.lines],
                "total": total_json(pay.total),
                "activity_bonus": entitlement_json(pay.activity),
                "proposal": None
                if pay.proposal is None
                else {"euros": pay.proposal, "share": pay.proposal_share, "label": PROPOSAL},
            }
        )
        return
    to = console()
    write(to, f"Docteur junior, année {year}, au tarif du {wording.say_date(day)}", style="bold")
    say_lines(to, pay.lines)
    say_total(to, pay.total)
    say_entitlement(to, "Prime d’activité, par semestre", pay.activity)
    if in_zip is None:
        paragraphs(to, ["ZIP : non dit ; la prime de zone n’est pas comptée."])
    if pay.proposal is not None and pay.proposal_share is not None:
        write(
            to,
            f"Rétrocession : {say_euros(pay.proposal)} ({say_value(pay.proposal_share * 100, '%')} des honoraires).",
        )
        write(to, f"{PROPOSAL[0].upper()}{PROPOSAL[1:]}.", indent=2, style="dim")


# -- what is read -------------------------------------------------------------------------------------


def day_or_today(on: str, today: str) -> date:
    """The day typed, or the day it is for the person who types."""
    return read_day(on) if on else read_day(today) if today else date.today()


def read_position(text: str) -> Position:
    """A statutory position. Raises BadInput."""
    try:
        return Position(text)
    except ValueError:
        raise BadInput(f"« {text} » n’est pas un statut", remedy=did_you_mean(text, list(Position))) from None


def read_placement(text: str) -> PlacementKind:
    """A kind of placement. Raises BadInput."""
    try:
        return PlacementKind(text)
    except ValueError:
        raise BadInput(
            f"« {text} » n’est pas un lieu de stage", remedy=did_you_mean(text, list(PlacementKind))
        ) from None


def read_paid(text: str) -> tuple[str, Decimal]:
    """A heading and what was paid for it. Raises BadInput."""
    post, equal, value = text.partition("=")
    if not equal:
        raise BadInput(
            f"« {text} » n’est pas un montant payé", remedy="Écrivez par exemple --paid gardes=469.60."
        )
    return post.strip(), read_euros(value)


def read_month(text: str, planning: Planning | None) -> date:
    """The first day of a month typed as 2025-03; by default, the month where the planning starts."""
    if not text:
        if planning is None:
            raise BadInput("le mois de la fiche n’est pas dit", remedy="Ajoutez par exemple --month 2025-03.")
        return planning.timeline.first.replace(day=1)
    return read_day(f"{text}-01" if text.count("-") == 1 else text).replace(day=1)


def read_timeline(
    file: Path | None,
    week: list[str] | None,
    start: str,
    repeat: int,
    territory: str,
    choose: list[str] | None = None,
) -> Planning:
    """A planning file, or weeks typed with their Monday: pay depends on the date. Raises BadInput."""
    if file is not None and week:
        raise BadInput("un fichier et une semaine à la fois", remedy="Donnez l’un ou l’autre.")
    if file is not None:
        source = read_source(file)
        chosen = {**source.settings.model_dump(), **read_settings(choose)}
        return Planning(source.timeline, Document("--set", chosen, {}).validate(Settings))
    if not week:
        raise BadInput(
            "rien à lire", remedy='Donnez un planning, ou --week "MA N .. MA MA .. .." --from 2025-03-03.'
        )
    if not start:
        raise BadInput(
            "le jour n’est pas dit", why="un montant dépend de la date", remedy="Ajoutez --from 2025-03-03."
        )
    data: dict[str, Any] = {
        "person": {"name": "Cet interne", "territory": territory},
        "from": read_day(start),
        "weeks": list(week),
        "repeat": repeat,
        "settings": read_settings(choose),
    }
    return planning_from(data, "--week")


# -- what is shown ------------------------------------------------------------------------------------


def say_lines(to: Console, lines: tuple[PayLine, ...] | list[PayLine]) -> None:
    """Each line with its count, its rate and its sum, then its source once."""
    said_before = ""
    for line in lines:
        times = f"{wording.say_number(float(line.count))} × " if line.count != 1 else ""
        said = f"  {line.rate.says[0].upper()}{line.rate.says[1:]} : {say_euros(line.euros)}"
        if line.euros is not None:
            said += f" ({times}{line.rate.say()})"
        elif line.count != 1:
            said += f" ({wording.say_number(float(line.count))} fois)"
        write(to, said, indent=4)
        if line.note:
            write(to, f"{line.note[0].upper()}{line.note[1:]}.", indent=4, style="dim")
        source = f"{line.rate.say_source()} {line.rate.doubt}"
        if source == said_before:
            write(to, "Même source.", indent=4, style="dim")
        else:
            say_source(to, line.rate)
        said_before = source


def say_source(to: Console, figure: Figure) -> None:
    """Source, confidence and doubt, dimmed."""
    doubt = f" Doute : {figure.doubt}." if figure.doubt else ""
    write(to, f"{figure.say_source()}.{doubt}", indent=4, style="dim")


def say_total(to: Console, found: Total, name: str = "Total brut") -> None:
    """The sum, and what is not sure in it."""
    write(to, f"{name} : {found.say()}", style="bold")
    if found.unknown:
        said = wording.say_count(found.unknown, "montant inconnu", "montants inconnus")
        write(to, f"{said} : non compté{'s' if found.unknown > 1 else ''}.", indent=2)


def say_month(to: Console, month: MonthOfDuties) -> None:
    """The duties of a garde month."""
    first, after = month.month.first, month.month.after
    to.print(
        Text(
            wording.typography(
                f"\nMois de gardes du {wording.say_day(first)} au {wording.say_day(after)}, "
                f"{month.month.weeks} semaines : {wording.say_count(float(month.gardes), 'garde')} "
                f"sur {wording.say_number(float(month.cap))} payées au plus"
            ),
            style="bold",
        )
    )
    say_lines(to, month.lines)
    if month.unpaid:
        days = wording.join([wording.say_day(date.fromordinal(one.day)) for one in month.unpaid])
        write(to, f"  Au-delà du plafond, non payées : {days}.", indent=4)
    if month.pool_minutes:
        left = wording.say_duration(month.pool_minutes)
        write(to, f"  Déplacements : {left} en réserve, vers les cinq heures suivantes.", indent=4)
    say_total(to, month.total)


def say_slip(to: Console, found: Slip) -> None:
    """The expected slip, heading by heading, then the difference."""
    month = wording.say_day(found.month).split(" ", 1)[1]
    write(to, f"Fiche de paie attendue, {month}", style="bold")
    for post, name in POSTS.items():
        lines = [line for line in found.lines if line.post == post]
        if lines:
            to.print(Text(f"\n{name}", style="bold"))
            say_lines(to, lines)
    to.print()
    say_total(to, found.total)
    for difference in found.differences:
        name = POSTS.get(difference.post, "Total")
        write(to, f"{name} : {difference.say()}", indent=2)
    paragraphs(to, list(found.notes))


def say_entitlement(to: Console, name: str, answer: Entitlement) -> None:
    """Yes, no or unknown, why, and how much."""
    amount = f", {answer.figure.say()}" if answer.answer != "non" else ""
    write(
        to,
        f"{name} : {answer.answer.value}{amount}. {answer.because[0].upper()}{answer.because[1:]}.",
        indent=2,
    )
    say_source(to, answer.figure)


# -- JSON ---------------------------------------------------------------------------------------------


def figure_json(figure: Figure) -> dict[str, Any]:
    """A figure, for programs; ``value`` is null when unknown."""
    return {
        "name": figure.name,
        "says": figure.says,
        "value": None if figure.value is None else float(figure.value),
        "unit": figure.unit,
        "on": figure.on,
        "status": "inconnu" if figure.value is None else "à confirmer" if figure.to_confirm else "connu",
        "article": figure.source,
        "seen": figure.seen,
        "confidence": figure.confidence.value,
        "checked": figure.checked,
        "doubt": figure.doubt,
    }


def line_json(line: PayLine) -> dict[str, Any]:
    """A line of pay, for programs."""
    return {
        "post": line.post,
        "count": float(line.count),
        "euros": None if line.euros is None else float(line.euros),
        "rate": figure_json(line.rate),
        "days": [date.fromordinal(day) for day in line.days],
        "note": line.note,
    }


def total_json(found: Total) -> dict[str, Any]:
    """A total, for programs: ``unknown`` lines are not in ``euros``."""
    return {"euros": float(found.euros), "to_confirm": float(found.to_confirm), "unknown": found.unknown}


def month_json(month: MonthOfDuties) -> dict[str, Any]:
    """A garde month, for programs."""
    return {
        "from": month.month.first,
        "to": month.month.after,
        "weeks": month.month.weeks,
        "gardes": float(month.gardes),
        "cap": float(month.cap),
        "unpaid": [date.fromordinal(one.day) for one in month.unpaid],
        "pool_hours": month.pool_minutes / 60,
        "lines": [line_json(line) for line in month.lines],
        "total": total_json(month.total),
    }


def entitlement_json(answer: Entitlement) -> dict[str, Any]:
    """An entitlement, for programs."""
    return {"answer": answer.answer.value, "because": answer.because, "figure": figure_json(answer.figure)}


def slip_json(found: Slip) -> dict[str, Any]:
    """A slip, for programs."""
    return {
        "month": f"{found.month:%Y-%m}",
        "garde_month": {"from": found.garde_month.first, "to": found.garde_month.after},
        "lines": [line_json(line) for line in found.lines],
        "total": total_json(found.total),
        "differences": [
            {
                "post": one.post,
                "expected": total_json(one.expected),
                "paid": None if one.paid is None else float(one.paid),
                "missing": None if one.missing is None else float(one.missing),
            }
            for one in found.differences
        ],
        "notes": list(found.notes),
    }
