"""Rows and constraints; no decision."""

from sextant_web.people.models.invitation import Invitation
from sextant_web.people.models.place import Hospital, Subdivision, Ward
from sextant_web.people.models.reading import Reading
from sextant_web.people.models.role import OFFICERS, Role, RoleKind
from sextant_web.people.models.user import User

__all__ = ["OFFICERS", "Hospital", "Invitation", "Reading", "Role", "RoleKind", "Subdivision", "User", "Ward"]
