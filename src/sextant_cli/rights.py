"""``sextant rights``: what is known, and not known, of a right; pregnancy and strike worked out from their dates."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from sextant import wording
from sextant.almanac.hours_form import read_moment
from sextant.errors import BadInput
from sextant.rights.deadlines import assignation, pregnancy_rights, strike
from sextant.rights.topics import Topic, topic, topics
from sextant_cli.french import Command, application
from sextant_cli.law import AsJson, read_day
from sextant_cli.pay import Today, day_or_today
from sextant_cli.show import console, paragraphs, print_json, write

app = application("Dit ce que l’on sait d’un droit, et ce que l’on n’en sait pas.")


@app.command("list", cls=Command)
def list_topics(as_json: AsJson = False) -> None:
    """Donne les sujets : grossesse, maladie, famille, grève…"""
    found = topics()
    if as_json:
        print_json({"topics": [topic_json(one) for one in found]})
        return
    to = console()
    for one in found:
        known = wording.say_count(len(one.points), "point su", "points sus")
        unknown = wording.say_count(len(one.unknown), "question ouverte", "questions ouvertes")
        write(to, f"  {one.name:<22} {one.title} : {known}, {unknown}", indent=25)
    paragraphs(to, ["« sextant rights show SUJET » en montre un."])


@app.command("show", cls=Command)
def show_topic(
    name: Annotated[str, typer.Argument(metavar="SUJET", help="Un sujet, par exemple grossesse.")],
    on: Annotated[str, typer.Option("--on", metavar="JOUR", help="Le jour où le droit est lu.")] = "",
    as_json: AsJson = False,
) -> None:
    """Montre un droit : ce qui est su, d’où, avec quelle confiance, et ce qui est inconnu."""
    found = topic(name, day=read_day(on) if on else None)
    if as_json:
        print_json(topic_json(found))
        return
    to = console()
    write(to, found.title, style="bold")
    for point in found.points:
        to.print()
        write(to, f"■ {point.says[0].upper()}{point.says[1:]}.", indent=2, mark="bold")
        doubt = f" Doute : {point.doubt}." if point.doubt else ""
        code = f"{point.code}, " if point.code else ""
        write(to, f"{code}{point.source} ; confiance {point.confidence.value}, vérifié le "
                  f"{wording.say_day(point.checked)}.{doubt}", indent=2, style="dim")  # fmt: skip
    if found.unknown:
        to.print()
        write(to, "Inconnu : aucun texte lu ne répond", style="bold")
        for question in found.unknown:
            write(to, f"? {question}", indent=2, mark="bold")
    if found.ask:
        paragraphs(to, ["", f"À qui demander : {wording.join(list(found.ask))}."])


@app.command(cls=Command)
def pregnancy(
    third_month: Annotated[
        str, typer.Argument(metavar="JOUR", help="Premier jour du troisième mois, selon le certificat.")
    ],
    consent: Annotated[
        str, typer.Option(metavar="JOUR", help="Jour de l’accord pour continuer les gardes.")
    ] = "",
    revoked: Annotated[str, typer.Option(metavar="JOUR", help="Jour où l’accord est repris.")] = "",
    months: Annotated[
        float | None, typer.Option(help="Mois de fonctions dans le semestre, congés annuels compris.")
    ] = None,
    today: Today = "",
    as_json: AsJson = False,
) -> None:
    """Dit si des gardes peuvent être demandées, et si le stage en surnombre valide."""
    day = day_or_today("", today)
    found = pregnancy_rights(
        read_day(third_month),
        day,
        consent=read_day(consent) if consent else None,
        revoked=read_day(revoked) if revoked else None,
        months=months,
    )
    if as_json:
        print_json(
            {
                "on": day,
                "third_month": found.third_month,
                "exempt": found.exempt,
                "gardes_may_be_asked": found.may_be_rostered,
                "surnombre": found.validation.value,
                "rules": ["E1", "E2", "E3"],
            }
        )
        return
    to = console()
    write(to, found.say(), style="bold")
    months_asked = "" if months is not None else " (--months)"
    paragraphs(
        to,
        [
            f"Surnombre : {found.say_surnombre()}{months_asked}.",
            "Les règles : E1, E2, E3. « sextant rights show grossesse » dit le reste, et ce qui est inconnu.",
        ],
    )


@app.command("strike", cls=Command)
def strike_dates(
    starts: Annotated[
        str, typer.Argument(metavar="DÉBUT", help='Jour, ou jour et heure : "2026-12-10 08:30".')
    ],
    by_director: Annotated[
        bool | None, typer.Option("--director/--not-director", help="L’assignation est signée du directeur.")
    ] = None,
    nominative: Annotated[
        bool | None, typer.Option("--named/--not-named", help="L’assignation nomme l’interne.")
    ] = None,
    eve: Annotated[
        bool | None, typer.Option("--eve/--not-eve", help="Elle a été remise la veille au plus tard.")
    ] = None,
    someone_else: Annotated[
        bool | None,
        typer.Option("--others/--no-others", help="Un senior ou un non-gréviste pouvait tenir le poste."),
    ] = None,
    resting: Annotated[
        bool | None, typer.Option("--resting/--not-resting", help="L’interne était en repos ou en congé.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Donne les dates d’une grève, et contrôle une assignation reçue."""
    try:
        day, clock = read_moment(starts if ":" in starts else f"{starts} 08:30")
    except ValueError as error:
        raise BadInput(f"« {starts} » : {error}") from None
    begin = datetime(day.year, day.month, day.day, clock // 60, clock % 60)  # noqa: DTZ001 (the clock on the wall)
    found = strike(begin)
    order = assignation(
        by_director=by_director,
        nominative=nominative,
        delivered_by_eve=eve,
        someone_else=someone_else,
        resting_or_on_leave=resting,
    )
    received = len(order.unknown) < 5
    if as_json:
        print_json(
            {
                "starts": found.starts,
                "notice_by": found.notice_by,
                "declare_by": found.declare_by,
                "assigned_by": found.assigned_by,
                "assignation": {"faults": order.faults, "unknown": order.unknown} if received else None,
                "pay": "inconnu",
            }
        )
        return
    to = console()
    write(to, f"Grève du {wording.say_date(day)}, {wording.say_time(clock)}", style="bold")
    paragraphs(to, list(found.say()))
    if received:
        to.print()
        write(to, "L’assignation reçue", style="bold")
        for fault in order.faults:
            write(to, f"■ {fault[0].upper()}{fault[1:]}.", indent=2, mark="bold")
        if not order.faults:
            paragraphs(to, ["Rien de ce qui est dit ne la rend contestable."])
        if order.unknown:
            paragraphs(to, [f"Non dit : {wording.join(list(order.unknown))}."])
        paragraphs(
            to,
            [
                "Assigné, obéissez, écrivez une réserve, gardez une copie ; le tribunal administratif juge ensuite."
            ],
        )


def topic_json(one: Topic) -> dict[str, Any]:
    """A sheet, for programs."""
    return {
        "topic": one.name,
        "title": one.title,
        "checked": one.checked,
        "points": [
            {
                "says": point.says,
                "rule": point.code,
                "source": point.source,
                "seen": point.seen,
                "confidence": point.confidence.value,
                "checked": point.checked,
                "doubt": point.doubt,
            }
            for point in one.points
        ],
        "unknown": list(one.unknown),
        "ask": list(one.ask),
    }
