"""How far a local union may write: the départements of its subdivision; the federation writes about any place."""

from __future__ import annotations

from django.http import HttpRequest

from sextant import wording
from sextant.benefits import places
from sextant_web.people.models import RoleKind, Subdivision
from sextant_web.registers.models import Entry
from sextant_web.territory.loaded import territory


def outside(request: HttpRequest, scale: str, code: str) -> str:
    """Why who asks may not write about this place, in one sentence; nothing when they may."""
    place: Subdivision = request.place  # type: ignore[attr-defined]
    if any(role.kind == RoleKind.FEDERATION for role in request.roles):  # type: ignore[attr-defined]
        return ""
    if not place.departements:
        return (
            f"La fédération n’a pas encore dit quels départements sont ceux de {place} : demandez-le-lui, "
            "puis recommencez."
        )
    if covers(place, scale, code):
        return ""
    known = [places.name("departement", one) for one in place.departements]
    return (
        f"Ce territoire n’est pas celui de votre structure ({wording.join(known)}). "
        "Sa structure locale, ou la fédération, peut l’écrire."
    )


def covers(place: Subdivision, scale: str, code: str) -> bool:
    """Whether this place is in the départements of the subdivision: wholly, or in part for what spans several.

    A région has several subdivisions; each may keep what stands for the whole of it.
    """
    return bool(_departements(scale, code) & set(place.departements))


def reached(request: HttpRequest, several: list[Entry]) -> list[Entry]:
    """Those of these entries that who asks may answer."""
    return [one for one in several if not outside(request, one.scale, one.territory)]


def _departements(scale: str, code: str) -> set[str]:
    """The départements where this place is; none when it cannot be told. An intercommunality may be in two."""
    if scale == "departement":
        return {code}
    if scale == "region":
        return {one for one in places.departements() if places.region_of(one) == code}
    if scale == "commune":
        return {places.departement_of(code) or ""} - {""}
    loaded = territory()
    if loaded is None:
        return set()
    return set(loaded.table.filter(loaded.table["epci"] == code)["departement"].drop_nulls().to_list())
