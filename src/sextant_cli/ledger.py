"""``sextant ledger``: keeps a ledger of hours, sealed entry by entry, and shows that it is whole."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import typer
from rich.text import Text

from sextant import wording
from sextant.almanac.activity import ABSENCES, CallOut, Kind
from sextant.almanac.hours_form import read_clock, read_length
from sextant.almanac.notation import parse_week
from sextant.almanac.person import Person
from sextant.almanac.span import local
from sextant.document import read_bytes
from sextant.errors import BadFile, BadInput, BadNotation, Place
from sextant.form import did_you_mean
from sextant.law import say
from sextant.ledger.entry import Correction, Entry, Source, absence, cancellation
from sextant.ledger.from_activities import entries_from
from sextant.ledger.journal import Noted, Replayed, Verdict
from sextant.ledger.ledger_file import add, check_ledger, new_ledger, read_ledger
from sextant.ledger.root import Root, make_root, read_roots, write_root
from sextant.ledger.signature import Signer, fingerprint, new_signer, read_signer
from sextant.ledger.wall_clock import read_wall
from sextant.roster.roster_file import write_whole
from sextant_cli.french import Command, application
from sextant_cli.law import AsJson, read_day
from sextant_cli.show import console, print_json, write

app = application("Tient un carnet d’heures scellé : noter, corriger, vérifier, compter, imprimer.")

Carnet = Annotated[Path, typer.Argument(metavar="CARNET", help="Le fichier du carnet (.jsonl).")]
Now = Annotated[str, typer.Option("--now", hidden=True, help="L’heure qu’il est.")]
Since = Annotated[str, typer.Option("--from", metavar="JOUR", help="Premier jour.")]
Until = Annotated[str, typer.Option("--to", metavar="JOUR", help="Dernier jour, compris.")]
Line = Annotated[str, typer.Option(help="La ligne de garde ou d’astreinte.")]
Site = Annotated[str, typer.Option(help="Un autre hôpital que le sien.")]
Note = Annotated[str, typer.Option(help="Une note, sans rien qui nomme un patient.")]
HalfDays = Annotated[
    int | None, typer.Option("--half-days", min=1, max=2, help="Demi-journées d’un stage d’un seul tenant.")
]
Lunch = Annotated[str, typer.Option(help="Coupure non travaillée au milieu de la journée : 1h, 45min.")]
CallOuts = Annotated[
    list[str] | None,
    typer.Option(
        "--call-out",
        metavar="HEURES",
        help="Un déplacement d’astreinte, trajet compris : 20:00-22:00~1h, dont 1 h sur place. À répéter.",
    ),
]


@app.command("new", cls=Command)
def new(
    carnet: Carnet,
    name: Annotated[str, typer.Option(help="Le nom écrit sur les relevés.")] = "Interne",
    placement: Annotated[str, typer.Option(help="Lieu du stage : hopital, ambulatoire ou saspas.")] = "",
    status: Annotated[str, typer.Option(help="Statut : interne ou docteur-junior.")] = "",
    share: Annotated[
        float, typer.Option(min=0.1, max=1.0, help="Quotité de temps, 0.5 pour un mi-temps.")
    ] = 1.0,
    territory: Annotated[str, typer.Option(help="Territoire, pour les jours fériés et l’heure.")] = "",
    site: Annotated[str, typer.Option(help="Hôpital ou cabinet d’affectation.")] = "",
    placement_start: Annotated[
        str, typer.Option("--placement-start", metavar="JOUR", help="Premier jour du stage de six mois.")
    ] = "",
    third_month: Annotated[
        str,
        typer.Option("--third-month", metavar="JOUR", help="Premier jour du troisième mois de grossesse."),
    ] = "",
    leave_taken: Annotated[
        float,
        typer.Option("--leave-taken", min=0, max=60, help="Jours ouvrables de congé déjà pris cette année."),
    ] = 0.0,
) -> None:
    """Commence un carnet vide, pour une personne."""
    person: dict[str, Any] = {"name": name}
    person |= {
        key: value
        for key, value in (
            ("placement", placement),
            ("status", status),
            ("territory", territory),
            ("site", site),
        )
        if value
    }
    if share < 1:
        person["share"] = share
    if leave_taken:
        person["leave_taken"] = leave_taken
    if placement_start:
        person["placement_start"] = read_day(placement_start).isoformat()
    if third_month:
        person["pregnancy"] = {"third_month": read_day(third_month).isoformat()}
    new_ledger(carnet, uuid4().hex, person)
    _say(f"Carnet commencé : {carnet}. Première présence : sextant ledger add {carnet} stage "
         '"2026-11-16 08:30" "2026-11-16 13:00".')  # fmt: skip


@app.command("add", cls=Command)
def add_entry(
    carnet: Carnet,
    kind: Annotated[
        str,
        typer.Argument(metavar="NATURE", help="stage, garde-nuit, garde-jour, demi-garde, astreinte, conge…"),
    ] = "",
    start: Annotated[str, typer.Argument(metavar="DÉBUT", help='Jour et heure : "2026-11-16 08:30".')] = "",
    end: Annotated[str, typer.Argument(metavar="FIN", help='Jour et heure, ou heure seule : "13:00".')] = "",
    week: Annotated[
        list[str] | None,
        typer.Option(
            "--week", metavar="SEMAINE", help="Une semaine en lettres, voir sextant audit. À répéter."
        ),
    ] = None,
    since: Annotated[
        str, typer.Option("--from", metavar="JOUR", help="Le lundi de la première semaine.")
    ] = "",
    repeat: Annotated[
        int, typer.Option(min=1, max=60, help="Nombre de fois que ces semaines se répètent.")
    ] = 1,
    half_days: HalfDays = None,
    lunch: Lunch = "",
    call_outs: CallOuts = None,
    line: Line = "",
    site: Site = "",
    note: Note = "",
    tag: Annotated[list[str] | None, typer.Option(help="Une étiquette courte. À répéter.")] = None,
    out_of_care: Annotated[
        str, typer.Option("--out-of-care", help="Temps passé hors du soin : secrétariat, brancardage… 1h30.")
    ] = "",
    no_pause: Annotated[bool, typer.Option("--no-pause", help="La pause n’a pas été donnée.")] = False,
    pause: Annotated[bool, typer.Option("--pause", help="La pause a été donnée.")] = False,
    asked_by: Annotated[str, typer.Option("--asked-by", help="Qui a demandé cette présence.")] = "",
    consent: Annotated[bool, typer.Option("--consent", help="Demandée ou acceptée par l’interne.")] = False,
    zone: Annotated[str, typer.Option(help="Fuseau horaire, s’il n’est pas celui du carnet.")] = "",
    now: Now = "",
) -> None:
    """Note une présence, une absence, ou des semaines entières en lettres."""
    at = read_now(now)
    person = read_ledger(carnet).person
    if week:
        if kind:
            raise BadInput("une présence et une semaine à la fois", remedy="Donnez l’une ou l’autre.")
        entries = list(_weeks(week * repeat, since, person, at))
    else:
        facts = {
            "half_days": half_days, "line": line, "site": site, "note": note, "tags": tuple(tag or ()),
            "asked_by": asked_by, "consent": consent, "lunch": read_minutes(lunch),
            "out_of_care": read_minutes(out_of_care) if out_of_care else None,
            "pause": False if no_pause else (True if pause else None),
        }  # fmt: skip
        entries = list(typed_entries(kind, start, end, zone or person.zone, call_outs or [], facts, at))
    added = add(carnet, entries, at)
    seal = added[-1].seal
    said = f"n° {added[0].number}" if len(added) == 1 else f"n° {added[0].number} à {added[-1].number}"
    _say(
        f"Noté : {wording.say_count(len(added), 'entrée')}, {said}. Sceau {seal[:4]}-{seal[4:8]}-{seal[8:12]}."
    )


@app.command("correct", cls=Command)
def correct(
    carnet: Carnet,
    number: Annotated[int, typer.Argument(metavar="NUMÉRO", help="Le numéro de l’entrée dans le carnet.")],
    why: Annotated[str, typer.Option("--why", metavar="MOTIF", help="Pourquoi, en quelques mots.")] = "",
    start: Annotated[
        str, typer.Option("--start", metavar="DÉBUT", help="Le début qu’il fallait noter.")
    ] = "",
    end: Annotated[str, typer.Option("--end", metavar="FIN", help="La fin qu’il fallait noter.")] = "",
    kind: Annotated[str, typer.Option(help="La nature qu’il fallait noter.")] = "",
    half_days: HalfDays = None,
    lunch: Lunch = "",
    call_outs: CallOuts = None,
    line: Line = "",
    site: Site = "",
    note: Note = "",
    cancel: Annotated[bool, typer.Option("--cancel", help="Annule l’entrée : elle n’a pas eu lieu.")] = False,
    now: Now = "",
) -> None:
    """Corrige ou annule une entrée ; l’ancienne reste dans le carnet, à côté du motif."""
    at = read_now(now)
    ledger = read_ledger(carnet)
    found = _numbered(ledger.replay(), number)
    before = found.current
    if before is None:
        raise BadInput(
            f"l’entrée n° {number} est déjà annulée", remedy="Notez-la de nouveau si elle a eu lieu."
        )
    made = f"k-{uuid4().hex}"
    if cancel:
        correction = cancellation(before, why, correction_id=made, recorded_at=at)
    else:
        changes: dict[str, Any] = {
            key: value for key, value in (("line", line), ("site", site), ("note", note)) if value
        }
        if kind:
            changes["kind"] = read_kind(kind)
        if half_days is not None:
            changes["half_days"] = half_days
        if lunch:
            changes["lunch"] = read_minutes(lunch)
        if start:
            changes["start"] = read_wall(start, before.zone)
        if end:
            day = local(changes.get("start", before.start), before.zone).date()
            changes["end"] = _end(end, day, changes.get("start", before.start), before.zone)
        if call_outs:
            changes["call_outs"] = tuple(
                _call_out(text, changes.get("start", before.start), before.zone) for text in call_outs
            )
        correction = Correction(made, before.id, replace(before, **changes), why, at)
    (sealed,) = add(carnet, [correction], at)
    what = "annulée" if cancel else "corrigée"
    _say(f"Entrée n° {number} {what} par la n° {sealed.number} ; l’ancienne reste lisible.")


@app.command("show", cls=Command)
def show(
    carnet: Carnet,
    since: Since = "",
    until: Until = "",
    history: Annotated[bool, typer.Option("--history", help="Montre aussi les corrections.")] = False,
    as_json: AsJson = False,
) -> None:
    """Montre les entrées d’un carnet, dans l’ordre du travail."""
    ledger = read_ledger(carnet)
    low = read_day(since).toordinal() if since else 0
    high = read_day(until).toordinal() if until else date.max.toordinal()
    rows = sorted(
        (one for one in ledger.replay().noted if low <= (one.current or one.first).day <= high),
        key=lambda one: (one.current or one.first).start,
    )
    if as_json:
        print_json([_noted_json(one) for one in rows])
        return
    to = console()
    to.print(Text(f"{ledger.person.name}, {wording.say_count(len(rows), 'entrée')}", style="bold"))
    for one in rows:
        entry = one.current or one.first
        if one.current is None and not history:
            continue
        mark = "annulée" if one.current is None else ("corrigée" if one.corrections else "")
        write(to, f"{one.number:>5}  {say_entry(entry)}{f' ({mark})' if mark else ''}", indent=7)
        if history and one.corrections:
            write(to, f"notée d’abord : {say_entry(one.first)}", indent=9, style="dim")
            for correction in one.corrections:
                write(to, f"le {wording.say_day(correction.recorded_at.date())} : {correction.reason}",
                      indent=9, style="dim")  # fmt: skip


@app.command("verify", cls=Command)
def verify(
    carnet: Carnet,
    root: Annotated[
        list[Path] | None,
        typer.Option("--root", metavar="EMPREINTE", help="Une empreinte déposée ailleurs. À répéter."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Vérifie qu’aucune entrée n’a été modifiée, retirée, ajoutée ni déplacée."""
    roots = [one for path in root or [] for one in _roots(path)]
    verdict, chain, torn = check_ledger(carnet, {one.entries: one.seal for one in roots})
    stranger = next((one for one in roots if one.chain != chain), None)
    if stranger is not None:
        raise BadInput(
            "cette empreinte est celle d’un autre carnet",
            remedy="Donnez celle qui a été tirée de ce carnet-ci.",
        )
    if as_json:
        print_json({"whole": verdict.whole, "entries": verdict.lines, "seal": verdict.head.seal,
                    "flaws": [flaw.says for flaw in verdict.flaws]})  # fmt: skip
    else:
        _say_verdict(verdict, roots, torn)
    if not verdict.whole:
        raise typer.Exit(1)


