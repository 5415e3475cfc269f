"""What conditions bring to the home page: an intern's choice, a union's table."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest

from sextant_web.conditions.models import Consent
from sextant_web.people.models import Role, RoleKind
from sextant_web.people.tile import Tile


def tiles(request: HttpRequest, role: Role | None) -> Iterator[Tile]:
    """One tile a role."""
    match role and role.kind:
        case RoleKind.INTERN:
            agreed = Consent.objects.filter(user=request.user, revoked_at=None).exists()  # type: ignore[misc]
            says = (
                "Votre carnet compte dans les conditions de votre terrain, sans qu’on vous voie."
                if agreed
                else "Montrez les conditions de votre terrain sans vous montrer."
            )
            yield Tile("Compter mes heures", says, "Mon choix" if agreed else "Choisir", "conditions:mine")
        case RoleKind.UNION:
            says = "Heures, repos, tableaux : ce que les carnets disent ensemble de chaque terrain."
            names = {"subdivision": role.subdivision_id}
            yield Tile("Conditions des terrains", says, "Voir la table", "conditions:sites", names)
        case RoleKind.FEDERATION:
            says = "Les subdivisions et le pays, à côté des enquêtes."
            yield Tile("Conditions des terrains", says, "Voir la table", "conditions:nation")
