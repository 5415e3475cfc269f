"""Facts, problem, version, roster: rows and domain say the same thing, whichever way one goes."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sextant.document import parse_document
from sextant.errors import BadTimeline
from sextant.roster.roster_file import roster_of
from sextant.roster.ward_file import example_ward
from sextant_web.people.models import Hospital, Subdivision, Ward
from sextant_web.roster import models as rows
from sextant_web.roster.bridge import (
    BadFacts,
    cells_of,
    facts_of,
    plain,
    problem_of_facts,
    problem_of_row,
    roster_of_cells,
    roster_of_version,
    version_from_roster,
)
from tests.sextant.roster.wards import GOOD, ward

FACTS = plain(parse_document(GOOD, "service.yaml").data)
NAMES = st.lists(
    st.text("abcdeéàçïœ-’ XYZ", min_size=1, max_size=12).map(str.strip).filter(bool),
    min_size=1,
    max_size=4,
    unique_by=lambda name: " ".join(name.split()).casefold(),
)
WEEKDAY = st.sampled_from(["..", "MA", "N", "a", "Mu", ".p", "M(08:00-12:00)"])


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    """The facts of a small ward."""
    weeks = draw(st.integers(1, 3))
    interns = [
        {"name": name, "semester": draw(st.integers(1, 8)), "share": draw(st.sampled_from([1, 0.5, 0.8]))}
        for name in draw(NAMES)
    ]
    return {
        "ward": "Médecine",
        "from": "2026-11-02",
        "to": date.fromordinal(date(2026, 11, 1).toordinal() + 7 * weeks).isoformat(),
        "interns": interns,
        "lines": [{"id": "gardes", "kind": "garde"}, {"id": "astreintes", "kind": "astreinte"}][
            : draw(st.integers(0, 2))
        ],
        "presence": [
            {"days": ["lundi au vendredi"], "half_day": "matin", "minimum": draw(st.integers(0, 2))}
        ],
    }


@pytest.mark.parametrize("name", ["nouveau", "medecine-polyvalente", "impossible"])
def test_facts_of_json_say_what_the_file_says(name: str) -> None:
    document = parse_document(example_ward(name), "service.yaml")
    stored = json.loads(json.dumps(plain(document.data)))
    assert problem_of_facts(stored) == ward(example_ward(name))


@given(facts())
def test_a_problem_written_as_facts_is_the_same_problem(given: dict[str, Any]) -> None:
    problem = problem_of_facts(given)
    assert problem_of_facts(json.loads(json.dumps(facts_of(problem)))) == problem


def test_what_is_wrong_is_told_with_the_path_of_its_value() -> None:
    wrong = {**FACTS, "presence": [{"days": ["lundi"], "minimum": "deux"}]}
    with pytest.raises(BadFacts) as told:
        problem_of_facts(wrong)
    assert told.value.path == ("presence", 0, "minimum")
    assert str(told.value) == "un nombre entier est attendu. Par exemple 3."


def test_what_is_wrong_on_the_screen_at_hand_is_told_first() -> None:
    wrong = {**FACTS, "interns": [], "presence": [{"days": ["lundredi"], "minimum": 1}]}
    with pytest.raises(BadFacts) as told:
        problem_of_facts(wrong, mine=lambda path: path[0] == "presence")
    assert told.value.path[0] == "presence"


def test_two_interns_of_one_name_are_told_without_a_line_number() -> None:
    wrong = {**FACTS, "interns": [{"name": "Camille"}, {"name": "camille"}], "lines": []}
    with pytest.raises(BadFacts, match="deux internes portent le même nom") as told:
        problem_of_facts(wrong)
    assert "None" not in str(told.value)


class RoundTrip(TestCase):
    """Through the database and back."""

    def row(self, given: dict[str, Any]) -> rows.Roster:
        subdivision, _ = Subdivision.objects.get_or_create(name="Angers")
        hospital, _ = Hospital.objects.get_or_create(subdivision=subdivision, name="CH du Val")
        place, _ = Ward.objects.get_or_create(hospital=hospital, name="Médecine")
        return rows.Roster.objects.create(
            ward=place, first=given["from"], last=given["to"], facts=given, changed_by=None
        )

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(facts(), st.data())
    def test_a_version_gives_back_its_roster(self, given: dict[str, Any], data: st.DataObject) -> None:
        row = self.row(given)
        row.refresh_from_db()
        problem = problem_of_row(row)
        words = WEEKDAY if len(problem.lines) == 2 else st.sampled_from(["..", "MA", "Mu", ".p"])
        cells = {
            intern.name: [
                " ".join([*(data.draw(words) for _ in range(5)), "..", ".."]) for _ in problem.mondays
            ]
            for intern in problem.interns
        }
        try:
            roster = roster_of_cells(row.facts, cells)
        except BadTimeline:  # a night that runs into a morning
            return
        version = version_from_roster(row, roster, row.facts, rows.Source.IMPORT)
        again = rows.Version.objects.get(pk=version.pk)
        assert again.number == 1
        assert roster_of_version(again) == roster
        assert cells_of(roster_of_version(again)) == again.cells
        assert again.lawful is not None

    def test_versions_are_numbered_in_order(self) -> None:
        document = parse_document(example_ward("nouveau"), "service.yaml")
        given = plain(document.data)
        row = self.row(given)
        cells = {name: [".. .. .. .. .. .. .."] * 4 for name in row.names}
        roster = roster_of_cells(given, cells)
        made = [version_from_roster(row, roster, given, rows.Source.EDIT) for _ in range(3)]
        assert [version.number for version in made] == [1, 2, 3]
        assert made[0].lawful is False  # nobody holds the nights
        assert made[0].breaches > 0
        assert roster_of(parse_document(example_text(given, cells), "tableau.yaml")).activities == (
            roster_of_version(made[2]).activities
        )


def example_text(given: dict[str, Any], cells: dict[str, list[str]]) -> str:
    """The roster file of the terminal, made of the same facts and cells."""
    return json.dumps({**given, "sextant": "tableau", "roster": cells}, ensure_ascii=False)
