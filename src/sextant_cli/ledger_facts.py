"""``sextant ledger facts``: what changes the law's verdict about a person, sealed and dated in her ledger."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import uuid4

import typer

from sextant import wording
from sextant.almanac.activity import Kind
from sextant.errors import BadInput
from sextant.ledger.acceptance import person_from
from sextant.ledger.declared import facts_said, say_facts
from sextant.ledger.entry import PersonFacts
from sextant.ledger.ledger_file import add, read_ledger
from sextant_cli.french import Command
from sextant_cli.law import AsJson, read_day
from sextant_cli.ledger import Carnet, Now, read_kind, read_now
from sextant_cli.show import console, print_json, write


def add_to(app: typer.Typer) -> None:
    """Make this a command of ``sextant ledger``."""
    app.command("facts", cls=Command)(facts)


def facts(
    carnet: Carnet,
    third_month: Annotated[
        str,
        typer.Option("--third-month", metavar="JOUR", help="Premier jour du troisième mois de grossesse."),
    ] = "",
    pregnancy_until: Annotated[
        str,
        typer.Option(
            "--pregnancy-until", metavar="JOUR", help="Dernier jour de la grossesse, s’il est connu."
        ),
    ] = "",
    consent: Annotated[
        str, typer.Option("--consent", metavar="JOUR", help="Jour de l’accord pour continuer les gardes.")
    ] = "",
    revoked: Annotated[
        str, typer.Option("--revoked", metavar="JOUR", help="Jour où cet accord est repris.")
    ] = "",
    no_pregnancy: Annotated[
        bool, typer.Option("--no-pregnancy", help="Il n’y a plus de grossesse à compter.")
    ] = False,
    certificate: Annotated[
        list[str] | None,
        typer.Option(
            "--certificate",
            metavar="CERTIFICAT",
            help="Un certificat de plus : premier jour, dernier jour, ce qu’il exclut, comme "
            "2026-11-16:2026-12-15:garde-nuit,demi-garde. À répéter.",
        ),
    ] = None,
    no_certificates: Annotated[
        bool, typer.Option("--no-certificates", help="Retire les certificats déclarés jusqu’ici.")
    ] = False,
    trimester: Annotated[
        str,
        typer.Option(
            "--trimester", metavar="JOUR:JOUR", help="Trimestre de moyenne, s’il n’est pas l’habituel."
        ),
    ] = "",
    usual_trimester: Annotated[
        bool, typer.Option("--usual-trimester", help="Revient au trimestre habituel, la moitié du stage.")
    ] = False,
    status: Annotated[str, typer.Option(help="Statut : interne ou docteur-junior.")] = "",
    placement: Annotated[str, typer.Option(help="Lieu du stage : hopital, ambulatoire ou saspas.")] = "",
    placement_start: Annotated[
        str, typer.Option("--placement-start", metavar="JOUR", help="Premier jour du stage de six mois.")
    ] = "",
    share: Annotated[
        float | None, typer.Option(min=0.1, max=1.0, help="Quotité de temps, 0.5 pour un mi-temps.")
    ] = None,
    surnombre: Annotated[
        bool | None, typer.Option("--surnombre/--no-surnombre", help="Stage en surnombre, ou non.")
    ] = None,
    leave_taken: Annotated[
        float | None,
        typer.Option(
            "--leave-taken", min=0, max=60, help="Jours ouvrables de congé déjà pris, hors du carnet."
        ),
    ] = None,
    site: Annotated[str, typer.Option(help="Hôpital ou cabinet d’affectation.")] = "",
    territory: Annotated[str, typer.Option(help="Territoire, pour les jours fériés et l’heure.")] = "",
    as_json: AsJson = False,
    now: Now = "",
) -> None:
    """Montre ce qui change la loi pour la personne, ou le déclare : grossesse, certificat, stage ; daté et scellé."""
    ledger = read_ledger(carnet)
    changed = dict(ledger.facts)
    _pregnancy(changed, third_month, pregnancy_until, consent, revoked, no_pregnancy)
    certificates = [] if no_certificates else list(changed.pop("restrictions", []))
    certificates += [_certificate(text) for text in certificate or []]
    changed.pop("restrictions", None)
    if certificates:
        changed["restrictions"] = certificates
    if usual_trimester:
        changed.pop("trimester", None)
    if trimester:
        first, last = _days(trimester, 2, "un trimestre", "2026-11-02:2027-01-31")
        changed["trimester"] = {"from": _iso(first), "to": _iso(last)}
    for key, value in (
        ("status", status), ("placement", placement), ("site", site), ("territory", territory),
        ("placement_start", _iso(placement_start)),
    ):  # fmt: skip
        if value:
            changed[key] = value
    for key, number in (("share", share), ("surnombre", surnombre), ("leave_taken", leave_taken)):
        if number is not None:
            changed[key] = number
    if changed != dict(ledger.facts):
        at = read_now(now)
        add(carnet, [PersonFacts(f"f-{uuid4().hex}", changed, at)], at)
        ledger = read_ledger(carnet)
    if as_json:
        print_json({"facts": dict(ledger.facts), "lines": ledger.head.number})
        return
    _show(ledger.facts, ledger.person.name, [say_facts(one) for one in ledger.replay().facts])


def _pregnancy(
    changed: dict[str, Any], third_month: str, until: str, consent: str, revoked: str, none: bool
) -> None:
    given = bool(third_month or until or consent or revoked)
    if none:
        if given:
            raise BadInput("une grossesse et son absence à la fois", remedy="Donnez l’une ou l’autre.")
        changed.pop("pregnancy", None)
    if not given:
        return
    found = dict(changed.get("pregnancy") or {})
    agreed = dict(found.get("consent") or {})
    if third_month:
        found["third_month"] = _iso(third_month)
    if "third_month" not in found:
        raise BadInput(
            "le premier jour du troisième mois manque", why="la dispense de gardes court de ce jour",
            remedy="Donnez-le avec --third-month ; il est sur le certificat de grossesse.",
        )  # fmt: skip
    if until:
        found["until"] = _iso(until)
    if consent:
        agreed = {"from": _iso(consent)}
    if revoked:
        if not agreed:
            raise BadInput(
                "un accord repris a d’abord été donné", remedy="Donnez le jour de l’accord : --consent."
            )
        agreed["revoked"] = _iso(revoked)
    if agreed:
        found["consent"] = agreed
    changed["pregnancy"] = found


def _certificate(text: str) -> dict[str, Any]:
    first, last, kinds = _days(text, 3, "un certificat", "2026-11-16:2026-12-15:garde-nuit,demi-garde")
    named = [read_kind(kind) for kind in kinds.split(",")]
    if Kind.CALL_OUT in named:
        raise BadInput("un déplacement ne s’exclut pas seul", remedy="Excluez l’astreinte.")
    return {"from": _iso(first), "to": _iso(last), "kinds": [kind.value for kind in named]}


def _days(text: str, many: int, what: str, example: str) -> list[str]:
    parts = [part.strip() for part in text.split(":")]
    if len(parts) != many or not all(parts):
        raise BadInput(f"« {text:.60} » n’est pas {what}", remedy=f"Écrivez par exemple {example}.")
    return parts


def _iso(text: str) -> str:
    return read_day(text).isoformat() if text else ""


def _show(standing: Any, name: str, history: list[str]) -> None:
    to = console()
    write(to, f"{name}, ce qui est déclaré", style="bold")
    for one in facts_said(person_from(standing, name)) or ["rien qui change la loi : le cas habituel"]:
        write(to, f"  {one}", indent=4)
    if history:
        write(to, f"Déclarations scellées : {wording.say_number(len(history))}", style="bold")
        for said in reversed(history):
            write(to, f"  {said}", indent=4)
    write(
        to,
        "Ni diagnostic ni motif : des jours suffisent. Les anciennes déclarations restent lisibles.",
        style="dim",
    )
