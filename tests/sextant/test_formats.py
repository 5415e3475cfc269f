"""The page on files shows every key that the readers know, and examples that they read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from docs.printing import formats
from sextant.document import parse_document
from sextant.form import models_at
from sextant.law.planning_file import planning_of
from sextant.law.planning_form import PlanningForm
from sextant.law.settings import Settings
from sextant.roster.roster_file import RosterForm, roster_of
from sextant.roster.ward_form import WardForm
from tests.sextant.roster.wards import ward


def forms(root: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A form and all the forms inside it."""
    yield root
    for name, field in root.model_fields.items():
        inner: list[type[BaseModel]] = [
            *models_at(root, (field.alias or name,)),
            *models_at(root, (field.alias or name, 0)),
        ]
        for one in inner:
            yield from forms(one)


def test_every_key_of_every_form_is_on_the_page() -> None:
    shown = {form for _, form, _ in (*formats._PLANNING_FORMS, *formats._WARD_FORMS)}
    read = {*forms(PlanningForm), *forms(WardForm)} - {Settings}
    assert {form.__name__ for form in read - shown} == set()
    page = formats.page()
    for form in read:
        for name, field in form.model_fields.items():
            assert f"`{field.alias or name}`" in page
            assert field.description, f"{form.__name__}.{name} has no description"


def test_the_examples_of_the_page_are_read() -> None:
    planning = planning_of(parse_document(formats.PLANNING, "planning.yaml"))
    assert planning.timeline.person.name == "Camille"
    head = "ward: M\nfrom: 2026-11-02\nto: 2026-11-15\ninterns: [{name: Camille}, {name: Yanis}]\n"
    head += "lines: [{id: gardes, kind: garde}]\n"
    values: dict[str, Any] = parse_document(head + formats.ROSTER, "tableau.yaml").data
    assert set(values) <= {field.alias or name for name, field in RosterForm.model_fields.items()}
    assert roster_of(parse_document(head + formats.ROSTER, "tableau.yaml")).activities["Yanis"]
    assert ward(formats.EXAMPLE_WARD).interns
