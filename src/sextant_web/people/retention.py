"""What is kept of people: one declaration per model, written by each subject in its own ``privacy.py``.

From the declarations come the file of « Mes données », erasure, the job that forgets (``retain``), and the
register of processing (docs/reference/processing.md). A model without one fails tests/house/test_privacy.py;
a subject lists in ``NOTHING_PERSONAL`` the models that say nothing of anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from sextant_web.people.models import User

CONTRACT = "l’exécution du service que la personne demande (RGPD, art. 6.1.b)"

Rows = Callable[[User], "QuerySet[Any]"]


@dataclass(frozen=True)
class Declaration:
    """Everything about one model, in French sentences for the register and in queries for the machine."""

    model: type[Model]
    title: str  # « Journées saisies »
    purpose: str  # why it is there
    basis: str  # what allows it: contract, legal obligation, legitimate interest, consent
    whose: str  # « les internes du service »
    readers: str  # who sees it
    kept: str  # how long
    at_erasure: str  # what becomes of it when the person erases the account
    rows: Rows  # those that are about that person
    keep: bool = False  # erasure leaves the rows: a duty says so, and ``at_erasure`` says which
    secret: frozenset[str] = frozenset()  # fields that would open something: not in the file
    words: Mapping[str, str] = field(
        default_factory=dict
    )  # how the file names a field, if not by its own name
    expired: Callable[[date], QuerySet[Any]] | None = None  # what the job deletes on that day
    files: Callable[[User], list[tuple[str, bytes]]] | None = None  # what the zip holds beside the rows
    tell: Callable[[User], list[dict[str, Any]]] | None = (
        None  # for the file, when a row also speaks of others
    )

    def told(self, user: User) -> list[dict[str, Any]]:
        """The rows about that person, field by field, for the file."""
        if self.tell is not None:
            return self.tell(user)
        return [self._row(row) for row in self.rows(user)]

    def _row(self, row: Model) -> dict[str, Any]:
        said = {}
        for one in row._meta.concrete_fields:
            if one.name in self.secret or one.primary_key:
                continue
            value = getattr(row, one.name)
            if one.choices and value:
                value = getattr(row, f"get_{one.name}_display")()
            elif isinstance(value, Model):
                value = str(value)
            said[self.words.get(one.name, str(one.verbose_name))] = value
        return said


def of(*lookups: str) -> Callable[[type[Model]], Rows]:
    """``of("user")(Role)``: the rows that lead to the person by one of these paths."""

    def rows_of(model: type[Model]) -> Rows:
        def rows(user: User) -> QuerySet[Any]:
            about = Q()
            for lookup in lookups:
                about |= Q(**{lookup: user})
            return model._default_manager.filter(about)

        return rows

    return rows_of


@cache
def declarations() -> list[Declaration]:
    """Those of every subject; what hangs on others comes first, the account last."""
    found = [one for name in _subjects() for one in import_module(f"{name}.privacy").DECLARATIONS]
    return found[::-1]


@cache
def nothing_personal() -> frozenset[type[Model]]:
    """The models that their subject says speak of nobody."""
    return frozenset(
        model
        for name in _subjects()
        for model in getattr(import_module(f"{name}.privacy"), "NOTHING_PERSONAL", ())
    )


def _subjects() -> list[str]:
    names = [app.name for app in apps.get_app_configs() if app.name.startswith("sextant_web.")]
    return [name for name in names if find_spec(f"{name}.privacy")]
