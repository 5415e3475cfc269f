"""What accounts bring to the home page: the places one answers for, and who has access to them."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest

from sextant_web.people.models import Role, RoleKind
from sextant_web.people.tile import Tile


def tiles(request: HttpRequest, role: Role | None) -> Iterator[Tile]:
    """One tile a role: its place."""
    match role and role.kind:
        case RoleKind.INTERN:
            says = "Qui peut voir quoi dans votre service, et ce qu’on a lu de vous."
            yield Tile("Qui a accès", says, "Voir les accès", "people:ward_access", {"ward": role.ward_id})
        case RoleKind.WARD_HEAD:
            says = "Invitez vos internes, donnez une date de fin, voyez qui a accès."
            yield Tile("Mes internes", says, "Gérer les accès", "people:ward_access", {"ward": role.ward_id})
        case RoleKind.DIRECTOR:
            says = "Ses services, et les personnes qui en répondent."
            names = {"hospital": role.hospital_id}
            yield Tile("Mon établissement", says, "Voir l’établissement", "people:hospital_access", names)
        case RoleKind.COORDINATOR:
            says = "Les établissements de la subdivision et leurs services, sans aucun nom d’interne."
            names = {"subdivision": role.subdivision_id}
            yield Tile("Ma subdivision", says, "Voir la subdivision", "people:subdivision_access", names)
        case RoleKind.UNION:
            says = "Les établissements et leurs services, sans aucun nom d’interne ; invitez ceux qui en répondent."
            names = {"subdivision": role.subdivision_id}
            yield Tile("Ma subdivision", says, "Voir la subdivision", "people:subdivision_access", names)
        case RoleKind.FEDERATION:
            says = "Les subdivisions, et les responsables des structures locales."
            yield Tile("Les subdivisions", says, "Voir les subdivisions", "people:federation")