@app.command("root", cls=Command)
def root(
    carnet: Carnet,
    key: Annotated[
        Path | None,
        typer.Option("--key", metavar="CLÉ", help="La clé qui signe ; faite si elle n’existe pas encore."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="EMPREINTE", help="Le fichier à écrire.")
    ] = None,
    now: Now = "",
) -> None:
    """Tire l’empreinte signée du jour, à déposer ailleurs : courriel à soi-même, syndicat, huissier."""
    verdict, chain, _ = check_ledger(carnet)
    if not verdict.whole:
        raise BadInput(f"ce carnet n’est pas intact : {verdict.flaws[0].says}",
                       remedy="Voyez « sextant ledger verify ».")  # fmt: skip
    made = make_root(chain, verdict.head, read_now(now), signer_of(key))
    text = write_root(made)
    if out is None:
        print(text, end="")
        return
    before = out.read_text(encoding="utf-8") if out.exists() else ""
    write_whole(out, before + text)
    _say(f"Empreinte du {wording.say_day(made.day)} écrite dans {out} : {made.entries} entrées, clé "
         f"{fingerprint(made.key)}. Gardez-la hors de cette machine.")  # fmt: skip


# -- what is typed --------------------------------------------------------------------------------------


def typed_entries(
    kind: str,
    start: str,
    end: str,
    zone: str,
    call_outs: list[str],
    facts: dict[str, Any],
    at: datetime,
) -> Iterator[Entry]:
    """One entry, or one for each day of an absence."""
    what = read_kind(kind)
    if not start:
        raise BadInput("le début manque", remedy='Écrivez par exemple « stage "2026-11-16 08:30" 13:00 ».')
    if what in ABSENCES:
        first = read_day(start[:10])
        last = read_day(end[:10]) if end else first
        if last < first or (last - first).days > 366:
            raise BadInput(
                f"l’absence va du {first:%d/%m/%Y} au {last:%d/%m/%Y}", remedy="Vérifiez les dates."
            )
        for n in range((last - first).days + 1):
            day = (first + timedelta(days=n)).toordinal()
            yield replace(absence(f"t-{uuid4().hex}", what, day, at, zone=zone), note=facts["note"])
        return
    if not end:
        raise BadInput("la fin manque", remedy="Le carnet note ce qui est fini : donnez l’heure de fin.")
    since = read_wall(start, zone)
    until = _end(end, local(since, zone).date(), since, zone)
    calls = tuple(_call_out(text, since, zone) for text in call_outs)
    yield Entry(f"t-{uuid4().hex}", what, since, until, at, zone, call_outs=calls, **facts)


