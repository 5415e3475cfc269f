"""The home of somebody signed in is made of tiles: each subject brings its own, in its ``tiles.py``.

A subject writes ``def tiles(request, role) -> Iterable[Tile]``: what is next for the holder of that role, or for
anybody signed in when ``role`` is None. A tile whose address the table of rights does not open is not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse

from sextant_web.people.models import Role
from sextant_web.people.rights import may, table


@dataclass(frozen=True)
class Tile:
    """One thing to do: a title, a sentence, and the way there. ``first``: what the person most likely came for."""

    title: str
    says: str
    act: str
    address: str  # the name of a view, in rights.yaml
    names: Mapping[str, object] = field(default_factory=dict)  # what the address names
    first: bool = False

    @property
    def url(self) -> str:
        return reverse(self.address, kwargs=dict(self.names))


Contribution = Callable[[HttpRequest, Role | None], Iterable[Tile]]


@cache
def contributions() -> list[Contribution]:
    """The ``tiles`` of every subject, in the order of the applications; accounts last, the work comes first."""
    subjects = [app.name for app in apps.get_app_configs() if app.name.startswith("sextant_web.")]
    subjects.sort(key=lambda name: name == "sextant_web.people")
    return [import_module(f"{name}.tiles").tiles for name in subjects if find_spec(f"{name}.tiles")]


def tiles_for(request: HttpRequest, role: Role | None) -> list[Tile]:
    """What to show to the holder of that role, what matters first."""
    offered = [tile for contribution in contributions() for tile in contribution(request, role)]
    return sorted((tile for tile in offered if _opens(request, role, tile)), key=lambda tile: not tile.first)


def _opens(request: HttpRequest, role: Role | None, tile: Tile) -> bool:
    if table()[tile.address].who != "role":
        return True
    return role is not None and may(request, tile.address, role.place)
