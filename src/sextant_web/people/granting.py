"""Who may give which role, where; and whose names somebody sees in a list of who has access.

The least each role needs: a union sees places and those who answer for them, never an intern's name; and since
being an officer of a union says something of a person that is nobody's business, a ward reads how many, not who.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from sextant_web.people.models import Hospital, Invitation, Role, RoleKind, Subdivision, Ward

Place = Ward | Hospital | Subdivision

GIVES: dict[str, tuple[RoleKind, ...]] = {
    RoleKind.WARD_HEAD: (RoleKind.INTERN,),
    RoleKind.UNION: (RoleKind.WARD_HEAD, RoleKind.DIRECTOR, RoleKind.COORDINATOR),
    RoleKind.FEDERATION: (RoleKind.WARD_HEAD, RoleKind.DIRECTOR, RoleKind.COORDINATOR, RoleKind.UNION),
}
HELD_AT: dict[str, type[Place]] = {
    RoleKind.INTERN: Ward,
    RoleKind.WARD_HEAD: Ward,
    RoleKind.DIRECTOR: Hospital,
    RoleKind.COORDINATOR: Subdivision,
    RoleKind.UNION: Subdivision,
}
UNIONS = (RoleKind.UNION, RoleKind.FEDERATION)
CARE = (RoleKind.INTERN, RoleKind.WARD_HEAD, RoleKind.DIRECTOR)
NAMES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(CARE, (*CARE, RoleKind.COORDINATOR)),
    RoleKind.COORDINATOR: (RoleKind.WARD_HEAD, RoleKind.DIRECTOR, RoleKind.COORDINATOR),
    **dict.fromkeys(UNIONS, (RoleKind.WARD_HEAD, RoleKind.DIRECTOR, RoleKind.COORDINATOR, *UNIONS)),
}
"""By role held: the roles whose holders are named to it."""


def may_give(roles: Iterable[Role], place: Place | None = None) -> set[str]:
    """The kinds that these roles may give and take back; at that place only, when it is given."""
    given = {kind for role in roles for kind in GIVES.get(role.kind, ())}
    return {kind for kind in given if place is None or HELD_AT[kind] is type(place)}


def named_to(roles: Iterable[Role]) -> set[str]:
    """The kinds of role whose holders are named to somebody who holds these."""
    return {kind for role in roles for kind in NAMES[role.kind]}


def around(place: Place) -> Q:
    """Every role that opens something of this place: held there, above, or everywhere."""
    everywhere = Q(kind=RoleKind.FEDERATION)
    if isinstance(place, Ward):
        return (
            everywhere
            | Q(ward=place)
            | Q(hospital=place.hospital_id)
            | Q(subdivision=place.hospital.subdivision_id)
        )
    if isinstance(place, Hospital):
        return everywhere | Q(hospital=place) | Q(subdivision=place.subdivision_id)
    return everywhere | Q(subdivision=place)


def inside(place: Place) -> Q:
    """What is attached to this place, or to one that it holds: a role, an invitation."""
    if isinstance(place, Ward):
        return Q(ward=place)
    if isinstance(place, Hospital):
        return Q(hospital=place) | Q(ward__hospital=place)
    return Q(subdivision=place) | Q(hospital__subdivision=place) | Q(ward__hospital__subdivision=place)


def who_has_access(place: Place, today: date) -> QuerySet[Role]:
    """The roles that open this place today or later, with their holders."""
    still = Q(last=None) | Q(last__gte=today)
    return Role.objects.filter(around(place), still).select_related("user", "ward", "hospital", "subdivision")


def end(role: Role, last: date | None, today: date) -> None:
    """Ends the role on ``last``, that day included; on the spot when no day is given."""
    if last is None:
        last = today - timedelta(days=1)
    if last < role.first:
        role.delete()  # it never opened anything, or opened it today by mistake
        return
    role.last = last
    role.save(update_fields=["last"])


def open_invitations(place: Place, kinds: set[str]) -> QuerySet[Invitation]:
    """Those of this very place that still wait, of these kinds."""
    field = {Ward: "ward", Hospital: "hospital", Subdivision: "subdivision"}[type(place)]
    return Invitation.objects.filter(accepted_at=None, kind__in=kinds, **{field: place})