def _end(text: str, day: date, since: int, zone: str) -> int:
    """A clock alone is the first one after the start."""
    if "-" in text.strip()[1:]:
        return read_wall(text, zone)
    try:
        clock = read_clock(text)
    except ValueError as error:
        raise BadInput(str(error)) from None
    for n in range(2):
        extra, rest = divmod(clock, 1440)
        found = read_wall(f"{day + timedelta(days=n + extra)} {rest // 60:02d}:{rest % 60:02d}", zone)
        if found > since:
            return found
    raise BadInput("la fin n’est pas après le début")


def _call_out(text: str, since: int, zone: str) -> CallOut:
    found = re.match(r"([^-–~]+)[-–]([^-–~]+)(?:~(.+))?\Z", text.strip())
    if not found:
        raise BadInput(
            f"« {text:.40} » n’est pas un déplacement", remedy="Écrivez par exemple 20:00-22:00~1h."
        )
    day = local(since, zone).date()
    start = _end(found[1], day, since - 1, zone)
    end = _end(found[2], local(start, zone).date(), start, zone)
    return CallOut(start, end, read_minutes(found[3]) if found[3] else end - start)


def _weeks(weeks: list[str], since: str, person: Person, at: datetime) -> Iterator[Entry]:
    if not since:
        raise BadInput(
            "le lundi de la première semaine manque", remedy="Écrivez par exemple --from 2026-11-16."
        )
    monday = read_day(since)
    for n, text in enumerate(part for week in weeks for part in week.split("|") if part.strip()):
        try:
            activities = parse_week(
                text, monday + timedelta(weeks=n), zone=person.zone, territory=person.territory
            )
        except BadNotation as error:
            raise error from None
        yield from entries_from(activities, person.zone, Source.TYPED, at)


