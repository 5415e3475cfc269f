"""What rosters bring to the home page: what is due, what waits, where the roster is."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils import timezone

from sextant import wording
from sextant_web.people.models import Role, RoleKind
from sextant_web.people.tile import Tile
from sextant_web.roster.deadlines import next_roster_due, statement_due
from sextant_web.roster.models import Roster, RosterState, Status, Version


def tiles(request: HttpRequest, role: Role | None) -> Iterator[Tile]:
    """One tile a role, in which the next deadline is told first."""
    if role is None:
        return
    today = timezone.localdate()
    match role.kind:
        case RoleKind.INTERN:
            yield from _intern(request, role)
        case RoleKind.WARD_HEAD:
            due = next_roster_due(role.ward, today)
            says = due.says if due else "Préparer le prochain, suivre les versions, publier."
            if statement := statement_due(today):
                says = f"{says} {statement.says}"
            yield Tile(
                "Tableaux du service", says, "Voir les tableaux", "roster:list", {"ward": role.ward_id}, True
            )
        case RoleKind.DIRECTOR:
            waiting = Version.objects.filter(
                roster__ward__hospital=role.hospital_id, roster__state=RosterState.PREPARING,
                status=Status.DRAFT, lawful=True,
            ).values("roster").distinct().count()  # fmt: skip
            said = wording.say_count(waiting, "tableau légal attend", "tableaux légaux attendent")
            says = f"{said} votre décision." if waiting else "Aucun tableau n’attend votre décision."
            names = {"hospital": role.hospital_id}
            yield Tile(
                "Tableaux des services", says, "Voir les services", "roster:hospital", names, bool(waiting)
            )
        case RoleKind.COORDINATOR | RoleKind.UNION:
            says = "Service par service : un tableau est-il publié, est-il légal. Aucun nom."
            names = {"subdivision": role.subdivision_id}
            yield Tile("Tableaux des services", says, "Voir les services", "roster:subdivision", names)


def _intern(request: HttpRequest, role: Role) -> Iterator[Tile]:
    """The roster of today, or the next one; first while it has not been acknowledged."""
    today = timezone.localdate()
    held = Version.objects.filter(
        status=Status.PUBLISHED, roster__ward=role.ward_id, roster__last__gte=today
    ).select_related("roster").defer("facts", "cells", "roster__facts")  # fmt: skip
    version = held.order_by("roster__first", "-number").first()
    if version is None:
        said = Roster.objects.filter(ward=role.ward_id, state=RosterState.PUBLISHED).exists()
        says = (
            "Le prochain tableau n’est pas encore publié." if said else "Aucun tableau n’est encore publié."
        )
        yield Tile("Le tableau du service", says, "Voir les tableaux", "roster:list", {"ward": role.ward_id})
        return
    read = version.acknowledgements.filter(user=request.user).exists()
    span = wording.say_span(version.roster.first, version.roster.last)
    says = f"Publié, {span}." + ("" if read else " Dites que vous l’avez lu.")
    names = {"ward": role.ward_id, "roster": version.roster_id, "version": version.pk}
    yield Tile("Le tableau du service", says, "Voir le tableau", "roster:version", names, not read)
