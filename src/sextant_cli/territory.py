"""``sextant territory``: the tables of places, a commune's sheet, and the place that fits a life."""

from __future__ import annotations

import os
import tempfile
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from sextant import wording
from sextant.errors import BadInput
from sextant.form import did_you_mean
from sextant.territory import travel
from sextant.territory.commune import Fact, Territory, load
from sextant.territory.criteria import criteria
from sextant.territory.finder import Found, Limits, find, usual_weights
from sextant.territory.sheet import sheet
from sextant.territory.source import Origin, Source, sources
from sextant.territory.tables import Outcome, kept, update, usual_folder
from sextant_cli.french import Command, application
from sextant_cli.law import AsJson, read_day
from sextant_cli.show import console, paragraphs, print_json
from sextant_cli.territory_download import download

app = application("Situe : communes, zonages, ce qui est proche, et le lieu qui convient à une vie.")

RURAL = {
    "socle": "France Ruralités Revitalisation (FRR), socle",
    "plus": "France Ruralités Revitalisation plus (FRR+)",
    "beneficiaire": "commune sortante de ZRR qui garde le bénéfice de FRR",
    "partiel": "classée en partie",
    "oui": "zone de revitalisation rurale (ZRR)",
    "non": "non classée",
}
ZONES = {
    "ZIP": "zone d’intervention prioritaire (ZIP)",
    "ZAC": "zone d’action complémentaire (ZAC)",
    "ZAR": "zone d’accompagnement régional (ZAR)",
    "HZ": "hors zonage",
}

Tables = Annotated[
    Path | None,
    typer.Option(
        "--tables", help="Dossier des tables (sans rien dire : SEXTANT_TERRITORY, sinon celui de la machine)."
    ),
]
OnDay = Annotated[
    str, typer.Option("--on", metavar="JOUR", help="Au jour dit, par exemple 2026-11-02 ; sinon aujourd’hui.")
]
CommuneWords = Annotated[
    str, typer.Argument(metavar="COMMUNE", help="Un nom, un ancien nom, un code postal ou un code Insee.")
]


def tables_folder(given: Path | None) -> Path:
    """Where the tables are kept on this machine."""
    if given is not None:
        return given
    return usual_folder(os.environ)


@app.command("update", cls=Command)
def update_tables(
    folder: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="DOSSIER", help="Lit les fichiers de ce dossier au lieu de les télécharger."
        ),
    ] = None,
    tables: Tables = None,
    as_json: AsJson = False,
) -> None:
    """Renouvelle les tables avec les fichiers des producteurs ; un fichier qui ne va pas laisse l’ancienne table."""
    if folder is not None and not folder.is_dir():
        raise BadInput(f"le dossier « {folder} » n’existe pas")
    with tempfile.TemporaryDirectory() as fetched:
        missed = {} if folder is not None else download(Path(fetched), _progress(as_json))
        outcomes = update(folder or Path(fetched), tables_folder(tables), _progress(as_json))
    if as_json:
        print_json([asdict(one) | {"missed": missed.get(one.source, "")} for one in outcomes])
    else:
        for outcome in outcomes:
            _say_outcome(outcome, missed.get(outcome.source, ""))
    if any(outcome.said or outcome.source in missed for outcome in outcomes):
        raise typer.Exit(1)


def _progress(as_json: bool) -> Any:
    return (
        (lambda words: None)
        if as_json
        else (lambda words: console(stderr=True).print(f"{words}…", style="dim"))
    )


def _say_outcome(outcome: Outcome, missed: str) -> None:
    source = sources()[outcome.source]
    dated = "" if outcome.vintage is None else f", au {wording.say_day(outcome.vintage)}"
    words = {
        "renewed": f"✓ {source.title} : {wording.say_number(outcome.rows)} lignes{dated}",
        "kept": f"= {source.title} : l’ancienne table est gardée",
        "absent": f"– {source.title} : pas de fichier ; ce qui en dépend sera dit inconnu",
    }[outcome.state]
    console().print(wording.typography(words))
    for reason in filter(None, (outcome.said, "" if outcome.state == "renewed" else missed)):
        paragraphs(console(), [f"  {reason}"])


