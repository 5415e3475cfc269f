"""What is typed goes back where it came from, and nowhere else."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sextant_web.roster import sheets
from sextant_web.roster.fields import Kind, get, put, take_away, tidy, typed
from tests.sextant_web.roster.rosters import facts

NAMES = st.text("abcé’- ", min_size=1, max_size=8).filter(
    lambda text: text.strip() == text and "  " not in text
)


def shown(sheet: Any) -> dict[str, Any]:
    """What a browser would send back of a screen that nobody touched."""
    sent: dict[str, Any] = {}
    for one in sheet:
        if one.kind in (Kind.YES, Kind.NO):
            if one.ticked:
                sent[one.name] = "1"
        elif one.kind is Kind.CHOICES:
            sent[one.name] = [value for value, _, chosen in one.options if chosen]
        elif one.kind is Kind.CHOICE:
            sent[one.name] = next((value for value, _, chosen in one.options if chosen), "")
        else:
            sent[one.name] = one.shown
    return sent


RICH = facts(
    interns=[
        {
            "name": "Camille",
            "phase": "socle",
            "share": 0.5,
            "pregnancy": {"third_month": "2026-11-09", "consent": {"from": "2026-11-10"}},
            "restrictions": [{"from": "2026-11-02", "to": "2026-11-04", "kinds": ["garde-nuit"]}],
            "leave": [{"from": "2026-11-05", "to": "2026-11-06", "kind": "maladie", "movable": False}],
            "university": ["jeudi après-midi", "2026-11-10 matin"],
            "wishes": {"avoid": [{"days": ["samedi"], "line": "gardes", "weight": 3}]},
            "fixed": [{"day": "2026-11-03", "what": "N"}],
            "history": {"nights": 3, "last_duty_end": "2026-11-02 08:30"},
        },
        {"name": "Yanis"},
    ],
)


def test_a_screen_that_nobody_touched_changes_nothing() -> None:
    on_first = [sheets.person, sheets.absence, sheets.line]
    for sheet in (sheets.people, sheets.needs, sheets.period):
        assert typed(RICH, sheet(RICH), shown(sheet(RICH))) == RICH
    for one in on_first:
        assert typed(RICH, one(RICH, 0), shown(one(RICH, 0))) == RICH, one.__name__


@given(st.lists(NAMES, max_size=5))
def test_names_typed_are_the_interns(names: list[str]) -> None:
    given: dict[str, Any] = {"ward": "Médecine"}
    sent = {f"interns.{n}.name": name for n, name in enumerate(names)}
    read = typed(given, sheets.people(given, sent), sent)
    assert [one["name"] for one in read.get("interns", [])] == names


@given(st.text(max_size=12))
def test_a_number_that_is_none_stays_as_typed(text: str) -> None:
    sent = {"presence.0.days": "lundi", "presence.0.minimum": text}
    read = typed({}, sheets.needs({}, sent), sent)
    value = get(read, ("presence", 0, "minimum"))
    assert value is None or isinstance(value, int) or value == " ".join(text.split())


def test_a_row_is_taken_away_and_its_neighbours_stay() -> None:
    assert [one["name"] for one in take_away(RICH, "interns.0")["interns"]] == ["Yanis"]
    assert take_away(RICH, "interns.7") == RICH
    assert take_away(RICH, "lines.x") == RICH


def test_an_empty_row_that_was_never_there_is_left_out() -> None:
    sent = {
        "interns.0.name": "Camille",
        "interns.3.name": "Zoé",
        "interns.3.phase": "socle",
        "interns.2.phase": "socle",
    }
    read = typed({}, sheets.people({}, sent), sent)
    assert [one["name"] for one in read["interns"]] == ["Camille", "Zoé"]


def test_a_form_cannot_make_a_list_without_end() -> None:
    sent = {"interns.99999999.name": "x"}
    assert len(sheets.people({}, sent).rows) <= 400


def test_a_value_is_put_where_its_path_says() -> None:
    made: dict[str, Any] = {}
    put(made, ("a", 1, "b"), 3)
    assert made == {"a": [{}, {"b": 3}]}
    assert tidy(made) == {"a": [{"b": 3}]}
    assert get(made, ("a", 1, "b")) == 3
    assert get(made, ("a", 5, "b")) is None
