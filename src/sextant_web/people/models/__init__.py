"""Rows and constraints; no decision."""

from sextant_web.people.models.place import Hospital, Subdivision, Ward
from sextant_web.people.models.role import Role, RoleKind
from sextant_web.people.models.user import User

__all__ = ["Hospital", "Role", "RoleKind", "Subdivision", "User", "Ward"]