@app.command("sources", cls=Command)
def show_sources(tables: Tables = None, on: OnDay = "", as_json: AsJson = False) -> None:
    """Dit d’où vient chaque table, de quand elle date, et si elle est à renouveler."""
    state, today = kept(tables_folder(tables)), _day(on)
    origins = {name: Origin(sources()[name], date.fromisoformat(one.vintage)) for name, one in state.items()}
    rows = [_source_row(name, source, origins.get(name), today) for name, source in sources().items()]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        dated = (
            f"au {wording.say_day(date.fromisoformat(row['vintage']))}" if row["vintage"] else "non chargée"
        )
        head = f"{row['title']} — {row['producer']}, {dated}{' (à renouveler)' if row['old'] else ''}"
        console().print(Text(wording.typography(head), style="" if row["vintage"] else "dim"))
        paragraphs(console(), [f"  {row['doubt']}"] if row["doubt"] else [])


def _source_row(name: str, source: Source, origin: Origin | None, today: date) -> dict[str, Any]:
    return {
        "table": name,
        "title": source.title,
        "producer": source.producer,
        "licence": source.licence,
        "vintage": origin.vintage.isoformat() if origin else "",
        "page": source.page,
        "doubt": source.doubt,
        "old": origin is not None and origin.is_old(today),
    }


@app.command("show", cls=Command)
def show_commune(
    commune: CommuneWords, on: OnDay = "", tables: Tables = None, as_json: AsJson = False
) -> None:
    """Donne la fiche d’une commune : zonages à la date, ce qui est proche, son rang dans le département."""
    territory = load(tables_folder(tables))
    code, was = one_commune(territory, commune)
    page = sheet(territory, code, on=_day(on))
    if as_json:
        print_json({**asdict(page), "was": was})
        return
    to = console()
    to.print(Text(f"{page.name} ({page.departement})", style="bold"))
    if was:
        paragraphs(to, [f"{was} est aujourd’hui dans {page.name}."])
    people = (
        "population inconnue" if page.population is None else wording.say_count(page.population, "habitant")
    )
    to.print(wording.typography(f"{people} · {page.intercommunality} · code Insee {code}"))
    to.print()
    _say_fact("Médecins généralistes", page.zone, ZONES)
    _say_fact("Ruralité", page.rural, RURAL)
    group = ""
    for line in page.lines:
        if line.group != group:
            group = line.group
            to.print(Text(f"\n{group}", style="bold"))
        rank = (
            "" if line.better_than is None else f"{line.rank} {line.better_than * 100:.0f} % du département"
        )
        dated = "" if line.origin is None else f"{line.origin.vintage.year}{' (ancien)' if line.old else ''}"
        to.print(wording.typography(f"  {line.says:<42} {line.said:<22} {rank:<32} {dated}"), soft_wrap=True)
    to.print()
    paragraphs(to, [f"Minutes : {travel.SAID}."])


def _say_fact(title: str, fact: Fact, words: dict[str, str]) -> None:
    said = f"inconnu : {fact.why}" if fact.value is None else words.get(fact.value, str(fact.value))
    origin = fact.origin
    dated = "" if origin is None else f" ({origin.source.producer}, {wording.say_day(origin.vintage)})"
    paragraphs(console(), [f"{title} : {said}{dated}"])


