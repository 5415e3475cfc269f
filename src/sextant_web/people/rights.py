"""Who may do what, read from ``rights.yaml``; :class:`Rights` is the guard at every address.

The guard refuses in one way whatever the reason (404): an address does not tell a stranger that it exists.
Somebody who has not signed in is sent to do so, except where nobody would be let in; somebody who comes as an
officer, and has not proved a second factor, is sent to prove it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from sextant_web.people.models import OFFICERS, Hospital, Role, RoleKind, Subdivision, Ward
from sextant_web.people.proof import proved_lately, proved_second_factor, to_prove_again, to_second_factor

TABLE = Path(__file__).with_name("rights.yaml")
PLACES = {"ward": Ward, "hospital": Hospital, "subdivision": Subdivision}
EVERYWHERE = "everywhere"
READING = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Right:
    """One line of the table. ``see`` and ``do`` are empty for anyone, token, signed and lately."""

    who: str  # anyone, token, signed, lately, or role
    of: str = ""  # the kind of place that the address names
    see: frozenset[str] = frozenset()
    do: frozenset[str] = frozenset()


@cache
def table() -> dict[str, Right]:
    """The whole table. Raises ValueError on a word that it does not know."""
    lines = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return {address: _right(address, line) for address, line in lines.items()}


def _right(address: str, line: Any) -> Right:
    if line in ("anyone", "token", "signed", "lately"):
        return Right(line)
    if (
        not isinstance(line, dict)
        or set(line) - {"of", "see", "do"}
        or line.get("of") not in (*PLACES, EVERYWHERE)
    ):
        raise ValueError(
            f"{TABLE.name} : « {address} » doit dire anyone, token, signed, lately ou {{of, see, do}}."
        )
    do = frozenset(line.get("do", ()))
    see = frozenset(line.get("see", ())) | do
    if unknown := see - set(RoleKind.values):
        raise ValueError(
            f"{TABLE.name} : « {address} » nomme un rôle inconnu : {', '.join(sorted(unknown))}."
        )
    return Right("role", line["of"], see, do)


# What Django serves itself, without any view of ours.
OWN_GUARDS = ("static",)


class Rights:
    """Looks the address up in the table before its view runs; gives the view ``request.place`` and ``request.roles``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: tuple[object, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        right = table().get(request.resolver_match.view_name if request.resolver_match else "")
        if right is None:
            raise Http404
        if right.who in ("anyone", "token"):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if right.who == "signed":
            return None
        if right.who == "lately":
            return None if proved_lately(request) else to_prove_again(request)
        allowed = right.see if request.method in READING else right.do
        place = None if right.of == EVERYWHERE else place_named(right.of, kwargs.get(right.of))
        roles = [role for role in roles_held(request) if role.kind in allowed and role.covers(place)]
        if not roles:
            raise Http404
        if settings.OFFICERS_NEED_SECOND_FACTOR and not proved_second_factor(request):
            roles = [role for role in roles if role.kind not in OFFICERS]
            if not roles:
                return to_second_factor(request)
        request.place = place  # type: ignore[attr-defined]
        request.roles = roles  # type: ignore[attr-defined]
        return None


def place_named(kind: str, pk: UUID | None) -> Ward | Hospital | Subdivision:
    """The place of that identifier, with what is around it. Raises Http404."""
    around = {"ward": ["hospital__subdivision"], "hospital": ["subdivision"], "subdivision": []}[kind]
    place = PLACES[kind].objects.select_related(*around).filter(pk=pk).first()
    if place is None:
        raise Http404
    return place


def roles_held(request: HttpRequest) -> list[Role]:
    """The roles that the signed-in person holds today, asked once a request."""
    if not hasattr(request, "_roles_held"):
        held = request.user.roles.held_on(timezone.localdate())  # type: ignore[union-attr]
        request._roles_held = list(held.select_related("ward", "hospital", "subdivision"))  # type: ignore[attr-defined]
    return request._roles_held  # type: ignore[attr-defined,no-any-return]


def may(
    request: HttpRequest, address: str, place: Ward | Hospital | Subdivision | None, *, act: bool = False
) -> bool:
    """Whether a screen may show this link or button: the same table, asked without opening the door."""
    right = table()[address]
    allowed = right.do if act else right.see
    return request.user.is_authenticated and any(
        role.kind in allowed and role.covers(place) for role in roles_held(request)
    )
