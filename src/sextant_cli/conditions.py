"""``sextant conditions``: the conditions of sites, from ledgers, seen together without seeing anyone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

import sextant
from sextant import wording
from sextant.almanac.week import placement_semester, trimesters
from sextant.conditions.disclosure import Key
from sextant.conditions.paper import site_paper
from sextant.conditions.past_survey import past_surveys
from sextant.conditions.register import not_observed
from sextant.conditions.release import Release, Told, make_release, past_of, read_release, sealed_text
from sextant.conditions.seats_file import contributions_of, read_seats
from sextant.conditions.site import Rank
from sextant.conditions.table import NOT_MEASURED, SELECTION, WHY_HIDDEN, named, rows_of, site_json
from sextant.document import decode, read_bytes, read_document
from sextant.errors import BadDocument, BadFile, BadInput, Place
from sextant.form import did_you_mean
from sextant.roster.roster_file import write_whole
from sextant_cli.french import Command, application
from sextant_cli.law import AsJson, read_day
from sextant_cli.pay import Today, day_or_today
from sextant_cli.show import console, paragraphs, print_json, write

app = application("Montre les conditions de travail d’un terrain d’après les carnets, sans montrer personne.")

Livraison = Annotated[Path, typer.Argument(metavar="LIVRAISON", help="Le fichier d’une livraison (.json).")]
OfSite = Annotated[
    str, typer.Option("--site", metavar="TERRAIN", help="Un seul terrain, par son nom ou son identifiant.")
]
_COUNTED = ".comptes.json"


@app.command("make", cls=Command)
def make(
    folder: Annotated[Path, typer.Argument(metavar="DOSSIER", help="Le dossier des carnets (.jsonl).")],
    table: Annotated[
        Path,
        typer.Argument(
            metavar="TABLE", help="Qui est où (.csv) : carnet, service, etablissement, subdivision."
        ),
    ],
    trimester: Annotated[
        str, typer.Option("--trimester", metavar="JOUR", help="Un jour du trimestre de stage.")
    ],
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FICHIER", help="Le fichier de la livraison.")
    ] = Path("livraison.json"),
    after: Annotated[
        list[Path] | None,
        typer.Option(
            "--after",
            metavar="LIVRAISON",
            help="Une livraison déjà faite, que celle-ci ne doit pas trahir. À répéter.",
        ),
    ] = None,
    today: Today = "",
    as_json: AsJson = False,
) -> None:
    """Fait la livraison d’un trimestre, une fois pour toutes, et la scelle."""
    counted_in = out.with_suffix(_COUNTED)
    for file in (out, counted_in):
        if file.exists():
            raise BadFile("ce fichier existe déjà", place=Place(str(file)),
                          why="une livraison se fait une fois et ne se refait pas",
                          remedy="Choisissez un autre nom, ou gardez celle-là.")  # fmt: skip
    day, seats = read_day(trimester), read_seats(table, folder)
    semester = placement_semester(day)
    first, last = next(one for one in trimesters(semester.first, semester.last) if one[0] <= day <= one[1])
    earlier = {str(path): _read(path) for path in after or ()}
    if any(one.first == first for one in earlier.values()):
        raise BadInput(
            "la livraison de ce trimestre est déjà faite",
            remedy="Une seconde, soustraite, montrerait quelqu’un.",
        )
    parts = [part for path in after or () for part in _counted(path)]
    made = make_release(
        contributions_of(seats.seats, first, last), seats.sites, first, last, day_or_today("", today),
        before=past_of(parts, earlier),
    )  # fmt: skip
    kept = [
        {"who": who, "ward": ward, "indicators": list(names)}
        for (who, ward), names in sorted(made.counted.items())
    ]
    write_whole(counted_in, (json.dumps({"counted": kept}, ensure_ascii=False, indent=1) + "\n").encode())
    write_whole(out, sealed_text(made.release).encode())
    if as_json:
        print_json(_release_json(made.release) | {"file": str(out), "kept": str(counted_in)})
        return
    _say_release(made.release)
    paragraphs(
        console(),
        [
            f"Écrit : {out}, sceau {made.release.seal()[:12]}. On peut le publier.",
            f"Écrit aussi : {counted_in}, qui a compté. Gardez-le pour vous.",
            "La prochaine livraison en a besoin (--after) pour qu’un départ ne se voie pas.",
        ],
    )


@app.command("show", cls=Command)
def show_release(livraison: Livraison, site: OfSite = "", as_json: AsJson = False) -> None:
    """Montre une livraison : la table des terrains, ou la fiche d’un seul, à côté des enquêtes."""
    release = _read(livraison)
    one = _site(release, site) if site else None
    if as_json:
        print_json(
            _release_json(release) if one is None else {"period": release.says} | site_json(release, one)
        )
    elif one is None:
        _say_release(release)
    else:
        _say_site(release, one)


@app.command("register", cls=Command)
def register(livraison: Livraison, as_json: AsJson = False) -> None:
    """Donne les terrains où le repos de sécurité n’est pas toujours observé, le pire d’abord."""
    release = _read(livraison)
    found = not_observed(release)
    if as_json:
        print_json({"period": release.says, "sites": [site_json(release, one.site) for one in found]})
        return
    to = console()
    for one in found:
        around = ", ".join(place.name for place in release.around(one.site)[1:-1])
        write(to, f"■ {one.site.name}, {around}", indent=2, mark="bold", style="bold")
        for indicator, cell in one.rests:
            write(
                to,
                f"{indicator.says} : {indicator.say(cell.value, cell.edge)} ({cell.say_people()}).",
                indent=2,
            )
    bound = round(release.thresholds.register_below * 100)
    paragraphs(to, [
        f"{wording.say_count(len(found), 'terrain')}, {release.says} : repos gardés à moins de {bound} %.",
        f"Au moins {release.thresholds.sensitive} internes derrière chaque chiffre.",
        "Un terrain absent n’est pas un terrain en règle.",
        SELECTION,
    ])  # fmt: skip


@app.command("check", cls=Command)
def check(livraison: Livraison, as_json: AsJson = False) -> None:
    """Vérifie qu’une livraison est celle qui a été scellée."""
    release = _read(livraison)
    if as_json:
        print_json({"good": True, "seal": release.seal(), "period": release.says, "made_on": release.made_on})
        return
    paragraphs(console(), [
        f"Cette livraison est intacte : {release.says}, faite le {wording.say_day(release.made_on)}.",
        f"Sceau : {release.seal()}",
    ])  # fmt: skip


@app.command("surveys", cls=Command)
def surveys(as_json: AsJson = False) -> None:
    """Donne les enquêtes que l’on met à côté des carnets : dates, réponses, méthode, ce qui n’en est pas su."""
    if as_json:
        print_json({"surveys": [one.model_dump(mode="json") for one in past_surveys()]})
        return
    to = console()
    for one in past_surveys():
        write(to, f"■ {one.says[0].upper()}{one.says[1:]}", indent=2, mark="bold", style="bold")
        write(to, f"{one.say_method()}.", indent=2)
        write(to, f"Source : {one.source} ; confiance {one.confidence.value}.", indent=2, style="dim")
        if one.unknown:
            write(to, f"? {one.unknown[0].upper()}{one.unknown[1:]}.", indent=2)


@app.command("paper", cls=Command)
def paper(
    livraisons: Annotated[
        list[Path], typer.Argument(metavar="LIVRAISON...", help="Une livraison, ou plusieurs trimestres.")
    ],
    site: Annotated[
        str, typer.Option("--site", metavar="TERRAIN", help="Le terrain, par son nom ou son identifiant.")
    ],
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FICHIER", help="Le fichier à écrire, .pdf.")
    ] = Path("conditions.pdf"),
    today: Today = "",
) -> None:
    """Écrit le dossier d’un établissement : manquements en nombres, articles, enquêtes, sans aucun nom."""
    if out.suffix.lower() != ".pdf":
        raise BadInput(f"« {out.name} » : ce dossier s’écrit en .pdf")
    releases = [_read(path) for path in livraisons]
    one = _site(max(releases, key=lambda release: release.first), site)
    write_whole(out, site_paper(releases, one.id, day_or_today("", today), sextant.__version__))
    paragraphs(console(), [f"Écrit : {out}, {one.name}."])


def _read(path: Path) -> Release:
    return read_release(decode(read_bytes(path, 50_000_000), str(path)), name=str(path))


def _counted(path: Path) -> list[tuple[str, Key, list[str]]]:
    file = path.with_suffix(_COUNTED)
    if not file.is_file():
        raise BadFile("ce fichier manque", place=Place(str(file)),
                      why="sans lui, le départ d’une seule personne se verrait",
                      remedy="Remettez-le à côté de sa livraison.")  # fmt: skip
    document = read_document(file)
    try:
        return [
            (str(path), (one["who"], one["ward"]), list(one["indicators"]))
            for one in document.data["counted"]
        ]
    except (KeyError, TypeError):
        raise BadDocument("ce fichier ne dit pas qui a compté", place=Place(str(file))) from None


def _site(release: Release, words: str) -> Told:
    found = named(release, words)
    if not found:
        raise BadInput(f"« {words} » n’est pas un terrain de cette livraison",
                       remedy=did_you_mean(words, [one.name for one in release.sites]))  # fmt: skip
    if len(found) > 1:
        ids = wording.join([one.id for one in found], "ou")
        raise BadInput(f"plusieurs terrains s’appellent « {words} »", remedy=f"Écrivez {ids}.")
    return found[0]


def _release_json(release: Release) -> dict[str, Any]:
    return {
        "from": release.first, "to": release.last, "made_on": release.made_on, "seal": release.seal(),
        "sites": [site_json(release, one) for one in release.sites],
    }  # fmt: skip


def _say_release(release: Release) -> None:
    to = console()
    to.print(Text(wording.typography(f"Conditions, {release.says}"), style="bold"))
    depth = {Rank.NATION: 0, Rank.SUBDIVISION: 1, Rank.HOSPITAL: 2, Rank.WARD: 3}
    for one in sorted(
        release.sites, key=lambda site: [place.name for place in reversed(release.around(site))]
    ):
        rows = {row.indicator.id: row for row in rows_of(release, one)}
        shown = [rows[name].says for name in ("hours", "over_48", "rest_after_garde")]
        said = (
            f"{shown[0]} par semaine, {shown[1]} des semaines au-delà de 48 h, "
            f"repos après garde {shown[2]} ; {rows['hours'].behind}"
            if rows["hours"].cell
            else "masqué"
        )
        write(to, f"{'  ' * depth[one.rank]}{one.name} : {said}.", indent=2 * depth[one.rank] + 2)
    to.print()
    paragraphs(to, [WHY_HIDDEN, SELECTION])


def _say_site(release: Release, one: Told) -> None:
    to = console()
    around = ", ".join(place.name for place in release.around(one)[1:])
    to.print(
        Text(
            wording.typography(f"{one.name}{f', {around}' if around else ''} : {release.says}"), style="bold"
        )
    )
    for row in rows_of(release, one):
        behind = f" ({row.behind}{f' ; {row.spread}' if row.spread else ''})" if row.behind else ""
        write(
            to,
            f"■ {row.indicator.says[0].upper()}{row.indicator.says[1:]} : {row.says}{behind}.",
            indent=2,
            mark="bold",
        )
        for said in row.beside():
            write(to, f"Enquête, {said}.", indent=4, style="dim")
    to.print()
    paragraphs(to, [WHY_HIDDEN, SELECTION, NOT_MEASURED])
