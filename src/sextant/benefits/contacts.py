"""Whom to ask: roles, what local unions confirmed of them, and the portal of each région with its freshness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import model_validator

from sextant import wording
from sextant.benefits import places
from sextant.benefits.benefit import Scale, months_after
from sextant.benefits.situation import Facts
from sextant.document import read_document
from sextant.form import Day, Form, Text

FILE = Path(__file__).with_name("contacts.yaml")
UNKNOWN = "inconnu"


class Role(Form):
    """An office that one turns to, never a person."""

    id: Text
    name: Text
    scale: Scale
    does: Text


class Referent(Form):
    """What a local union confirmed of an office: how to reach it, and when that was last true."""

    role: Text
    territory: Text
    mailbox: Text = ""
    telephone: Text = ""
    opening: Text = ""
    confirmed: Day
    by: Text

    @model_validator(mode="after")
    def _can_be_reached(self) -> Referent:
        if not (self.mailbox or self.telephone):
            raise ValueError("un contact a une boîte aux lettres ou un téléphone")
        return self

    @property
    def expires(self) -> date:
        """The last day on which the entry is taken as true."""
        return months_after(self.confirmed, 6)


class Portal(Form):
    """The pages of a région for those who set up: PAPS and ARS, when they were seen, how old they say they are."""

    region: Text
    paps: Text = ""
    ars: Text = ""
    seen: Day
    dated: Day | None = None
    note: Text = ""


class Contacts(Form):
    """The three tables of ``contacts.yaml``."""

    roles: list[Role]
    referents: list[Referent]
    portals: list[Portal]

    @model_validator(mode="after")
    def _roles_exist(self) -> Contacts:
        known = {role.id for role in self.roles}
        for referent in self.referents:
            if referent.role not in known:
                raise ValueError(
                    f"le rôle « {referent.role} » est inconnu → Rôles : {', '.join(sorted(known))}."
                )
        return self


@lru_cache(maxsize=1)
def contacts() -> Contacts:
    """The shipped directory. Raises BadDocument when it does not hold."""
    return read_document(FILE).validate(Contacts)


@dataclass(frozen=True, slots=True)
class Contact:
    """An office as it is shown: its name, its place, and what is known of how to reach it."""

    role: str
    name: str
    place: str
    does: str
    mailbox: str = UNKNOWN
    telephone: str = UNKNOWN
    opening: str = UNKNOWN
    confirmed: date | None = None
    stale: bool = False

    @property
    def says(self) -> str:
        """« CPAM, relations avec les professionnels de santé — Sarthe (72) »."""
        return f"{self.name} — {self.place}" if self.place else self.name


def contact_of(role: str, facts: Facts, on: date, event: str = "projet.date") -> Contact:
    """The office of that role for this person: of the placement when the event is one, else of the project."""
    found = next((one for one in contacts().roles if one.id == role), None)
    if found is None:
        return Contact(role, role, "", "")
    prefix = "stage" if event.startswith("stage.") else "territoire"
    code = _code(found.scale, facts, prefix)
    place = places.name(found.scale, code) if code and found.scale in ("region", "departement") else ""
    if not place and code:
        place = f"commune {code}" if found.scale == "commune" else f"intercommunalité {code}"
    known = next((one for one in contacts().referents if one.role == role and one.territory == code), None)
    if known is None:
        return Contact(role, found.name, place, found.does)
    return Contact(
        role, found.name, place, found.does, known.mailbox or UNKNOWN, known.telephone or UNKNOWN,
        known.opening or UNKNOWN, known.confirmed, on > known.expires,
    )  # fmt: skip


def _code(scale: str, facts: Facts, prefix: str) -> str:
    if scale == "commune":
        return str(facts.get("stage.commune" if prefix == "stage" else "projet.commune") or "")
    return str(facts.get(f"{prefix}.{scale}") or "")


def portal_says(region: str, on: date) -> str:
    """Where the région says it, and how fresh that is; unknown stays unknown."""
    found = next((one for one in contacts().portals if one.region == region), None)
    if found is None:
        return (
            f"{places.name('region', region)} : portail non relevé (www.paps.sante.fr mène à chaque région)"
        )
    address = found.paps or found.ars
    age = f"page datée du {wording.say_day(found.dated)}" if found.dated else found.note or "page sans date"
    old = found.dated is not None and on > months_after(found.dated, 12)
    if old:
        age += ", plus d’un an : à vérifier"
    return f"{places.name('region', region)} : {address} ({age}, vue le {wording.say_day(found.seen)})"
