"""Two hospitals side by side, in two subdivisions, with the cast in their places.

``world.own`` and ``world.neighbour`` give a value to each word that an address may name (``ward``, ``roster``…):
ours, and the one next door. A subject that brings a new word adds it here, both sides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sextant_web.dossier.models import Exhibit, Matter, SharedDossier
from sextant_web.grid.models import Swap
from sextant_web.ledger.models import Share
from sextant_web.ledger.noting import note
from sextant_web.people.models import Hospital, Invitation, Role, RoleKind, Subdivision, User, Ward
from sextant_web.registers.models import Entry, EntryState, ProposedBenefit
from sextant_web.roster.models import Roster, Search, Source, Version
from tests.cast import (
    CAMILLE,
    DR_KERN,
    DR_LEMOINE,
    LOU,
    M_FABRE,
    MALO,
    MME_ROUX,
    NOOR,
    PR_ANDRE,
    SACHA,
    YANIS,
    Someone,
)
from tests.sextant_web.ledger.noted import stage

SINCE = date(2026, 11, 2)


@dataclass
class Side:
    """One side of the street."""

    subdivision: Subdivision
    hospital: Hospital
    ward: Ward
    names: dict[str, Any] = field(default_factory=dict)  # word of an address -> value


@dataclass
class World:
    """Who is where. ``users`` by first name of the cast."""

    ours: Side
    theirs: Side
    users: dict[str, User]

    def user(self, someone: Someone) -> User:
        return self.users[someone.name]

    @property
    def own(self) -> dict[str, Any]:
        return self.ours.names

    @property
    def neighbour(self) -> dict[str, Any]:
        return self.theirs.names


def build() -> World:
    """Rows for the whole cast."""
    ours = _side("Angers", "CH du Val", "Médecine polyvalente")
    theirs = _side("Brest", "CH de la Côte", "Urgences")
    seats: list[tuple[Someone, RoleKind, dict[str, Any]]] = [
        (CAMILLE, RoleKind.INTERN, {"ward": ours.ward}),
        (YANIS, RoleKind.INTERN, {"ward": ours.ward}),
        (DR_LEMOINE, RoleKind.WARD_HEAD, {"ward": ours.ward}),
        (MME_ROUX, RoleKind.DIRECTOR, {"hospital": ours.hospital}),
        (PR_ANDRE, RoleKind.COORDINATOR, {"subdivision": ours.subdivision}),
        (SACHA, RoleKind.UNION, {"subdivision": ours.subdivision}),
        (NOOR, RoleKind.FEDERATION, {}),
        (MALO, RoleKind.INTERN, {"ward": theirs.ward}),
        (DR_KERN, RoleKind.WARD_HEAD, {"ward": theirs.ward}),
        (M_FABRE, RoleKind.DIRECTOR, {"hospital": theirs.hospital}),
        (LOU, RoleKind.UNION, {"subdivision": theirs.subdivision}),
    ]
    users = {}
    for number, (someone, kind, place) in enumerate(seats):
        user = User.objects.create_user(f"personne{number}@exemple.fr", someone.name)
        role = Role.objects.create(user=user, kind=kind, first=SINCE, **place)
        users[someone.name] = user
        for side, first in ((ours, CAMILLE), (theirs, MALO)):
            if someone is first:
                side.names["swap"] = _swap(side.names["version"], user).pk
        for side, heads in ((ours, DR_LEMOINE), (theirs, DR_KERN)):
            if someone is heads:
                side.names["role"] = role.pk
                side.names["invitation"] = _invited(side.ward, user).pk
    for side, someone, friend in ((ours, CAMILLE, SACHA), (theirs, MALO, LOU)):
        side.names |= _hours(users[someone.name], users[friend.name])
    return World(ours, theirs, users)


def _hours(user: User, friend: User) -> dict[str, Any]:
    """A day of stage that was noted, and the trimester shown to somebody of the local union."""
    entry = stage(0, id=f"entree-{user.pk}")
    note(user, [entry], datetime(2026, 11, 3, 12, 0, tzinfo=UTC))
    days = {"first": SINCE, "last": date(2027, 1, 31), "until": date(2027, 1, 31)}
    share = Share.objects.create(user=user, to_email=friend.email, **days)
    matter = Matter.objects.create(
        user=user, procedure="plus-de-48-heures", first=SINCE, last=date(2026, 11, 29)
    )
    exhibit = Exhibit.objects.create(
        user=user, number=1, title="Photo", name="photo.png", content=b"x", weight=1, sha256="0" * 64
    )
    subdivision = user.roles.get().ward.hospital.subdivision  # type: ignore[union-attr]
    bundle = SharedDossier.objects.create(user=user, union=subdivision, content=b"%PDF-", code="x", **days)
    told = {"matter": matter.pk, "letter": "recuperation", "exhibit": exhibit.pk}
    told |= {"bundle": bundle.pk, "shown": bundle.pk}
    return told | {"entry": entry.id, "share": share.pk, "received": share.pk, "secret": "un-secret-inconnu"}


def _registers(subdivision: Subdivision) -> dict[str, Any]:
    """A contact that the local union confirmed, and an aid that a town hall proposed."""
    departement = {"Angers": "49"}.get(subdivision.name, "29")
    entry = Entry.objects.create(
        kind="referent", scale="departement", territory=departement, state=EntryState.PUBLISHED, subdivision=subdivision,
        values={"role": "guichet", "mailbox": "guichet@exemple.fr"}, written=SINCE, confirmed=SINCE,
    )  # fmt: skip
    proposal = ProposedBenefit.objects.create(
        file="d49-essai.yaml", text="id: d49-essai\n", name="Aide d’essai", payer="Département", scale="departement",
        territory="49", sender_name="Mairie", sent=SINCE,
    )  # fmt: skip
    return {"register_entry": entry.pk, "proposal": proposal.pk}


def _side(subdivision_name: str, hospital_name: str, ward_name: str) -> Side:
    subdivision = Subdivision.objects.create(
        name=subdivision_name, departements=[{"Angers": "49"}.get(subdivision_name, "29")]
    )
    hospital = Hospital.objects.create(subdivision=subdivision, name=hospital_name)
    ward = Ward.objects.create(hospital=hospital, name=ward_name)
    names = {"subdivision": subdivision.pk, "hospital": hospital.pk, "ward": ward.pk}
    names |= _roster(ward) | _registers(subdivision)
    return Side(subdivision, hospital, ward, names)


def _swap(version: Any, by: User) -> Swap:
    """A swap that somebody proposed to a colleague who has no account any more."""
    return Swap.objects.create(
        version_id=version, name=by.name, other=YANIS.name, by=by, hands=[], said="échange"
    )


def _invited(ward: Ward, by: User) -> Invitation:
    """Somebody that the head of the ward has just written to."""
    offered, _ = Invitation.offer(
        email="nouvelle@exemple.fr", kind=RoleKind.INTERN, place=ward, first=SINCE, last=None, by=by
    )
    return offered


def _roster(ward: Ward) -> dict[str, Any]:
    """A roster of four weeks for Camille and Yanis, with a draft in which nobody does anything."""
    facts = {
        "ward": ward.name,
        "hospital": ward.hospital.name,
        "from": SINCE.isoformat(),
        "to": "2026-11-29",
        "interns": [{"name": CAMILLE.name}, {"name": YANIS.name}],
    }
    cells = {name: [".. .. .. .. .. .. .."] * 4 for name in (CAMILLE.name, YANIS.name)}
    roster = Roster.objects.create(ward=ward, first=SINCE, last=date(2026, 11, 29), facts=facts)
    version = Version.objects.create(roster=roster, number=1, facts=facts, cells=cells, source=Source.EDIT)
    search = Search.objects.create(roster=roster, facts=facts)
    return {"roster": roster.pk, "version": version.pk, "search": search.pk}