@app.command("find", cls=Command)
def find_place(
    weight: Annotated[
        list[str] | None,
        typer.Option(
            "--weight",
            metavar="CRITÈRE=POIDS",
            help="Ce qui compte, de 0 à 5, par exemple station=4 ; répétable.",
        ),
    ] = None,
    at_most: Annotated[
        list[str] | None,
        typer.Option(
            "--at-most", metavar="CRITÈRE=MINUTES", help="Une limite à ne pas dépasser, par exemple lycee=20."
        ),
    ] = None,
    zone: Annotated[list[str] | None, typer.Option("--zone", help="ZIP, ZAC, ZAR ou HZ ; répétable.")] = None,
    rural: Annotated[
        bool, typer.Option("--rural", help="Seulement en France Ruralités Revitalisation.")
    ] = False,
    departement: Annotated[
        list[str] | None, typer.Option("--departement", help="Un code de département ; répétable.")
    ] = None,
    near: Annotated[str, typer.Option("--near", metavar="COMMUNE", help="Près de cette commune.")] = "",
    within: Annotated[
        float, typer.Option("--within", metavar="MINUTES", help="Avec --near : à combien de minutes.")
    ] = 60,
    people_least: Annotated[int | None, typer.Option(help="Au moins tant d’habitants.")] = None,
    people_most: Annotated[int | None, typer.Option(help="Au plus tant d’habitants.")] = None,
    most: Annotated[int, typer.Option("--most", help="Combien de communes montrer.")] = 10,
    tables: Tables = None,
    as_json: AsJson = False,
) -> None:
    """Classe les communes selon ce qui compte pour vous, et dit pourquoi."""
    territory = load(tables_folder(tables))
    weights = usual_weights() | {name: int(value) for name, value in _pairs(weight, "--weight")}
    limits = Limits(
        zones=frozenset(word.upper() for word in zone or ()),
        rural=rural,
        departements=frozenset(word.upper() for word in departement or ()),
        people_least=people_least,
        people_most=people_most,
        at_most=dict(_pairs(at_most, "--at-most")),
        near=one_commune(territory, near)[0] if near else "",
        near_minutes=within,
    )
    answer = find(territory, weights, limits, most)
    if as_json:
        print_json([asdict(one) for one in answer.found])
        return
    to = console()
    to.print(
        wording.typography(
            f"{wording.say_count(answer.fitting, 'commune tient', 'communes tiennent')} dans vos limites, "
            f"sur {wording.say_number(answer.communes)}."
        )
    )
    for rank, one in enumerate(answer.found, start=1):
        _say_found(rank, one)
    to.print()
    paragraphs(to, [f"Note sur 100 : ce qui est inconnu ne rapporte rien. Minutes : {travel.SAID}."])
    if not answer.found:
        raise typer.Exit(1)


def _say_found(rank: int, one: Found) -> None:
    place = one.commune
    near = "" if one.near_min is None else f", à {one.near_min:.0f} min"
    zone = place.get("zone") or "zone inconnue"
    head = f"{rank:>2}. {place['name']} ({place['departement']})  {wording.say_number(one.score, 1)}  {zone}{near}"
    console().print(Text(wording.typography(head), style="bold"))
    best = [f"{r.says.lower()} : {r.said}" for r in one.reasons if (r.points or 0) >= 0.5][:3]
    worst = [
        f"{r.says.lower()} : {r.said}"
        for r in reversed(one.reasons)
        if r.points is not None and r.points < 0.5
    ][:2]
    for sign, words in (("+", best), ("−", worst), ("?", [word.lower() for word in one.unknown])):
        if words:
            paragraphs(console(), [f"    {sign} {' ; '.join(words)}"])


def one_commune(territory: Territory, words: str) -> tuple[str, str]:
    """The code of the one commune that ``words`` means, and the old name it was found by. Raises BadInput."""
    found = territory.search(words, most=6)
    if not found:
        raise BadInput(
            f"aucune commune ne s’appelle « {words} »",
            remedy="Essayez son code postal, ou le début de son nom.",
        )
    first = found[0]
    same = [one for one in found if one["name"].casefold() == first["name"].casefold()]
    given_by_code = words.strip().upper() in (
        first["code"],
        *(c for c, (_, now) in territory.former.items() if now == first["code"]),
    )
    if len(same) > 1 and not given_by_code:
        several = " ; ".join(f"{one['name']} ({one['departement']}), code {one['code']}" for one in same)
        raise BadInput(
            f"plusieurs communes s’appellent « {first['name']} »", why=several, remedy="Donnez le code Insee."
        )
    return first["code"], first["was"]


def _pairs(words: list[str] | None, option: str) -> list[tuple[str, float]]:
    pairs = []
    for word in words or ():
        name, sign, value = word.partition("=")
        try:
            number = float(value.replace(",", "."))
        except ValueError:
            number = float("nan")
        if not sign or number != number:
            raise BadInput(
                f"« {option} {word} » ne se lit pas", remedy=f"Écrivez par exemple « {option} station=4 »."
            )
        if name not in criteria():
            raise BadInput(f"le critère « {name} » est inconnu", remedy=did_you_mean(name, list(criteria())))
        pairs.append((name, number))
    return pairs


def _day(given: str) -> date:
    return read_day(given) if given else date.today()
