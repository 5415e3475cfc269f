"""A YAML file is read in the spirit of YAML 1.2, and remembers its lines."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from sextant.document import MAX_DEPTH, parse_document
from sextant.errors import BadDocument
from sextant.form import Day, Form, Number, Text, Whole, YesNo, spell


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("true", True), ("False", False), ("oui", "oui"), ("yes", "yes"), ("on", "on"), ("~", None), ("", None),
        ("12", 12), ("-3", -3), ("012", "012"), ("0.5", 0.5), ("1e3", "1e3"), ("0,5", "0,5"), (".nan", ".nan"),
        ("08:30", "08:30"), ("2026-11-02", date(2026, 11, 2)), ("2026-11-02 18:30", "2026-11-02 18:30"),
        ("'12'", "12"), ('"2026-11-02"', "2026-11-02"), ("Médecine", "Médecine"), ("9" * 40, "9" * 40),
    ],
)  # fmt: skip
def test_a_bare_value_is_what_it_looks_like(written: str, read: object) -> None:
    assert parse_document(f"key: {written}\n", "f.yaml").data == {"key": read}


def test_keys_are_always_text() -> None:
    assert parse_document("2026-11-02: 1\ntrue: 2\n3: 4\n", "f.yaml").data == {
        "2026-11-02": 1,
        "true": 2,
        "3": 4,
    }


def test_every_key_and_item_knows_its_line() -> None:
    document = parse_document(
        "# note\nward: X\ninterns:\n  - name: Camille\n\n  - {name: Yanis,\n     share: 1}\n", "f"
    )
    assert document.line(("ward",)) == 2
    assert document.line(("interns", 0, "name")) == 4
    assert document.line(("interns", 1)) == 6
    assert document.line(("interns", 1, "share")) == 7
    assert document.line(("interns", 1, "absent", "deeper")) == 6


def test_json_comes_through_the_same_door() -> None:
    values = {
        "ward": "Médecine",
        "interns": [{"name": "Inès", "share": 0.5, "surnombre": False}],
        "from": "2026-11-02",
    }
    assert parse_document(json.dumps(values, indent=2), "f.json").data == values


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text("abc é1.~-:"),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcé", min_size=1, max_size=5), inner, max_size=3),
        max_leaves=12,
    )
)  # fmt: skip
def test_json_values_come_back_as_they_were(value: object) -> None:
    assert parse_document(json.dumps({"key": value}), "f.json").data == {"key": value}


class Person(Form):
    """A form for these tests."""

    name: Text = Field(examples=["Camille"])
    since: Day | None = Field(None, alias="from")
    share: Number = Field(1.0, gt=0, le=1)
    semester: Whole = 1
    surnombre: YesNo = False


class Ward(Form):
    """A form for these tests."""

    ward: Text = Field(examples=["Médecine"])
    interns: list[Person] = Field([])


def refusal(text: str) -> str:
    """The one sentence that refuses ``text``."""
    with pytest.raises(BadDocument) as caught:
        parse_document(text, "f.yaml").validate(Ward)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("interns: []", "f.yaml, ligne 1, « ward » : la clé « ward » manque. Écrivez par exemple « ward: Médecine »."),
        ("wardd: X", "f.yaml, ligne 1, « wardd » : la clé « wardd » est inconnue. Vouliez-vous dire « ward » ?"),
        ("ward: X\ninterns:\n - {name: C}\n - {nam: Y}",
         "f.yaml, ligne 4, « interns › n° 2 › nam » : la clé « nam » est inconnue. Vouliez-vous dire « name » ?"),
        ("ward: X\ninterns: 3", "f.yaml, ligne 2, « interns » : une liste est attendue."),
        ("ward: X\ninterns: [C]", "f.yaml, ligne 2, « interns › n° 1 » : des clés et leurs valeurs sont attendues."),
        ("ward: [X]", "f.yaml, ligne 1, « ward » : du texte est attendu."),
        ("ward: X\ninterns: [{name: C, from: 02/11/2026}]", "écrivez la date dans l’autre sens : 2026-11-02."),
        ("ward: X\ninterns: [{name: C, from: demain}]", "ce n’est pas une date"),
        ("ward: X\ninterns: [{name: C, from: 20261102}]", "ce n’est pas une date"),
        ("ward: X\ninterns: [{name: C, from: '2026-02-30'}]", "le 30/02/2026 n’existe pas dans le calendrier."),
        ("ward: X\ninterns: [{name: C, share: 1.5}]", "un nombre d’au plus 1 est attendu."),
        ("ward: X\ninterns: [{name: C, share: 0}]", "un nombre plus grand que 0 est attendu."),
        ("ward: X\ninterns: [{name: C, share: '0,5'}]", "un nombre est attendu. Par exemple 0.5, avec un point."),
        ("ward: X\ninterns: [{name: C, semester: true}]", "un nombre entier est attendu."),
        ("ward: X\ninterns: [{name: C, semester: 2.5}]", "un nombre entier est attendu."),
        ("ward: X\ninterns: [{name: C, surnombre: oui}]", "true (oui) ou false (non) est attendu."),
    ],
)  # fmt: skip
def test_the_first_thing_that_does_not_fit_is_said_in_french(text: str, sentence: str) -> None:
    assert sentence in refusal(text)


def test_of_two_faults_the_first_in_the_file_is_said() -> None:
    assert "ligne 2" in refusal("interns:\n - {name: C, share: 2}\n - {name: Y, oops: 1}\nward: X")


def test_a_place_counts_from_one() -> None:
    assert spell(("interns", 0, "leave", 1)) == "interns › n° 1 › leave › n° 2"


def test_nesting_has_a_limit() -> None:
    assert parse_document("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1), "f").data
    with pytest.raises(BadDocument, match="plus de 50 niveaux"):
        parse_document("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH, "f")
