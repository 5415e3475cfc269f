"""No row about a person without a declaration of why it is there and how long."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from sextant_web.people.models import User
from sextant_web.people.retention import Declaration, declarations, nothing_personal

DECLARED = {one.model: one for one in declarations()}


def test_each_model_is_declared() -> None:
    """Write the missing ones in the ``privacy.py`` of their subject (people/privacy.py shows how)."""
    known = DECLARED.keys() | nothing_personal()
    assert sorted(model._meta.label for model in apps.get_models() if model not in known) == []


def test_nothing_is_declared_twice() -> None:
    assert len(DECLARED) == len(declarations())
    assert not DECLARED.keys() & nothing_personal()


def test_what_speaks_of_nobody_leads_to_nobody() -> None:
    """A model that names an account says something of somebody."""
    leads = [
        model for model in nothing_personal() for field in model._meta.fields if field.related_model is User
    ]
    assert leads == []


@pytest.mark.parametrize("one", declarations(), ids=lambda one: one.model._meta.label)
def test_a_declaration_holds(one: Declaration) -> None:
    names = {field.name for field in one.model._meta.concrete_fields}
    assert one.secret <= names
    assert one.words.keys() <= names
    for said in (one.title, one.purpose, one.basis, one.whose, one.readers, one.kept, one.at_erasure):
        assert said.strip()
        assert not said.endswith(".")


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_nothing_stands_in_the_way_of_erasure(model: type[models.Model]) -> None:
    """An account must be erasable: no key to it protects it, and what is kept lets it go."""
    for field in model._meta.fields:
        if field.related_model is not User:
            continue
        on_delete = field.remote_field.on_delete
        assert on_delete in (models.CASCADE, models.SET_NULL), f"{model._meta.label}.{field.name}"
        if model in DECLARED and DECLARED[model].keep:
            assert on_delete is models.SET_NULL, f"{model._meta.label}.{field.name} would take the row away"
