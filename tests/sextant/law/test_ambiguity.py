"""The questions left open by the texts, told in French, and the settings that answer them are the same."""

from __future__ import annotations

from typing import Any, get_args, get_origin

import pytest

from sextant.law.ambiguity import Ambiguity, ambiguities
from sextant.law.library import load
from sextant.law.settings import Settings

CHOSEN = [one for one in ambiguities() if one.name]


def test_every_setting_has_its_question_and_every_question_its_setting() -> None:
    assert sorted(one.name for one in CHOSEN) == sorted(Settings.model_fields)


def test_the_twenty_ambiguities_of_the_facts_are_told() -> None:
    assert {one.row for one in ambiguities()} - {None} == set(range(1, 21))


@pytest.mark.parametrize("one", CHOSEN, ids=[one.name for one in CHOSEN])
def test_the_default_told_is_the_default_taken(one: Ambiguity) -> None:
    assert one.default == Settings().model_dump()[one.name]
    assert type(one.default) is type(Settings().model_dump()[one.name])


@pytest.mark.parametrize("one", CHOSEN, ids=[one.name for one in CHOSEN])
def test_the_choices_told_are_the_choices_taken(one: Ambiguity) -> None:
    field = Settings.model_fields[one.name]
    if field.annotation is bool:
        assert one.choices == (True, False)
    elif values(field.annotation):
        assert one.choices == values(field.annotation)
    elif field.annotation is int:
        low, high = (getattr(bound, name) for bound, name in zip(field.metadata, ("ge", "le"), strict=True))
        assert one.choices == f"de {low} à {high}"
    else:
        assert isinstance(one.choices, str)


def values(annotation: Any) -> tuple[Any, ...]:
    """The words of a Literal."""
    return get_args(annotation) if get_origin(annotation) is not None else ()


def test_a_question_names_rules_that_exist() -> None:
    known = set(load().codes)
    assert {code for one in ambiguities() for code in one.rules} <= known


@pytest.mark.parametrize("one", ambiguities(), ids=[one.question for one in ambiguities()])
def test_a_question_is_a_question(one: Ambiguity) -> None:
    assert one.question.endswith("?")
    assert one.sources
    assert one.name or one.answer