def read_kind(text: str) -> Kind:
    try:
        return Kind(text.strip())
    except ValueError:
        known = [kind.value for kind in Kind if kind is not Kind.CALL_OUT]
        raise BadInput(
            f"« {text:.40} » n’est pas une nature de présence" if text else "rien à noter",
            remedy=did_you_mean(text, known),
        ) from None


def read_minutes(text: str) -> int:
    if not text:
        return 0
    try:
        return read_length(text)
    except ValueError as error:
        raise BadInput(str(error)) from None


def read_now(text: str) -> datetime:
    if not text:
        return datetime.now(UTC)
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _numbered(replayed: Replayed, number: int) -> Noted:
    found = next((one for one in replayed.noted if one.number == number), None)
    if found is None:
        raise BadInput(f"il n’y a pas d’entrée n° {number} dans ce carnet",
                       remedy="« sextant ledger show » donne les numéros.")  # fmt: skip
    return found


def signer_of(path: Path | None) -> Signer:
    """The key of a file, made and written for its owner alone when it is not there yet."""
    where = path or Path.home() / ".config" / "sextant" / "cle.pem"
    if where.exists():
        return read_signer(read_bytes(where))
    signer = new_signer()
    where.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(where, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.write(signer.pem())
    _say(f"Clé faite : {where}. Gardez-la ; elle signe vos empreintes et vos relevés.", stderr=True)
    return signer


def _roots(path: Path) -> tuple[Root, ...]:
    try:
        return read_roots(read_bytes(path).decode("utf-8"), str(path))
    except UnicodeDecodeError:
        raise BadFile(
            "ce n’est pas une empreinte de carnet",
            place=Place(file=str(path)),
            remedy="Donnez le fichier reçu avec l’empreinte, tel quel.",
        ) from None


# -- what is answered -----------------------------------------------------------------------------------


def say_entry(entry: Entry) -> str:
    """« lundi 16 novembre 2026, stage, de 8 h 30 à 13 h (4 h 30) »."""
    start, end = local(entry.start, entry.zone), local(entry.end, entry.zone)
    day = wording.say_date(date.fromordinal(entry.day))
    if entry.kind in ABSENCES:
        return f"{day}, {say.name(entry.kind)}"
    clocks = [wording.say_time(one.hour * 60 + one.minute) for one in (start, end)]
    more = [entry.site, entry.line]
    more += [f"coupure de {wording.say_duration(entry.lunch)}"] if entry.lunch else []
    if entry.call_outs:
        total = sum(call.end - call.start for call in entry.call_outs)
        more.append(
            f"{wording.say_count(len(entry.call_outs), 'déplacement')}, {wording.say_duration(total)}"
        )
    more += ["sans pause"] if entry.pause is False else []
    more += [entry.note] if entry.note else []
    told = "".join(f", {part}" for part in more if part)
    name = f"{entry.half_days} demi-journées de stage" if entry.half_days == 2 else say.name(entry.kind)
    return f"{day}, {name}, de {clocks[0]} à {clocks[1]} ({wording.say_duration(entry.minutes)}){told}"


def _say_verdict(verdict: Verdict, roots: list[Root], torn: int) -> None:
    to = console()
    if verdict.whole:
        said = f"Carnet intact : {wording.say_count(verdict.lines, 'entrée')}, chacune scellée par la précédente."
        to.print(Text(wording.typography(said), style="bold green"))
        for one in roots:
            write(to, f"  Conforme à l’empreinte du {wording.say_day(one.day)} "
                      f"({wording.say_count(one.entries, 'entrée')}, clé {fingerprint(one.key)}).", indent=2)  # fmt: skip
        if not roots:
            write(
                to,
                "  Sans empreinte déposée ailleurs, rien ne dit si la fin a été coupée : --root.",
                indent=2,
            )
    else:
        to.print(Text(wording.typography("Carnet altéré."), style="bold red"))
        for flaw in verdict.flaws:
            write(to, f"■ {flaw.says[0].upper()}{flaw.says[1:]}.", indent=2, mark="bold red")
    if torn:
        write(to, f"  Une écriture interrompue a laissé {torn} octets : rien n’y était scellé, "
                  "la prochaine entrée les remplace.", indent=2)  # fmt: skip


def _noted_json(noted: Noted) -> dict[str, Any]:
    entry = noted.current or noted.first
    return {
        "number": noted.number,
        "id": entry.id,
        "kind": entry.kind.value,
        "from": local(entry.start, entry.zone),
        "to": local(entry.end, entry.zone),
        "minutes": entry.minutes,
        "source": entry.source.value,
        "recorded_at": noted.first.recorded_at,
        "sealed_at": noted.sealed_at,
        "withdrawn": noted.current is None,
        "corrections": [{"reason": c.reason, "recorded_at": c.recorded_at} for c in noted.corrections],
    }


def _say(sentence: str, *, stderr: bool = False) -> None:
    write(console(stderr=stderr), sentence)
